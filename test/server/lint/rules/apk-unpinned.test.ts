import { rule } from "../../../../server/src/lint/rules/apk-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a bare package name floats": {
    text: `
FROM alpine:3.20.3
RUN apk add --no-cache curl
                       ^^^^ curl has no version: write curl=~VERSION`,
  },
  "a repository tag is no version": {
    text: `
FROM alpine:3.20.3
RUN apk add curl@edge
            ^^^^^^^^^ curl@edge has no version: write curl@edge=~VERSION`,
  },
  "a list in front of a special builtin, which sh keeps and bash does not": {
    text: `
FROM alpine:3.20.3
RUN deps='g++ git=2.45.2-r0' set -x && apk add $deps
          ^^^ g++ has no version: write g++=~VERSION
SHELL ["/bin/bash", "-c"]
RUN deps='g++ git=2.45.2-r0' set -x && apk add $deps
SHELL ["/bin/sh", "-c"]
RUN deps='g++ git=2.45.2-r0' true && apk add $deps`,
  },
  "versions and bounds": { text: "FROM alpine:3.20.3\nRUN apk add 'a=1.2-r0' b=~1.2 'c~1' 'd<2' 'e>1.0'" },
  "the name of a virtual package": { text: "FROM alpine:3.20.3\nRUN apk add --virtual .build-deps gcc=13.2.1-r0" },
  "local files and negations": { text: "FROM alpine:3.20.3\nRUN apk add --allow-untrusted ./a.apk '!curl'" },
});
