import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("the exit of a shell of its own", {
  "|| with a pipe whose last program exits, at the end": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || echo bad | { tee log; exit 1; }',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "|| with a pipe whose first program exits under pipefail, at the end": [
    `
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || { echo bad; exit 1; } | tee log`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "an exit of a subshell in the arm for all other words, at the end": [
    'RUN wget https://a.example/f.tgz; case "$(sha256sum f.tgz)" in <sha256>*) ;; *) (echo bad; exit 1) ;; esac',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "|| with a pipe whose first program exits": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || { echo bad; exit 1; } | tee log',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "|| with an exit of a subshell that another || takes": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || { (echo bad; exit 1) || true; }',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "|| with the negation of an exit": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || ! (echo bad; exit 1)',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "|| with a shell of its own that stops at failures": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || { (set -e; false); ls; }',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a shell with a -e of its own, in a list": [
    `RUN bash -ec 'wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; ls' || exit 1`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "|| behind an assignment": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c && ok=1 || exit 1; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "|| with a pipe whose last program exits, and something behind it": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || echo bad | { tee log; exit 1; }; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "|| with a list whose last member fails": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || { echo bad && (exit 1); }',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "an exit with the status of a message": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || { echo bad; exit; }; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a function that exits in a branch": [
    'RUN f() { if [ -e x ]; then exit 1; fi; }; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || f; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a function that ends something else": [
    'RUN f() { kill "$1"; }; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c || f 1; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "-e that is turned on between braces": [
    "RUN { set -e; wget https://a.example/f.tgz; sha256sum -c f.sum; }; ls",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
});
