import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("where a check stands", {
  "a function picks the line of its argument from a list": [
    `
RUN get() { curl -fo "$1" https://a.example/f && grep "$1" sums.txt | sha256sum -c; }; get f.tgz
RUN curl -fO https://a.example/g.tgz`,
    "curl https://a.example/f artifact > $1: sha covers inline",
    "curl https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "a list that is fetched to an argument of a function is no word of somebody else": [
    `RUN get() { curl -fo "$1" https://a.example/sums && curl -fO https://a.example/f.tgz && sha256sum --ignore-missing -c "$1"; }; get sums.txt`,
    "curl https://a.example/sums sig > $1: none",
    "curl https://a.example/f.tgz artifact > f.tgz: sha covers remote",
  ],
  "functions of two RUNs have arguments of their own": [
    `
RUN get() { curl -fo "$2" "$1" && echo "$3  $2" | sha256sum -c; }; get https://a.example/f.tgz f.tgz <sha256>
RUN check() { echo "$2  $1" | sha256sum -c; }; curl -fo g.tgz https://a.example/g.tgz && check g.tgz <sha256>`,
    "curl $1 = ? artifact > $2: sha covers arg",
    "curl https://a.example/g.tgz artifact > g.tgz: sha covers arg",
  ],
  "in a later RUN": [
    `
RUN wget -O /tmp/f.tgz https://a.example/f.tgz
RUN echo "<sha256>  /tmp/f.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > /tmp/f.tgz: sha covers inline",
  ],
  "in another stage it does not count": [
    `
FROM debian:12 AS one
RUN wget -O /tmp/f.tgz https://a.example/f.tgz
FROM debian:12
RUN echo "<sha256>  /tmp/f.tgz" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > /tmp/f.tgz: none",
  ],
  "in front of the download it does not count": [
    'RUN echo "<sha256>  /tmp/f.tgz" | sha256sum -c; wget -O /tmp/f.tgz https://a.example/f.tgz',
    "wget https://a.example/f.tgz artifact > /tmp/f.tgz: none",
  ],
  "in an earlier RUN it does not count": [
    `
RUN echo "<sha256>  /tmp/f.tgz" | sha256sum -c
RUN wget -O /tmp/f.tgz https://a.example/f.tgz`,
    "wget https://a.example/f.tgz artifact > /tmp/f.tgz: none",
  ],
  "in a function that is given a file, which is not the one fetched last": [
    `RUN check() { echo "$2  $1" | sha256sum -c || exit 1; }; wget https://a.example/f.tgz https://a.example/g.tgz; check f.tgz <sha256>`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers arg",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "in a function that is called for each file, with a variable of its own": [
    `RUN set -e; check() { local file="$1"; [ "$(sha256sum "$file" | cut -c1-64)" = "$2" ]; }; wget https://a.example/f.tgz https://a.example/g.tgz; check ./f.tgz <sha256>; check ./g.tgz <sha256>`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers arg",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers arg",
  ],
  "of the name that the answer gives a file": [
    `
RUN curl -fsSLOJ https://a.example/get?id=4 && echo "<sha256>  tool.tgz" | sha256sum -c -
RUN wget --content-disp https://a.example/get?id=5 && echo "<sha256>  gear.tgz" | sha256sum -c -
RUN aria2c https://a.example/get?id=6 && echo "<sha256>  cog.tgz" | sha256sum -c -`,
    "curl https://a.example/get?id=4 artifact > get: sha covers inline",
    "wget https://a.example/get?id=5 artifact > get: sha covers inline",
    "aria2c https://a.example/get?id=6 artifact > get: sha covers inline",
  ],
  "of a name that the answer cannot give": [
    `
RUN curl -fsSLO https://a.example/get?id=4 && echo "<sha256>  tool.tgz" | sha256sum -c -
RUN wget --content-disposition -O get https://a.example/get?id=5 && echo "<sha256>  gear.tgz" | sha256sum -c -
RUN curl -fOJ https://a.example/get?id=6
RUN echo "<sha256>  cog.tgz" | sha256sum -c -`,
    "curl https://a.example/get?id=4 artifact > get: none",
    "wget https://a.example/get?id=5 artifact > get: none",
    "curl https://a.example/get?id=6 artifact > get: none",
  ],
  "a file that install puts elsewhere": [
    'RUN curl -o tool-1.0 https://a.example/tool-1.0 && install -Dm 755 -o root tool-1.0 /usr/bin/tool && echo "<sha256>  /usr/bin/tool" | sha256sum -c',
    "curl https://a.example/tool-1.0 artifact > tool-1.0: sha covers inline",
  ],
  "and not in a folder": [
    'RUN curl -o tool-1.0 https://a.example/tool-1.0 && install -m755 -t tool-1.0 tool && echo "<sha256>  tool" | sha256sum -c',
    "curl https://a.example/tool-1.0 artifact > tool-1.0: none",
  ],
  "behind a change of the name": [
    'RUN wget -O tmp https://a.example/f.tgz && mv tmp f.tgz && echo "<sha256>  f.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > tmp: sha covers inline",
  ],
  "behind a change of the name in a function that stands in front": [
    'RUN take() { mv f.tgz g.tgz; }; curl -fO https://a.example/f.tgz && take && echo "<sha256>  g.tgz" | sha256sum -c',
    "curl https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "in front of the download the name was that of another file": [
    'RUN curl -fo t https://a.example/f && mv t f && curl -fo t https://a.example/g && echo "<sha256>  f" | sha256sum -c',
    "curl https://a.example/f artifact > t: sha covers inline",
    "curl https://a.example/g artifact > t: none",
  ],
  "behind an unpacker that leaves the file under another name": [
    'RUN wget https://a.example/f.xz https://a.example/g.gz && xz -dk f.xz && gunzip g.gz && printf "<sha256>  f\\n<sha256>  g\\n" | sha256sum -c',
    "wget https://a.example/f.xz artifact > f.xz: sha covers inline",
    "wget https://a.example/g.gz artifact > g.gz: sha covers inline",
  ],
  "behind an unpacker that prints to a file": [
    'RUN wget https://a.example/f.zst && zstd -dc f.zst > g && echo "<sha256>  g" | sha256sum -c',
    "wget https://a.example/f.zst artifact > f.zst: sha covers inline",
  ],
  "behind an unpacker that is told the file": [
    'RUN wget https://a.example/f.zst && zstd -d f.zst -o g && echo "<sha256>  g" | sha256sum -c',
    "wget https://a.example/f.zst artifact > f.zst: sha covers inline",
  ],
  "behind an unpacker that reads its input": [
    'RUN wget https://a.example/f.gz && gunzip < f.gz > g && echo "<sha256>  g" | sha256sum -c',
    "wget https://a.example/f.gz artifact > f.gz: sha covers inline",
  ],
  "behind an unpacker that prints what nobody keeps": [
    'RUN wget https://a.example/f.xz && xz -dc f.xz | tar x && echo "<sha256>  f" | sha256sum -c',
    "wget https://a.example/f.xz artifact > f.xz: none",
  ],
  "behind an unpacker that does not know the ending": [
    'RUN wget -O f https://a.example/f.gz && gunzip f; echo "<sha256>  f" | sha256sum -c',
    "wget https://a.example/f.gz artifact > f: sha covers inline",
  ],
  "behind an unpacker that leaves an archive": [
    'RUN wget https://a.example/f.tgz && gunzip f.tgz && echo "<sha256>  f.tar" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "behind a packer it is another file": [
    'RUN wget https://a.example/f.xz && xz -k f.xz && echo "<sha256>  f" | sha256sum -c',
    "wget https://a.example/f.xz artifact > f.xz: none",
  ],
  "behind a change of the folder": [
    'RUN cd /tmp && wget https://a.example/f.tgz && cd / && echo "<sha256>  /tmp/f.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "behind a loop of attempts": [
    'RUN for i in 1 2 3; do wget https://a.example/f.tgz && break; done && echo "<sha256>  f.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "behind a loop of files": [
    'RUN for f in f.tgz g.tgz; do wget "https://a.example/$f"; done && sha256sum -c SHA256SUMS',
    "wget https://a.example/$f = https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "behind an unpacker that writes the file": [
    'RUN curl -fsSL https://a.example/f.gz | gunzip > f && echo "<sha256>  f" | sha256sum -c',
    "curl https://a.example/f.gz artifact > f: sha covers inline",
  ],
  "what is unpacked at once has no file": [
    'RUN curl -fsSL https://a.example/f.tgz | tar xz && echo "<sha256>  f.tgz" | sha256sum -c',
    "curl https://a.example/f.tgz artifact: none",
  ],
  "a comment line of a long RUN is nothing": [
    `
RUN wget https://a.example/f.tgz \\
  # echo "<sha256>  f.tgz" | sha256sum -c
  && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "over several lines": [
    `
RUN wget -O f.tgz \\
      https://a.example/f.tgz \\
 && echo "<sha256>  f.tgz" \\
  | sha256sum -c - \\
 && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a list of sums in a RUN with files of its own is not about earlier ones": [
    `
RUN curl -fsSLO https://a.example/f.tgz
RUN curl -fsSLO https://a.example/g.tgz && curl -fsSLO https://a.example/all.sum && sha256sum -c all.sum`,
    "curl https://a.example/f.tgz artifact > f.tgz: none",
    "curl https://a.example/g.tgz artifact > g.tgz: sha covers remote",
    "curl https://a.example/all.sum sig > all.sum: none",
  ],
  "a list of sums in a RUN of its own is about the files in front of it": [
    `
RUN curl -fsSLO https://a.example/f.tgz
ADD https://a.example/g.tgz /
RUN sha256sum -c SHA256SUMS`,
    "curl https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "ADD https://a.example/g.tgz artifact > /g.tgz: sha covers inline",
  ],
  "a file whose name a function is given, of which a check of some name may be": [
    `RUN set -e; get() { f="$1"; shift; for u in $URLS; do wget -O "$f" "$u/$1" && break; done; }; get a.tgz a; echo "<sha256> *a.tgz" | sha256sum -c`,
    "wget $u/$1 = ? artifact > $f: sha covers inline",
  ],
  "a sum that is given to the download": [
    "RUN aria2c --checksum=sha-256=<sha256> https://a.example/f.tgz",
    "aria2c https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
});
