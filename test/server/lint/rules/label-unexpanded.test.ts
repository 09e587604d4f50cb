import { rule } from "../../../../server/src/lint/rules/label-unexpanded.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "single quotes": {
    text: `
FROM debian:12.11
ARG VERSION
LABEL org.opencontainers.image.version='$VERSION'
                                       ^^^^^^^^^^ version will be the text $VERSION: write it between double quotes`,
    fixed: `
FROM debian:12.11
ARG VERSION
LABEL org.opencontainers.image.version="$VERSION"`,
    severity: "warning",
  },
  "single quotes around an ARG that is not in scope either": {
    text: `
ARG VERSION=1.4.0
FROM debian:12.11
LABEL com.example.a='$VERSION' \\
                    ^^^^^^^^^^ com.example.a will be the text $VERSION: write it between double quotes
      com.example.b=$VERSION
                    ^^^^^^^^ VERSION is not in scope here, so com.example.b stays empty: add ARG VERSION above`,
    fixed: `
ARG VERSION=1.4.0
FROM debian:12.11
ARG VERSION
LABEL com.example.a="$VERSION" \\
      com.example.b=$VERSION`,
  },
  "single quotes around another dollar too": {
    text: `
FROM debian:12.11
ARG VERSION
LABEL com.example.a='$VERSION for $PRICE'
                    ^^^^^^^^^^^^^^^^^^^^^ com.example.a will be the text $VERSION: write it between double quotes`,
    titles: [],
  },
  "single quotes around two parts of the value": {
    text: `
FROM debian:12.11
ARG VERSION
LABEL com.example.a='$VERSION'-'x'
                    ^^^^^^^^^^^^^^ com.example.a will be the text $VERSION: write it between double quotes`,
    titles: [],
  },
  "single quotes around what the file declares nowhere, where no text is meant": {
    text: `
FROM debian:12.11
LABEL org.opencontainers.image.source='$REPO' \\
                                      ^^^^^^^ source will be the text $REPO: add ARG REPO above, and write it between double quotes
      org.opencontainers.image.description='costs $MONEY' \\
      com.example.rule='$host'`,
    titles: [],
  },
  "an ARG in front of FROM": {
    text: `
ARG VERSION=1.4.0
FROM debian:12.11
  label org.opencontainers.image.version="$VERSION"
                                         ^^^^^^^^^^ VERSION is not in scope here, so version stays empty: add ARG VERSION above`,
    fixed: `
ARG VERSION=1.4.0
FROM debian:12.11
  arg VERSION
  label org.opencontainers.image.version="$VERSION"`,
    titles: ["Add ARG VERSION"],
    safeties: ["safe"],
  },
  "an ARG out of scope beside text": {
    text: `
ARG VERSION=1.4.0
FROM debian:12.11
LABEL com.example.a=v\${VERSION}
                    ^^^^^^^^^^^ VERSION is not in scope here, so a part of com.example.a stays empty: add ARG VERSION above`,
    fixed: `
ARG VERSION=1.4.0
FROM debian:12.11
ARG VERSION
LABEL com.example.a=v\${VERSION}`,
  },
  "an ARG of another stage": {
    text: `
FROM debian:12.11 AS build
ARG VERSION=1.4.0
FROM debian:12.11
LABEL com.example.version=\${VERSION}
                          ^^^^^^^^^^ VERSION is not in scope here, so com.example.version stays empty: add ARG VERSION above`,
    fixed: `
FROM debian:12.11 AS build
ARG VERSION=1.4.0
FROM debian:12.11
ARG VERSION=1.4.0
LABEL com.example.version=\${VERSION}`,
    titles: ["Add ARG VERSION"],
    safeties: ["safe"],
  },
  "an ARG that other stages give several defaults": {
    text: `
FROM debian:12.11 AS build
ARG VERSION=1.4.0
FROM debian:12.11 AS test
ARG VERSION=1.5.0
FROM debian:12.11
LABEL com.example.version=$VERSION
                          ^^^^^^^^ VERSION is not in scope here, so com.example.version stays empty: add ARG VERSION above`,
    fixed: `
FROM debian:12.11 AS build
ARG VERSION=1.4.0
FROM debian:12.11 AS test
ARG VERSION=1.5.0
FROM debian:12.11
ARG VERSION
LABEL com.example.version=$VERSION`,
    titles: ["Add ARG VERSION, empty unless the build gives it"],
    safeties: ["review"],
  },
  "an ARG of another stage that the build is given": {
    text: `
FROM debian:12.11 AS build
ARG REVISION
FROM debian:12.11
LABEL com.example.a=$REVISION
                    ^^^^^^^^^ REVISION is not in scope here, so com.example.a stays empty: add ARG REVISION above`,
    fixed: `
FROM debian:12.11 AS build
ARG REVISION
FROM debian:12.11
ARG REVISION
LABEL com.example.a=$REVISION`,
    titles: ["Add ARG REVISION"],
    safeties: ["safe"],
  },
  "an ARG of another stage whose default means nothing in this one": {
    text: `
FROM debian:12.11 AS build
ARG REVISION
ARG NAME=a-$REVISION
FROM debian:12.11
LABEL com.example.a=$NAME
                    ^^^^^ NAME is not in scope here, so com.example.a stays empty: add ARG NAME above`,
    fixed: `
FROM debian:12.11 AS build
ARG REVISION
ARG NAME=a-$REVISION
FROM debian:12.11
ARG NAME
LABEL com.example.a=$NAME`,
    titles: ["Add ARG NAME, empty unless the build gives it"],
    safeties: ["review"],
  },
  "an ARG of another stage that is declared there without and with a default": {
    text: `
ARG BRANCH
FROM debian:12.11 AS build
ARG VERSION
ARG VERSION=main
ARG BRANCH=main
FROM debian:12.11
LABEL com.example.a='$VERSION' com.example.b=$BRANCH
                    ^^^^^^^^^^ com.example.a will be the text $VERSION: write it between double quotes
                                             ^^^^^^^ BRANCH is not in scope here, so com.example.b stays empty: add ARG BRANCH above`,
    titles: ["Write it between double quotes", "Add ARG BRANCH, empty unless the build gives it"],
    safeties: ["review", "review"],
  },
  "an ARG in front of FROM whose default is made of another": {
    text: `
ARG MAJOR=1
ARG VERSION=\${MAJOR}.4
FROM debian:12.11
LABEL com.example.a=$VERSION
                    ^^^^^^^^ VERSION is not in scope here, so com.example.a stays empty: add ARG VERSION above`,
    titles: ["Add ARG VERSION"],
    safeties: ["safe"],
  },
  "an ENV of another stage": {
    text: `
FROM debian:12.11 AS build
ENV TITLE="the app"
FROM debian:12.11
LABEL com.example.a='$TITLE'
                    ^^^^^^^^ com.example.a will be the text $TITLE: write it between double quotes`,
    fixed: `
FROM debian:12.11 AS build
ENV TITLE="the app"
FROM debian:12.11
ARG TITLE="the app"
LABEL com.example.a="$TITLE"`,
  },
  "what BuildKit sets wants an ARG, too": {
    text: `
FROM debian:12.11
LABEL com.example.arch=$TARGETARCH
                       ^^^^^^^^^^^ TARGETARCH is not in scope here, so com.example.arch stays empty: add ARG TARGETARCH above`,
    fixed: `
FROM debian:12.11
ARG TARGETARCH
LABEL com.example.arch=$TARGETARCH`,
    titles: ["Add ARG TARGETARCH"],
    safeties: ["safe"],
  },
  "no base image brings variables into a stage from scratch": {
    text: `
FROM scratch AS base
FROM base
LABEL com.example.version=$VERSION com.example.path=$PATH
                          ^^^^^^^^ VERSION is not in scope here, so com.example.version stays empty: add ARG VERSION above`,
    titles: ["Add ARG VERSION, empty unless the build gives it"],
    safeties: ["review"],
  },
  "in scope by ARG, by ENV and by those of a stage below": {
    text: 'FROM debian:12.11 AS base\nENV E=1\nARG B=2\nFROM base\nARG A\nLABEL a=$A b=$B e=$E f="${E}"',
  },
  "the base image may set it": { text: "FROM nginx:1.27.2\nLABEL com.example.nginx=$NGINX_VERSION" },
  "a default is a value": { text: "ARG V\nFROM debian:12.11\nLABEL com.example.v=${V:-none}" },
  "a dollar that no variable of the file explains": {
    text: "FROM debian:12.11\nLABEL com.example.price='$5 or $FIVE'",
  },
});
