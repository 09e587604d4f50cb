import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("checks that stop the build", {
  "the last member of a list": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a member of a list in which only && stands": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c && tar xf f.tgz && rm f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a command of its own under set -e": [
    'RUN set -eux; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the last member of a list under set -e": [
    'RUN set -e; wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "-e of SHELL": [
    `
SHELL ["/bin/sh", "-ec"]
RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "-e of a shell inside": [
    `RUN sh -ec 'wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz'`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a subshell under set -e": [
    'RUN set -e; ( wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz ); echo done',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "not the last member of a list in a subshell under set -e": [
    'RUN set -e; wget https://a.example/f.tgz; ( cd / && echo "<sha256>  f.tgz" | sha256sum -c && true ); tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "|| exit 1": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || exit 1; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "|| with a message and an exit": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || { echo bad; exit 1; }; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "|| with a function that exits": [
    'RUN die() { echo "$1"; exit 1; }; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || die bad; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "|| with an exit of a subshell, in a list": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c || (echo bad && exit 1) && tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "|| with an exit of a subshell, under set -e": [
    'RUN set -e; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || (echo bad; exit 1); tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a difference with an exit of a subshell, at the end": [
    'RUN wget https://a.example/f.tgz; [ "$(sha256sum f.tgz | cut -c1-64)" != "<sha256>" ] && (echo bad; exit 1)',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the check in a subshell that reads a pipe": [
    'RUN wget -O /tmp/f.tgz https://a.example/f.tgz && echo "<sha256>  f.tgz" | (cd /tmp && sha256sum -c)',
    "wget https://a.example/f.tgz artifact > /tmp/f.tgz: sha covers inline",
  ],
  "an exit of a shell of its own, at the end": [
    `RUN sh -c 'wget https://a.example/f.tgz; if ! echo "<sha256>  f.tgz" | sha256sum -c; then exit 1; fi; tar xf f.tgz'`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "an exit of a subshell in a list": [
    'RUN (wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || exit 1; tar xf f.tgz) && ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a shell without -e in one that has it": [
    `RUN set -e; sh -c 'wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c'; tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a pipe under pipefail around a shell without it": [
    `
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN sh -c 'wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c' | tee log`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "an exit with the status of the check": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || { exit; }; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "an exit with the status of a test that does not hold": [
    'RUN wget https://a.example/f.tgz; if echo "<sha256>  f.tgz" | sha256sum -c; then ls; else exit $?; fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the exit of a subshell in a branch, at the end": [
    'RUN wget https://a.example/f.tgz; if ! echo "<sha256>  f.tgz" | sha256sum -c; then (echo bad; exit 1); fi',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the exit of a subshell in a branch, under set -e": [
    'RUN set -e; wget https://a.example/f.tgz; if ! echo "<sha256>  f.tgz" | sha256sum -c; then (echo bad; exit 1); fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the exit of a subshell in the middle of a branch, under set -e": [
    'RUN set -e; wget https://a.example/f.tgz; if ! echo "<sha256>  f.tgz" | sha256sum -c; then (echo bad; exit 1); ls; fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function that is the end of the RUN": [
    'RUN get() { wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c; }; get',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function in a list": [
    'RUN get() { wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c; }; get && tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function in front of an exit": [
    'RUN get() { wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; }; get || exit 1; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function that returns, in a list": [
    'RUN get() { wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || return 1; tar xf f.tgz; }; get && ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function of a function, under set -e": [
    'RUN check() { echo "<sha256>  f.tgz" | sha256sum -c; }; get() { wget https://a.example/f.tgz; check; tar xf f.tgz; }; set -e; get; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function that is called behind the download": [
    'RUN check() { echo "<sha256>  f.tgz" | sha256sum -c; }; wget https://a.example/f.tgz && check && tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "functions that call each other": [
    'RUN a() { wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; b; }; b() { a; }; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "bash -euo pipefail": [
    `
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c | tee log; tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "|| false at the end": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c || false',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "|| false in front of &&": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c || false && tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "|| false under set -e": [
    'RUN set -e; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || { echo bad; false; }; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a subshell without -e under set -e": [
    'RUN set -e; ( set +e; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c ); tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the last list of a function under set -e": [
    'RUN set -e; get() { wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c && ls; }; get; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function that turns -e on": [
    'RUN get() { set -e; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls; }; get; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function that turns -e on for what follows its call": [
    `RUN f() { set -eu; }; f; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a subshell of a function that is called under set -e": [
    'RUN get() ( wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls ); set -e; get; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a substitution of sh under set -e": [
    'RUN set -e; wget https://a.example/f.tgz; out=$(echo "<sha256>  f.tgz" | sha256sum -c; ls); tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a test of $? behind it, or exit": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; [ $? -eq 0 ] || exit 1; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "an if of $? that exits": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; if [ "$?" != 0 ]; then echo bad; exit 1; fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "an if of $? whose else exits": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; if test ${?} = 0; then tar xf f.tgz; else exit 1; fi; rm f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "arithmetic of $?, or exit": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; (( $? == 0 )) || exit; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "$? of a comparison": [
    'RUN wget https://a.example/f.tgz; [[ $(sha256sum f.tgz) == "<sha256>  f.tgz" ]]; [[ $? -gt 0 ]] && exit 1; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "an exit with $? behind it": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c -; exit $?',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a test of $? in a list that is the end": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; [ $? -eq 0 ] && tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "$? in a function, in a list": [
    'RUN check() { echo "<sha256>  f.tgz" | sha256sum -c; [ $? -eq 0 ] || return 1; echo good; }; wget https://a.example/f.tgz && check',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "if ! … then exit": [
    'RUN wget https://a.example/f.tgz; if ! echo "<sha256>  f.tgz" | sha256sum -c; then exit 1; fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "else exit": [
    'RUN wget https://a.example/f.tgz; if [ "$(sha256sum f.tgz | cut -c1-64)" = "<sha256>" ]; then echo ok; else exit 1; fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "elif: the last branch exits": [
    'RUN wget https://a.example/f.tgz; if echo "<sha256>  f.tgz" | sha256sum -c; then echo ok; elif [ -f x ]; then echo x; else exit 1; fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "elif: the last branch alone returns, and nobody looks": [
    'RUN f() { wget https://a.example/f.tgz; if echo "<sha256>  f.tgz" | sha256sum -c; then ls; elif [ -f x ]; then exit 1; else return 1; fi; }; f; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a difference that exits": [
    'RUN wget https://a.example/f.tgz; [ "$(sha256sum f.tgz | cut -c1-64)" != "<sha256>" ] && exit 1; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "an if of a difference that exits": [
    'RUN wget https://a.example/f.tgz; if [ "$(sha256sum f.tgz | cut -c1-64)" != "<sha256>" ]; then echo bad; exit 1; fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "an equality, or exit": [
    'RUN wget https://a.example/f.tgz; [ "$(sha256sum f.tgz | cut -c1-64)" = "<sha256>" ] || exit 1; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a pipe under pipefail": [
    `
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c | tee log && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "set -o pipefail": [
    'RUN set -eo pipefail; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c | tee log; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "grep that looks for OK": [
    'RUN wget https://a.example/f-v1.tgz && echo "<sha256>  f-v1.tgz" | sha256sum -c 2>&1 | grep "f-v1.tgz: OK" && tar xf f-v1.tgz',
    "wget https://a.example/f-v1.tgz artifact > f-v1.tgz: sha covers inline",
  ],
  "grep that looks for OK behind a blank": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c 2>&1 | grep "f.tgz:\\sOK" && tar xf f.tgz && wget https://a.example/g.tgz && echo "<sha256>  g.tgz" | sha256sum -c | grep "g.tgz:[[:space:]]OK$"',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
  "an assignment has the status of its substitution": [
    'RUN wget https://a.example/f.tgz && out="$(echo "<sha256>  f.tgz" | sha256sum -c)" && tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a group in a list": [
    'RUN wget https://a.example/f.tgz && { echo "<sha256>  f.tgz" | sha256sum -c; } && tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function under set -e": [
    'RUN set -e; get() { curl -fsSL -o "$2" "$1"; echo "$3  $2" | sha256sum -c -; }; get https://a.example/f.tgz f.tgz <sha256>',
    "curl $1 = ? artifact > $2: sha covers arg",
  ],
  "arms for architectures": [
    'RUN set -eux; arch="$(dpkg --print-architecture)"; case "$arch" in amd64) url=https://a.example/x.tgz; sum=<sha256> ;; arm64) url=https://a.example/a.tgz; sum=<sha256> ;; *) exit 1 ;; esac; wget -O f.tgz "$url"; echo "$sum *f.tgz" | sha256sum -c -',
    "wget $url = https://a.example/x.tgz artifact > f.tgz: sha covers inline",
  ],
  "a fetch in each branch and one check behind them": [
    'RUN set -e; if [ "$(uname -m)" = x86_64 ]; then wget -O f.tgz https://a.example/x.tgz; else wget -O f.tgz https://a.example/a.tgz; fi; echo "$SUM  f.tgz" | sha256sum -c',
    "wget https://a.example/x.tgz artifact > f.tgz: sha covers arg",
    "wget https://a.example/a.tgz artifact > f.tgz: sha covers arg",
  ],
  "a turn of a loop that goes no further, of which the last one tells": [
    'RUN for v in 1 2; do u="https://a.example/f-$v.tgz"; wget $u && grep "f-$v.tgz" sums.txt | sha256sum -c - && tar xf "f-$v.tgz"; done && rm *.tgz',
    "wget $u = https://a.example/f-1.tgz artifact > f-1.tgz: sha covers inline",
  ],
});

downloadTable("checks that do not stop the build", {
  "a function that turns -e on in a shell of its own, in a branch, or for nobody, and one that turns it off": [
    `
RUN f() ( set -e; ); f; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz
RUN f() { if a; then set -e; fi; }; f; wget https://a.example/g.tgz; echo "<sha256>  g.tgz" | sha256sum -c; tar xf g.tgz
RUN f() { set -e; }; wget https://a.example/h.tgz; echo "<sha256>  h.tgz" | sha256sum -c; tar xf h.tgz
RUN set -e; f() { set +e; }; f; wget https://a.example/i.tgz; echo "<sha256>  i.tgz" | sha256sum -c; tar xf i.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha does not cover inline",
    "wget https://a.example/h.tgz artifact > h.tgz: sha does not cover inline",
    "wget https://a.example/i.tgz artifact > i.tgz: sha does not cover inline",
  ],
  "a failure that is noted at the end": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || failed=1',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "|| false in a script that goes on": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || false; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a branch that ends with false in a script that goes on": [
    'RUN wget https://a.example/f.tgz; if ! echo "<sha256>  f.tgz" | sha256sum -c; then echo bad; false; fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "set -e in parentheses": [
    'RUN ( set -e; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls ); tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "set -e in the parentheses that a function is called in": [
    'RUN wget https://a.example/f.tgz; check() { echo "<sha256>  f.tgz" | sha256sum -c; ls; }; ( set -e; check; ls ); tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "set -e in a substitution": [
    'RUN wget https://a.example/f.tgz; out=$(set -e; echo "<sha256>  f.tgz" | sha256sum -c; ls); tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "set -e in front of a pipe": [
    'RUN set -o pipefail; { set -e; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls; } | cat; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "set -o pipefail in front of a pipe": [
    'RUN { set -o pipefail; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; } | cat',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a check that is not waited for": [
    'RUN set -e; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c & tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a substitution of bash, which does not inherit -e": [
    `RUN bash -ec 'wget https://a.example/f.tgz; out=$(echo "<sha256>  f.tgz" | sha256sum -c; ls); tar xf f.tgz'`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "an exit with the status of a message": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || { echo bad; exit; }; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "an exit with the status of a test that holds": [
    'RUN wget https://a.example/f.tgz; if ! echo "<sha256>  f.tgz" | sha256sum -c; then exit $?; fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "an exit with the status of a difference": [
    'RUN wget https://a.example/f.tgz; [ "$(sha256sum f.tgz | cut -c1-64)" != "<sha256>" ] && exit; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "the exit of a subshell in a branch": [
    'RUN wget https://a.example/f.tgz; if ! echo "<sha256>  f.tgz" | sha256sum -c; then (echo bad; exit 1); fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "the exit of a shell of its own in a branch": [
    `RUN wget https://a.example/f.tgz; if ! echo "<sha256>  f.tgz" | sha256sum -c; then sh -c 'exit 1'; ls; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a shell with -e in one that goes on": [
    `RUN bash -ec 'wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls'; tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "|| true": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c || true',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "|| true in a subshell": [
    'RUN wget https://a.example/f.tgz && (echo "<sha256>  f.tgz" | sha256sum -c || true) && tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "|| with an exit of a subshell and something behind it": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || (echo bad; exit 1); tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "an exit of a subshell that nobody looks at": [
    'RUN (wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || exit 1; tar xf f.tgz); ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "an exit of a subshell in front of || true": [
    'RUN ( wget https://a.example/f.tgz; if [ "$(sha256sum f.tgz | cut -c1-64)" != "<sha256>" ]; then exit 1; fi ) || true',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "an exit of a shell of its own that nobody looks at": [
    `RUN sh -c 'wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || exit 1; tar xf f.tgz'; ls`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "set -e of a subshell that nobody looks at": [
    `RUN sh -ec 'wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz' || true`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "an exit of a pipe's first program": [
    'RUN { wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || exit 1; } | tee log',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a function in front of || true": [
    'RUN set -e; get() { wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz; }; get || true',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a function as a test": [
    'RUN set -e; get() { wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz; }; if get; then echo ok; fi',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a function that returns, and nobody looks": [
    'RUN get() { wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || return 1; tar xf f.tgz; }; get; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a function that is called in front of the download": [
    'RUN check() { echo "<sha256>  f.tgz" | sha256sum -c; }; check; wget https://a.example/f.tgz && tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "the status of a check that export takes the place of": [
    'RUN set -e; wget https://a.example/f.tgz; export R=$(echo "<sha256>  f.tgz" | sha256sum -c); tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a test of $? that nobody looks at": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; [ $? -eq 0 ] && tar xf f.tgz; rm f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "$? of something else": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; echo checked; [ $? -eq 0 ] || exit 1; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a test of $? that exits on success": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; [ $? -ne 0 ] || exit 1; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "$? of a pipe whose status is lost": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c | cat; [ $? -eq 0 ] || exit 1; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "$? with a message alone": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; if [ $? -ne 0 ]; then echo bad; fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "$? and something else": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; if [ $? -ne 0 ] && [ -n "$STRICT" ]; then exit 1; fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "$? in a subshell that nobody looks at": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ([ $? -eq 0 ] || exit 1); tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "the exit of a subshell behind $?": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; [ $? -eq 0 ] || (exit 1); tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "an exit with $? in a subshell": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; (exit $?); tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "|| with a message alone": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c || echo bad',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "an exit that depends on something else": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || { rm f.tgz || exit 1; }; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "|| exit 0": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || exit 0; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "in the middle without set -e": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "in the middle of a here-document": [
    `
RUN <<EOF
wget -O f.tgz https://a.example/f.tgz
echo "<sha256>  f.tgz" | sha256sum -c
tar xf f.tgz
EOF`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "the end of a list with something behind it": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "not the last member of a list under set -e": [
    'RUN set -e; wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c && chmod +x f.tgz; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "behind set +e": [
    'RUN set -e; wget https://a.example/f.tgz; set +e; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a group of a list makes the shell ignore set -e": [
    'RUN set -e; { wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz; } && echo done',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "an outer set -e is not that of sh -c": [
    `RUN set -e; sh -c 'wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz'`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a pipe whose status is lost": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c | tee log && tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "an if without a branch for the failure": [
    'RUN wget https://a.example/f.tgz; if echo "<sha256>  f.tgz" | sha256sum -c; then tar xf f.tgz; fi',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "an if of a difference with a message alone": [
    'RUN wget https://a.example/f.tgz; if [ "$(sha256sum f.tgz | cut -c1-64)" != "<sha256>" ]; then echo bad; fi; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "in the argument of another command": [
    'RUN wget https://a.example/f.tgz && echo "$(echo "<sha256>  f.tgz" | sha256sum -c)" && tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a negation": [
    'RUN set -e; wget https://a.example/f.tgz; ! echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a loop whose failure is lost behind it, though the use stands behind the check": [
    'RUN for f in f.tgz g.tgz; do wget "https://a.example/$f" && grep "$f" sums.txt | sha256sum -c - && tar xf $f; done; echo ok',
    "wget https://a.example/$f = https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a loop without set -e": [
    'RUN for f in f.tgz g.tgz; do wget "https://a.example/$f"; grep "$f" sums.txt | sha256sum -c -; done; echo ok',
    "wget https://a.example/$f = https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
});
