import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("failures that set -e does not see", {
  "a list between braces under set -e": [
    'RUN set -e; { wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c && ls; }; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a negation under set -e": [
    'RUN set -e; wget https://a.example/f.tgz; ! [ "$(sha256sum f.tgz | cut -c1-64)" != "<sha256>" ]; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a difference under set -e": [
    'RUN set -e; wget https://a.example/f.tgz; [ "$(sha256sum f.tgz | cut -c1-64)" != "<sha256>" ]; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
});
