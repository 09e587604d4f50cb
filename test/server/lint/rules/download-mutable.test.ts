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
  "a script": {
    text: `
FROM debian:12.11
RUN curl -fsSL https://dl.example/latest/setup.sh | sh
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ setup.sh changes behind this URL: write the URL of a version`,
  },
  "the default branch, in an ARG": {
    text: `
FROM debian:12.11
ARG REF=HEAD
RUN curl -fsSL https://github.com/team/app/tarball/\${REF} | tar -xz
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ app at HEAD changes behind this URL: write the URL of a version`,
  },
  "a version that a server tells, in a variable, one made of it, and in the URL itself": {
    text: `
FROM debian:12.11
RUN V=$(curl -fsS https://api.example/v2/tool/latest | jq -r .tag) && curl -fsSLO https://dl.example/$V/tool.tgz
                                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool.tgz changes behind this URL: write the URL of a version instead of looking one up
RUN V=$(curl -fsS https://api.example/v2/tool/latest) && URL="https://dl.example/\${V#v}/tool.tgz" && curl -fsSLO "$URL"
                                                                                                                 ^^^^^^ tool.tgz changes behind this URL: write the URL of a version instead of looking one up
RUN V=$(curl -fsS https://api.example/latest) && W=$(curl -fsS https://api.example/w) && tool 1.2 && curl -fsSLO https://dl.example/$V/tool.tgz
                                                                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool.tgz changes behind this URL: write the URL of a version instead of looking one up
RUN curl -fsSLO https://dl.example/$(curl -fsS https://dl.example/stable.txt)/tool.tgz
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool.tgz changes behind this URL: write the URL of a version instead of looking one up`,
  },
  "a version that a server tells, by way of a file": {
    text: `
FROM debian:12.11
RUN curl -fsSo /tmp/v.txt https://dl.example/VERSION && V=$(cat /tmp/v.txt) && rm /tmp/v.txt && curl -fsSLO https://dl.example/$V/tool.tgz
                                                                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool.tgz changes behind this URL: write the URL of a version instead of looking one up
RUN curl -fsSo v.txt https://dl.example/VERSION && cat v.txt && curl -fsSLO https://dl.example/$V/tool.tgz
RUN curl -fsSo v.txt https://dl.example/VERSION && W=$(cat v.txt) && V=$(cat own.txt) && curl -fsSLO https://dl.example/$V/tool.tgz`,
  },
  "what a server tells of a version": {
    text: `
FROM debian:12.11
ARG V=1.4.0
RUN URL=$(curl -fsS https://api.example/tool/tags/$V | jq -r .url) && curl -fsSLO "$URL"
RUN URL=$(curl -fsS https://dl.example/index | grep $V | cut -d' ' -f2) && curl -fsSLO "$URL"`,
  },
  "a mirror that a server tells": {
    text: `
FROM debian:12.11
RUN MIRROR=$(curl -fsS https://dl.example/mirror) && curl -fsSLO $MIRROR/tool-1.4.0.tgz`,
  },
  "a token that a server tells": {
    text: `
FROM debian:12.11
ARG FILE
RUN TOKEN=$(curl -fsS https://auth.example/token) && curl -fsSLO https://dl.example/$FILE?token=$TOKEN && curl -fsSLO https://$TOKEN@dl.example/$FILE`,
  },
  "what a server tells to another RUN, and to something else": {
    text: `
FROM debian:12.11
ARG V
RUN W=$(curl -fsS https://dl.example/stable.txt) && echo $W && curl -fsSLO https://dl.example/$V/tool.tgz
RUN curl -fsSLO https://dl.example/$W/tool.tgz`,
  },
  "the URL of a version": { text: "FROM debian:12.11\nRUN curl -fsSLO https://dl.example/v1.4.0/tool.tgz" },
  "a key": { text: "FROM debian:12.11\nRUN curl -fsSL https://dl.example/latest/key.asc -o key.asc" },
});
