import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("reports of checks", {
  "a report that is looked at for something else, or for what is bad": [
    'RUN set -e; wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c | grep -q bad || exit 1; wget https://a.example/g.tgz; echo "<sha256>  g.tgz" | sha256sum -c | grep -vq OK; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha does not cover inline",
  ],
});
