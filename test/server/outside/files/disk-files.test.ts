import assert from "node:assert/strict";
import fs, {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { diskFiles } from "../../../../server/src/outside/files/disk-files.ts";
import { MAX_FILE_BYTES } from "../../../../server/src/outside/outside.ts";

const folder = mkdtempSync(join(tmpdir(), "seaworthy-"));
const files = diskFiles();
const isWindows = process.platform === "win32";
const at = (name: string) => `${folder.replaceAll("\\", "/")}/${name}`;
after(() => rmSync(folder, { recursive: true }));

function put(name: string, bytes: string | Uint8Array): string {
  writeFileSync(at(name), bytes);
  return at(name);
}

const refusals: Readonly<Record<string, { readonly bytes: Uint8Array; readonly detail: string }>> = {
  "a file with NUL bytes is binary": { bytes: Buffer.from("FROM\0"), detail: "is a binary file (it holds NUL bytes)" },
  "a lone continuation byte is not UTF-8": { bytes: Buffer.from([0x46, 0x80, 0x0a]), detail: "is not UTF-8" },
  "Latin-1 is not UTF-8": { bytes: Buffer.from("FROM caf\u00e9", "latin1"), detail: "is not UTF-8" },
  "UTF-16 of the other order is named": {
    bytes: Buffer.from("\ufeffFROM a", "utf16le").swap16(),
    detail: "is UTF-16, not UTF-8",
  },
  "UTF-16 is named": { bytes: Buffer.from("\ufeffFROM a", "utf16le"), detail: "is UTF-16, not UTF-8" },
  "one byte over the limit is too large": {
    bytes: Buffer.alloc(MAX_FILE_BYTES + 1, 0x61),
    detail: "is larger than 2 MB",
  },
};

for (const [name, { bytes, detail }] of Object.entries(refusals)) {
  test(name, () => {
    const text = files.readText(put("refused", bytes));
    assert.deepEqual(text.ok ? text.value : text.detail, detail);
  });
}

test("a file of exactly the limit is read", () => {
  const text = files.readText(put("large", Buffer.alloc(MAX_FILE_BYTES, 0x61)));
  assert.equal(text.ok && text.value.length, MAX_FILE_BYTES);
});

test("a byte order mark is dropped", () => {
  assert.deepEqual(files.readText(put("marked", "\ufeffFROM a\n")), { ok: true, value: "FROM a\n" });
});

test("what is missing, a folder and a broken path say so", () => {
  const detail = (path: string) => {
    const text = files.readText(path);
    return text.ok ? "read" : `${text.reason}: ${text.detail}`;
  };
  assert.equal(detail(at("missing")), "not-found: does not exist");
  assert.equal(detail(folder), "unsupported: is a folder");
  put("plain", "x");
  assert.equal(detail(at("plain/below")), "not-found: does not exist: a part of the path is no folder");
  assert.match(detail(at("nul\0")), /^unreachable: .*null bytes/);
});

test("kinds are told apart, and a link to a folder is other in a listing", { skip: isWindows }, () => {
  mkdirSync(at("tree/sub"), { recursive: true });
  put("tree/file", "");
  symlinkSync(at("tree/sub"), at("tree/folder-link"));
  symlinkSync(at("tree/file"), at("tree/file-link"));
  symlinkSync(at("nowhere"), at("tree/dead-link"));
  const listed = files.list(at("tree"));
  assert.deepEqual(listed.ok && listed.value, [
    { name: "dead-link", kind: "other" },
    { name: "file", kind: "file" },
    { name: "file-link", kind: "file" },
    { name: "folder-link", kind: "other" },
    { name: "sub", kind: "folder" },
  ]);
  assert.equal(files.kindOf(at("tree/folder-link")), "folder");
  assert.equal(files.kindOf(at("tree/nothing")), undefined);
});

test("what is no file is not read as one, but written to", { skip: isWindows }, () => {
  const read = files.readMarked("/dev/null");
  assert.equal(read.ok ? "" : read.detail, "is not a regular file");
  assert.equal(files.kindOf("/dev/null"), "other");
  assert.equal(files.writeText("/dev/null", "report").ok, true);
  symlinkSync("/dev/null", at("to-nowhere"));
  assert.deepEqual(files.realPath(at("to-nowhere")), { ok: true, value: "/dev/null" });
});

test("a byte order mark is given to whoever shows the whole file", () => {
  assert.deepEqual(files.readMarked(put("marked", "\ufeffFROM a\n")), {
    ok: true,
    value: { mark: "\ufeff", text: "FROM a\n" },
  });
});

test("replacing keeps the mode and the byte order mark and leaves nothing beside the file", () => {
  const path = put("kept", "\ufeffFROM a\r\n");
  if (!isWindows) chmodSync(path, 0o640);
  assert.deepEqual(files.replaceText(path, "FROM a\r\n", "FROM b\r\n"), { ok: true, value: undefined });
  assert.equal(readFileSync(path, "utf8"), "\ufeffFROM b\r\n");
  if (!isWindows) assert.equal(statSync(path).mode & 0o777, 0o640);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith(".tmp")),
    [],
  );
});

test("a file of another user stays that user's", {
  skip: process.getuid?.() !== 0 && "only root gives files away",
}, () => {
  const path = put("given", "FROM a\n");
  chownSync(path, 1234, 5678);
  chmodSync(path, 0o4755);
  assert.ok(files.replaceText(path, "FROM a\n", "FROM b\n").ok);
  const { uid, gid, mode } = statSync(path);
  assert.deepEqual([uid, gid, mode & 0o7777], [1234, 5678, 0o4755]);
});

test("what a private file gets is open to nobody else, also while it is written", { skip: isWindows }, () => {
  const path = put("private", "FROM a\n");
  chmodSync(path, 0o600);
  const seen: number[] = [];
  const { chmodSync: change } = fs;
  fs.chmodSync = (written, mode) => {
    seen.push(statSync(written).mode & 0o777);
    change(written, mode);
  };
  syncBuiltinESMExports();
  try {
    assert.ok(files.writeText(path, "FROM b\n").ok);
  } finally {
    fs.chmodSync = change;
    syncBuiltinESMExports();
  }
  assert.deepEqual(seen, [0o600]);
});

test("a file that is read-only stays as it is", () => {
  const path = put("read-only", "FROM a\n");
  chmodSync(path, 0o444);
  for (const change of [
    () => files.replaceText(path, "FROM a\n", "FROM b\n"),
    () => files.replaceText(path, "FROM a\n", undefined),
    () => files.writeText(path, "FROM b\n"),
  ]) {
    const changed = change();
    assert.equal(changed.ok ? "" : changed.detail, "is read-only");
    assert.equal(readFileSync(path, "utf8"), "FROM a\n");
  }
});

test("a file that was changed meanwhile is left alone", () => {
  const path = put("changed", "FROM other\n");
  const replaced = files.replaceText(path, "FROM a\n", "FROM b\n");
  assert.equal(replaced.ok ? "" : replaced.detail, "was changed by somebody else meanwhile");
  assert.equal(readFileSync(path, "utf8"), "FROM other\n");
});

test("a file that went meanwhile is not made anew, nor one in the place of a folder", () => {
  const replaced = files.replaceText(at("gone"), "FROM a\n", "FROM b\n");
  assert.equal(replaced.ok ? "" : replaced.reason, "not-found");
  assert.equal(existsSync(at("gone")), false);
  const inFolder = files.replaceText(folder, "FROM a\n", "FROM b\n");
  assert.equal(inFolder.ok ? "" : inFolder.detail, "is a folder");
});

test("writing through a link changes its target and keeps the link", { skip: isWindows }, () => {
  const target = put("target", "FROM a\n");
  symlinkSync(target, at("link"));
  for (const write of [
    () => files.replaceText(at("link"), "FROM a\n", "FROM b\n"),
    () => files.writeText(at("link"), "FROM b\n"),
  ]) {
    put("target", "FROM a\n");
    assert.equal(write().ok, true);
    assert.equal(readFileSync(target, "utf8"), "FROM b\n");
    assert.equal(lstatSync(at("link")).isSymbolicLink(), true);
  }
});

test("a link in a folder that is one leads to where that folder stands", { skip: isWindows }, () => {
  mkdirSync(at("stands/deep"), { recursive: true });
  symlinkSync(at("stands/deep"), at("deep"));
  put("stands/there", "FROM a\n");
  for (const name of ["there", "made"]) {
    symlinkSync(`../${name}`, at(`stands/deep/${name}`));
    assert.equal(files.writeText(at(`deep/${name}`), "FROM b\n").ok, true);
    assert.equal(readFileSync(at(`stands/${name}`), "utf8"), "FROM b\n");
  }
});

test("what a link leads to is made where it is not there", { skip: isWindows }, () => {
  mkdirSync(at("far"));
  symlinkSync("far/made", at("far-link"));
  symlinkSync(at("far-link"), at("link-to-link"));
  assert.equal(files.writeText(at("link-to-link"), "FROM a\n").ok, true);
  assert.equal(readFileSync(at("far/made"), "utf8"), "FROM a\n");
  assert.equal(lstatSync(at("link-to-link")).isSymbolicLink(), true);
});

test("a file that cannot be written is not half written", () => {
  const written = files.writeText(at("no-such-folder/report.json"), "{}");
  assert.equal(written.ok ? "" : written.detail, "does not exist");
  assert.equal(existsSync(at("no-such-folder")), false);
});

test("a file that is not there yet is made with its folder, and one that is not wanted goes", () => {
  const path = at("new/folder/file");
  assert.equal(files.replaceText(path, undefined, "one").ok, true);
  if (!isWindows) assert.equal(statSync(path).mode & 0o777, 0o666 & ~process.umask());
  assert.equal(readFileSync(path, "utf8"), "one");
  const again = files.replaceText(path, undefined, "two");
  assert.equal(again.ok ? "" : again.detail, "was made by somebody else meanwhile");
  assert.equal(files.replaceText(path, "two", undefined).ok, false);
  assert.equal(files.replaceText(path, "one", undefined).ok, true);
  assert.equal(files.kindOf(path), undefined);
});
