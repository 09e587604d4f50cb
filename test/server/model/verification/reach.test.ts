import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("checks that are skipped when nobody sets an argument", {
  "if -n": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && if [ -n "$SUM" ]; then echo "$SUM  f.tgz" | sha256sum -c; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover arg",
  ],
  "an argument that is empty": [
    `
ARG SUM=""
RUN wget https://a.example/f.tgz && if [ -n "$SUM" ]; then echo "$SUM  f.tgz" | sha256sum -c; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "if without an operator": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && if [ "$SUM" ]; then echo "$SUM  f.tgz" | sha256sum -c; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover arg",
  ],
  "a comparison with nothing": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && if [ "x$SUM" != "x" ]; then echo "$SUM  f.tgz" | sha256sum -c; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover arg",
  ],
  "if ! -z": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && if [ ! -z "$SUM" ]; then echo "$SUM  f.tgz" | sha256sum -c; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover arg",
  ],
  "the else of -z": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && if [ -z "$SUM" ]; then echo unchecked; else echo "$SUM  f.tgz" | sha256sum -c; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover arg",
  ],
  "-z ||": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && { [ -z "$SUM" ] || echo "$SUM  f.tgz" | sha256sum -c; }`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover arg",
  ],
  "! -n ||": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && { ! [ -n "$SUM" ] || echo "$SUM  f.tgz" | sha256sum -c; }`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover arg",
  ],
  "-n &&": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && [ -n "$SUM" ] && echo "$SUM  f.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover arg",
  ],
  "a condition behind the download": [
    `
ARG URL
ARG SUM
RUN [ -n "$URL" ] && wget -O f.tgz "$URL" && [ -n "$SUM" ] && echo "$SUM  f.tgz" | sha256sum -c`,
    "wget $URL = ? artifact > f.tgz: sha does not cover arg",
  ],
  "one of two conditions": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && if [ -f f.tgz ] && [ -n "$SUM" ]; then echo "$SUM  f.tgz" | sha256sum -c; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover arg",
  ],
  "if false": [
    `RUN wget https://a.example/f.tgz; if false; then echo "<sha256>  f.tgz" | sha256sum -c || exit 1; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "true ||": [
    `RUN wget https://a.example/f.tgz; true || echo "<sha256>  f.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "false &&": [
    `RUN wget https://a.example/f.tgz; false && echo "<sha256>  f.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "the else of a no-op": [
    `RUN wget https://a.example/f.tgz; if :; then ls; else echo "<sha256>  f.tgz" | sha256sum -c || exit 1; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a switch that is off": [
    `
ARG VERIFY=false
RUN wget https://a.example/f.tgz && if [ "$VERIFY" = "true" ]; then echo "<sha256>  f.tgz" | sha256sum -c; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  PowerShell: [
    `
SHELL ["pwsh", "-Command"]
ARG SUM
RUN iwr https://a.example/f.zip -OutFile f.zip; if ($env:SUM) { if ((Get-FileHash f.zip).Hash -ne $env:SUM) { exit 1 } }`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha does not cover arg",
  ],
  "a comparison of which more is asked": [
    'RUN wget https://a.example/f.tgz; [ "$A" = "" -a -e x ] || echo "<sha256>  f.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
});

downloadTable("checks that are reached", {
  "behind another way to a condition": [
    `ARG SUM\nRUN wget https://a.example/f.tgz && [ -f f.tgz ] || [ -n "$SUM" ] && echo "<sha256>  f.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "behind a failure that stops": [
    `RUN wget https://a.example/f.tgz && ls || false && echo "<sha256>  f.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "behind a success": [
    `RUN wget https://a.example/f.tgz && true && echo "<sha256>  f.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "behind a failure that is passed over": [
    `RUN wget https://a.example/f.tgz && { ls || true; } && echo "<sha256>  f.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "behind a condition that only one arm asks for": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && case "$(uname -m)" in riscv64) [ -n "$SUM" ] ;; esac && echo "<sha256>  f.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "an argument with a value": [
    `
ARG SUM=<sha256>
RUN wget https://a.example/f.tgz && if [ -n "$SUM" ]; then echo "$SUM  f.tgz" | sha256sum -c; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a switch that is on": [
    `
ARG VERIFY=true
RUN wget https://a.example/f.tgz && if [ "$VERIFY" = "true" ]; then echo "<sha256>  f.tgz" | sha256sum -c; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a build without the sum fails": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && if [ -z "$SUM" ]; then exit 1; fi && echo "$SUM  f.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers arg",
  ],
  "what is fetched is skipped with its check": [
    `
ARG URL
RUN if [ -n "$URL" ]; then wget -O f.tgz "$URL" && echo "<sha256>  f.tgz" | sha256sum -c; fi`,
    "wget $URL = ? artifact > f.tgz: sha covers inline",
  ],
  "what is fetched in a list is skipped with its check": [
    `
ARG URL
RUN [ -n "$URL" ] && wget -O f.tgz "$URL" && echo "<sha256>  f.tgz" | sha256sum -c`,
    "wget $URL = ? artifact > f.tgz: sha covers inline",
  ],
  "an architecture": [
    'RUN set -e; arch="$(uname -m)"; wget -O f.tgz "https://a.example/f-$arch.tgz"; if [ "$arch" = x86_64 ]; then echo "<sha256>  f.tgz" | sha256sum -c; else echo "<sha256>  f.tgz" | sha256sum -c; fi',
    "wget https://a.example/f-$arch.tgz = ? artifact > f.tgz: sha covers inline",
  ],
  "an architecture that the builder gives": [
    `
ARG TARGETARCH
RUN wget -O f.tgz "https://a.example/f-$TARGETARCH.tgz" && if [ "$TARGETARCH" = amd64 ]; then echo "<sha256>  f.tgz" | sha256sum -c; fi`,
    "wget https://a.example/f-$TARGETARCH.tgz = ? artifact > f.tgz: sha covers inline",
  ],
  "a variable that a program fills": [
    'RUN wget https://a.example/f.tgz && sum="$(cat f.sum)" && if [ -n "$sum" ]; then echo "$sum  f.tgz" | sha256sum -c; fi',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a variable that a branch of the script sets": [
    'RUN set -e; case "$(uname -m)" in x86_64) ;; *) SKIP=1 ;; esac; wget https://a.example/f.tgz; if [ -z "$SKIP" ]; then echo "<sha256>  f.tgz" | sha256sum -c; fi',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a file that is looked for": [
    "RUN wget https://a.example/f.tgz && if [ -f f.sum ]; then sha256sum -c f.sum; fi",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a branch that is tried behind that of the check": [
    'RUN wget https://a.example/f.tgz; if [ -e x ]; then echo "<sha256>  f.tgz" | sha256sum -c || exit 1; elif [ -z "$A" ]; then ls; fi',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a test behind the check": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c && [ -n "$A" ] && ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a test that leaves it to what stands behind": [
    'RUN wget https://a.example/f.tgz && { [ -z "$A" ] && ls; } || echo "<sha256>  f.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a test behind the check, in one if": [
    'RUN wget https://a.example/f.tgz; if echo "<sha256>  f.tgz" | sha256sum -c && [ -n "$A" ]; then ls; else exit 1; fi',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a condition in another RUN": [
    `
ARG SUM
RUN wget https://a.example/f.tgz
RUN [ -n "$SUM" ] && echo "$SUM  f.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover arg",
  ],
});
