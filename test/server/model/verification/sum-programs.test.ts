import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("algorithms of sums", {
  "the algorithm of shasum is no list": [
    'RUN wget https://a.example/f.tgz && wget https://a.example/g.tgz && echo "<sha256>  f.tgz" | shasum -a 256 -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "a weak algorithm of cksum": [
    "RUN wget https://a.example/f.tgz && cksum -a md5 --check f.sum",
    "wget https://a.example/f.tgz artifact > f.tgz: md5 covers inline weak md5",
  ],
  "blake2 by openssl": [
    'RUN wget https://a.example/f.tgz && [ "$(openssl dgst -blake2b512 f.tgz)" = "<sha256>" ]',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
});
