import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { listAt, textAt } from "../../server/src/json/fields.ts";

test("docs/editor.md tells of every command of the palette, and of no other", () => {
  const commands = listAt(JSON.parse(readFileSync("package.json", "utf8")), "contributes", "commands");
  const titles = commands.map((each) => textAt(each, "title") ?? "");
  const rows = readFileSync("docs/editor.md", "utf8").match(/^\| \*.*?\* \|/gm) ?? [];
  const told = rows.flatMap((row) => [...row.matchAll(/\*(.+?)\*/g)].map(([, title = ""]) => title));
  assert.deepEqual(told.sort(), titles.sort());
});
