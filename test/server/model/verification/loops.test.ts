import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("checks in a loop", {
  "a loop that is tried again": [
    `
RUN until wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c; do sleep 1; done; tar xf f.tgz
RUN while ! { wget https://a.example/g.tgz && echo "<sha256>  g.tgz" | sha256sum -c; }; do n=$((n+1)); [ $n -lt 5 ] || exit 1; done; tar xf g.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
  "a loop that fetches until the check succeeds": [
    `RUN until echo "<sha256>  f.tgz" | sha256sum -c; do wget https://a.example/f.tgz; done; tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a loop that something leaves, or that goes on while the check succeeds": [
    `
RUN until wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c; do [ $n -gt 3 ] && break; done; tar xf f.tgz
RUN until wget https://a.example/g.tgz && echo "<sha256>  g.tgz" | sha256sum -c; do exit 0; done; tar xf g.tgz
RUN f() { while ! { wget https://a.example/i.tgz && echo "<sha256>  i.tgz" | sha256sum -c; }; do return 1; done; }; f; tar xf i.tgz
RUN while wget https://a.example/h.tgz && echo "<sha256>  h.tgz" | sha256sum -c; do sleep 1; done; tar xf h.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha does not cover inline",
    "wget https://a.example/i.tgz artifact > i.tgz: sha does not cover inline",
    "wget https://a.example/h.tgz artifact > h.tgz: sha does not cover inline",
  ],
  "a loop under set -e": [
    'RUN set -e; for f in f.tgz g.tgz; do wget "https://a.example/$f"; grep "$f" sums.txt | sha256sum -c -; done',
    "wget https://a.example/$f = https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the lines of a list under set -e": [
    'RUN set -e; wget https://a.example/f.tgz; while read sum file; do echo "$sum  $file" | sha256sum -c; done < list.txt; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers arg",
  ],
  "the lines of a list without set -e": [
    'RUN wget https://a.example/f.tgz; while read sum file; do echo "$sum  $file" | sha256sum -c; done < list.txt',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover arg",
  ],
  "a loop that exits": [
    'RUN for f in f.tgz g.tgz; do wget "https://a.example/$f" && grep "$f" sums.txt | sha256sum -c || exit 1; done; echo ok',
    "wget https://a.example/$f = https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a loop of one": [
    'RUN for f in f.tgz; do wget "https://a.example/$f" && grep "$f" sums.txt | sha256sum -c -; done',
    "wget https://a.example/$f = https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a loop behind which nothing but a failure stands": [
    `
RUN for i in 1 2 3; do wget https://a.example/a.tgz && echo "<sha256>  a.tgz" | sha256sum -c && exit 0; done; exit 1
RUN get() { for i in 1 2 3; do wget https://a.example/b.tgz && echo "<sha256>  b.tgz" | sha256sum -c && return 0; done; echo bad; return 1; }; get && tar xf b.tgz
RUN set -e; get() { while sleep 1; do if wget https://a.example/c.tgz && echo "<sha256>  c.tgz" | sha256sum -c; then return; fi; done; false; }; get; tar xf c.tgz`,
    "wget https://a.example/a.tgz artifact > a.tgz: sha covers inline",
    "wget https://a.example/b.tgz artifact > b.tgz: sha covers inline",
    "wget https://a.example/c.tgz artifact > c.tgz: sha covers inline",
  ],
  "a pipe that passes on the failure of a check that is tried again": [
    `
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN for i in 1 2 3; do wget https://a.example/a.tgz && echo "<sha256>  a.tgz" | sha256sum -c | tee log && exit 0; done; exit 1`,
    "wget https://a.example/a.tgz artifact > a.tgz: sha covers inline",
  ],
  "a loop whose last turn ends the script": [
    `
RUN for i in 1 2 3; do wget https://a.example/a.tgz && echo "<sha256>  a.tgz" | sha256sum -c && break; [ $i = 3 ] && exit 1; sleep 1; done; tar xf a.tgz
RUN for i in 1 2 3; do if wget https://a.example/b.tgz && echo "<sha256>  b.tgz" | sha256sum -c; then break; fi; if [ $i -eq 3 ]; then exit 1; fi; done; tar xf b.tgz
RUN n=0; while true; do wget https://a.example/c.tgz && echo "<sha256>  c.tgz" | sha256sum -c && break; n=$((n+1)); if [ "$n" -gt 3 ]; then exit 1; fi; done; tar xf c.tgz`,
    "wget https://a.example/a.tgz artifact > a.tgz: sha covers inline",
    "wget https://a.example/b.tgz artifact > b.tgz: sha covers inline",
    "wget https://a.example/c.tgz artifact > c.tgz: sha covers inline",
  ],
  "a loop that says in a variable what became of it": [
    `
RUN ok=0; for i in 1 2 3; do wget https://a.example/a.tgz && echo "<sha256>  a.tgz" | sha256sum -c && ok=1 && break; done; [ "$ok" = 1 ] && tar xf a.tgz
RUN ok=; for i in 1 2 3; do if wget https://a.example/b.tgz && echo "<sha256>  b.tgz" | sha256sum -c; then ok=1; break; fi; done; if [ -z "\${ok}" ]; then exit 1; fi; tar xf b.tgz
RUN set -e; bad=1; for i in 1 2 3; do { wget https://a.example/c.tgz && echo "<sha256>  c.tgz" | sha256sum -c; } && { bad=0; break; }; done; test $bad = 0; tar xf c.tgz`,
    "wget https://a.example/a.tgz artifact > a.tgz: sha covers inline",
    "wget https://a.example/b.tgz artifact > b.tgz: sha covers inline",
    "wget https://a.example/c.tgz artifact > c.tgz: sha covers inline",
  ],
  "a loop that may be left otherwise": [
    `
RUN for i in 1 2 3; do wget https://a.example/a.tgz && echo "<sha256>  a.tgz" | sha256sum -c && exit 0; [ -e x ] && exit 0; done; exit 1
RUN for i in 1 2 3; do wget https://a.example/b.tgz && echo "<sha256>  b.tgz" | sha256sum -c && break; [ $i = 3 ] && exit 0; done; tar xf b.tgz
RUN for i in 1 2 3; do wget https://a.example/c.tgz && echo "<sha256>  c.tgz" | sha256sum -c || ls && exit 0; done; exit 1
RUN for i in 1 2 3; do { wget https://a.example/d.tgz && echo "<sha256>  d.tgz" | sha256sum -c; ls; } && exit 0; done; exit 1
RUN for i in 1 2 3; do if wget https://a.example/e.tgz && echo "<sha256>  e.tgz" | sha256sum -c; then ls; else exit 0; fi; done; exit 1
RUN for i in 1 2 3; do ! { wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c; } && exit 0; done; exit 1
RUN for i in 1 2 3; do wget https://a.example/g.tgz; { ls || echo "<sha256>  g.tgz" | sha256sum -c; } && exit 0; done; exit 1
RUN for i in 1 2 3; do ls && exit 0 && wget https://a.example/h.tgz && echo "<sha256>  h.tgz" | sha256sum -c && exit 0; done; exit 1
RUN for i in 1 2 3; do if [ -e x ]; then wget https://a.example/i.tgz && echo "<sha256>  i.tgz" | sha256sum -c; else exit 0; fi; done; exit 1`,
    "wget https://a.example/a.tgz artifact > a.tgz: sha does not cover inline",
    "wget https://a.example/b.tgz artifact > b.tgz: sha does not cover inline",
    "wget https://a.example/c.tgz artifact > c.tgz: sha does not cover inline",
    "wget https://a.example/d.tgz artifact > d.tgz: sha does not cover inline",
    "wget https://a.example/e.tgz artifact > e.tgz: sha does not cover inline",
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha does not cover inline",
    "wget https://a.example/h.tgz artifact > h.tgz: sha does not cover inline",
    "wget https://a.example/i.tgz artifact > i.tgz: sha does not cover inline",
  ],
  "a loop whose last turn fails nowhere": [
    `
RUN for i in 1 2 3; do wget https://a.example/a.tgz && echo "<sha256>  a.tgz" | sha256sum -c && break; done; tar xf a.tgz
RUN for i in 1 2 3; do wget https://a.example/b.tgz && echo "<sha256>  b.tgz" | sha256sum -c && { [ $i = 3 ] && exit 1; break; }; done; tar xf b.tgz
RUN for i in 1 2 3; do wget https://a.example/c.tgz && echo "<sha256>  c.tgz" | sha256sum -c && break; [ $X = 3 ] && exit 1; done; tar xf c.tgz
RUN get() { for i in 1 2 3; do wget https://a.example/d.tgz && echo "<sha256>  d.tgz" | sha256sum -c && return 0; done; echo bad; }; get && tar xf d.tgz
RUN get() { for i in 1 2 3; do wget https://a.example/e.tgz && echo "<sha256>  e.tgz" | sha256sum -c && return 0; done; [ -e x ] && return 1; ls; }; get; tar xf e.tgz`,
    "wget https://a.example/a.tgz artifact > a.tgz: sha does not cover inline",
    "wget https://a.example/b.tgz artifact > b.tgz: sha does not cover inline",
    "wget https://a.example/c.tgz artifact > c.tgz: sha does not cover inline",
    "wget https://a.example/d.tgz artifact > d.tgz: sha does not cover inline",
    "wget https://a.example/e.tgz artifact > e.tgz: sha does not cover inline",
  ],
  "a variable that nobody asks for, or that holds it anyway": [
    `
RUN ok=0; for i in 1 2 3; do wget https://a.example/a.tgz && echo "<sha256>  a.tgz" | sha256sum -c && ok=1 && break; done; tar xf a.tgz
RUN ok=0; for i in 1 2 3; do wget https://a.example/b.tgz && echo "<sha256>  b.tgz" | sha256sum -c && ok=1 && break; done; [ $ok = 1 ] || echo bad; tar xf b.tgz
RUN ok=1; for i in 1 2 3; do wget https://a.example/c.tgz && echo "<sha256>  c.tgz" | sha256sum -c && ok=1 && break; done; [ $ok = 1 ] && tar xf c.tgz`,
    "wget https://a.example/a.tgz artifact > a.tgz: sha does not cover inline",
    "wget https://a.example/b.tgz artifact > b.tgz: sha does not cover inline",
    "wget https://a.example/c.tgz artifact > c.tgz: sha does not cover inline",
  ],
  "a loop behind which something else may fail": [
    `
RUN for i in 1 2 3; do wget https://a.example/a.tgz && echo "<sha256>  a.tgz" | sha256sum -c && exit 0; done; if [ -e x ]; then exit 1; fi
RUN for i in 1 2 3; do [ $i = 3 ] && exit 1; wget https://a.example/b.tgz && echo "<sha256>  b.tgz" | sha256sum -c && break; done; ls
RUN for i in 1 2 3; do wget https://a.example/c.tgz && echo "<sha256>  c.tgz" | sha256sum -c && break; [ $i = 3 ] && echo bad; done; ls
RUN ok=; [ -n "$ok" ] || exit 1; for i in 1 2; do wget https://a.example/d.tgz && echo "<sha256>  d.tgz" | sha256sum -c && ok=1 && break; done; ls`,
    "wget https://a.example/a.tgz artifact > a.tgz: sha does not cover inline",
    "wget https://a.example/b.tgz artifact > b.tgz: sha does not cover inline",
    "wget https://a.example/c.tgz artifact > c.tgz: sha does not cover inline",
    "wget https://a.example/d.tgz artifact > d.tgz: sha does not cover inline",
  ],
  "a loop that says what became of it in a number": [
    `
RUN ok=1; for i in 1 2; do wget https://a.example/a.tgz && echo "<sha256>  a.tgz" | sha256sum -c && ok=2 && break; done; if [ "$ok" != 2 ]; then exit 1; fi; ls
RUN bad=1; for i in 1 2; do wget https://a.example/b.tgz && echo "<sha256>  b.tgz" | sha256sum -c && bad=0 && break; done; [ $bad -ne 0 ] && exit 1; ls`,
    "wget https://a.example/a.tgz artifact > a.tgz: sha covers inline",
    "wget https://a.example/b.tgz artifact > b.tgz: sha covers inline",
  ],
  "a loop that is left by what stands in for the check": [
    'RUN for i in 1 2 3; do { wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c || ls; } && exit 0; done; exit 1',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a loop of which only the last turn tells": [
    'RUN for f in f.tgz g.tgz; do wget "https://a.example/$f"; grep "$f" sums.txt | sha256sum -c -; done',
    "wget https://a.example/$f = https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a turn that goes on behind its list": [
    'RUN for v in 1 2; do wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c && ls; ls; done',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a turn that ends with the check": [
    'RUN for v in 1 2; do wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c; done',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a loop that is tried again, and an exit behind it": [
    'RUN until wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c; do sleep 1; done; exit 0',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
});
