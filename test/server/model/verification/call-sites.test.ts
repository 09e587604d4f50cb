import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("checks in functions that are called under set -e", {
  "a function that turns -e off": [
    'RUN get() { set +e; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls; }; set -e; get; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a function that turns -e off, and then another switch on": [
    'RUN get() { set +e; set -x; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls; }; set -e; get; tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a function that turns -e off behind its check, or may": [
    'RUN get() { wget https://a.example/f.tgz; [ -z "$X" ] || set +x +e; echo "<sha256>  f.tgz" | sha256sum -c; set +e; ls; }; set -e; get; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function that turns another switch off": [
    'RUN get() { set +x; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls; }; set -e; get; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function that turns -e off by its name": [
    'RUN get() { set +o errexit; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls; }; set -e; get; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a function that turns -e on, and off behind its check": [
    'RUN get() { set -e; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls; set +e; }; get; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function that turns -e off in a shell of its own": [
    'RUN get() { (set +e; ls); wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls; }; set -e; get; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a script that turns -e off in front of the function": [
    'RUN set +e; get() { wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls; }; set -e; get; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function that calls a program alone": [
    "RUN get() { wget https://a.example/f.tgz; sha256sum -c f.sum; ls; }; set -e; get; ls",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a function that turns -e on for a program alone": [
    "RUN get() { set -e; wget https://a.example/f.tgz; sha256sum -c f.sum; ls; set +e; }; get; ls",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
});
