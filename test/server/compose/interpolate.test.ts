import assert from "node:assert/strict";
import { test } from "node:test";
import { interpolate } from "../../../server/src/compose/interpolate.ts";
import { UNKNOWN_PART } from "../../../server/src/knowledge/image-reference.ts";

/** What is unknown shows as a question mark. */
const shown = (value: string) => interpolate(value)?.replaceAll(UNKNOWN_PART, "?");

const rows: Readonly<Record<string, readonly (readonly [value: string, expanded: string | undefined])[]>> = {
  "a value without variables stays": [["redis:7", "redis:7"]],
  "a variable is unknown": [
    ["redis:$TAG", "redis:?"],
    ["redis:${TAG}-alpine", "redis:?-alpine"],
  ],
  "a default is put in": [
    ["redis:${TAG:-7.2}", "redis:7.2"],
    ["redis:${TAG-7.2}", "redis:7.2"],
    ["redis:${TAG:-}", "redis:"],
  ],
  "defaults may hold variables": [
    ["${IMAGE:-redis:${TAG:-7}}", "redis:7"],
    ["${IMAGE:-redis:${TAG}}", "redis:?"],
    ["${A:-a{b}c}$B.${C:-d}", "a{b}c?.d"],
  ],
  "what must be set, or says something only when set, is unknown": [
    ["redis:${TAG:?set it}", "redis:?"],
    ["redis:${TAG?}", "redis:?"],
    ["redis${SUFFIX:+-alpine}", "redis?"],
  ],
  "two dollars are one, as is a dollar before no name": [
    ["a$$b", "a$b"],
    ["$(x) $? $1 $$$", "$(x) $? $1 $$"],
  ],
  "what Compose refuses has no value": [
    ["redis:${TAG", undefined],
    ["redis:${}", undefined],
    ["redis:${1}", undefined],
    ["redis:${TAG!x}", undefined],
  ],
};

for (const [name, cases] of Object.entries(rows)) {
  test(name, () => {
    for (const [value, expanded] of cases) assert.equal(shown(value), expanded, value);
  });
}

test("nesting has an end", () => {
  const deep = `${"${A:-".repeat(10_000)}x${"}".repeat(10_000)}`;
  assert.equal(shown(deep), "?");
});
