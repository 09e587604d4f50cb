import { downloadTable } from "../../../harness/download-table.ts";

const A = "curl -fo a.zip https://a.example/1.zip";
const B = "curl -fo a.zip https://a.example/2.zip";
const CHECK = 'echo "<sha256>  a.zip" | sha256sum -c';
const BOTH = [
  "curl https://a.example/1.zip artifact > a.zip: sha covers inline",
  "curl https://a.example/2.zip artifact > a.zip: sha covers inline",
];
const SECOND = [
  "curl https://a.example/1.zip artifact > a.zip: none",
  "curl https://a.example/2.zip artifact > a.zip: sha covers inline",
];

downloadTable("a check is not about a file that another one replaced", {
  "in a later RUN": [`RUN ${A} && unzip a.zip && rm a.zip\nRUN ${B} && ${CHECK}`, ...SECOND],
  "in the same list": [`RUN ${A} && unzip a.zip && ${B} && ${CHECK}`, ...SECOND],
  "in a later RUN, behind what it needs": [`RUN ${A}\nRUN set -e; unzip a.zip && ${B}\nRUN ${CHECK}`, ...SECOND],
  "in a script": [`RUN set -e; ${A}; unzip a.zip; ${B}; unzip a.zip\nRUN ${CHECK}`, ...SECOND],
  "in PowerShell": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN iwr https://a.example/1.exe -OutFile C:\\a.exe; Start-Process C:\\a.exe -Wait
RUN iwr https://a.example/2.exe -OutFile C:\\a.exe; if ((Get-FileHash C:\\a.exe).Hash -ne '<sha256>') { exit 1 }`,
    "Invoke-WebRequest https://a.example/1.exe artifact > C:\\a.exe: none",
    "Invoke-WebRequest https://a.example/2.exe artifact > C:\\a.exe: sha covers inline",
  ],
  "behind a condition that is that of the check": [`RUN ${A}\nRUN if [ -d b ]; then ${B} && ${CHECK}; fi`, ...SECOND],
  "each behind a condition, in RUNs": [
    `RUN if [ -d a ]; then ${A}; fi\nRUN if [ -d b ]; then ${B}; ${CHECK} || exit 1; fi`,
    ...SECOND,
  ],
  "each has a check of its own": [`RUN ${A} && ${CHECK}\nRUN ${B} && ${CHECK}`, ...BOTH],
  "the check of both stands in a function": [
    `RUN set -e; check() { echo "$1  a.zip" | sha256sum -c; }; ${A}; check <sha256>; ${B}; check <sha256>`,
    ...BOTH.map((line) => line.replace("inline", "arg")),
  ],
});

downloadTable("a check may be about a file that another one may replace", {
  "behind a failure": [`RUN (${A} || ${B}) && ${CHECK}`, ...BOTH],
  "in another branch": [`RUN if [ -n "$X" ]; then ${A}; else ${B}; fi && ${CHECK}`, ...BOTH],
  "behind a condition": [`RUN set -e; ${A}; if [ -n "$X" ]; then ${B}; fi; ${CHECK}`, ...BOTH],
  "behind a test": [`RUN set -e; ${A}; [ -s a.zip ] && ${B}; ${CHECK}`, ...BOTH],
  "behind a test, in a later RUN": [`RUN ${A}\nRUN [ -s a.zip ] || ${B}; ${CHECK}`, ...BOTH],
  "behind a test that holds, in a later RUN": [`RUN ${A}\nRUN set -e; [ -d b ] && ${B}; ${CHECK}`, ...BOTH],
  "each behind a test": [`RUN set -e; [ $X = 1 ] && ${A}; [ $X = 2 ] && ${B}; ${CHECK}`, ...BOTH],
  "in front of a check that runs without it": [
    `RUN ${A}\nRUN if [ -d b ]; then [ -d c ] && ${B} || ${CHECK}; fi`,
    BOTH[0] ?? "",
    "curl https://a.example/2.zip artifact > a.zip: none",
  ],
  "on another try": [`RUN ${A} && ${CHECK} || AGAIN=1; if [ -n "$AGAIN" ]; then ${B} && ${CHECK}; fi`, ...BOTH],
  "behind the check": [`RUN ${A}\nRUN ${CHECK}\nRUN ${B}`, BOTH[0] ?? "", SECOND[0]?.replace("1.zip", "2.zip") ?? ""],
  "in another folder": [`RUN cd x && ${A} && cd ../y && ${B} && cd .. && ${CHECK}`, ...BOTH],
  "in the folder of a later RUN": [`WORKDIR /x\nRUN ${A}\nWORKDIR /y\nRUN ${B}\nRUN ${CHECK}`, ...BOTH],
  "in a folder that is not known": [`RUN cd "$(mktemp -d)" && ${A} && cd "$(mktemp -d)" && ${B} && ${CHECK}`, ...BOTH],
  "by the first one, in a function that is called behind the other": [
    `RUN set -e; get() { ${A}; }; ${B}; unzip a.zip; get; ${CHECK}`,
    ...BOTH,
  ],
  "under a name that a variable holds": [
    'RUN curl -fo "$F" https://a.example/1.zip && F=b && curl -fo "$F" https://a.example/2.zip && echo "<sha256>  $F" | sha256sum -c',
    "curl https://a.example/1.zip artifact > $F: sha covers inline",
    "curl https://a.example/2.zip artifact > b: sha covers inline",
  ],
  "from the same address": [
    `RUN ${A}; ls\nRUN ${A} && ${CHECK}`,
    "curl https://a.example/1.zip artifact > a.zip: sha covers inline",
    "curl https://a.example/1.zip artifact > a.zip: sha covers inline",
  ],
  "after it got another name": [
    `RUN ${A} && mv a.zip b.zip && ${B} && mv a.zip c.zip && echo "<sha256>  b.zip" | sha256sum -c`,
    BOTH[0] ?? "",
    "curl https://a.example/2.zip artifact > a.zip: none",
  ],
});
