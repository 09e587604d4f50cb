import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { byteFiles } from "../../../../server/src/outside/files/byte-files.ts";
import { diskFiles } from "../../../../server/src/outside/files/disk-files.ts";
import { makeFolder } from "../../../../server/src/outside/files/make-folder.ts";

test("a folder is made with those above it, and may be there already", () => {
  const root = mkdtempSync(join(tmpdir(), "seaworthy-folder-"));
  const path = join(root, "a", "b", "c");
  makeFolder(path, 0o700);
  makeFolder(path, 0o700);
  assert.ok(statSync(path).isDirectory());
  writeFileSync(join(root, "file"), "");
  for (const path of ["file", join("file", "below")]) assert.throws(() => makeFolder(join(root, path), 0o700));
  rmSync(root, { recursive: true });
});

// Of systems that have such a folder.
if (process.platform === "linux") {
  test("where none can be made it ends", () => assert.throws(() => makeFolder("/proc/nothing/below", 0o700)));
  test("and so does what writes a file there", () => {
    assert.equal(diskFiles().replaceText("/proc/nothing/below/file", undefined, "").ok, false);
    assert.equal(byteFiles().replacement("/proc/nothing/below/file").ok, false);
  });
}
