import { lookupTable } from "../../../harness/lookup-table.ts";

const EXACT = "Pin x to its exact version of today (gone after the next update)";
const LASTING = "Pin x to its upstream version of today (survives rebuilds and security updates)";

const apk = (lines: string, titles: readonly string[]) => ({
  text: `FROM alpine:3.20.3\n${lines}\n`,
  rule: "apk-unpinned",
  titles,
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
