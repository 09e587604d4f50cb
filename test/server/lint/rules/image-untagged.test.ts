import { rule } from "../../../../server/src/lint/rules/image-untagged.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "no tag at all": {
    text: `
FROM debian
     ^^^^^^ debian has no tag and so means latest: write the version that you mean`,
    severity: "warning",
  },
  "the port of a registry is no tag": {
    text: `
FROM registry.example:5000/team/app
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ registry.example:5000/team/app has no tag and so means latest: write the version that you mean`,
  },
  "a platform in front": {
    text: `
FROM --platform=linux/amd64 debian AS base
                            ^^^^^^ debian has no tag and so means latest: write the version that you mean`,
  },
  "COPY --from an image": {
    text: `
FROM debian:12.11
COPY --from=busybox /bin/busybox /bin/
            ^^^^^^^ busybox has no tag and so means latest: write the version that you mean; a build context belongs under buildContexts`,
  },
  "scratch is no image": { text: "FROM scratch" },
  "a stage by name or number is no image": {
    text: "FROM debian:12.11 AS base\nFROM base\nCOPY --from=base / /a\nCOPY --from=0 / /b",
  },
  "a stage behind a placeholder that holds blanks": {
    text: "FROM node:{{ version }} AS base\nFROM base\nCOPY --from=base / /a",
  },
  "an expansion that is a stage": {
    text: "ARG KIND=small\nFROM debian:12.11 AS base-small\nFROM base-${KIND}",
  },
  "a name with a variable that is not known may be a stage": {
    text: "ARG TARGETARCH\nFROM debian:12.11 AS base-amd64\nFROM base-${TARGETARCH}",
  },
  "a digest settles it": {
    text: "FROM debian@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a",
  },
  "what is no reference is a placeholder": {
    text: "FROM REPLACE-ME\nFROM registry.example/<project>/app\nFROM [base] AS base\nFROM team//app",
  },
  "a build context": { text: "FROM assets", build: { buildContexts: ["assets"] } },
});
