import { rule } from "../../../../server/src/lint/rules/download-mutable.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

const SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

ruleTable(rule, {
  "a checked file behind latest": {
    text: `
FROM scratch
ADD --checksum=sha256:${SUM} https://dl.example/latest/tool.tgz /
                                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool.tgz changes behind this URL: write the URL of a version`,
    severity: "info",
  },
  "a branch": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://raw.githubusercontent.com/team/app/main/tool.py
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool.py changes behind this URL: write the URL of a version`,
  },
  "the default branch, in an ARG": {
    text: `
FROM debian:12.11
ARG REF=HEAD
RUN curl -fsSL https://github.com/team/app/tarball/\${REF} | tar -xz
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ app at HEAD changes behind this URL: write the URL of a version`,
  },
  "the URL of a version": { text: "FROM debian:12.11\nRUN curl -fsSLO https://dl.example/v1.4.0/tool.tgz" },
  "a key": { text: "FROM debian:12.11\nRUN curl -fsSL https://dl.example/latest/key.asc -o key.asc" },
});
