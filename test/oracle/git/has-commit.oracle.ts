import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { hasCommit } from "../../../server/src/engine/project/has-commit.ts";
import { byteFiles } from "../../../server/src/outside/files/byte-files.ts";
import { diskFiles } from "../../../server/src/outside/files/disk-files.ts";

const COMMITS = 40;

describe("whether a repository has a commit", () => {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-git-")).replaceAll("\\", "/");
  const who = ["-c", "user.name=x", "-c", "user.email=x@shop.example"];
  const git = (...args: readonly string[]) => execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8" });
  const has = (id: string) => hasCommit(id, folder, { files: diskFiles(), largeFiles: byteFiles() });
  let commits: readonly string[] = [];

  before(() => {
    git("init", "-q");
    for (let number = 0; number < COMMITS; number += 1) {
      writeFileSync(join(folder, "file"), String(number));
      git("add", "file");
      git("commit", "-q", "-m", String(number));
    }
    commits = git("log", "--format=%H").trim().split("\n");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [form, pack] of Object.entries({ "loose objects": false, "a pack": true })) {
    it(`is told from ${form} as git tells it`, () => {
      if (pack) git("gc", "-q", "--prune=now");
      assert.deepEqual(
        commits.filter((id) => !has(id)),
        [],
      );
      const others = commits.map((id) => id.slice(1) + id.slice(0, 1)).filter((id) => !commits.includes(id));
      assert.deepEqual(others.filter(has), []);
      assert.equal(has("HEAD"), false);
    });
  }
});
