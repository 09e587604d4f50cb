import { downloadTable } from "../../harness/download-table.ts";

downloadTable("ADD", {
  "a URL": ["ADD https://a.example/f.tgz /opt/", "ADD https://a.example/f.tgz artifact > /opt/f.tgz: none"],
  "several URLs": [
    "ADD https://a.example/f.tgz https://a.example/g.tgz /opt/",
    "ADD https://a.example/f.tgz artifact > /opt/f.tgz: none",
    "ADD https://a.example/g.tgz artifact > /opt/g.tgz: none",
  ],
  "the JSON form": [
    'ADD ["https://a.example/f.tgz", "/opt/"]',
    "ADD https://a.example/f.tgz artifact > /opt/f.tgz: none",
  ],
  "--checksum is a check": [
    "ADD --checksum=sha256:<sha256> https://a.example/f.tgz /opt/",
    "ADD https://a.example/f.tgz artifact > /opt/f.tgz: add-checksum covers inline",
  ],
  "a later check of the file": [
    `
ADD https://a.example/f.tgz /opt/
RUN echo "<sha256>  /opt/f.tgz" | sha256sum -c`,
    "ADD https://a.example/f.tgz artifact > /opt/f.tgz: sha covers inline",
  ],
  "a check in front of it is none": [
    `
RUN echo "<sha256>  /opt/f.tgz" | sha256sum -c
ADD https://a.example/f.tgz /opt/`,
    "ADD https://a.example/f.tgz artifact > /opt/f.tgz: none",
  ],
  "the file is named by the place it goes to": [
    `
ARG V=1.0
ADD https://a.example/f-\${V}.tgz /opt/f.tgz`,
    `ADD https://a.example/f-\${V}.tgz = https://a.example/f-1.0.tgz artifact > /opt/f.tgz: none`,
  ],
  "a folder that every image has": [
    `
ADD https://a.example/f.tgz /tmp
RUN echo "<sha256>  /tmp/f.tgz" | sha256sum -c`,
    "ADD https://a.example/f.tgz artifact > /tmp/f.tgz: sha covers inline",
  ],
  "a list of sums is read in another folder": [
    `FROM debian
ADD https://a.example/f-amd64 /usr/bin/
RUN cd /tmp && curl -fsSLO https://a.example/SUMS && grep amd64 SUMS | sha256sum -c`,
    "ADD https://a.example/f-amd64 artifact > /usr/bin/f-amd64: none",
    "curl https://a.example/SUMS sig > SUMS: none",
  ],
  "a signature beside the file of another ADD": [
    `
ADD https://a.example/f-amd64 /usr/bin/f
ADD https://a.example/f-amd64.asc https://a.example/g-amd64.asc https://a.example/g-amd64 /keys/
ADD https://a.example/h.asc /usr/bin/h.asc`,
    "ADD https://a.example/f-amd64 artifact > /usr/bin/f: none",
    "ADD https://a.example/f-amd64.asc sig > /keys/f-amd64.asc: none",
    "ADD https://a.example/g-amd64.asc sig > /keys/g-amd64.asc: none",
    "ADD https://a.example/g-amd64 artifact > /keys/g-amd64: none",
    "ADD https://a.example/h.asc key > /usr/bin/h.asc: none",
  ],
  "files of the build context are none": ["ADD f.tgz /opt/"],
  "a here-document is none": [
    `
ADD <<EOF /f
https://a.example/f.tgz
EOF`,
  ],
  "COPY fetches nothing": ["COPY https://a.example/f.tgz /opt/"],
  "a key goes to a folder of keys": [
    "ADD https://a.example/key.asc /etc/apt/keyrings/a.asc",
    "ADD https://a.example/key.asc key > /etc/apt/keyrings/a.asc: none",
  ],
  "a list of packages' places": [
    "ADD https://a.example/a.repo /etc/yum.repos.d/a.repo",
    "ADD https://a.example/a.repo repo-config > /etc/yum.repos.d/a.repo: none",
  ],
  sums: [
    "ADD https://a.example/f.tgz.sha256 /opt/",
    "ADD https://a.example/f.tgz.sha256 sig > /opt/f.tgz.sha256: none",
  ],
  "a git repository at a tag": [
    "ADD https://a.example/t/tool.git#v1 /src",
    "ADD https://a.example/t/tool.git#v1 git > src ref v1: none",
  ],
  "a git repository at a full commit": [
    "ADD https://a.example/t/tool.git#<commit> /src",
    "ADD https://a.example/t/tool.git#<commit> git > src ref <commit>: commit covers inline",
  ],
  "a folder of a git repository at a full commit": [
    "ADD https://a.example/t/tool.git#<commit>:docs /src",
    "ADD https://a.example/t/tool.git#<commit>:docs git > src ref <commit>: commit covers inline",
  ],
  "a git repository with its checksum": [
    "ADD --checksum=<commit> https://a.example/t/tool.git#v1 /src",
    "ADD https://a.example/t/tool.git#v1 git > src ref v1: add-checksum covers inline",
  ],
  "a git repository with the commit in the query": [
    "ADD https://a.example/t/tool.git?ref=v1&checksum=<commit> /src",
    "ADD https://a.example/t/tool.git?ref=v1&checksum=<commit> git > src ref v1: commit covers inline",
  ],
  "a git repository with a full commit as ref": [
    "ADD https://a.example/t/tool.git?ref=<commit> /src",
    "ADD https://a.example/t/tool.git?ref=<commit> git > src ref <commit>: commit covers inline",
  ],
  "a git repository with a tag as ref": [
    "ADD https://a.example/t/tool.git?ref=v1 /src",
    "ADD https://a.example/t/tool.git?ref=v1 git > src ref v1: none",
  ],
  "a folder of a git repository at its first branch": [
    "ADD https://a.example/t/tool.git#:docs /x/",
    "ADD https://a.example/t/tool.git#:docs git > tool.git: none",
  ],
  "a git repository over ssh": [
    "ADD git@a.example:t/tool.git#v1 /src",
    "ADD git@a.example:t/tool.git#v1 git > src ref v1: none",
  ],
  "ONBUILD counts like the instruction": [
    `
ONBUILD ADD https://a.example/f.tgz /opt/
ONBUILD RUN curl -fsSLO https://a.example/g.tgz`,
    "ADD https://a.example/f.tgz artifact > /opt/f.tgz: none",
    "curl https://a.example/g.tgz artifact > g.tgz: none",
  ],
});

downloadTable("the order of a stage", {
  "downloads stand in the order of the file, stage by stage": [
    `
FROM debian:12 AS one
RUN curl -fsSLO https://a.example/a.tgz
ADD https://a.example/b.tgz /
RUN git clone https://a.example/t/c && curl -fsSLO https://a.example/d.tgz
FROM debian:12
ADD https://a.example/e.tgz /`,
    "curl https://a.example/a.tgz artifact > a.tgz: none",
    "ADD https://a.example/b.tgz artifact > /b.tgz: none",
    "git https://a.example/t/c git > c: none",
    "curl https://a.example/d.tgz artifact > d.tgz: none",
    "ADD https://a.example/e.tgz artifact > /e.tgz: none",
  ],
});

downloadTable("what several commands print together", {
  "goes to the file of the group": [
    `RUN (curl https://a.example/f.tgz || curl https://b.example/f.tgz) > /opt/f.tgz && echo "<sha256>  /opt/f.tgz" | sha256sum -c`,
    "curl https://a.example/f.tgz artifact > /opt/f.tgz: sha covers inline",
    "curl https://b.example/f.tgz artifact > /opt/f.tgz: sha covers inline",
  ],
  "or of the loop or the test": [
    "RUN for name in f g; do curl https://a.example/$name; done >> all.sh; if true; then wget -qO- https://a.example/h; fi > h",
    "curl https://a.example/$name = https://a.example/f artifact > all.sh: none",
    "wget https://a.example/h artifact > h: none",
  ],
  "with what stands last in a pipeline": [
    "RUN { echo a | curl -H @- https://a.example/f; } > f",
    "curl https://a.example/f artifact > f: none",
  ],
  "what another reads, or a variable holds, does not": [
    "RUN { curl https://a.example/f | tar xz; V=$(curl https://a.example/v | jq .v); W=$(curl https://a.example/w); } > log",
    "curl https://a.example/f artifact: none",
    "curl https://a.example/v probe: none",
    "curl https://a.example/w probe: none",
  ],
  "nor what goes to a file of its own, nor to what is read or is no file": [
    "RUN { curl https://a.example/f > f; } > g; { curl https://a.example/h; } < h; { curl https://a.example/i; } >&2; { curl https://a.example/j; } 2> j",
    "curl https://a.example/f artifact > f: none",
    "curl https://a.example/h probe: none",
    "curl https://a.example/i probe: none",
    "curl https://a.example/j probe: none",
  ],
});

downloadTable("the arms of a case", {
  "of an argument that holds nothing": [
    `
ARG FLAVOUR=""
RUN case $FLAVOUR in "") wget https://a.example/f.tgz ;; slim) wget https://a.example/g.tgz ;; esac`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "of PowerShell, and what it asks for": [
    `
SHELL ["pwsh", "-Command"]
RUN switch ((irm https://a.example/v).name) { "a" { iwr https://a.example/f.zip -OutFile f.zip } default { iwr https://a.example/g.zip -OutFile f.zip } }`,
    "Invoke-RestMethod https://a.example/v probe: none",
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: none",
    "Invoke-WebRequest https://a.example/g.zip artifact > f.zip: none",
  ],
});

downloadTable("a word that is not known, in front of an address", {
  "is options of curl": [
    `
ARG OPTIONS
RUN curl $OPTIONS -fsSLO https://a.example/f.tgz`,
    "curl https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "is options where a value that is given brings them": [
    `RUN curl \${PROXY:+-x "$PROXY"} -fsSL https://a.example/f.tgz -o f.tgz`,
    "curl https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "is options in front of a folder that is not known": [
    "RUN wget $(options) $BASE/f.tgz",
    "wget $BASE/f.tgz = ? artifact > f.tgz: none",
  ],
  "leaves each address its file": [
    `
ARG OPTIONS
RUN curl $OPTIONS -o a.tgz https://a.example/f.tgz -o b.tgz https://a.example/g.tgz`,
    "curl https://a.example/f.tgz artifact > a.tgz: none",
    "curl https://a.example/g.tgz artifact > b.tgz: none",
  ],
  "is options of aria2c": [
    "RUN aria2c $OPTIONS -o f.tgz https://a.example/f.tgz",
    "aria2c https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "is an address where it has a file of its own": [
    `
ARG URL
RUN curl -o a.tgz "$URL" -o b.tgz https://a.example/g.tgz`,
    "curl $URL = ? artifact > a.tgz: none",
    "curl https://a.example/g.tgz artifact > b.tgz: none",
  ],
});
