import { lookupTable } from "../../../../harness/lookup-table.ts";

const EXACT = "Pin x to its exact version of today (gone after the next update)";
const LASTING = "Pin x to its upstream version of today (survives rebuilds and security updates)";
const MOVING = "Pin x to its upstream version of today (gone after the next one)";
const FREEZE = "Freeze all apt packages of this stage to the archive of today";
const EDGE = "https://dl-cdn.alpinelinux.org/alpine/edge";

const apk = (lines: string, titles: readonly string[]) => ({
  text: `FROM alpine:3.20.3\n${lines}\n`,
  rule: "apk-unpinned",
  titles,
});
const apt = (from: string, words: string, titles: readonly string[]) => ({
  text: `FROM ${from}\nRUN apt-get update && apt-get install -y ${words}\n`,
  rule: "apt-unpinned",
  titles,
});

lookupTable("how long an upstream version lasts", {
  "in a release": apt("debian:12.11-slim", "x", [EXACT, LASTING, FREEZE]),
  "in Debian's unstable suite": apt("debian:sid-slim", "x", [EXACT, MOVING, FREEZE]),
  "in its next release": apt("buildpack-deps:testing-curl", "x", [EXACT, MOVING, FREEZE]),
  "in a suite that the command chooses": apt("debian:12.11", "-t unstable x", [EXACT, MOVING, FREEZE]),
  "in a release beside an unstable suite": apt("debian:sid", "-t bookworm x", [EXACT, LASTING, FREEZE]),
  "in the image of others": apt("team/app:testing", "x", [EXACT, LASTING]),
  "in Alpine's edge": { text: "FROM alpine:edge\nRUN apk add x\n", rule: "apk-unpinned", titles: [EXACT, MOVING] },
  "in an index of edge": apk(`RUN apk add --repository ${EDGE}/testing x`, [EXACT, MOVING]),
  "in an index of edge that is added": apk(`RUN echo ${EDGE}/main >> /etc/apk/repositories && apk add x`, [
    EXACT,
    MOVING,
  ]),
  "in indexes that become those of edge": apk("RUN sed -i s/v3.20/edge/g /etc/apk/repositories && apk add x", [
    EXACT,
    MOVING,
  ]),
  "in an index of edge with a tag that the package does not have": apk(
    `RUN echo "@edge ${EDGE}/main" >> /etc/apk/repositories && apk add x`,
    [EXACT, LASTING],
  ),
});

lookupTable("indexes that nobody but the build can read", {
  "take the place of the image's": {
    text: 'FROM alpine:3.20.3\nRUN echo "/mirror" > /etc/apk/repositories && apk update\nRUN apk add x\n',
    rule: "apk-unpinned",
    why: /^Its index lies at \/mirror, where only the build can read it\.$/,
  },
  "stand beside them": {
    text: "FROM alpine:3.20.3\nRUN apk add -X /packages x\n",
    rule: "apk-unpinned",
    why: /^Its index lies at \/packages/,
  },
  "come from a file": {
    text: "FROM alpine:3.20.3\nRUN apk add --repositories-file /tmp/repositories x\n",
    rule: "apk-unpinned",
    why: /^Its index lies at \/tmp\/repositories/,
  },
  "are copied": {
    text: "FROM alpine:3.20.3\nCOPY repositories /etc/apk/repositories\nRUN apk add x\n",
    rule: "apk-unpinned",
    why: /^Where packages come from is not known: repositories \/etc\/apk\/repositories changes it\.$/,
  },
  "are no matter behind the command": apk('RUN apk add x\nRUN echo "/mirror" > /etc/apk/repositories', [
    EXACT,
    LASTING,
  ]),
  "in another stage are none": apk('RUN echo "/mirror" > /etc/apk/repositories\nFROM alpine:3.20.3\nRUN apk add x', [
    EXACT,
    LASTING,
  ]),
  "give way to addresses": apk("RUN echo https://apk.example/main > /etc/apk/repositories && apk add x", [
    EXACT,
    LASTING,
  ]),
});
