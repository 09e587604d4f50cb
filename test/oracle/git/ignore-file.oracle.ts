import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { findFiles } from "../../../server/src/engine/find-files.ts";
import { readIgnoreFile } from "../../../server/src/engine/ignore-file.ts";
import { diskFiles } from "../../../server/src/outside/files/disk-files.ts";
import { installPrograms } from "../../harness/programs.ts";
import { numbersFrom } from "../../harness/random-numbers.ts";

const ROUNDS = 1500;
const NAMES = ["a", "b", "ab", "abb", "a.b", "ba", "c d", "[a]", "a*"];
const PIECES = ["a", "b", "ab", "d", "*", "?", "/", "/", "**/", "/**", "[ab]", "[!a]", "[^b]", "[a-b]", "[]a]"];
const MARKED = ["[", "[a", "a\\", "\\/", "\\*", "\\a", "\\[", ".", "c\\ d", " ", "{a,b}", "x"];

const folder = mkdtempSync(join(tmpdir(), "seaworthy-ignore-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Path below the folder, and whether it is one itself. */
const paths = new Map<string, boolean>();

before(() => {
  installPrograms({ git: "git" });
  assert.equal(spawnSync("git", ["init", "-q", folder]).status, 0);
  for (const top of NAMES) {
    for (const middle of ["a", "ab", "b", "d"]) {
      mkdirSync(join(folder, top, middle), { recursive: true });
      paths.set(top, true).set(`${top}/${middle}`, true);
      for (const file of ["a", "bb", "x.b"]) paths.set(`${top}/${middle}/${file}`, false);
    }
  }
  for (const [path, isFolder] of paths) if (!isFolder) writeFileSync(join(folder, path), "");
});

test("what a .gitignore leaves out is what git leaves out", async () => {
  const below = numbersFrom(7);
  const pick = (list: readonly string[]) => list[below(list.length)] ?? "";
  for (let round = 0; round < ROUNDS; round += 1) {
    const lines = Array.from({ length: 1 + below(3) }, () => {
      const pieces = Array.from({ length: 1 + below(5) }, () => pick(below(4) === 0 ? MARKED : PIECES));
      return `${below(5) === 0 ? "!" : ""}${pieces.join("")}`;
    });
    // git takes two stars behind a name and in front of a slash, and an empty name, at times for more than its manual says;
    // it also looks for what closes a bracket behind the next slash.
    if (lines.some((line) => /[^/!*]\*\*+\/|\/\/|\[[^\]]*\//.test(line))) continue;
    const text = `${lines.join("\n")}\n`;
    writeFileSync(join(folder, ".gitignore"), text);
    const theirs = leftOutByGit();
    const ours = await readIgnoreFile(folder, diskFiles(), { ignoresCase: false });
    assert.ok(ours.ok);
    for (const [path, isFolder] of paths) {
      const above = [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
      const isLeftOut = [...above.map((each) => [each, true] as const), [path, isFolder] as const].some(
        ([each, isOne]) => ours.value(join(folder, each), isOne) === true,
      );
      assert.equal(isLeftOut, theirs.has(path), `${path} by ${JSON.stringify(lines)}`);
    }
  }
});

test("what several of them leave out and take back in is what git does", async () => {
  const below = numbersFrom(11);
  const patterns = "A [A-B] a b ab /a a/ */a a/b **/b Dockerfile Docker* *b /* */ /a/Dockerfile".split(" ");
  const found = async () => {
    const all: string[] = [];
    for await (const each of findFiles(folder, diskFiles()))
      if (each.kind === "file") all.push(each.path.slice(folder.length + 1));
    return all.sort();
  };
  for (const top of ["a", "b", "ab"])
    for (const middle of ["a", "ab", "b"]) writeFileSync(join(folder, top, middle, "Dockerfile"), "");
  for (let round = 0; round < 200; round += 1) {
    const ignoresCase = `${round % 2 === 0}`;
    assert.equal(spawnSync("git", ["-C", folder, "config", "core.ignoreCase", ignoresCase]).status, 0);
    const texts = ["", "a", "a/b"].map((place) => {
      const lines = Array.from(
        { length: below(4) },
        () => `${below(2) === 0 ? "!" : ""}${patterns[below(patterns.length)]}`,
      );
      writeFileSync(join(folder, place, ".gitignore"), `${lines.join("\n")}\n`);
      return lines;
    });
    const words = ["-C", folder, "ls-files", "--others", "--exclude-standard", "-z"];
    const { stdout } = spawnSync("git", words, { encoding: "utf8" });
    const theirs = stdout.split("\0").filter((path) => path.endsWith("Dockerfile"));
    assert.deepEqual(await found(), theirs.sort(), JSON.stringify(texts));
  }
});

function leftOutByGit(): ReadonlySet<string> {
  const words = ["-C", folder, "check-ignore", "--no-index", "-z", "--stdin"];
  const { status, stdout, stderr } = spawnSync("git", words, {
    input: [...paths.keys(), ""].join("\0"),
    encoding: "utf8",
  });
  assert.ok(status === 0 || status === 1, stderr);
  return new Set(stdout.split("\0").filter((path) => path !== ""));
}
