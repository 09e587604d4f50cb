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
});
