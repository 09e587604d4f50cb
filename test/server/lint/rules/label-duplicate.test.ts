import { rule } from "../../../../server/src/lint/rules/label-duplicate.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "the first of two in one instruction goes": {
    text: `
FROM debian:12.11
LABEL com.example.a=1 \\
      ^^^^^^^^^^^^^^^ com.example.a is set again later, which overrides this value: remove it
      com.example.b=2 \\
      com.example.a=3`,
    fixed: `
FROM debian:12.11
LABEL com.example.b=2 \\
      com.example.a=3`,
    severity: "warning",
  },
  "an instruction that holds nothing else goes whole": {
    text: `
FROM debian:12.11
LABEL com.example.a=1
      ^^^^^^^^^^^^^^^ com.example.a is set again later, which overrides this value: remove it
COPY app /app
LABEL com.example.a=3
`,
    fixed: `
FROM debian:12.11
COPY app /app
LABEL com.example.a=3
`,
  },
  "another author is looked at before he goes": {
    text: `
FROM debian:12.11
LABEL maintainer="one@app.example"
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ maintainer is set again later, which overrides this value: remove it
LABEL maintainer="two@app.example" com.example.a=1
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ maintainer is set again later, which overrides this value: remove it
                                   ^^^^^^^^^^^^^^^ com.example.a is set again later, which overrides this value: remove it
LABEL maintainer="Two <two@app.example>" com.example.a=2`,
    safeties: ["review", "safe", "safe"],
  },
  "a label behind ONBUILD is overridden by none of this image": {
    text: `
FROM debian:12.11
ONBUILD LABEL com.example.a=1
LABEL com.example.a=2`,
  },
  "a word in the middle": {
    text: `
FROM debian:12.11
LABEL a=1 b=2 c=3
          ^^^ b is set again later, which overrides this value: remove it
LABEL b=4`,
    fixed: `
FROM debian:12.11
LABEL a=1 c=3
LABEL b=4`,
  },
  "the last word of an instruction": {
    text: `
FROM debian:12.11
LABEL a=1 \\
      b=2
      ^^^ b is set again later, which overrides this value: remove it
LABEL b=4`,
    fixed: `
FROM debian:12.11
LABEL a=1
LABEL b=4`,
  },
  "another stage may override": { text: "FROM debian:12.11 AS base\nLABEL a=1\nFROM base\nLABEL a=2" },
});
