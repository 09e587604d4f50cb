import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("where sums are read from", {
  "a here-string": [
    `
SHELL ["/bin/bash", "-c"]
RUN wget https://a.example/f.tgz && wget https://a.example/g.tgz && sha256sum -c <<< "<sha256>  f.tgz"`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "a here-document": [
    `
RUN <<END
wget https://a.example/f.tgz && wget https://a.example/g.tgz
sha256sum -c <<SUMS
<sha256>  f.tgz
SUMS
END`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "a list as input that is named after the file": [
    "RUN wget https://a.example/f.tgz && wget https://a.example/g.tgz && sha256sum -c < f.tgz.sum",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "the input by its name": [
    'RUN wget https://a.example/f.tgz && wget https://a.example/g.tgz && echo "<sha256>  f.tgz" | sha256sum -c /dev/stdin',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "a list that tee writes": [
    'RUN wget https://a.example/f.tgz && wget https://a.example/g.tgz && echo "<sha256>  f.tgz" | tee SUMS && sha256sum -c SUMS',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "a list that is written behind the check": [
    'RUN wget https://a.example/f.tgz && sha256sum -c SUMS && echo "<sha256>  g.tgz" > SUMS',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a list that is printed by a substitution": [
    'RUN wget https://a.example/f.tgz && wget https://a.example/g.tgz && echo "$(cat f.tgz.sum)" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "what a program prints that is not known": [
    "RUN wget https://a.example/f.tgz && wget https://a.example/g.tgz && tool f.tgz | sha256sum -c",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
});
