import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, it } from "node:test";
import { byteFiles } from "../../../../server/src/outside/files/byte-files.ts";
import type { FolderMember } from "../../../../server/src/outside/outside.ts";

const folder = mkdtempSync(join(tmpdir(), "seaworthy-bytes-"));
after(() => rmSync(folder, { recursive: true }));
const files = byteFiles();

describe("large files", () => {
  it("are read at any place, fewer bytes at the end", () => {
    writeFileSync(join(folder, "ten"), "0123456789");
    const opened = files.open(join(folder, "ten"));
    assert.ok(opened.ok);
    const text = (offset: number, length: number) => Buffer.from(opened.value.read(offset, length)).toString();
    assert.deepEqual([text(2, 3), text(8, 5), text(20, 5)], ["234", "89", ""]);
    const adopted = files.adopt(opened.value.descriptor, 4);
    assert.equal(Buffer.from(adopted.read(0, 10)).toString(), "0123");
    opened.value.close();
  });
  it("that are no files are refused", () => {
    const opened = files.open(folder);
    assert.equal(!opened.ok && opened.detail, "is not a regular file");
    const none = files.open(join(folder, "none"));
    assert.equal(!none.ok && none.detail, "is not there");
    const below = files.open(join(folder, "ten", "below"));
    assert.match(below.ok ? "" : `${below.reason}: ${below.detail}`, /^refused: cannot be opened: ENOTDIR/);
  });
  it("have no place where there is no folder for them, and no room once they are gone", (t) => {
    const scratch = files.scratch();
    assert.ok(scratch.ok);
    scratch.value.remove();
    const more = scratch.value.append(Buffer.from("x"));
    assert.match(more.ok ? "" : `${more.reason}: ${more.detail}`, /^limit: has no room for a temporary file/);
    const given = process.env.TMPDIR;
    process.env.TMPDIR = join(folder, "no-such-place");
    t.after(() => {
      process.env.TMPDIR = given;
      if (given === undefined) delete process.env.TMPDIR;
    });
    if (process.platform === "win32") return;
    for (const made of [files.scratch(), files.folder()])
      assert.match(made.ok ? "" : `${made.reason}: ${made.detail}`, /^limit: has no place for temporary files: ENOENT/);
  });
  it("made for a while have no name, and hold what was appended", (t) => {
    const place = mkdtempSync(join(folder, "place-"));
    const given = process.env.TMPDIR;
    process.env.TMPDIR = place;
    t.after(() => {
      process.env.TMPDIR = given;
      if (given === undefined) delete process.env.TMPDIR;
    });
    const scratch = files.scratch();
    assert.ok(scratch.ok);
    assert.deepEqual(readdirSync(place), []);
    for (const piece of ["ab", "cde"]) assert.ok(scratch.value.append(Buffer.from(piece)).ok);
    const whole = scratch.value.whole();
    assert.equal(Buffer.from(whole.read(0, whole.size)).toString(), "abcde");
    whole.close();
  });
});

describe("a file that takes the place of another", () => {
  const written = (path: string, ...pieces: readonly string[]) => {
    const file = files.replacement(path);
    assert.ok(file.ok);
    for (const piece of pieces) assert.ok(file.value.append(Buffer.from(piece)).ok);
    return file.value;
  };
  it("is there when it is whole, with the folders above it", () => {
    const path = join(folder, "made", "here", "all.zip");
    const file = written(path, "ab", "c");
    assert.equal(existsSync(path), false);
    assert.ok(file.finish().ok);
    assert.equal(readFileSync(path, "utf8"), "abc");
  });
  it("leaves the one before when it is given up, and nothing else", () => {
    const path = join(mkdtempSync(join(folder, "kept-")), "all.zip");
    writeFileSync(path, "abc");
    written(path, "half").remove();
    assert.equal(readFileSync(path, "utf8"), "abc");
    assert.deepEqual(readdirSync(dirname(path)), ["all.zip"]);
  });
  it("is that of one writer, whole, where two write at once", () => {
    const path = join(mkdtempSync(join(folder, "two-")), "all.zip");
    const [first, second] = [written(path, "first "), written(path, "second ")];
    assert.ok(first.append(Buffer.from("end")).ok);
    assert.ok(first.finish().ok);
    assert.equal(readFileSync(path, "utf8"), "first end");
    assert.ok(second.finish().ok);
    assert.equal(readFileSync(path, "utf8"), "second ");
  });
  it("takes away what a killed writer left, and leaves alone what somebody still writes", () => {
    const place = mkdtempSync(join(folder, "left-"));
    const path = join(place, "all.zip");
    const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
    for (const [name, age] of [
      ["all.zip.1234.part", 2],
      ["all.zip.5678.part", 0.5],
      ["other.zip.1234.part", 2],
      ["all.zip.1", 2],
    ] as const) {
      writeFileSync(join(place, name), "half");
      utimesSync(join(place, name), hours(age), hours(age));
    }
    assert.ok(written(path, "abc").finish().ok);
    assert.deepEqual(readdirSync(place), ["all.zip", "all.zip.1", "all.zip.5678.part", "other.zip.1234.part"]);
  });
  it("where none can be is refused", () => {
    writeFileSync(join(folder, "a-file"), "");
    const file = files.replacement(join(folder, "a-file", "below", "all.zip"));
    assert.equal(file.ok ? "" : file.reason, "refused");
  });
  it("is refused where a folder stands meanwhile, and leaves nothing beside it", () => {
    const path = join(mkdtempSync(join(folder, "taken-")), "all.zip");
    const file = written(path, "ab");
    mkdirSync(join(path, "below"), { recursive: true });
    const finished = file.finish();
    assert.match(finished.ok ? "" : finished.detail, /^cannot be written: /);
    assert.deepEqual(readdirSync(dirname(path)), ["all.zip"]);
    const more = file.append(Buffer.from("c"));
    assert.match(more.ok ? "" : more.detail, /^cannot be written: /);
  });
});

describe("walking a folder", () => {
  const root = join(folder, "root");
  mkdirSync(join(root, "etc"), { recursive: true });
  mkdirSync(join(root, "proc"));
  writeFileSync(join(root, "proc", "1"), "");
  mkdirSync(join(root, "srv", "proc"), { recursive: true });
  writeFileSync(join(root, "srv", "proc", "1"), "");
  writeFileSync(join(root, "etc", "name"), "text");

  function walked(): readonly FolderMember[] {
    const seen: FolderMember[] = [];
    assert.deepEqual(
      files.walk(root, (member) => seen.push(member)),
      { ok: true, value: [] },
    );
    return seen.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  it("shows what stands in it, but for the kernel's folders at its root", () => {
    assert.deepEqual(
      walked().map(({ path, kind, sizeBytes }) => `${kind} ${path} ${sizeBytes}`),
      ["folder etc 0", "file etc/name 4", "folder srv 0", "folder srv/proc 0", "file srv/proc/1 0"],
    );
  });
  it("never goes where a link leads", { skip: process.platform === "win32" && "links need a privilege" }, () => {
    symlinkSync(folder, join(root, "up"));
    const link = walked().find(({ path }) => path === "up");
    assert.deepEqual([link?.kind, link?.target], ["link", folder]);
    assert.ok(!walked().some(({ path }) => path.startsWith("up/")));
    rmSync(join(root, "up"));
  });
  it("says which folders are too deep to be read, once for all that stand in them", {
    skip: process.platform !== "linux",
  }, () => {
    const deep = mkdtempSync(join(folder, "deep-"));
    const names = Array.from({ length: 16 }, () => "x".repeat(250));
    const start = process.cwd();
    process.chdir(deep);
    for (const name of names) {
      mkdirSync(name);
      process.chdir(name);
    }
    for (const name of ["a", "b"]) writeFileSync(name.repeat(200), "");
    const answer = files.walk(deep, () => undefined);
    for (const name of ["a", "b"]) rmSync(name.repeat(200));
    process.chdir(start);
    assert.deepEqual(answer, { ok: true, value: [names.join("/")] });
  });
  it("that is none is said", () => {
    const answer = files.walk(join(folder, "none"), () => undefined);
    assert.equal(!answer.ok && answer.reason, "not-found");
  });
});

describe("a private folder", () => {
  it("is nobody else's, holds what is written into it, and is gone afterwards", () => {
    const made = files.folder();
    assert.ok(made.ok);
    const { path, create, remove } = made.value;
    if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o777, 0o700);
    const file = create("image.tar");
    assert.ok(file.ok);
    for (const word of ["one ", "two"]) assert.ok(file.value.append(Buffer.from(word)).ok);
    file.value.close();
    assert.equal(readFileSync(`${path}/image.tar`, "utf8"), "one two");
    assert.equal(create("image.tar").ok, false);
    remove();
    assert.equal(existsSync(path), false);
  });
});
