import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { findProgram } from "../../../../server/src/outside/programs/find-program.ts";

let folder = "";
const FILES = ["one/docker", "two/docker.exe", "two/npm", "two/npm.cmd", "two/composer.bat", "one/git"];

before(() => {
  folder = mkdtempSync(join(tmpdir(), "seaworthy-test-"));
  for (const name of ["one", "two"]) mkdirSync(join(folder, name));
  for (const file of FILES) writeFileSync(join(folder, file), "", { mode: 0o755 });
  writeFileSync(join(folder, "one/npm"), "", { mode: 0o644 });
});
after(() => rmSync(folder, { recursive: true }));

function told(program: string, system: NodeJS.Platform): string {
  const path = ["one", "two"].map((name) => join(folder, name)).join(delimiter);
  const found = findProgram(program, { Path: path }, system);
  return found.ok ? found.value.slice(folder.length + 1).replaceAll("\\", "/") : `${found.reason}: ${found.detail}`;
}

test("the first program of this name on the path, which others may be called without being one", () => {
  assert.equal(told("docker", "linux"), "one/docker");
  assert.equal(told("npm", "linux"), "two/npm");
  assert.equal(told("gem", "linux"), "not-found: is not installed, or not on PATH");
  assert.equal(told("../two/npm", "linux"), "unsupported: is no name of a program");
  assert.equal(findProgram("git", {}, "linux").ok, false);
  const absolute = findProgram(join(folder, "one/git"), {}, "linux");
  assert.ok(absolute.ok && absolute.value === join(folder, "one/git"));
});

test("on Windows what other shells run stands in no program's way", () => {
  assert.equal(told("docker", "win32"), "two/docker.exe");
  assert.equal(told("docker.exe", "win32"), "two/docker.exe");
  assert.equal(told("git", "win32"), "not-found: is not installed, or not on PATH");
  for (const program of ["npm", "composer"])
    assert.equal(told(program, "win32"), "unsupported: is a batch file, which cannot be started without a shell");
});
