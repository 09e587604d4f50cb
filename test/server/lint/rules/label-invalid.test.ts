import { rule } from "../../../../server/src/lint/rules/label-invalid.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "each form": {
    text: `
FROM debian:12.11
LABEL org.opencontainers.image.created="2026-01-31" \\
                                       ^^^^^^^^^^^^ created must be an RFC 3339 timestamp such as 2026-01-31T12:00:00Z
      org.opencontainers.image.licenses="MIT License" \\
                                        ^^^^^^^^^^^^^ licenses must be an SPDX expression such as MIT OR Apache-2.0
      org.opencontainers.image.url=app.example \\
                                   ^^^^^^^^^^^ url must be a URL such as https://git.example/team/app
      org.opencontainers.image.source=team/app \\
                                      ^^^^^^^^ source must be a URL such as https://git.example/team/app
      org.opencontainers.image.documentation='see README'
                                             ^^^^^^^^^^^^ documentation must be a URL such as https://git.example/team/app`,
    severity: "warning",
  },
  "an empty value": {
    text: `
FROM debian:12.11
LABEL org.opencontainers.image.title="" \\
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ title is empty: give it a value or drop it
      org.opencontainers.image.vendor=
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ vendor is empty: give it a value or drop it`,
  },
  "blanks around =": {
    text: `
FROM debian:12.11
LABEL org.opencontainers.image.source = "https://git.example/team/app"
                                      ^ the value of source begins with "=": write KEY="VALUE" without blanks`,
    fixed: `
FROM debian:12.11
LABEL org.opencontainers.image.source="https://git.example/team/app"`,
    titles: ["Write KEY=VALUE without blanks"],
    safeties: ["safe"],
    severity: "warning",
  },
  "a blank in front of = alone, and single quotes": {
    text: `
FROM debian:12.11
label "maintainer" ='Team App'
                   ^ the value of maintainer begins with "=": write KEY="VALUE" without blanks`,
    fixed: `
FROM debian:12.11
label "maintainer"='Team App'`,
  },
  "blanks around =, of a value without quotes": {
    text: `
FROM debian:12.11
LABEL com.example.url  =  https://git.example/?team=app
                       ^ the value of com.example.url begins with "=": write KEY="VALUE" without blanks`,
    fixed: `
FROM debian:12.11
LABEL com.example.url=https://git.example/?team=app`,
  },
  "blanks around =, of a value that holds blanks": {
    text: `
FROM debian:12.11
LABEL com.example.text = the $APP of ours
                       ^ the value of com.example.text begins with "=": write KEY="VALUE" without blanks`,
    fixed: `
FROM debian:12.11
LABEL com.example.text="the $APP of ours"`,
  },
  "blanks around =, where it is not certain what was meant": {
    text: `
FROM debian:12.11
LABEL com.example.a = "1" com.example.b = "2"
                    ^ the value of com.example.a begins with "=": write KEY="VALUE" without blanks
LABEL com.example.c = 1 com.example.d = 2
                    ^ the value of com.example.c begins with "=": write KEY="VALUE" without blanks
LABEL com.example.e = \\
                    ^ the value of com.example.e begins with "=": write KEY="VALUE" without blanks
  "1"
LABEL com.example.f \\
  = "1"
  ^ the value of com.example.f begins with "=": write KEY="VALUE" without blanks
LABEL com.example.g = C:\\app
                    ^ the value of com.example.g begins with "=": write KEY="VALUE" without blanks
LABEL com.example.h =
                    ^ the value of com.example.h begins with "=": write KEY="VALUE" without blanks`,
    titles: [],
  },
  "a value that begins with =": {
    text: `
FROM debian:12.11
ARG V="=1.4.0"
LABEL a==b c="= d" e=$V
LABEL com.example.version ==1.4.0
LABEL com.example.version $V`,
  },
  "right values": {
    text: `
FROM debian:12.11
LABEL org.opencontainers.image.created="2026-01-31T12:00:00Z" \\
      org.opencontainers.image.licenses="MIT OR Apache-2.0" \\
      org.opencontainers.image.source="https://git.example/team/app"`,
  },
  "a time that the build service puts in": {
    text: 'FROM debian:12.11\nLABEL org.opencontainers.image.created="%BUILDTIME%"',
  },
  "a value with a variable": {
    text: "FROM debian:12.11\nARG X=x\nLABEL org.opencontainers.image.created=$X org.opencontainers.image.url=https:$X",
  },
  "a key whose form labels.required says, where that rule looks": {
    text: `
FROM debian:12.11 AS tools
LABEL org.opencontainers.image.url=tools
                                   ^^^^^ url must be a URL such as https://git.example/team/app
FROM debian:12.11 AS base
LABEL org.opencontainers.image.url=base
FROM base
COPY --from=tools /tool /tool
LABEL org.opencontainers.image.url=app org.opencontainers.image.source=app
                                                                       ^^^ source must be a URL such as https://git.example/team/app
LABEL org.opencontainers.image.url = "app"
                                   ^ the value of url begins with "=": write KEY="VALUE" without blanks`,
    options: { requiredLabels: new Map([["org.opencontainers.image.url", "text"]]) },
  },
  "keys of others": { text: 'FROM debian:12.11\nLABEL com.example.url="" version="x y"' },
  "hadolint's codes": {
    text: "FROM debian:12.11\n# hadolint ignore=DL3053\nLABEL org.opencontainers.image.created=today",
  },
});
