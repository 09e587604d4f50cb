import { downloadTable } from "../../../harness/download-table.ts";

const CLONE = "git clone https://a.example/t/tool";
const FREE = "git https://a.example/t/tool git > tool: none";
const PINNED = "git https://a.example/t/tool git > tool: commit covers inline";

downloadTable("no checkout of all files", {
  "one file": [`RUN ${CLONE} && cd tool && git checkout <commit> -- README.md`, FREE],
  "a folder": [`RUN ${CLONE} && cd tool && git checkout <commit> src/`, FREE],
  "a merge": [`RUN ${CLONE} && cd tool && git merge -m message <commit>`, FREE],
  "a pull": [`RUN ${CLONE} && cd tool && git pull origin <commit>`, FREE],
  "a soft reset": [`RUN ${CLONE} && cd tool && git reset --soft <commit>`, FREE],
  "a reset of the index": [`RUN ${CLONE} && cd tool && git reset <commit>`, FREE],
  "a branch that is made": [`RUN ${CLONE} && cd tool && git branch mine <commit>`, FREE],
});

downloadTable("a checkout of all files", {
  "behind a new branch": [`RUN ${CLONE} && cd tool && git checkout -b mine <commit>`, PINNED],
  "by switch": [`RUN ${CLONE} && cd tool && git switch --detach <commit>`, PINNED],
  "options behind it": [`RUN ${CLONE} && cd tool && git reset <commit> --hard`, PINNED],
  "all files by a path": [`RUN ${CLONE} && cd tool && git checkout <commit> -- .`, PINNED],
  "nothing behind the dashes": [`RUN ${CLONE} && cd tool && git checkout <commit> --`, PINNED],
  "the commit in front of it": [`RUN ${CLONE} && cd tool && git checkout <commit>^`, PINNED],
});
