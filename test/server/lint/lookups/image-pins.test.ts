import { lookupTable } from "../../../harness/lookup-table.ts";

const DIGEST = `sha256:${"ab".repeat(32)}`;
const BOTH = [
  { style: "tag-digest", text: `22.11.0@${DIGEST}` },
  { style: "tag", text: "22.11.0" },
] as const;
const SLIM = [
  { style: "tag-digest", text: `22.11.0-slim@${DIGEST}` },
  { style: "tag", text: "22.11.0-slim" },
] as const;

lookupTable("pins of images", {
  "latest becomes the version that it is today, with digest": {
    text: "FROM node:latest\n",
    rule: "image-latest",
    titles: [
      "Pin to the version that latest is today, with its digest",
      "Pin to the version that latest is today, without digest",
    ],
    pins: BOTH,
    asks: {
      kind: "image",
      want: "pin",
      reference: { registry: "docker.io", repository: "library/node", tag: "latest", digest: undefined },
      platform: { os: "linux", arch: "amd64" },
    },
    fixed: `FROM node:22.11.0@${DIGEST}\n`,
  },
  "the tag alone is the second choice": {
    text: "FROM node:latest\n",
    rule: "image-latest",
    choose: 1,
    pins: BOTH,
    fixed: "FROM node:22.11.0\n",
  },
  "an image without tag gets one, its name stays as it is spelled": {
    text: "FROM docker.io/node AS app\n",
    rule: "image-untagged",
    pins: BOTH,
    fixed: `FROM docker.io/node:22.11.0@${DIGEST} AS app\n`,
  },
  "a floating tag may stay beside its digest": {
    text: "FROM node:22-slim\n",
    rule: "image-floating-tag",
    titles: [
      "Pin to the version that 22-slim is today, with its digest",
      "Pin to the version that 22-slim is today, without digest",
      "Keep 22-slim and add its digest of today",
    ],
    choose: 2,
    pins: [{ style: "tag-digest", text: `22-slim@${DIGEST}` }],
    asks: { want: "digest" },
    fixed: `FROM node:22-slim@${DIGEST}\n`,
  },
  "an exact tag keeps its place in front of the digest": {
    text: "FROM registry.example:5000/team/app:1.2.3\n",
    rule: "image-undigested",
    titles: ["Keep 1.2.3 and add its digest of today"],
    pins: [{ style: "tag-digest", text: `1.2.3@${DIGEST}` }],
    fixed: `FROM registry.example:5000/team/app:1.2.3@${DIGEST}\n`,
  },
  "an ARG that makes other names, too, is left alone": {
    text: "ARG NODE_VERSION=22\nFROM node:${NODE_VERSION}\nARG NODE_VERSION\nRUN fetch --node$NODE_VERSION\n",
    rule: "image-floating-tag",
    titles: [],
  },
  "and one that another ARG is made of": {
    text: "ARG SYSTEM=bookworm\nARG GO=golang:1.24.1-$SYSTEM\nFROM debian:$SYSTEM\nFROM $GO\n",
    rule: "image-floating-tag",
    titles: [],
  },
  "one that a label or another stage names as well is not": {
    text: 'ARG IMAGE=node:22\nFROM ${IMAGE}\nARG IMAGE\nLABEL base="${IMAGE}"\nFROM ${IMAGE}\n',
    rule: "image-floating-tag",
    pins: BOTH,
    fixed: `ARG IMAGE=node:22.11.0@${DIGEST}\nFROM \${IMAGE}\nARG IMAGE\nLABEL base="\${IMAGE}"\nFROM \${IMAGE}\n`,
  },
  "a literal platform is what is asked for": {
    text: "FROM --platform=linux/arm/v7 node:latest\n",
    rule: "image-latest",
    asks: { platform: { os: "linux", arch: "arm", variant: "v7" } },
  },
  "a platform in a variable is the one of this machine": {
    text: "FROM --platform=$BUILDPLATFORM node:latest\n",
    rule: "image-latest",
    asks: { platform: { os: "linux", arch: "amd64" } },
  },
  "and one whose variant is in a variable": {
    text: "FROM --platform=linux/arm/$VARIANT node:latest\n",
    rule: "image-latest",
    asks: { platform: { os: "linux", arch: "amd64" } },
  },
  "an ARG of the stage that a mount takes": {
    text: "FROM scratch\nARG NODE=node:latest\nRUN --mount=type=bind,from=$NODE,target=/n true\n",
    rule: "image-latest",
    pins: BOTH,
    fixed: `FROM scratch\nARG NODE=node:22.11.0@${DIGEST}\nRUN --mount=type=bind,from=$NODE,target=/n true\n`,
  },
  "an ENV in the older form, whose value stands behind a blank": {
    text: "FROM scratch\nENV NODE node:latest\nRUN --mount=type=bind,from=$NODE,target=/n true\n",
    rule: "image-latest",
    why: /^The reference is put together/,
  },
  "a reference over two lines": {
    text: "FROM node:\\\nlatest\n",
    rule: "image-latest",
    why: /^The reference is put together/,
  },
  "COPY --from is edited in its flag": {
    text: "FROM scratch\nCOPY --from=node:latest /a /b\n",
    rule: "image-latest",
    pins: BOTH,
    fixed: `FROM scratch\nCOPY --from=node:22.11.0@${DIGEST} /a /b\n`,
  },
  "a mount is edited in its field": {
    text: "FROM debian:12.11\nRUN --mount=type=bind,from=node:latest,target=/n true\n",
    rule: "image-latest",
    pins: BOTH,
    fixed: `FROM debian:12.11\nRUN --mount=type=bind,from=node:22.11.0@${DIGEST},target=/n true\n`,
  },
  "the frontend is pinned in its directive": {
    text: "# syntax=docker/dockerfile:labs\nFROM scratch\n",
    rule: "syntax-floating",
    pins: [{ style: "tag-digest", text: `1.9.0-labs@${DIGEST}` }],
    fixed: `# syntax=docker/dockerfile:1.9.0-labs@${DIGEST}\nFROM scratch\n`,
  },
  "quotes stay": {
    text: 'FROM "node:latest"\n',
    rule: "image-latest",
    pins: BOTH,
    fixed: `FROM "node:22.11.0@${DIGEST}"\n`,
  },
  "the default of an ARG that is the whole tag takes version and digest": {
    text: "ARG TAG=latest\nFROM node:${TAG} AS build\nFROM node:$TAG\n",
    rule: "image-latest",
    pins: BOTH,
    fixed: `ARG TAG=22.11.0@${DIGEST}\nFROM node:\${TAG} AS build\nFROM node:$TAG\n`,
  },
  "the default of an ARG that is the whole reference, too": {
    text: 'ARG IMAGE="registry.example/node:latest"\nFROM ${IMAGE}\n',
    rule: "image-latest",
    safety: "safe",
    pins: BOTH,
    fixed: `ARG IMAGE="registry.example/node:22.11.0@${DIGEST}"\nFROM \${IMAGE}\n`,
  },
  "an ARG that holds a name without tag gets the tag": {
    text: "ARG IMAGE=node\nFROM ${IMAGE}\n",
    rule: "image-untagged",
    pins: BOTH,
    fixed: `ARG IMAGE=node:22.11.0@${DIGEST}\nFROM \${IMAGE}\n`,
  },
  "and one that holds a name with others in front of it, if somebody agrees": {
    text: 'ARG REGISTRY=registry.example\nARG IMAGE="$REGISTRY/${TEAM}/node"\nARG TEAM=acme\nARG BASE=${REGISTRY}/$TEAM/node\nFROM $BASE\n',
    rule: "image-untagged",
    titles: [
      "Pin to the version that latest is today, with its digest (REGISTRY may name a repository that lacks it)",
      "Pin to the version that latest is today, without digest (REGISTRY may name a repository that lacks it)",
    ],
    safety: "review",
    pins: BOTH,
    fixed: `ARG REGISTRY=registry.example\nARG IMAGE="$REGISTRY/\${TEAM}/node"\nARG TEAM=acme\nARG BASE=\${REGISTRY}/$TEAM/node:22.11.0@${DIGEST}\nFROM $BASE\n`,
  },
  "but not where the build gives another one": {
    text: "ARG TEAM=acme\nARG IMAGE=$TEAM/node\nFROM $IMAGE\n",
    rule: "image-untagged",
    build: { buildArgs: new Map([["IMAGE", "other/node"]]) },
    titles: [],
  },
  "nor where the tag in it is a variable": {
    text: "ARG TAG=latest\nARG IMAGE=node:$TAG\nFROM $IMAGE\n",
    rule: "image-latest",
    titles: [],
  },
  "nor where the tag is made of others": {
    text: "ARG MAJOR=22\nARG TAG=$MAJOR-slim\nFROM node:$TAG\n",
    rule: "image-floating-tag",
    titles: [],
  },
  "a literal tag behind a repository in a variable is edited where it stands, if somebody agrees": {
    text: "ARG GROUP=acme\nFROM ${GROUP}/ruby:3.1\n",
    rule: "image-floating-tag",
    titles: [
      "Pin to the version that 3.1 is today, with its digest (GROUP may name a repository that lacks it)",
      "Pin to the version that 3.1 is today, without digest (GROUP may name a repository that lacks it)",
      "Keep 3.1 and add its digest of today (GROUP may name a repository that lacks it)",
    ],
    safety: "review",
    pins: [{ style: "tag-digest", text: `3.1.6@${DIGEST}` }],
    fixed: `ARG GROUP=acme\nFROM \${GROUP}/ruby:3.1.6@${DIGEST}\n`,
  },
  "and behind a registry in one": {
    text: "ARG REGISTRY=registry.example\nFROM $REGISTRY/node:1.2.3\n",
    rule: "image-undigested",
    titles: ["Keep 1.2.3 and add its digest of today (REGISTRY may name a repository that lacks it)"],
    safety: "review",
    pins: [{ style: "tag-digest", text: `1.2.3@${DIGEST}` }],
    fixed: `ARG REGISTRY=registry.example\nFROM $REGISTRY/node:1.2.3@${DIGEST}\n`,
  },
  "a repository that is not named by the variable alone": {
    text: "FROM ${IMAGE:-node}:latest\n",
    rule: "image-latest",
    safety: "review",
    pins: BOTH,
    fixed: `FROM \${IMAGE:-node}:22.11.0@${DIGEST}\n`,
  },
  "an ARG that is a part of the tag takes the version, and no digest that would hold for others": {
    text: "ARG VERSION=22\nFROM node:${VERSION}-slim\n",
    rule: "image-floating-tag",
    titles: ["Pin to the version that 22-slim is today, without digest"],
    pins: SLIM,
    fixed: "ARG VERSION=22.11.0\nFROM node:${VERSION}-slim\n",
  },
  "the default inside of the braces is edited there": {
    text: "ARG TAG\nFROM node:${TAG:-latest}\n",
    rule: "image-latest",
    pins: BOTH,
    fixed: `ARG TAG\nFROM node:\${TAG:-22.11.0@${DIGEST}}\n`,
  },
  "an ARG that means two images is left alone": {
    text: "ARG TAG=latest\nFROM node:${TAG} AS build\nFROM python:${TAG}\n",
    rule: "image-latest",
    why: /^The reference is put together from several parts of the file, or a variable in it means other images elsewhere\.$/,
  },
  "an ARG that the build gives is not edited where its default stands": {
    text: "ARG TAG=22\nFROM node:${TAG}\n",
    rule: "image-latest",
    build: { buildArgs: new Map([["TAG", "latest"]]) },
    titles: [],
  },
  "two variables are nobody's to edit": {
    text: "ARG A=late\nARG B=st\nFROM node:${A}${B}\n",
    rule: "image-latest",
    titles: [],
  },
  "a tag of another shape than the reference is not written": {
    text: "ARG VERSION=22\nFROM node:${VERSION}-slim\n",
    rule: "image-floating-tag",
    pins: [{ style: "tag", text: "22.11.0-bookworm" }],
    fixed: null,
  },
  "nor one that begins differently": {
    text: "ARG VERSION=22\nFROM node:v${VERSION}\n",
    rule: "image-floating-tag",
    pins: [{ style: "tag", text: "22.11.0" }],
    fixed: null,
  },
  "a stage that uses an ARG from before the first FROM is served by its default": {
    text: "ARG TAG=latest\nFROM scratch\nARG TAG\nCOPY --from=node:$TAG /a /b\n",
    rule: "image-latest",
    pins: BOTH,
    fixed: `ARG TAG=22.11.0@${DIGEST}\nFROM scratch\nARG TAG\nCOPY --from=node:$TAG /a /b\n`,
  },
});
