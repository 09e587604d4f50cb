import { rule } from "../../../../server/src/lint/rules/download-key.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a key by ADD and by curl": {
    text: `
FROM debian:12.11
ADD https://apt.example/key.asc /etc/apt/keyrings/example.asc
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ the key key.asc is trusted unseen: compare its fingerprint or sha256
RUN curl -fsSL https://apt.example/gpg.key | gpg --dearmor -o /etc/apt/keyrings/x.gpg
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ the key gpg.key is trusted unseen: compare its fingerprint or sha256`,
    severity: "hint",
  },
  "a key that a keyserver is asked for": {
    text: `
FROM debian:12.11
RUN curl -fsSL "https://keys.example/pks/lookup?op=get&search=0x4f4ea0aae5267a6c" | gpg --dearmor -o /etc/apt/keyrings/x.gpg
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the key 0x4f4ea0aae5267a6c is trusted unseen: compare its fingerprint or sha256`,
  },
  "a key whose name tells nothing, and one of a host that is not known": {
    text: `
FROM debian:12.11
RUN curl -fsSL https://apt.example:8443/linux/gpg | apt-key add -
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the key gpg of apt.example is trusted unseen: compare its fingerprint or sha256
RUN curl -fsSL https://$H/KEYS | gpg --import
               ^^^^^^^^^^^^^^^ the key KEYS is trusted unseen: compare its fingerprint or sha256`,
  },
  "a checksum": {
    text: `
FROM debian:12.11
ADD --checksum=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 https://apt.example/key.asc /k.asc`,
  },
  "a signature with the name of a key": {
    text: "FROM debian:12\nRUN curl https://dl.example/tool-1.0.asc -o /tmp/t.asc && gpg --verify /tmp/t.asc /tmp/t.tgz",
  },
  "other files": { text: "FROM debian:12.11\nADD https://dl.example/a.tgz /" },
});
