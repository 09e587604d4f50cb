import assert from "node:assert/strict";
import {
  chownSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, sep } from "node:path";
import { after, describe, it } from "node:test";
import { passingFolder } from "../../../../server/src/outside/files/passing-folder.ts";

const above = mkdtempSync(join(tmpdir(), "seaworthy-"));
after(() => rmSync(above, { recursive: true, force: true }));

/** Makes a folder with something in it, which was used last so long ago. */
function left(name: string, hours: number): string {
  const path = join(above, name);
  mkdirSync(path);
  writeFileSync(join(path, "image.tar"), "x");
  const then = new Date(Date.now() - hours * 60 * 60_000);
  utimesSync(path, then, then);
  return path;
}

describe("a folder for a while", () => {
  it("goes when it is given back, with what is in it", () => {
    const empty = mkdtempSync(join(above, "empty-"));
    const { path, remove } = passingFolder(empty);
    writeFileSync(join(path, "report.json"), "{}");
    remove();
    assert.deepEqual(readdirSync(empty), []);
  });

  it("takes those of killed processes with it, and nothing else", () => {
    const kept = [left("seaworthy-passing-young", 0.5), left("seaworthy-notes", 48), left("other", 48)];
    const abandoned = left("seaworthy-passing-abc123", 2);
    const link = join(above, "seaworthy-passing-link");
    symlinkSync(join(above, "other"), link);
    lutimesSync(link, new Date(0), new Date(0));
    const mine = passingFolder(above);
    utimesSync(mine.path, new Date(0), new Date(0));
    const again = left("seaworthy-passing-def456", 2);
    // It is looked through once an hour under a name.
    passingFolder(above).remove();
    assert.ok(existsSync(again));
    passingFolder(join(above, "other", "..") + sep).remove();
    assert.equal(existsSync(again), false);
    assert.equal(existsSync(abandoned), false);
    for (const path of [...kept, link, mine.path]) assert.ok(existsSync(path), path);
    mine.remove();
  });

  // Its owner could put a link in its place while it is emptied.
  it("leaves those of other users alone", { skip: process.getuid?.() !== 0 }, () => {
    const foreign = mkdtempSync(join(above, "foreign-"));
    const path = left(join(basename(foreign), "seaworthy-passing-abc123"), 2);
    chownSync(path, 12345, 12345);
    passingFolder(foreign).remove();
    assert.ok(existsSync(path));
  });

  it("cannot be made where there is none above", () => {
    assert.throws(() => passingFolder(join(above, "none")), /ENOENT/);
  });
});
