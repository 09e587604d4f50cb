import type { LabelType } from "../../../../server/src/lint/rule.ts";
import { rule } from "../../../../server/src/lint/rules/label-required.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

const requiredLabels: ReadonlyMap<string, LabelType> = new Map([
  ["com.example.contact", "email"],
  ["org.opencontainers.image.source", "url"],
]);

ruleTable(rule, {
  "keys that are missing": {
    text: `
FROM debian:12.11
^^^^ the image must carry com.example.contact and source: add these labels`,
    fixed: `
FROM debian:12.11
LABEL org.opencontainers.image.source="https://git.example/team/app"`,
    facts: { remoteUrl: "https://git.example/team/app" },
    titles: ["Add a label for source"],
    options: { requiredLabels },
    severity: "warning",
  },
  "a key that is missing": {
    text: `
FROM debian:12.11
^^^^ the image must carry com.example.contact: add this label
LABEL org.opencontainers.image.source="https://git.example/team/app"`,
    options: { requiredLabels },
  },
  "in the stages that the image is built from": {
    text: `
FROM debian:12.11 AS base
LABEL com.example.contact=nobody org.opencontainers.image.source=/src
                          ^^^^^^ com.example.contact must be an email address
                                                                 ^^^^ source must be a URL such as https://git.example/team/app
FROM base`,
    options: { requiredLabels },
  },
  "a value of another form": {
    text: `
FROM debian:12.11
LABEL com.example.contact="the team" org.opencontainers.image.source="https://git.example/team/app"
                          ^^^^^^^^^^ com.example.contact must be an email address`,
    options: { requiredLabels },
  },
  "each form": {
    text: `
FROM debian:12.11
LABEL a=x \\
      b=x \\
        ^ b must be a URL such as https://git.example/team/app
      c=x \\
        ^ c must be a semantic version such as 1.4.0
      d=x \\
        ^ d must be a commit id of 7 to 64 hexadecimal digits
      e=x \\
        ^ e must be an RFC 3339 timestamp such as 2026-01-31T12:00:00Z
      f=x
        ^ f must be an SPDX expression such as MIT OR Apache-2.0`,
    options: {
      requiredLabels: new Map([
        ["a", "text"],
        ["b", "url"],
        ["c", "semver"],
        ["d", "sha"],
        ["e", "date"],
        ["f", "spdx"],
      ]),
    },
  },
  "a value with a variable is not judged": {
    text: "FROM debian:12.11\nARG X\nLABEL com.example.contact=$X org.opencontainers.image.source=$X",
    options: { requiredLabels },
  },
  "a value that begins with = is label-invalid's": {
    text: 'FROM debian:12.11\nLABEL com.example.contact = "team"\nLABEL org.opencontainers.image.source = x',
    options: { requiredLabels },
  },
  "strict: a label that is not listed": {
    text: `
FROM debian:12.11
LABEL com.example.contact=team@app.example \\
      com.example.other=x
      ^^^^^^^^^^^^^^^^^ com.example.other is not listed in label-schema: drop it or list it`,
    options: { requiredLabels: new Map([["com.example.contact", "email"]]), strictLabels: true },
  },
  "without the list it is silent": { text: "FROM debian:12.11\nLABEL a=b" },
});
