import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { scanners } from "../../../../server/src/scan/scanners/scanners.ts";
import { SCANNERS } from "../../../../server/src/settings/config.ts";
import { SETTINGS } from "../../../../server/src/settings/schema.ts";

test("every scanner that can be chosen has its page, and the list of pages names it", () => {
  const list = readFileSync("docs/scanners/README.md", "utf8");
  for (const id of SCANNERS.filter((each) => each !== "installed")) {
    const name = id === "embedded" ? "osv" : id;
    assert.match(readFileSync(`docs/scanners/${name}.md`, "utf8"), new RegExp(`^# \`${id}\`: `));
    assert.ok(list.includes(`| [\`${id}\`](${name}.md) |`), id);
  }
});

/** An answer that every one of them reads as its version. */
const OLD =
  '0.0.1\n{"Version": "0.0.1"}\nVersion: 0.0.1\nosv-scanner version: 0.0.1\nversion: v0.0.1\ntwistcli version 0.0.1\n';

test("every program that can scan can be chosen, and its page says from which version on, and which image of it can run", () => {
  for (const { id, readVersion, container } of scanners) {
    assert.ok(SCANNERS.some((each) => each === id));
    const told = readVersion({ status: 0, output: OLD, errors: "" });
    const first = /: (\S+) or newer is needed/.exec(told.ok ? "" : told.detail)?.[1];
    const page = readFileSync(`docs/scanners/${id}.md`, "utf8");
    assert.ok(page.includes(`${first} or newer`), `${id} ${first}`);
    assert.equal(/container\]\(README\.md\) of `(.+)`/.exec(page)?.[1], container);
  }
});

test("an image can be named for every scanner that runs in a container, and for no other", () => {
  const ids = scanners.flatMap(({ id, container }) => (container === undefined ? [] : [id]));
  assert.deepEqual(SETTINGS.scannerImages.type.schema.propertyNames, { enum: ids });
});
