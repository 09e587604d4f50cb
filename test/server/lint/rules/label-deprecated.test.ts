import { rule } from "../../../../server/src/lint/rules/label-deprecated.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a key of Label Schema is renamed": {
    text: `
FROM debian:12.11
LABEL org.label-schema.vcs-url="https://git.example/team/app" \\
      ^^^^^^^^^^^^^^^^^^^^^^^^ org.label-schema.vcs-url was withdrawn: write org.opencontainers.image.source
      com.example.team=app`,
    fixed: `
FROM debian:12.11
LABEL org.opencontainers.image.source="https://git.example/team/app" \\
      com.example.team=app`,
    severity: "info",
  },
  "a value that the new key cannot take is looked at, one that nobody knows yet is not": {
    text: `
FROM debian:12.11
ARG URL
LABEL org.label-schema.usage="docs/usage.md" org.label-schema.url="" org.label-schema.vcs-url="$URL"
      ^^^^^^^^^^^^^^^^^^^^^^ org.label-schema.usage was withdrawn: write org.opencontainers.image.documentation
                                             ^^^^^^^^^^^^^^^^^^^^ org.label-schema.url was withdrawn: write org.opencontainers.image.url
                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^ org.label-schema.vcs-url was withdrawn: write org.opencontainers.image.source`,
    safeties: ["review", "review", "safe"],
  },
  "a maintainer whom Red Hat asks for": {
    text: `
FROM debian:12.11
LABEL name=app vendor=team summary="An app" maintainer="team@app.example"
                                            ^^^^^^^^^^ maintainer is an old key: write org.opencontainers.image.authors`,
    titles: ["Rename to org.opencontainers.image.authors, which Red Hat does not read"],
    safeties: ["review"],
  },
  ...Object.fromEntries(
    ["com.redhat.component", "io.openshift.tags"].map((key) => [
      `or for whom ${key} tells it, and another key`,
      {
        text: `
FROM debian:12.11
LABEL ${key}="app"
LABEL maintainer="team@app.example"
      ^^^^^^^^^^ maintainer is an old key: write org.opencontainers.image.authors
LABEL org.label-schema.name="app"
      ^^^^^^^^^^^^^^^^^^^^^ org.label-schema.name was withdrawn: write org.opencontainers.image.title`,
        safeties: ["review", "safe"] as const,
      },
    ]),
  ),
  "a key that Label Schema never had, but many wrote": {
    text: `
FROM debian:12.11
LABEL org.label-schema.maintainer="team@app.example"
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ org.label-schema.maintainer was withdrawn: write org.opencontainers.image.authors`,
    fixed: `
FROM debian:12.11
LABEL org.opencontainers.image.authors="team@app.example"`,
  },
  "the quotes of a key stay": {
    text: `
FROM debian:12.11
label "org.label-schema.name"="app"
      ^^^^^^^^^^^^^^^^^^^^^^^ org.label-schema.name was withdrawn: write org.opencontainers.image.title`,
    fixed: `
FROM debian:12.11
label "org.opencontainers.image.title"="app"`,
  },
  "MAINTAINER becomes a label in the file's letter case": {
    text: `
FROM debian:12.11
maintainer "Team App" <team@app.example>
^^^^^^^^^^ MAINTAINER is deprecated: write LABEL org.opencontainers.image.authors`,
    fixed: `
FROM debian:12.11
label org.opencontainers.image.authors="\\"Team App\\" <team@app.example>"`,
  },
  "quotes around all of MAINTAINER's value are none of it": {
    text: `
FROM debian:12.11
MAINTAINER "Team App <team@app.example>"
^^^^^^^^^^ MAINTAINER is deprecated: write LABEL org.opencontainers.image.authors`,
    fixed: `
FROM debian:12.11
LABEL org.opencontainers.image.authors="Team App <team@app.example>"`,
  },
  "the label maintainer": {
    text: `
FROM debian:12.11
LABEL maintainer="team@app.example"
      ^^^^^^^^^^ maintainer is an old key: write org.opencontainers.image.authors`,
    fixed: `
FROM debian:12.11
LABEL org.opencontainers.image.authors="team@app.example"`,
  },
  "a key that is there under its new name too is dropped": {
    text: `
FROM debian:12.11
LABEL org.label-schema.version=1.4.0 \\
      ^^^^^^^^^^^^^^^^^^^^^^^^ org.label-schema.version was withdrawn, and the label org.opencontainers.image.version says it, too: drop this one
      org.opencontainers.image.version=1.4.0`,
    fixed: `
FROM debian:12.11
LABEL org.opencontainers.image.version=1.4.0`,
    titles: ["Drop org.label-schema.version"],
  },
  "a key that says more than the new one is not dropped without a look": {
    text: `
FROM debian:12.11
LABEL maintainer="Team App <team@app.example>" \\
      ^^^^^^^^^^ maintainer is an old key, and the label org.opencontainers.image.authors says something else: bring the two together
      org.opencontainers.image.authors="Team App"`,
    titles: ["Drop maintainer, which says something else than the label org.opencontainers.image.authors"],
    safeties: ["review"],
  },
  "a key that says a part of the new one is": {
    text: `
FROM debian:12.11
LABEL maintainer="team@app.example" org.opencontainers.image.authors="Team App <team@app.example>"
      ^^^^^^^^^^ maintainer is an old key, and the label org.opencontainers.image.authors says it, too: drop this one`,
    fixed: `
FROM debian:12.11
LABEL org.opencontainers.image.authors="Team App <team@app.example>"`,
    safeties: ["safe"],
  },
  "a part of a word is something else": {
    text: `
FROM debian:12.11
LABEL org.label-schema.version=1.4 org.opencontainers.image.version=1.4.0
      ^^^^^^^^^^^^^^^^^^^^^^^^ org.label-schema.version was withdrawn, and the label org.opencontainers.image.version says something else: bring the two together`,
    safeties: ["review"],
  },
  "one variable says the same twice": {
    text: `
FROM debian:12.11
ARG VERSION
LABEL org.label-schema.version=$VERSION org.opencontainers.image.version=$VERSION
      ^^^^^^^^^^^^^^^^^^^^^^^^ org.label-schema.version was withdrawn, and the label org.opencontainers.image.version says it, too: drop this one`,
    safeties: ["safe"],
  },
  "a key that is set again: of the first one label-duplicate speaks": {
    text: `
FROM debian:12.11
LABEL maintainer="Ann"
LABEL maintainer="Ben" \\
      ^^^^^^^^^^ maintainer is an old key: write org.opencontainers.image.authors
      org.label-schema.schema-version=0.9
LABEL org.label-schema.schema-version=1.0
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ org.label-schema.schema-version was withdrawn, and no other key took its place: drop it, or give it a prefix of your own`,
    titles: ["Rename to org.opencontainers.image.authors"],
  },
  "several MAINTAINERs, of which Docker keeps the last": {
    text: `
FROM debian:12.11
MAINTAINER Team App <team@app.example>
^^^^^^^^^^ MAINTAINER is deprecated, and the last one says something else: bring the two together
MAINTAINER ops@app.example
^^^^^^^^^^ MAINTAINER is deprecated, and the last one says it, too: drop this one
MAINTAINER Ops <ops@app.example>
^^^^^^^^^^ MAINTAINER is deprecated: write LABEL org.opencontainers.image.authors`,
    titles: [
      "Drop MAINTAINER, which says something else than the last one",
      "Drop MAINTAINER",
      "Write LABEL org.opencontainers.image.authors",
    ],
    safeties: ["review", "safe", "safe"],
  },
  "MAINTAINER that is written like a label": {
    text: `
FROM debian:12.11
MAINTAINER = "team@app.example"
^^^^^^^^^^ MAINTAINER is deprecated: write LABEL org.opencontainers.image.authors`,
    fixed: `
FROM debian:12.11
LABEL org.opencontainers.image.authors="team@app.example"`,
  },
  "MAINTAINER beside a label of its own": {
    text: `
FROM debian:12.11
MAINTAINER team@app.example
^^^^^^^^^^ MAINTAINER is deprecated, and the label org.opencontainers.image.authors says it, too: drop this one
LABEL org.opencontainers.image.authors="Team App <team@app.example>"`,
    fixed: `
FROM debian:12.11
LABEL org.opencontainers.image.authors="Team App <team@app.example>"`,
    safeties: ["safe"],
  },
  "keys without an equivalent are said to have none": {
    text: `
FROM debian:12.11
LABEL org.label-schema.docker.cmd="docker run app" org.label-schema.schema-version=1.0
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ org.label-schema.docker.cmd was withdrawn, and no other key took its place: drop it, or give it a prefix of your own
                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ org.label-schema.schema-version was withdrawn, and no other key took its place: drop it, or give it a prefix of your own`,
    titles: [],
  },
  "maintainer in any letter case": {
    text: `
FROM debian:12.11
LABEL MAINTAINER="team@app.example" \\
      ^^^^^^^^^^ MAINTAINER is an old key, and the label Maintainer says something else: bring the two together
      Maintainer=team
      ^^^^^^^^^^ Maintainer is an old key: write org.opencontainers.image.authors`,
    fixed: `
FROM debian:12.11
LABEL Maintainer=team`,
    titles: [
      "Drop MAINTAINER, which says something else than the label Maintainer",
      "Rename to org.opencontainers.image.authors",
    ],
  },
  "a stage that the image is not made of, nor copies from": {
    text: `
FROM debian:12.11 AS base
LABEL maintainer="team@app.example"
      ^^^^^^^^^^ maintainer is an old key: write org.opencontainers.image.authors
FROM debian:12.11`,
    severity: "hint",
  },
  "a stage that the image copies from, which brings no labels": {
    text: `
FROM debian:12.11 AS tools
LABEL maintainer="team@app.example"
      ^^^^^^^^^^ maintainer is an old key: write org.opencontainers.image.authors
FROM debian:12.11
COPY --from=tools /tool /tool`,
    severity: "hint",
  },
  "a stage that the image is built from": {
    text: `
FROM debian:12.11 AS base
LABEL maintainer="team@app.example"
      ^^^^^^^^^^ maintainer is an old key: write org.opencontainers.image.authors
FROM base
COPY app /app`,
    severity: "info",
  },
  "nobody is named: what to write, only people know": {
    text: `
FROM debian:12.11
MAINTAINER ""
^^^^^^^^^^ MAINTAINER is deprecated: write LABEL org.opencontainers.image.authors`,
    titles: [],
  },
  "keys of today": { text: "FROM debian:12.11\nLABEL org.opencontainers.image.title=app com.example.maintainer=x" },
  "hadolint's and BuildKit's codes": {
    text: "# check=skip=MaintainerDeprecated\nFROM debian:12.11\nMAINTAINER x\nLABEL maintainer=x",
  },
});
