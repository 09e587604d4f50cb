import { downloadTable } from "../../../harness/download-table.ts";

const CLONE = "git clone https://a.example/t/tool";
const NONE = "git https://a.example/t/tool git > tool: none";
const at = (ref: string) => `git https://a.example/t/tool git > tool ref ${ref}: none`;

downloadTable("the branch or tag that a clone is at", {
  "the last of several": [`RUN ${CLONE} -b v1 && cd tool && git checkout v2 && git switch -d v3`, at("v3")],
  "what is fetched": [`RUN ${CLONE} && cd tool && git fetch --depth 1 origin v2 && git checkout FETCH_HEAD`, at("v2")],
  "a tag that is fetched": [`RUN ${CLONE} && cd tool && git fetch origin tag v2 && git checkout FETCH_HEAD`, at("v2")],
  "what is fetched from elsewhere": [
    `RUN ${CLONE} && cd tool && git fetch https://a.example/b v2 && git checkout FETCH_HEAD`,
    NONE,
  ],
  "what an earlier RUN fetched": [
    `RUN ${CLONE} && cd tool && git fetch origin v2\nRUN cd tool && git checkout FETCH_HEAD`,
    NONE,
  ],
  "a branch that the script makes": [
    `RUN ${CLONE} -b v1 && cd tool && git checkout -b mine v2 && git merge origin/next && git checkout v3 && git checkout mine`,
    NONE,
  ],
  "everything is fetched": [`RUN ${CLONE} && cd tool && git fetch origin && git checkout FETCH_HEAD`, NONE],
  "a tag with a part that is not known": [`RUN ${CLONE} && cd tool && git checkout v\${V}`, at("v${V}")],
  "what may be a commit": [`RUN ${CLONE} -b v1 && cd tool && git checkout \${V}`, NONE],
  "the output of a program": [`RUN ${CLONE} -b v1 && cd tool && git checkout v$(cat version)`, NONE],
  "one of several": [`RUN if [ -f x ]; then V=v1; else V=v2; fi; ${CLONE} && cd tool && git checkout $V`, NONE],
  "on a condition it stays what it was": [
    `RUN ${CLONE} -b v1 && cd tool && if [ -f x ]; then git checkout v2; fi`,
    at("v1"),
  ],
  "behind a test it stays what it was": [`RUN ${CLONE} -b v1; cd tool; [ -f x ] && git checkout v2; make`, at("v1")],
  "in the same branch": [`RUN if [ -f x ]; then ${CLONE} && cd tool && git checkout v2; fi`, at("v2")],
  "behind the same test": [`RUN [ -d tool ] || ${CLONE} && cd tool && git checkout v2`, at("v2")],
  "with what is pulled": [`RUN ${CLONE} -b v1 && cd tool && git pull origin main`, at("v1")],
  "of a submodule": [`RUN ${CLONE} -b v1 && cd tool/lib && git checkout v2`, at("v1")],
  "of a folder of another name": [`RUN ${CLONE} && mv tool /src && cd /src && git checkout v2`, at("v2")],
  "of another folder in a later RUN": [`RUN ${CLONE} -b v1\nRUN cd /src && git checkout v2`, at("v1")],
  "one file of another tag": [`RUN ${CLONE} -b v1 && cd tool && git checkout v2 -- Makefile`, at("v1")],
  "its own commit": [`ARG REF=HEAD\nRUN ${CLONE} -b v1 && cd tool && git reset --hard $REF`, at("v1")],
  "a file that is brought back": [`RUN ${CLONE} -b v1 && cd tool && git checkout Makefile`, at("v1")],
  "each of two clones": [
    `
WORKDIR /src
RUN ${CLONE} . && git clone https://a.example/t/lib
RUN cd lib && git checkout v2
RUN git checkout v1`,
    "git https://a.example/t/tool git > . ref v1: none",
    "git https://a.example/t/lib git > lib ref v2: none",
  ],
  "a folder that may be that of any clone": [
    `RUN ${CLONE} -b v1 && git clone https://a.example/t/lib && cd - && git checkout v2`,
    at("v1"),
    "git https://a.example/t/lib git > lib: none",
  ],
});
