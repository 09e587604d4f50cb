import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { tarReader } from "../../../server/src/archive/tar.ts";

// Archives of the system's tar in its formats, read by us and by it.

const folder = mkdtempSync(join(tmpdir(), "seaworthy-tar-"));
const tree = join(folder, "tree");
const deep = `${"long-folder-name/".repeat(8)}file`;

before(() => {
  mkdirSync(join(tree, deep, ".."), { recursive: true });
  writeFileSync(join(tree, deep), "deep");
  writeFileSync(join(tree, "empty"), "");
  writeFileSync(join(tree, "größe"), "x".repeat(511));
  writeFileSync(join(tree, "block"), "y".repeat(512));
  writeFileSync(join(tree, "two words"), "z".repeat(100_000));
  symlinkSync("../elsewhere", join(tree, "link"));
  symlinkSync(`/${"t".repeat(150)}`, join(tree, "long-link"));
  linkSync(join(tree, "block"), join(tree, "zzz-same"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

function tar(...args: readonly string[]): string {
  return execFileSync("tar", [...args], { encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } });
}

describe("an archive of tar", () => {
  const formats = {
    gnu: [],
    oldgnu: [],
    pax: [],
    posix: ["--pax-option=exthdr.name=%d/x"],
    ustar: ["--exclude=long-link"],
  };
  for (const [format, options] of Object.entries(formats)) {
    it(`in the format ${format} is read as tar reads it`, () => {
      const path = join(folder, `${format}.tar`);
      tar("-c", "-f", path, `--format=${format}`, "--sort=name", ...options, "-C", tree, ".");
      const names: string[] = [];
      const contents: string[] = [];
      const visitor = {
        wish: (entry: { path: string; target: string }) => {
          names.push(entry.path + (entry.target === "" ? "" : ` -> ${entry.target}`));
          return "take" as const;
        },
        take: (_: unknown, content: Uint8Array) => contents.push(Buffer.from(content).toString()),
      };
      const reader = tarReader("the archive", visitor, { fileBytes: 1_000_000, entries: 100 });
      const bytes = readFileSync(path);
      for (let at = 0; at < bytes.length; at += 10_000) assert.ok(reader.push(bytes.subarray(at, at + 10_000)));
      assert.deepEqual(reader.end(), { ok: true, value: undefined });
      const listed = tar("-t", "-v", "-f", path, "--quoting-style=literal", "--show-transformed-names")
        .trimEnd()
        .split("\n")
        .map((line) => line.replace(/^\S+\s+\S+\s+\d+ \S+ \S+ /, "").replace(" link to ./", " -> ./"));
      assert.deepEqual(
        names,
        listed.map((name) => name.replace(/^\.\//, "").replace(/\/$/, "")),
      );
      assert.equal(contents.join(""), tar("-x", "-O", "-f", path));
    });
  }
});
