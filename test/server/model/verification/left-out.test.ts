import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("checks whose failure leaves out a fetch", {
  "a list without which a later check finds no file": [
    `RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c - && tar xf f.tgz && wget https://a.example/g.tgz; \\
  echo "<sha256>  g.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
  "braces in a list without which a later check finds no file": [
    `RUN { wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c; } && wget https://a.example/g.tgz; \\
  echo "<sha256>  g.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
  "a list in front of || without which a later check finds a file": [
    `RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c || true && wget https://a.example/g.tgz; \\
  echo "<sha256>  g.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
  "a failure that a pipe takes, in front of a fetch that a later check waits for": [
    `RUN wget https://a.example/f.tgz && sha256sum -c f.tgz.sum | tee log && wget https://a.example/g.tgz; \\
  echo "<sha256>  g.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
  "a list with a fetch that no check waits for": [
    `RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c && wget https://a.example/g.tgz; true`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "a fetch that stands in a loop": [
    `RUN for f in f g; do wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c && wget https://a.example/g.tgz; done; \\
  echo "<sha256>  g.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
  "a check that runs only where the file is there": [
    `RUN set -e; wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c && wget https://a.example/g.tgz; \\
  [ ! -f g.tgz ] || echo "<sha256>  g.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
  "a fetch in front of the check": [
    'RUN wget https://a.example/g.tgz && wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c && ls; echo "<sha256>  g.tgz" | sha256sum -c',
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a file that something else brings": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c && cp g.tgz /; echo "<sha256>  g.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a fetch in another list": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c && ls; wget https://a.example/g.tgz; echo "<sha256>  g.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
});
