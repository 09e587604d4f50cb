import { downloadTable } from "../../../harness/download-table.ts";

const URL = "https://a.example/t/tool";

downloadTable("branches and tags that a test excludes", {
  "in the other branch of an if": [
    `
ARG V=latest
RUN if [ \${V} = "latest" ]; then git clone ${URL}; else git clone --branch \${V} ${URL}; fi`,
    "git https://a.example/t/tool git > tool: none",
    "git https://a.example/t/tool git > tool: none",
  ],
  "behind a difference": [
    `
ARG V
RUN [ "$V" != "" ] && git clone -b "v$V" ${URL}`,
    "git https://a.example/t/tool git > tool: none",
  ],
  "by a variable of the ARG in an option with its value": [
    `
ARG V=main
ARG REF=$V
RUN if [ "$REF" != main ]; then git clone --branch=$REF ${URL}; fi`,
    "git https://a.example/t/tool git > tool: none",
  ],
  "that are checked out behind the clone": [
    `
ARG V=none
RUN if [ "$V" != none ]; then git clone ${URL} && cd tool && git checkout $V; fi`,
    "git https://a.example/t/tool git > tool: none",
  ],
});

downloadTable("branches and tags that may be cloned", {
  "where the test holds": [
    `
ARG V=v1
RUN if [ "$V" != latest ]; then git clone -b $V ${URL}; fi`,
    "git https://a.example/t/tool git > tool ref v1: none",
  ],
  "where the test in front of their checkout holds": [
    `
ARG V=v1
RUN if [ "$V" != none ]; then git clone ${URL} && cd tool && git checkout $V; fi`,
    "git https://a.example/t/tool git > tool ref v1: none",
  ],
  "where their checkout stands behind a test of another variable": [
    `
ARG DEV
ARG V=v1
RUN if [ -n "$DEV" ]; then git clone ${URL} && cd tool && git checkout $V; fi`,
    "git https://a.example/t/tool git > tool ref v1: none",
  ],
  "where another variable is tested": [
    `
ARG DEV
ARG V=v1
RUN if [ -n "$DEV" ]; then git clone -b $V ${URL}; fi`,
    "git https://a.example/t/tool git > tool ref v1: none",
  ],
  "where they are written": [
    `
ARG V=latest
RUN if [ $V != latest ]; then git clone -b v1 ${URL}; fi`,
    "git https://a.example/t/tool git > tool ref v1: none",
  ],
  "where the test is not decided": [
    `
ARG V=v1
RUN if [ "$V" = "$(cat version)" ]; then git clone -b $V ${URL}; fi`,
    "git https://a.example/t/tool git > tool ref v1: none",
  ],
});
