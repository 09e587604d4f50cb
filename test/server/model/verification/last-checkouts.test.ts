import { downloadTable } from "../../../harness/download-table.ts";

const CLONE = "git clone https://a.example/t/tool";
const FREE = "git https://a.example/t/tool git > tool: none";
const at = (ref: string) => `git https://a.example/t/tool git > tool ref ${ref}: none`;
const PINNED = "git https://a.example/t/tool git > tool: commit covers inline";

downloadTable("a commit that is left again", {
  "for a branch": [`RUN ${CLONE} && cd tool && git checkout <commit> && git checkout main`, at("main")],
  "for a tag": [`RUN ${CLONE} && cd tool && git checkout <commit> && git checkout -q v1.4.0`, at("v1.4.0")],
  "for a branch of the remote": [
    `RUN ${CLONE} && git -C tool checkout <commit> && git -C tool checkout origin/x`,
    at("origin/x"),
  ],
  "by switch": [`RUN ${CLONE} && cd tool && git checkout <commit> && git switch docs`, at("docs")],
  "by a reset": [`RUN ${CLONE} && cd tool && git checkout <commit> && git reset --hard origin/main`, at("origin/main")],
  "by a new branch that begins elsewhere": [
    `RUN ${CLONE} && cd tool && git checkout <commit> && git checkout -b mine origin/dev`,
    at("origin/dev"),
  ],
  "by a branch that a variable names": [
    `
ARG REF=main
RUN ${CLONE} && cd tool && git checkout <commit> && git checkout $REF`,
    at("main"),
  ],
  "by a pull of the branch": [`RUN ${CLONE} && cd tool && git reset --hard <commit> && git pull`, FREE],
  "by a pull of a named branch": [`RUN ${CLONE} && cd tool && git checkout <commit> && git pull origin main`, FREE],
  "by a merge of a branch": [`RUN ${CLONE} && cd tool && git checkout <commit> && git merge origin/main`, FREE],
  "by a merge of what its branch has at the remote": [
    `RUN ${CLONE} && cd tool && git reset --hard <commit> && git fetch && git merge --ff-only`,
    FREE,
  ],
  "in a list without -e": [`RUN ${CLONE}; cd tool; git reset --hard <commit>; git pull; make`, FREE],
  "in the same branch of a condition": [
    `RUN ${CLONE} && cd tool && if [ -f x ]; then git checkout <commit> && git checkout main; fi`,
    FREE,
  ],
  "in a shell of its own": [
    `RUN ${CLONE} && git -C tool checkout <commit> && sh -c "cd tool && git checkout main"`,
    at("main"),
  ],
  "that a function has checked out": [
    `RUN set -e; pin() { git -C tool checkout <commit>; }; ${CLONE}; pin; git -C tool checkout main`,
    at("main"),
  ],
  "in a later RUN": [
    `
RUN ${CLONE} && cd tool && git checkout <commit>
RUN cd tool && git pull origin main`,
    FREE,
  ],
  "in a later RUN of the folder": [
    `
WORKDIR /src
RUN ${CLONE} && cd tool && git reset --hard <commit>
WORKDIR tool
RUN git pull`,
    FREE,
  ],
  "and is checked out in the end": [
    `RUN ${CLONE} && cd tool && git checkout main && git pull && git checkout <commit>`,
    PINNED,
  ],
  "and is checked out again": [
    `RUN ${CLONE} && cd tool && git checkout <commit> && git checkout main && git checkout <commit>`,
    PINNED,
  ],
});

downloadTable("a commit that stays", {
  "with its submodules": [`RUN ${CLONE} && cd tool && git checkout <commit> && git submodule update --init`, PINNED],
  "on a new branch": [`RUN ${CLONE} && cd tool && git checkout <commit> && git checkout -b main`, PINNED],
  "on a new branch of switch": [`RUN ${CLONE} && cd tool && git checkout <commit> && git switch -c main`, PINNED],
  "under changes": [
    `RUN ${CLONE} && cd tool && git checkout <commit> && git cherry-pick 0123456 && git apply a.patch && git am b.patch && git tag v1.0.0 && git stash && git clean -fdx`,
    PINNED,
  ],
  "under another commit": [`RUN ${CLONE} && cd tool && git checkout <commit> && git merge <commit>`, PINNED],
  "when files are brought back": [
    `RUN ${CLONE} && cd tool && git checkout <commit> && git checkout . && git checkout -- a.c && git checkout main -- b.c && git checkout README.md && git checkout Makefile && git checkout --ours d.c && git checkout -p main && git checkout src/`,
    PINNED,
  ],
  "when changes are dropped": [
    `RUN ${CLONE} && cd tool && git checkout <commit> && git reset --hard && git checkout -f`,
    PINNED,
  ],
  "when the way is back from it": [
    `RUN ${CLONE} && cd tool && git checkout <commit> && git reset --hard HEAD~1`,
    PINNED,
  ],
  "when the index alone is reset": [`RUN ${CLONE} && cd tool && git checkout <commit> && git reset main`, PINNED],
  "under a name of its own": [
    `RUN ${CLONE} && cd tool && git branch v1 <commit> && git checkout <commit> && git checkout v1`,
    PINNED,
  ],
  "under the name that it is fetched by": [
    `RUN ${CLONE} && cd tool && git fetch origin <commit>:v1 && git checkout v1`,
    PINNED,
  ],
  "where a pull has no branch": [
    `RUN set -e; ${CLONE}; cd tool; git checkout <commit>; git pull || true; make`,
    PINNED,
  ],
  "where no branch is checked out that a merge could be for": [
    `RUN ${CLONE} && cd tool && git checkout <commit> && (git fetch && git merge || true)`,
    PINNED,
  ],
  "when something unknown follows": [`RUN ${CLONE} && cd tool && git checkout <commit> && git checkout "$REF"`, PINNED],
  "on a condition": [
    `RUN ${CLONE} && cd tool && git checkout <commit> && if [ -n "$DEV" ]; then git checkout main; fi`,
    PINNED,
  ],
  "on a condition of a list": [
    `RUN ${CLONE} && cd tool && git checkout <commit> && { [ -z "$DEV" ] || git checkout main; }`,
    PINNED,
  ],
  "where something else may work": [
    `RUN ${CLONE} && cd tool && git checkout <commit> && { make || git checkout main; }`,
    PINNED,
  ],
  "where a function checks it out later": [
    `RUN set -e; pin() { git -C tool checkout <commit>; }; ${CLONE}; git -C tool checkout main; pin`,
    "git https://a.example/t/tool git > tool ref main: commit covers inline",
  ],
  "where another repository takes its folder": [
    `
WORKDIR /src
RUN ${CLONE} . && git checkout <commit> && make && find . -delete
RUN git clone https://a.example/t/other . && git checkout main`,
    "git https://a.example/t/tool git > .: commit covers inline",
    "git https://a.example/t/other git > . ref main: none",
  ],
  "where a test may fail": [
    `RUN set -e; ${CLONE}; cd tool; git checkout <commit>; [ -n "$DEV" ] && git checkout main; make`,
    PINNED,
  ],
  "in another branch": [
    `RUN ${CLONE} && cd tool && if [ -n "$DEV" ]; then git checkout main; else git checkout <commit>; fi`,
    PINNED,
  ],
  "in a function": [`RUN update() { git checkout main; }; ${CLONE} && cd tool && git checkout <commit>`, PINNED],
  "in a folder below": [`RUN ${CLONE} && cd tool && git checkout <commit> && cd sub && git checkout main`, PINNED],
  "in another repository": [
    `
WORKDIR /src
RUN ${CLONE} . && git checkout <commit>
WORKDIR /app
RUN git checkout main`,
    "git https://a.example/t/tool git > .: commit covers inline",
  ],
  "of one of two clones": [
    `
RUN git clone https://a.example/t/tool src && cd src && git checkout <commit>
RUN rm -rf src && git clone https://a.example/t/other src && cd src && git checkout main`,
    "git https://a.example/t/tool git > src: commit covers inline",
    "git https://a.example/t/other git > src ref main: none",
  ],
  "of one of two folders of a name": [
    "RUN git clone https://a.example/t/tool /a/src && git clone https://a.example/t/other /b/src && cd /a/src && git checkout <commit> && cd /b/src && git checkout main",
    "git https://a.example/t/tool git > src: commit covers inline",
    "git https://a.example/t/other git > src: commit covers inline",
  ],
});
