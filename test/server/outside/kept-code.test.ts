import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { loadKept } from "../../../server/src/outside/kept-code.ts";

const require = createRequire(import.meta.url);
let folder = "";
let path = "";
let kept = "";

/** The kept file's path. */
function keptFile(): string {
  const [name = "", ...others] = readdirSync(kept);
  assert.deepEqual(others, []);
  return join(kept, name);
}

describe("code that is kept", () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "seaworthy-code-"));
    path = join(folder, "part.cjs");
    kept = join(folder, "code");
    writeFileSync(path, 'exports.name = require("node:path").basename(__filename); exports.twice = (n) => 2 * n;');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("a part is loaded for all that require it, and its code is found by the next process", () => {
    loadKept(path, kept)(100);
    assert.equal(require(path).name, "part.cjs");
    assert.match(keptFile(), /part\.cjs-[0-9a-f]{20}-[0-9a-f]{20}$/);
    const before = readFileSync(keptFile());
    loadKept(path, kept)(200);
    assert.deepEqual(readFileSync(keptFile()), before);
    assert.equal(require(path).twice(21), 42);
  });

  it("a process that ran much longer keeps its code if that is more", () => {
    loadKept(path, kept)(100);
    const before = readFileSync(keptFile());
    const keep = loadKept(path, kept);
    keep(300);
    assert.deepEqual(readFileSync(keptFile()), before);
    assert.equal(require(path).twice(2), 4); // compiled only now
    keep(200);
    assert.deepEqual(readFileSync(keptFile()), before);
    keep(300);
    assert.ok(readFileSync(keptFile()).length > before.length);
  });

  it("code of another text is not taken", () => {
    loadKept(path, kept)(100);
    writeFileSync(path, "exports.twice = (n) => n + n;");
    loadKept(path, kept)(1);
    assert.equal(require(path).name, undefined);
    assert.equal(readdirSync(kept).length, 2);
  });

  const broken: Record<string, (bytes: Buffer) => Buffer> = {
    "code with a changed byte": (bytes) =>
      Buffer.concat([bytes.subarray(0, 60), Buffer.of(~(bytes[60] ?? 0)), bytes.subarray(61)]),
    "code that was cut": (bytes) => bytes.subarray(0, bytes.length - 10),
    "an empty file": () => Buffer.alloc(0),
    "zeros in its place": (bytes) => Buffer.alloc(bytes.length),
  };
  for (const [what, change] of Object.entries(broken))
    it(`${what} is not believed, and replaced`, () => {
      loadKept(path, kept)(100);
      const broken = change(readFileSync(keptFile()));
      writeFileSync(keptFile(), broken);
      const keep = loadKept(path, kept);
      assert.equal(require(path).twice(4), 8);
      keep(1);
      assert.notDeepEqual(readFileSync(keptFile()), broken);
    });

  it("where it may not be kept nothing is, and nothing is left", () => {
    writeFileSync(kept, "a file stands where the folder should be");
    loadKept(path, kept)(100);
    assert.deepEqual(readdirSync(folder).sort(), ["code", "part.cjs"]);
  });

  it("code that nobody kept anew for a month goes", () => {
    const old = join(kept, "start-cli.cjs-00-11");
    mkdirSync(kept);
    writeFileSync(old, "");
    utimesSync(old, 0, 0);
    loadKept(path, kept)(100);
    assert.match(keptFile(), /part\.cjs/);
  });
});
