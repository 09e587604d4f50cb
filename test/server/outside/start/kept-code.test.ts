import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { setFlagsFromString } from "node:v8";
import { keptLoader } from "../../../../server/src/outside/start/kept-code.ts";

const require = createRequire(import.meta.url);
let folder = "";
let path = "";
let kept = "";

/** Loads the part in a process of its own: what keeps its code. */
function loadIn(folder: string): (busyMs: number) => void {
  const { load, keep } = keptLoader(folder);
  delete require.cache[path];
  load(path);
  return keep;
}

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
    loadIn(kept)(100);
    assert.equal(require(path).name, "part.cjs");
    assert.match(keptFile(), /part\.cjs-[0-9a-f]{20}-[0-9a-f]{20}$/);
    const before = readFileSync(keptFile());
    loadIn(kept)(200);
    assert.deepEqual(readFileSync(keptFile()), before);
    assert.equal(require(path).twice(21), 42);
  });

  it("a part and those beside it have all that Node's require has", () => {
    writeFileSync(join(folder, "beside.cjs"), 'exports.of = require.resolve.paths("npm");');
    writeFileSync(path, 'exports.paths = [require("./beside.cjs").of, require.resolve.paths("npm")];');
    loadIn(kept)(100);
    const { paths } = createRequire(path).resolve;
    assert.deepEqual(require(path).paths, [paths("npm"), paths("npm")]);
  });

  it("a process that ran much longer keeps its code if that is more", () => {
    loadIn(kept)(100);
    const before = readFileSync(keptFile());
    const keep = loadIn(kept);
    keep(300);
    assert.deepEqual(readFileSync(keptFile()), before);
    assert.equal(require(path).twice(2), 4); // compiled only now
    keep(200);
    assert.deepEqual(readFileSync(keptFile()), before);
    keep(300);
    assert.ok(readFileSync(keptFile()).length > before.length);
  });

  it("code of another text is not taken", () => {
    loadIn(kept)(100);
    writeFileSync(path, "exports.twice = (n) => n + n;");
    loadIn(kept)(1);
    assert.equal(require(path).name, undefined);
    assert.equal(readdirSync(kept).length, 2);
  });

  it("what a part requires beside it is kept as well, also where it does so later", () => {
    writeFileSync(join(folder, "near.cjs"), "exports.three = () => 3;");
    writeFileSync(join(folder, "far.cjs"), 'exports.again = () => require("./near.cjs").three();');
    writeFileSync(
      path,
      'const { three } = require("./near.cjs"); exports.all = () => three() + require("./far.cjs").again();',
    );
    const keep = loadIn(kept);
    assert.equal(require(path).all(), 6);
    keep(100);
    const names = readdirSync(kept).map((name) => name.slice(0, name.indexOf("-")));
    assert.deepEqual(names.sort(), ["far.cjs", "near.cjs", "part.cjs"]);
  });

  it("a part that is loaded with other flags of V8 than the first is not kept", () => {
    writeFileSync(join(folder, "far.cjs"), "exports.one = () => 1;");
    writeFileSync(path, 'exports.one = () => require("./far.cjs").one();');
    const keep = loadIn(kept);
    setFlagsFromString("--no-flush-bytecode");
    try {
      assert.equal(require(path).one(), 1);
    } finally {
      setFlagsFromString("--flush-bytecode");
    }
    keep(100);
    assert.match(keptFile(), /part\.cjs/);
  });

  it("a part whose code throws is not taken for loaded", () => {
    writeFileSync(path, 'throw new Error("it cannot start");');
    assert.throws(() => loadIn(kept), /it cannot start/);
    assert.throws(() => require(path), /it cannot start/);
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
      loadIn(kept)(100);
      const broken = change(readFileSync(keptFile()));
      writeFileSync(keptFile(), broken);
      const keep = loadIn(kept);
      assert.equal(require(path).twice(4), 8);
      keep(1);
      assert.notDeepEqual(readFileSync(keptFile()), broken);
    });

  it("where it may not be kept nothing is, and nothing is left", () => {
    writeFileSync(kept, "a file stands where the folder should be");
    loadIn(kept)(100);
    assert.deepEqual(readdirSync(folder).sort(), ["code", "part.cjs"]);
  });

  it("code that nobody kept anew for a month goes", () => {
    const old = join(kept, "start-cli.cjs-00-11");
    mkdirSync(kept);
    writeFileSync(old, "");
    utimesSync(old, 0, 0);
    loadIn(kept)(100);
    assert.match(keptFile(), /part\.cjs/);
  });
});
