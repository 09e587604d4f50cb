import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { diskStore } from "../../../../server/src/outside/files/disk-store.ts";

let folder = "";

const bytes = (text: string) => Buffer.from(text);
const entry = (key: string) => join(folder, "v1", `${key}.kept`);

async function read(key: string): Promise<string | undefined> {
  const found = await diskStore({ folder }).read(key);
  return found === undefined ? undefined : Buffer.from(found).toString();
}

function files(): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => item.name)
    .sort();
}

describe("a store in a folder", () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "seaworthy-store-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("what is written is read, by another store too, and only its own user may", async () => {
    const store = diskStore({ folder });
    await store.write("answers/aa/b-1", bytes("one"));
    await store.write("answers/aa/b-1", bytes("two"));
    await store.write("empty", bytes(""));
    assert.equal(await read("answers/aa/b-1"), "two");
    assert.equal(await read("empty"), "");
    assert.equal(await read("answers/aa/other"), undefined);
    assert.deepEqual(files(), ["b-1.kept", "empty.kept"]);
    if (process.platform === "win32") return;
    assert.equal(statSync(join(folder, "v1")).mode & 0o777, 0o700);
    assert.equal(statSync(entry("answers/aa/b-1")).mode & 0o777, 0o600);
  });

  it("large values come back whole", async () => {
    const large = Buffer.alloc(3_000_000, "abcdefg");
    await diskStore({ folder }).write("large", large);
    assert.deepEqual(
      await diskStore({ folder })
        .read("large")
        .then((found) => Buffer.from(found ?? "")),
      large,
    );
  });

  it("a key that could name another file is a bug", async () => {
    for (const key of ["", "../up", "a/../b", "/etc/passwd", "a/b/c/d", "A", "a.b", "a//b"])
      await assert.rejects(async () => diskStore({ folder }).read(key), /no key of a store/);
  });

  const DAMAGES: Readonly<Record<string, (whole: Buffer) => Buffer>> = {
    "a torn entry": (whole) => whole.subarray(0, whole.length - 1),
    "an entry that ends in its head": (whole) => whole.subarray(0, 20),
    "an entry of no bytes": () => Buffer.alloc(0),
    "an entry with one bit turned": (whole) => {
      const damaged = Buffer.from(whole);
      damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
      return damaged;
    },
    "an entry of another version": (whole) => Buffer.concat([bytes("SEAWORTHY-KEEPS-2\n"), whole.subarray(18)]),
    "a file of somebody else": () => bytes('{"pins":[]}'),
  };

  for (const [name, damage] of Object.entries(DAMAGES)) {
    it(`${name} is a miss, and gone`, async () => {
      await diskStore({ folder }).write("one", bytes("value"));
      writeFileSync(entry("one"), damage(readFileSync(entry("one"))));
      assert.equal(await read("one"), undefined);
      assert.deepEqual(files(), []);
      await diskStore({ folder }).write("one", bytes("again"));
      assert.equal(await read("one"), "again");
    });
  }

  it("a folder in the place of an entry is a miss, and writing there is no failure", async () => {
    mkdirSync(entry("one"), { recursive: true });
    await diskStore({ folder }).write("one", bytes("value"));
    assert.equal(await read("one"), undefined);
  });

  it("a place that cannot be written keeps nothing and fails nobody", async () => {
    writeFileSync(join(folder, "v1"), "a file where the folder should be");
    const store = diskStore({ folder });
    await store.write("one", bytes("value"));
    assert.equal(await store.read("one"), undefined);
    await store.clear();
  });

  it("over the cap what was used longest ago goes first, and a use counts", async () => {
    const store = diskStore({ folder, capBytes: 10_000 });
    const hours = (ago: number) => new Date(Date.now() - ago * 3_600_000);
    for (const [index, key] of ["x/a", "x/b", "x/c", "x/d"].entries()) {
      await store.write(key, Buffer.alloc(2000));
      utimesSync(entry(key), hours(10 - index), hours(10 - index));
    }
    await store.read("x/a");
    await store.write("e", Buffer.alloc(2000));
    assert.deepEqual(files(), ["a.kept", "c.kept", "d.kept", "e.kept"]);
  });

  it("what just fits stays", async () => {
    const store = diskStore({ folder, capBytes: 10_000 });
    for (const key of ["a", "b"]) await store.write(key, Buffer.alloc(4800));
    assert.deepEqual(files(), ["a.kept", "b.kept"]);
  });

  it("a use is noted once in an hour", async () => {
    await diskStore({ folder }).write("one", bytes("value"));
    const noted = async (minutesAgo: number) => {
      const before = new Date(Date.now() - minutesAgo * 60_000);
      utimesSync(entry("one"), before, before);
      await read("one");
      return Math.abs(statSync(entry("one")).mtimeMs - before.getTime()) > 10_000;
    };
    assert.deepEqual([await noted(50), await noted(70)], [false, true]);
  });

  it("a value that would take half of the room is not kept", async () => {
    const store = diskStore({ folder, capBytes: 1000 });
    await store.write("large", Buffer.alloc(600));
    assert.equal(await store.read("large"), undefined);
  });

  it("after the clock was set back, entries of the future are as good as unused", async () => {
    const store = diskStore({ folder, capBytes: 10_000 });
    const ahead = new Date(Date.now() + 5 * 86_400_000);
    await store.write("future", Buffer.alloc(4000));
    await store.write("present", Buffer.alloc(4000));
    utimesSync(entry("future"), ahead, ahead);
    await store.write("new", Buffer.alloc(4000));
    assert.deepEqual(files(), ["new.kept", "present.kept"]);
  });

  it("what dead processes left is taken away, what living ones write is not", async () => {
    mkdirSync(join(folder, "v1", "deep"), { recursive: true });
    const old = new Date(Date.now() - 2 * 3_600_000);
    writeFileSync(join(folder, "v1", "deep", "dead.kept.1.tmp"), "half");
    utimesSync(join(folder, "v1", "deep", "dead.kept.1.tmp"), old, old);
    writeFileSync(join(folder, "v1", "living.kept.2.tmp"), "half");
    await diskStore({ folder }).write("one", bytes("value"));
    assert.deepEqual(files(), ["living.kept.2.tmp", "one.kept"]);
  });

  it("clear takes all of it, and no more than it", async () => {
    writeFileSync(join(folder, "other"), "");
    const store = diskStore({ folder });
    await store.write("one", bytes("value"));
    await store.clear();
    assert.equal(await store.read("one"), undefined);
    assert.deepEqual(files(), ["other"]);
  });
});
