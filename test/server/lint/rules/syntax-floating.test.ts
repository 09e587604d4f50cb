import { rule } from "../../../../server/src/lint/rules/syntax-floating.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "no tag": {
    text: `
# syntax=docker/dockerfile
         ^^^^^^^^^^^^^^^^^ docker/dockerfile changes without notice: write docker/dockerfile:1 or a full version
FROM scratch`,
    severity: "hint",
    titles: ["Write docker/dockerfile:1"],
    safeties: ["safe"],
    fixed: "# syntax=docker/dockerfile:1\nFROM scratch",
  },
  latest: {
    text: `
# syntax=docker/dockerfile:latest
                           ^^^^^^ docker/dockerfile:latest changes without notice: write docker/dockerfile:1 or a full version
FROM scratch`,
    fixed: "# syntax=docker/dockerfile:1\nFROM scratch",
  },
  "with the registry, blanks and in capitals": {
    text: `
#  SYNTAX = docker.io/docker/dockerfile:latest
                                        ^^^^^^ docker.io/docker/dockerfile:latest changes without notice: write docker/dockerfile:1 or a full version
# escape=\`
FROM scratch`,
    fixed: "#  SYNTAX = docker.io/docker/dockerfile:1\n# escape=`\nFROM scratch",
  },
  "another registry may have other tags": {
    text: `
# syntax=registry.example/docker/dockerfile
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ registry.example/docker/dockerfile changes without notice: write docker/dockerfile:1 or a full version
FROM scratch`,
    titles: [],
  },
  labs: {
    text: `
# syntax=docker/dockerfile:labs
                           ^^^^ docker/dockerfile:labs changes without notice: write docker/dockerfile:1, or a version of the labs such as 1.7-labs
FROM scratch`,
    titles: [],
  },
  "another frontend": {
    text: `
# syntax=registry.example/frontend
         ^^^^^^^^^^^^^^^^^^^^^^^^^ registry.example/frontend changes without notice: write a full version
FROM scratch`,
    titles: [],
  },
  "another one of Docker's registry": {
    text: `
# syntax=team/frontend
         ^^^^^^^^^^^^^ team/frontend changes without notice: write a full version
FROM scratch`,
    titles: [],
  },
  "a version of the labs is one": { text: "# syntax=docker/dockerfile:1.3-labs\nFROM scratch" },
  "the major version is kept compatible": { text: "# syntax=docker/dockerfile:1\nFROM scratch" },
  "finer versions and digests": {
    text: "# syntax=docker/dockerfile:1.7@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a\nFROM scratch",
  },
  "no directive": { text: "FROM scratch" },
});
