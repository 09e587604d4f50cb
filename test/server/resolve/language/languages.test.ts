import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOf, languages } from "../../../../server/src/resolve/language/languages.ts";
import { INDEXED_MANAGERS } from "../../../../server/src/settings/config.ts";

test("a setting may name the index of every manager that is looked up", () => {
  assert.deepEqual(
    languages.flatMap(({ managers }) => managers),
    INDEXED_MANAGERS,
  );
  for (const manager of INDEXED_MANAGERS) assert.ok(languageOf(manager)?.managers.includes(manager), manager);
});
