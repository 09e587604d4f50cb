import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("statements that ask how a check ended", {
  "the success of a difference, of which somebody asks for a failure": [
    'RUN wget https://a.example/f.tgz; [ "$(sha256sum f.tgz | cut -c1-64)" != "<sha256>" ]; [ $? -eq 0 ] || exit 1; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
});
