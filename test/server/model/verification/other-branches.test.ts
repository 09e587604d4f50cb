import { downloadTable } from "../../../harness/download-table.ts";

const A = "curl -fo x.tgz https://a.example/x.tgz";
const B = "curl -fo x.tgz https://b.example/x.tgz";
const CHECK = 'echo "<sha256>  x.tgz" | sha256sum -c';
const A_NONE = "curl https://a.example/x.tgz artifact > x.tgz: none";
const [A_COVERED, B_COVERED] = [covered("a"), covered("b")];

function covered(host: string): string {
  return `curl https://${host}.example/x.tgz artifact > x.tgz: sha covers inline`;
}

downloadTable("a check that runs only where something else was downloaded", {
  "an arm of a case that goes on with the check": [`RUN case "$A" in a) ${A} ;& b) ${CHECK} ;; esac`, A_COVERED],
  "an arm of a case beside the check": [`RUN case "$A" in a) ${A} ;; b) ${CHECK} ;; esac`, A_NONE],
  "in a subshell behind ||": [`RUN ${A} || (${B} && ${CHECK})`, A_NONE, B_COVERED],
  "in a group behind ||": [`RUN ${A} || { ${B}; ${CHECK}; }`, A_NONE, B_COVERED],
  "behind a || of three": [`RUN ${A} || false || (${B} && ${CHECK})`, A_NONE, B_COVERED],
  "in the else of a test": [`RUN if [ -f y ]; then ${A}; else ${B} && ${CHECK}; fi`, A_NONE, B_COVERED],
  "in another branch": [
    `RUN if [ -f y ]; then ${A}; elif [ -f z ]; then ${B} && ${CHECK}; else exit 1; fi`,
    A_NONE,
    B_COVERED,
  ],
  "in another arm": [`RUN case $C in x) ${A};; y) ${B}; ${CHECK};; esac`, A_NONE, B_COVERED],
  "in an arm of the download itself": [`RUN case "$(${A}; uname -m)" in x) ${CHECK};; *) exit 1;; esac`, A_COVERED],
  "in the else of the download itself": [`RUN if ${A}; then ls; else ${B} && ${CHECK}; fi`, A_NONE, B_COVERED],
  "in the then of its failure": [`RUN if ! ${A}; then ${B} && ${CHECK}; fi`, A_NONE, B_COVERED],
  "behind || and a look at the file": [`RUN ${A} && test -s x.tgz || ${CHECK}`, A_NONE],
  "behind || and a subshell": [`RUN (cd /tmp && ${A}) || (cd /tmp && ${B} && ${CHECK})`, A_NONE, B_COVERED],
  "behind || and a branch": [`RUN if [ -f y ]; then ${A}; fi || (${B} && ${CHECK})`, A_NONE, B_COVERED],
  "behind || and an arm": [`RUN case $C in x) ${A};; esac || (${B} && ${CHECK})`, A_NONE, B_COVERED],
  "behind || and a shell of its own": [`RUN sh -c "${A}" || (${B} && ${CHECK})`, A_NONE, B_COVERED],
  "in a function": [`RUN get() { ${A} || { ${B} && ${CHECK}; }; }; get`, A_NONE, B_COVERED],
  "by a function": [`RUN check() { ${CHECK}; }; ${A} || { ${B} && check; }`, A_NONE, B_COVERED],
  "in the catch of PowerShell": [
    `
SHELL ["pwsh", "-Command"]
RUN try { iwr https://a.example/f.zip -OutFile f.zip } catch { iwr https://b.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip).Hash -ne "<sha256>") { exit 1 } }`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: none",
    "Invoke-WebRequest https://b.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "a commit behind ||": [
    "RUN git clone -b v1.0 https://a.example/t/tool /s || (git clone https://a.example/t/tool /s && cd /s && git checkout <commit>)",
    "git https://a.example/t/tool git > s ref v1.0: none",
    "git https://a.example/t/tool git > s: commit covers inline",
  ],
  "a commit in another branch": [
    "RUN if [ -f y ]; then git clone https://a.example/t/tool; else git clone https://a.example/t/tool && git -C tool checkout <commit>; fi",
    "git https://a.example/t/tool git > tool: none",
    "git https://a.example/t/tool git > tool: commit covers inline",
  ],
  "a file whose name is not known": [
    `RUN if [ -f y ]; then ${A}; else wget -O "$f" https://b.example/y.tgz && echo "<sha256>  $f" | sha256sum -c; fi`,
    A_NONE,
    "wget https://b.example/y.tgz artifact > $f: sha covers inline",
  ],
  "a question behind the fetch, in its branch": [
    'RUN if [ -e x ]; then wget https://a.example/f.tgz; [ -e y ]; else echo "<sha256>  f.tgz" | sha256sum -c; fi',
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
});

downloadTable("a check that runs where the file was downloaded, too", {
  "behind a choice": [`RUN (${A} || ${B}) && ${CHECK}`, A_COVERED, B_COVERED],
  "in the list of a choice": [`RUN ${A} || ${B} && ${CHECK}`, A_COVERED, B_COVERED],
  "behind || and the failure of its list": [`RUN { [ -f y ] && ! ${A}; } || ${CHECK}`, A_COVERED],
  "behind branches": [`RUN if [ -f y ]; then ${A}; else ${B}; fi && ${CHECK}`, A_COVERED, B_COVERED],
  "in the branch of a file in front": [`RUN ${A} && if [ -f y ]; then ${CHECK}; fi`, A_COVERED],
  "in its own branch": [`RUN if [ -f y ]; then ${A} && ${CHECK}; else ${B} && ${CHECK}; fi`, A_COVERED, B_COVERED],
  "in its own arm": [`RUN case $C in x) ${A} && ${CHECK};; y) ${B} && ${CHECK};; esac`, A_COVERED, B_COVERED],
  "in the then of the download itself": [`RUN if ${A}; then ${CHECK}; else exit 1; fi`, A_COVERED],
  "in the else of its failure": [`RUN if ! ${A}; then exit 1; else ${CHECK}; fi`, A_COVERED],
  "behind what may be there already": [`RUN [ -f x.tgz ] || ${A}; ${CHECK}`, A_COVERED],
  "in front of an exit": [`RUN ${A} || exit 1; ${CHECK} || { echo bad; exit 1; }`, A_COVERED],
  "another try behind a check that fails": [`RUN ${A} && ${CHECK} || (${B} && ${CHECK})`, A_COVERED, B_COVERED],
  "another try in the else of a check": [
    `RUN if ${A} && ${CHECK}; then ls; else ${B} && ${CHECK}; fi`,
    A_COVERED,
    B_COVERED,
  ],
  "behind || and a condition": [`RUN ${A} && [ "$(uname -m)" = arm ] || ${CHECK}`, A_COVERED],
  "behind || and a condition in a group": [`RUN ${A} && { [ -f SKIP ] || ${CHECK}; }`, A_COVERED],
  "behind a loop of addresses": [
    `RUN for u in a b; do curl -fo x.tgz https://$u.example/x.tgz && break; done; ${CHECK}`,
    "curl https://$u.example/x.tgz = https://a.example/x.tgz artifact > x.tgz: sha covers inline",
  ],
  "in the next turn of a loop": [
    `RUN set -e; for i in 1 2; do if [ -f x.tgz ]; then ${CHECK}; else ${A}; ${CHECK}; fi; done`,
    A_COVERED,
  ],
  "by a function for each branch": [
    `RUN get() { curl -fo x.tgz "$1"; }; check() { ${CHECK}; }; if [ -f y ]; then get https://a.example/x.tgz && check; else get https://b.example/x.tgz && check; fi`,
    "curl $1 = ? artifact > x.tgz: sha covers inline",
  ],
  "by a function that is told the sum, in each branch": [
    `RUN check() { echo "$1  $2" | sha256sum -c; }; if [ -f y ]; then ${A} && check <sha256> x.tgz; else ${B} && check <sha256> x.tgz; fi`,
    A_COVERED.replace("inline", "arg"),
    B_COVERED.replace("inline", "arg"),
  ],
  "a branch of another RUN": [
    `
RUN if [ -e f.tgz ]; then wget https://a.example/f.tgz; fi
RUN if [ -e g ]; then ls; else echo "<sha256>  f.tgz" | sha256sum -c; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the other branch, in the next turn of a loop": [
    'RUN for i in 1 2; do if [ -e g ]; then wget https://a.example/f.tgz; else echo "<sha256>  f.tgz" | sha256sum -c || exit 1; fi; done',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the body of a negated fetch": [
    'RUN if ! wget https://a.example/f.tgz; then echo "<sha256>  f.tgz" | sha256sum -c || exit 1; fi',
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "behind || of what something else ends": [
    'RUN { wget https://a.example/f.tgz; ls; } || echo "<sha256>  f.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a test behind the fetch": [
    'RUN wget https://a.example/f.tgz && [ -e y ] || echo "<sha256>  f.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a look at the file, or another program, behind the fetch": [
    `
RUN wget https://a.example/f.tgz && test -s f.tgz || echo "<sha256>  f.tgz" | sha256sum -c
RUN wget https://a.example/g.tgz && unzip g.tgz || echo "<sha256>  g.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
});
