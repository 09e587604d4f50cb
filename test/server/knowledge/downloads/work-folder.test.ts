import { downloadTable } from "../../../harness/download-table.ts";

const CLONES = "RUN set -e; git clone https://a.example/t/tool; git clone https://a.example/t/other; ";
const TOOL = [
  "git https://a.example/t/tool git > tool: commit covers inline",
  "git https://a.example/t/other git > other: none",
];
/** Where the folder is not known the last clone is meant. */
const LAST = [
  "git https://a.example/t/tool git > tool: none",
  "git https://a.example/t/other git > other: commit covers inline",
];

downloadTable("a change of folder that a later command does not see", {
  "in a pipe": [`${CLONES} cd tool; cd ../other | cat; git checkout <commit>`, ...TOOL],
  "in a substitution": [`${CLONES} cd tool; make -C "$(cd ../other; pwd)"; git checkout <commit>`, ...TOOL],
  "in a shell of its own": [`${CLONES} cd tool; sh -c "cd ../other; make"; git checkout <commit>`, ...TOOL],
  "in another branch": [`${CLONES} if [ -n "$A" ]; then cd other; else cd tool; git checkout <commit>; fi`, ...TOOL],
  "in another arm": [`${CLONES} case $A in a) cd other ;; *) cd tool; git checkout <commit> ;; esac`, ...TOOL],
  "of the folder that it tells": [
    `${CLONES} cd tool; cd "$(git checkout -q <commit>; pwd)"`,
    TOOL[0]?.replace("covers", "does not cover") ?? "",
    TOOL[1] ?? "",
  ],
});

downloadTable("a change of folder that a later command sees", {
  "as the test of its branch": [`${CLONES} if cd tool; then git checkout <commit> || exit 1; fi`, ...TOOL],
});

downloadTable("a change of folder that a later command may see", {
  "behind a condition": [`${CLONES} cd tool; if [ -n "$A" ]; then cd ../other; fi; git checkout <commit>`, ...LAST],
  "in one arm": [`${CLONES} cd tool; case $A in a) cd ../other ;; esac; git checkout <commit>`, ...LAST],
  "behind a failure": [`${CLONES} cd tool || cd other; git checkout <commit>`, ...LAST],
  "in a loop": [`${CLONES} for d in tool other; do cd $d; make; cd ..; done; git checkout <commit>`, ...LAST],
  "in a function": [`${CLONES} go() { cd tool; }; go; git checkout <commit>`, ...LAST],
  "around a function, which another folder may call": [
    `${CLONES} cd tool; pin() { git checkout <commit>; }; pin`,
    ...LAST,
  ],
});
