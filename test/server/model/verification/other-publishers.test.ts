import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("lists of another publisher", {
  "a list beside a file of its own publisher": [
    "RUN wget https://a.example/f.tgz https://b.example/g.tgz https://b.example/SHA256SUMS && sha256sum --ignore-missing -c SHA256SUMS",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://b.example/g.tgz artifact > g.tgz: sha covers remote",
    "wget https://b.example/SHA256SUMS sig > SHA256SUMS: none",
  ],
  "a list with nothing else of its publisher, whose files may be those of a mirror": [
    "RUN wget https://mirror.example/f.tgz https://a.example/SHA256SUMS && sha256sum -c SHA256SUMS",
    "wget https://mirror.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/SHA256SUMS sig > SHA256SUMS: none",
  ],
  "a list behind the first file of its publisher, in front of another one": [
    "RUN wget https://a.example/f.tgz https://b.example/g.tgz https://b.example/SHA256SUMS && sha256sum -c SHA256SUMS && wget https://b.example/h.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://b.example/g.tgz artifact > g.tgz: sha covers remote",
    "wget https://b.example/SHA256SUMS sig > SHA256SUMS: none",
    "wget https://b.example/h.tgz artifact > h.tgz: none",
  ],
  "a list that a later RUN takes": [
    "RUN true && true && wget https://a.example/f.tgz https://b.example/g.tgz https://b.example/SHA256SUMS\nRUN sha256sum -c SHA256SUMS",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://b.example/g.tgz artifact > g.tgz: sha covers remote",
    "wget https://b.example/SHA256SUMS sig > SHA256SUMS: none",
  ],
  "a list in front of the RUN that fetches the other file of its publisher": [
    "RUN wget https://a.example/f.tgz https://b.example/SHA256SUMS && sha256sum -c SHA256SUMS\nRUN wget https://b.example/g.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://b.example/SHA256SUMS sig > SHA256SUMS: none",
    "wget https://b.example/g.tgz artifact > g.tgz: none",
  ],
  "a list in front of the other file of its publisher": [
    "RUN wget https://a.example/f.tgz https://b.example/SHA256SUMS && sha256sum -c SHA256SUMS && wget https://b.example/g.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://b.example/SHA256SUMS sig > SHA256SUMS: none",
    "wget https://b.example/g.tgz artifact > g.tgz: none",
  ],
  "on a forge each owner is a publisher, wherever the files of a repository are served": [
    "RUN wget https://github.com/one/x/releases/download/v1.0/f.tgz https://github.com/two/y/releases/download/v1.0/g.tgz https://github.com/two/z/releases/download/v1.0/h.tgz https://raw.githubusercontent.com/two/y/v1.0/SHA256SUMS && sha256sum -c SHA256SUMS",
    "wget https://github.com/one/x/releases/download/v1.0/f.tgz artifact > f.tgz: none",
    "wget https://github.com/two/y/releases/download/v1.0/g.tgz artifact > g.tgz: sha covers remote",
    "wget https://github.com/two/z/releases/download/v1.0/h.tgz artifact > h.tgz: sha covers remote",
    "wget https://raw.githubusercontent.com/two/y/v1.0/SHA256SUMS sig > SHA256SUMS: none",
  ],
  "a file or a list of somebody who is not known": [
    "RUN wget https://$A/f.tgz https://b.example/g.tgz https://b.example/SHA256SUMS && sha256sum -c SHA256SUMS\nRUN wget https://a.example/h.tgz https://b.example/i.tgz https://$B/checksums.txt && sha256sum -c checksums.txt",
    "wget https://$A/f.tgz = ? artifact > f.tgz: sha covers remote",
    "wget https://b.example/g.tgz artifact > g.tgz: sha covers remote",
    "wget https://b.example/SHA256SUMS sig > SHA256SUMS: none",
    "wget https://a.example/h.tgz artifact > h.tgz: sha covers remote",
    "wget https://b.example/i.tgz artifact > i.tgz: sha covers remote",
    "wget https://$B/checksums.txt = ? sig > checksums.txt: none",
  ],
  "lists of two publishers under one name": [
    "RUN wget https://a.example/f.tgz https://a.example/SHA256SUMS && sha256sum -c SHA256SUMS && wget https://b.example/g.tgz https://b.example/SHA256SUMS && sha256sum -c SHA256SUMS",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/SHA256SUMS sig > SHA256SUMS: none",
    "wget https://b.example/g.tgz artifact > g.tgz: sha covers remote",
    "wget https://b.example/SHA256SUMS sig > SHA256SUMS: none",
  ],
});
