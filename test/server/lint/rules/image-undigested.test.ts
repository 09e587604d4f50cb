import { rule } from "../../../../server/src/lint/rules/image-undigested.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "an exact tag without digest": {
    text: `
FROM alpine:3.20.3 AS base
     ^^^^^^^^^^^^^ alpine:3.20.3 can be pushed again with other content: add its digest`,
    severity: "hint",
  },
  "a digest is what it asks for": {
    text: "FROM alpine:3.20.3@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a",
  },
  "only where the tag is exact": { text: "FROM alpine:3.20\nFROM alpine:latest\nFROM alpine" },
  "scratch and stages have none": { text: "FROM scratch AS base\nFROM base" },
});
