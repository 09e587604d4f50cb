import assert from "node:assert/strict";
import { test } from "node:test";
import { readGit } from "../../../../server/src/engine/project/git.ts";
import { memoryFiles } from "../../outside/memory-files.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);
const ORIGIN = '[remote "origin"]\n\turl = git@git.example:team/app.git\n';

interface Row {
  readonly files: Readonly<Record<string, string>>;
  readonly facts: ReturnType<typeof readGit>;
}

const rows: Readonly<Record<string, Row>> = {
  "a branch is followed to its loose ref": {
    files: { "/r/.git/HEAD": "ref: refs/heads/main\n", "/r/.git/refs/heads/main": `${A}\n`, "/r/.git/config": ORIGIN },
    facts: { revision: A, branch: "main", remoteUrl: "https://git.example/team/app", tag: undefined },
  },
  "a packed ref counts where there is no loose one": {
    files: {
      "/r/.git/HEAD": "ref: refs/heads/main\n",
      "/r/.git/packed-refs": `# pack-refs with: peeled\n${B} refs/heads/dev\n${A} refs/heads/main\n${B} refs/heads/next\n`,
    },
    facts: { revision: A, branch: "main", remoteUrl: undefined, tag: undefined },
  },
  "a packed ref is not taken for one whose name is longer": {
    files: {
      "/r/.git/HEAD": "ref: refs/heads/main\n",
      "/r/.git/packed-refs": `${B} refs/heads/main-2\n${B} refs/heads/old/refs/heads/main\n${A} refs/heads/main`,
    },
    facts: { revision: A, branch: "main", remoteUrl: undefined, tag: undefined },
  },
  "a detached HEAD has no branch": {
    files: { "/r/.git/HEAD": `${A}\n` },
    facts: { revision: A, branch: undefined, remoteUrl: undefined, tag: undefined },
  },
  "a branch without a commit has no revision": {
    files: { "/r/.git/HEAD": "ref: refs/heads/new\n", "/r/.git/packed-refs": `${A} refs/heads/main\n` },
    facts: { revision: undefined, branch: "new", remoteUrl: undefined, tag: undefined },
  },
  "an annotated tag is found by its peeled line": {
    files: { "/r/.git/HEAD": `${A}\n`, "/r/.git/packed-refs": `${B} refs/tags/v1.2.0\n^${A}\n${B} refs/tags/v1.1.0\n` },
    facts: { revision: A, branch: undefined, remoteUrl: undefined, tag: "v1.2.0" },
  },
  "a plain tag is found as a file": {
    files: { "/r/.git/HEAD": `${A}\n`, "/r/.git/refs/tags/v2": `${A}\n`, "/r/.git/refs/tags/v1": `${B}\n` },
    facts: { revision: A, branch: undefined, remoteUrl: undefined, tag: "v2" },
  },
  "or as a packed one": {
    files: { "/r/.git/HEAD": `${A}\n`, "/r/.git/packed-refs": `${B} refs/tags/v2\n${A} refs/tags/v3\n` },
    facts: { revision: A, branch: undefined, remoteUrl: undefined, tag: "v3" },
  },
  "of two tags none is chosen": {
    files: { "/r/.git/HEAD": `${A}\n`, "/r/.git/refs/tags/v2": `${A}\n`, "/r/.git/refs/tags/latest": `${A}\n` },
    facts: { revision: A, branch: undefined, remoteUrl: undefined, tag: undefined },
  },
  "a linked work tree has its own HEAD and shares the rest": {
    files: {
      "/r/.git": "gitdir: /main/.git/worktrees/r\n",
      "/main/.git/worktrees/r/HEAD": "ref: refs/heads/topic\n",
      "/main/.git/worktrees/r/commondir": "../..\n",
      "/main/.git/refs/heads/topic": `${B}\n`,
      "/main/.git/config": ORIGIN,
    },
    facts: { revision: B, branch: "topic", remoteUrl: "https://git.example/team/app", tag: undefined },
  },
  "the remote that the branch follows comes before origin": {
    files: {
      "/r/.git/HEAD": "ref: refs/heads/main\n",
      "/r/.git/config": `${ORIGIN}[remote "up"]\n\turl = https://user:secret@git.example/up/app.git\n[branch "main"]\n\tremote = up\n`,
    },
    facts: { revision: undefined, branch: "main", remoteUrl: "https://git.example/up/app", tag: undefined },
  },
  "the only remote counts where none is called origin": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.git/config": `${ORIGIN.replace("origin", "up")}\tfetch = +refs/heads/*:refs/remotes/up/*\n[submodule "lib"]\n\turl = ../lib\n`,
    },
    facts: { revision: undefined, branch: undefined, remoteUrl: "https://git.example/team/app", tag: undefined },
  },
  "of two remotes that nothing chooses among none does": {
    files: { "/r/.git/HEAD": "", "/r/.git/config": ORIGIN.replace("origin", "up") + ORIGIN.replace("origin", "down") },
    facts: { revision: undefined, branch: undefined, remoteUrl: undefined, tag: undefined },
  },
  "a comment is no part of a value": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.git/config": '[remote "origin"]\n\turl = git@git.example:team/app ; ours # yes\n',
    },
    facts: { revision: undefined, branch: undefined, remoteUrl: "https://git.example/team/app", tag: undefined },
  },
  "of several addresses of a remote the first counts, which is fetched from": {
    files: { "/r/.git/HEAD": "", "/r/.git/config": `${ORIGIN}\turl = git@mirror.example:team/app.git\n` },
    facts: { revision: undefined, branch: undefined, remoteUrl: "https://git.example/team/app", tag: undefined },
  },
  "a file that leads to no repository": { files: { "/r/.git": "gone\n" }, facts: undefined },
  "reftable is not read": {
    files: {
      "/r/.git/HEAD": "ref: refs/heads/.invalid\n",
      "/r/.git/config": `[extensions]\n\trefStorage = reftable\n${ORIGIN}`,
    },
    facts: { revision: undefined, branch: undefined, remoteUrl: "https://git.example/team/app", tag: undefined },
  },
  "a ref name cannot climb out of the repository": {
    files: { "/r/.git/HEAD": "ref: refs/../../secret\n", "/r/.git/refs/../../secret": `${A}\n` },
    facts: { revision: undefined, branch: undefined, remoteUrl: undefined, tag: undefined },
  },
};

for (const [name, { files, facts }] of Object.entries(rows)) {
  test(name, () =>
    assert.deepEqual(readGit("/r/docker", memoryFiles({ ...files, "/r/docker/Dockerfile": "" })), facts),
  );
}

test("outside of a repository there are no facts", () => {
  assert.equal(readGit("/r", memoryFiles({ "/r/Dockerfile": "" })), undefined);
});
