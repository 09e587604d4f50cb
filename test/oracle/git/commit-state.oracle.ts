import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { commitState } from "../../../server/src/engine/image/build-image.ts";
import { newReach } from "../../../server/src/outside/reach.ts";

const SECONDS = 1_790_000_000;

describe("the state of a repository", { skip: process.platform === "win32" }, () => {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-git-"));
  const [file, mark, program] = ["file", "started", "program"].map((name) => join(folder, name));
  const git = (input: string, ...args: readonly string[]) =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8", input }).trim();
  const state = () =>
    commitState(folder, { reach: newReach({ environment: process.env }), signal: new AbortController().signal });

  before(() => {
    git("", "init", "-q");
    writeFileSync(file ?? "", "one");
    writeFileSync(program ?? "", `#!/bin/sh\necho gpg: a signature\ntouch '${mark}'\n`, { mode: 0o755 });
    git("", "add", "file");
    const who = `x <x@shop.example> ${SECONDS} +0000`;
    const head = `tree ${git("", "write-tree")}\nauthor ${who}\ncommitter ${who}\ngpgsig -----BEGIN PGP SIGNATURE-----\n`;
    const commit = git(
      `${head} \n iQ\n -----END PGP SIGNATURE-----\n\nsigned\n`,
      "hash-object",
      "-t",
      "commit",
      "-w",
      "--stdin",
    );
    git("", "update-ref", "HEAD", commit);
    for (const [name, value] of Object.entries({ "log.showSignature": "true", "gpg.program": program ?? "" }))
      git("", "config", name, value);
    writeFileSync(join(folder, ".git/hooks/post-index-change"), `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("is told without a program or a hook that the repository names", async () => {
    // The index is out of date: git looks at the file again.
    utimesSync(file ?? "", SECONDS, SECONDS);
    assert.deepEqual(await state(), { seconds: SECONDS, isDirty: false });
    assert.equal(existsSync(mark ?? ""), false);
  });

  it("tells that a file differs from the commit", async () => {
    writeFileSync(file ?? "", "two");
    assert.deepEqual(await state(), { seconds: SECONDS, isDirty: true });
  });
});
