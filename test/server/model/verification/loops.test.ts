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
});
