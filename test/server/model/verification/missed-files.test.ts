import { downloadTable } from "../../../harness/download-table.ts";

const CHECK = 'wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c';
const COVERS = "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline";
const DOES_NOT = "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline";

downloadTable("files that are removed where their check fails", {
  "in a loop over mirrors": [`RUN for i in 1 2; do ${CHECK} && break; rm -f f.tgz; done && tar xf f.tgz`, COVERS],
  "behind ||, in a loop": [`RUN for i in 1 2; do ${CHECK} && break || rm -f f.tgz; done; test -f f.tgz && ls`, COVERS],
  "behind ||": [`RUN ${CHECK} || rm f.tgz; tar xf f.tgz`, COVERS],
  "in an else, under set -e": [
    `RUN set -e; if ${CHECK}; then ls; else echo bad; rm f.tgz; fi; tar xf f.tgz; ls`,
    COVERS,
  ],
  "and that nothing needs": [`RUN ${CHECK} || rm f.tgz; touch f.tgz`, DOES_NOT],
  "and that something needs whose failure is lost": [`RUN ${CHECK} || rm f.tgz; tar xf f.tgz; ls`, DOES_NOT],
  "and that are fetched again": [
    `RUN ${CHECK} || { rm f.tgz; curl -o f.tgz https://b.example/f.tgz; }; tar xf f.tgz`,
    DOES_NOT,
    "curl https://b.example/f.tgz artifact > f.tgz: none",
  ],
  "of another name": [`RUN for i in 1 2; do ${CHECK} && break; rm -f g.tgz; done && tar xf f.tgz`, DOES_NOT],
  "where the check succeeds": [`RUN ${CHECK} && rm f.tgz; tar xf f.tgz`, DOES_NOT],
  "in a branch, in a loop that the success leaves": [
    `RUN for i in 1 2; do ${CHECK} && break; if [ -e x ]; then rm -f f.tgz; fi; done; tar xf f.tgz`,
    DOES_NOT,
  ],
  "in a loop that something else leaves": [
    `RUN for i in 1 2; do ${CHECK}; [ -e y ] && break; rm -f f.tgz; done; tar xf f.tgz`,
    DOES_NOT,
  ],
  "in a loop in which something follows the success": [
    `RUN for i in 1 2; do ${CHECK} && ls; rm -f f.tgz; done; tar xf f.tgz`,
    DOES_NOT,
  ],
  "and that are listed, not removed": [`RUN ${CHECK} || ls f.tgz; tar xf f.tgz`, DOES_NOT],
  "in the else of another test": [`RUN if [ -e x ]; then ${CHECK}; else rm f.tgz; fi; tar xf f.tgz`, DOES_NOT],
  "in a loop that goes on": [`RUN for i in 1 2; do ${CHECK}; rm -f f.tgz; done; tar xf f.tgz`, DOES_NOT],
  "behind the loop": [`RUN for i in 1 2; do ${CHECK} && break; done; rm -f f.tgz; tar xf f.tgz`, DOES_NOT],
});
