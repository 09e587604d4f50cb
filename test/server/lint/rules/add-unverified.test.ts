import { rule } from "../../../../server/src/lint/rules/add-unverified.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a URL without checksum": {
    text: `
FROM scratch
ADD --chown=1000 https://dl.example/a-1.4.0.tgz /opt/
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a-1.4.0.tgz is added and nothing checks what arrives: write --checksum=sha256:…`,
    severity: "warning",
  },
  "two URLs": {
    text: `
FROM scratch
ADD https://dl.example/a https://dl.example/b /opt/
    ^^^^^^^^^^^^^^^^^^^^ a is added and nothing checks what arrives: write the URL of a version if there is one, then give it an ADD of its own and write --checksum=sha256:…
                         ^^^^^^^^^^^^^^^^^^^^ b is added and nothing checks what arrives: write the URL of a version if there is one, then give it an ADD of its own and write --checksum=sha256:…`,
  },
  "a URL beside files of the context": {
    text: `
FROM scratch
ADD ["run.sh", "https://dl.example/main/a.tgz", "/opt/"]
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a.tgz is added and nothing checks what arrives: write the URL of a version if there is one, then give it an ADD of its own and write --checksum=sha256:…`,
  },
  "a URL whose content changes": {
    text: `
FROM scratch
ADD https://dl.example/latest/tool.tgz /opt/
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool.tgz is added and nothing checks what arrives: write the URL of a version, then write --checksum=sha256:…`,
  },
  "a checksum": {
    text: `
FROM scratch
ADD --checksum=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 https://dl.example/a.tgz /`,
  },
  "a git source": { text: "FROM scratch\nADD https://git.example/team/app.git#v1.4.0 /src" },
  "a key": { text: "FROM debian:12.11\nADD https://apt.example/key.asc /etc/apt/keyrings/example.asc" },
  "files of the context": { text: "FROM scratch\nADD app.tar.gz /opt/" },
  localhost: { text: "FROM scratch\nADD http://localhost:8000/a.tgz /" },
  "a variable without a default, which may be a path": {
    text: `
FROM scratch
ARG FILES
ADD $FILES /opt/`,
  },
  "a variable whose default the builder may replace": {
    text: `
FROM scratch
ARG FILE=https://dl.example/a-1.4.0.tgz
ADD $FILE /opt/
    ^^^^^ a-1.4.0.tgz is added and nothing checks what arrives: write --checksum=sha256:…`,
  },
});
