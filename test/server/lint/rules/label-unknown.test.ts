import { rule } from "../../../../server/src/lint/rules/label-unknown.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a slip is corrected": {
    text: `
FROM debian:12.11
LABEL org.opencontainers.image.licence="MIT"
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the OCI specification has no key org.opencontainers.image.licence: write org.opencontainers.image.licenses`,
    fixed: `
FROM debian:12.11
LABEL org.opencontainers.image.licenses="MIT"`,
    severity: "warning",
  },
  "a key that resembles none": {
    text: `
FROM debian:12.11
LABEL org.opencontainers.image.support-channel="x"
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the OCI specification has no key org.opencontainers.image.support-channel: use a prefix of your own`,
    titles: [],
  },
  "a key below one that the specification has": {
    text: `
FROM debian:12.11
LABEL org.opencontainers.image.source.r="r-base"
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the OCI specification has no key org.opencontainers.image.source.r: use a prefix of your own`,
  },
  "a key that resembles one that the stage has already": {
    text: `
FROM debian:12.11
LABEL org.opencontainers.image.minversion=1.0
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the OCI specification has no key org.opencontainers.image.minversion: use a prefix of your own
LABEL org.opencontainers.image.version=1.4.0`,
    titles: [],
  },
  "a key that resembles one that a key from before will become, which label-deprecated brings together with it": {
    text: `
FROM debian:12.11
LABEL org.label-schema.license=MIT org.opencontainers.image.license=MIT
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the OCI specification has no key org.opencontainers.image.license: write org.opencontainers.image.licenses`,
    titles: ["Write org.opencontainers.image.licenses"],
  },
  "a key outside of the grammar": {
    text: `
FROM debian:12.11
LABEL Build_Host=x com..example=y
      ^^^^^^^^^^ the label key "Build_Host" holds capital letters and "_": use lower-case letters, digits, "." and "-"
                   ^^^^^^^^^^^^ the label key "com..example" has two separators in a row: write one "." or "-"`,
  },
  "base.name and base.digest that say another image": {
    text: `
FROM debian:12.11@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a
LABEL org.opencontainers.image.base.name="docker.io/library/debian:12.10" \\
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ base.name is not the image of FROM: write docker.io/library/debian:12.11
      org.opencontainers.image.base.digest="sha256:0042bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a"
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ base.digest is not that of FROM: write sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a`,
  },
  "base.name that says the same in another spelling": {
    text: `
FROM debian:12.11 AS base
FROM base
LABEL org.opencontainers.image.base.name="docker.io/library/debian:12.11"`,
  },
  "base.name with a tag where FROM has a digest alone": {
    text: `
FROM debian@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a
LABEL org.opencontainers.image.base.name=debian:12.11`,
  },
  "no tag is latest": {
    text: `
FROM debian
LABEL org.opencontainers.image.base.name=debian:latest
FROM debian
LABEL org.opencontainers.image.base.name=debian:12.11
                                         ^^^^^^^^^^^^ base.name is not the image of FROM: write docker.io/library/debian:latest`,
  },
  "another repository or registry": {
    text: `
FROM debian
LABEL org.opencontainers.image.base.name=docker.io/library/debian
LABEL org.opencontainers.image.base.name=ubuntu
                                         ^^^^^^ base.name is not the image of FROM: write docker.io/library/debian:latest
LABEL org.opencontainers.image.base.name=ghcr.io/library/debian
                                         ^^^^^^^^^^^^^^^^^^^^^^ base.name is not the image of FROM: write docker.io/library/debian:latest`,
  },
  "base.digest where FROM has none": {
    text: `FROM debian:12.11
LABEL org.opencontainers.image.base.digest="sha256:0042bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a"`,
  },
  "values with variables": {
    text: "ARG BASE=debian:12.11\nFROM $BASE\nARG BASE\nLABEL org.opencontainers.image.base.name=$BASE",
  },
  "keys of the specification and of others": {
    text: "FROM debian:12.11\nLABEL org.opencontainers.image.ref.name=a com.example.build-host=b io.k8s.display-name=c",
  },
  "a key with a variable or a placeholder": { text: "FROM debian:12.11\nARG K=x\nLABEL com.$K=1 com.{{ K }}=2" },
});
