import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

test("no file has hooks for the tests of all files, which run in one module", () => {
  const files = readdirSync("test", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".test.ts"));
  const withHooks = files.filter((path) => /^(?:before|after)Each\(/m.test(readFileSync(join("test", path), "utf8")));
  assert.deepEqual(withHooks, []);
});
