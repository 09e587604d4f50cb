import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("what a check is about", {
  "a pattern of awk that names the file": [
    'RUN wget https://a.example/f.tgz && wget https://a.example/g.tgz && awk "/f.tgz/" SUMS | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "a list that is named after a program": [
    "RUN wget https://a.example/tool && wget https://a.example/g.tgz && sha256sum -c tool.sha256",
    "wget https://a.example/tool artifact > tool: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "a list that is named after a program, of all its files": [
    "RUN wget https://a.example/tool && wget https://a.example/g.tgz && sha256sum -c tool.checksums",
    "wget https://a.example/tool artifact > tool: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
  "a name of two letters in another RUN": [
    `
RUN wget https://a.example/ab
RUN echo "<sha256>  ab" | sha256sum -c`,
    "wget https://a.example/ab artifact > ab: sha covers inline",
  ],
  "a sum without a name beside a clone": [
    `
RUN git clone https://a.example/r && wget https://a.example/f.tgz && echo "<sha256>" | sha256sum -c`,
    "git https://a.example/r git > r: none",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a sum without a name behind a signature": [
    'RUN wget https://a.example/f.tgz && wget https://a.example/f.tgz.asc && echo "<sha256>" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "a signature of a file beside a clone": [
    `
COPY a.pub .
RUN gpg --import a.pub && git clone https://a.example/r && wget https://a.example/f.tgz && gpg --verify f.tgz.asc f.tgz`,
    "git https://a.example/r git > r: none",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
  ],
  "the sum of a signature": [
    'RUN wget https://a.example/f.tgz && wget https://a.example/f.tgz.asc && echo "<sha256>  f.tgz.asc" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: sha covers inline",
  ],
});
