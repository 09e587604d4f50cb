import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

test("no file has hooks for the tests of all files, which run in one module", () => {
  const folders = readdirSync("test").filter((name) => name !== "e2e");
  const files = folders.flatMap((folder) =>
    readdirSync(join("test", folder), { recursive: true, encoding: "utf8" }).map((path) => join("test", folder, path)),
  );
  const withHooks = files.filter(
    (path) => path.endsWith(".test.ts") && /^(?:before|after)Each\(/m.test(readFileSync(path, "utf8")),
  );
  assert.deepEqual(withHooks, []);
});
