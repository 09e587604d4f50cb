import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { READERS } from "../../scripts/rule-texts.mjs";

const LIST = /\/(?:rules|every-rule|online-rules)\.ts"/;

/** What is generated is made of the sources, not of a bundle. */
const BESIDE_THE_BUNDLES = "server/src/settings/schema-documents.ts";

/** The bundles have two copies of the rules, and that of all other modules has no texts: they would show nothing. */
test("the texts of rules are read by the modules alone that the build gives them to", () => {
  const files = readdirSync("server/src", { recursive: true, encoding: "utf8" })
    .map((path) => `server/src/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts") && path !== BESIDE_THE_BUNDLES);
  const listing = files.filter((path) => LIST.test(readFileSync(path, "utf8")));
  const reading = listing.filter((path) => /\b(?:why|summary|examples)\b/.test(withoutComments(path)));
  assert.ok(reading.length > 1, "no reader was found");
  assert.deepEqual(
    reading.filter((path) => !READERS.test(path)),
    [],
  );
});

function withoutComments(path: string): string {
  return readFileSync(path, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
}
