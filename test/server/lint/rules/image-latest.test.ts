import { rule } from "../../../../server/src/lint/rules/image-latest.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "latest in FROM is marked at the tag": {
    text: `
FROM node:latest
          ^^^^^^ node:latest changes under you: write the version that you mean`,
    severity: "warning",
  },
  "latest of a registry with a port": {
    text: `
FROM registry.example:5000/team/app:latest AS app
                                    ^^^^^^ registry.example:5000/team/app:latest changes under you: write the version that you mean`,
  },
  "where no tag names a version only the digest helps": {
    text: `
FROM cgr.dev/chainguard/node:latest
                             ^^^^^^ cgr.dev/chainguard/node:latest changes under you: add the digest, for its tags name no version`,
  },
  "an ARG that makes it latest is named, and its use is marked": {
    text: `
ARG TAG=latest
FROM node:$TAG
     ^^^^^^^^^ node:latest changes under you: write the version that you mean`,
  },
  "a default that makes it latest is marked with all of its expansion": {
    text: `
FROM node:\${TAG:-latest}
     ^^^^^^^^^^^^^^^^^^^ node:latest changes under you: write the version that you mean
FROM \${IMAGE:-node:latest}
     ^^^^^^^^^^^^^^^^^^^^^ node:latest changes under you: write the version that you mean`,
  },
  "COPY --from and RUN --mount name images too": {
    text: `
FROM debian:12.11
COPY --from=busybox:latest /bin/busybox /bin/
                    ^^^^^^ busybox:latest changes under you: write the version that you mean
RUN --mount=type=bind,from=golang:latest,target=/go true
                                  ^^^^^^ golang:latest changes under you: write the version that you mean`,
  },
  "a stage that the exported one does not use counts one level less": {
    text: `
FROM node:latest AS unused
          ^^^^^^ node:latest changes under you: write the version that you mean
FROM scratch`,
    severity: "info",
  },
  "a tag that only begins like it is another one": { text: "FROM node:latest-slim" },
  "a digest settles it": {
    text: "FROM node:latest@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a",
  },
  "a stage of that name is no image": { text: "FROM debian:12.11 AS latest\nFROM latest" },
  "a build context of that name is no image": {
    text: "FROM debian:12.11\nCOPY --from=assets:latest / /",
    build: { buildContexts: ["assets:latest"] },
  },
  "an ARG without default may be anything": { text: "ARG TAG\nFROM node:$TAG" },
  "a template placeholder is filled in before": { text: "FROM {{ image }}:latest\nFROM @@IMAGE@@:latest" },
  "a comment of ours silences it": { text: "# seaworthy ignore=image-latest -- demo\nFROM node:latest" },
  "a comment for hadolint silences it": { text: "# hadolint ignore=DL3007\nFROM node:latest" },
});
