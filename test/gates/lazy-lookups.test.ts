import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { test } from "node:test";

/** What answers while somebody types, moves the cursor or opens the menu of fixes. */
const BEFORE_A_GESTURE = [
  "lsp/main.ts",
  "lsp/new-context.ts",
  "lsp/registrations.ts",
  "lsp/docker-service.ts",
  "lsp/handlers/code-action.ts",
  "lsp/handlers/hover.ts",
  "lsp/handlers/diagnostic.ts",
  "lsp/handlers/own-requests.ts",
  "lsp/handlers/rule-pages.ts",
  "lsp/handlers/effective-configuration.ts",
  "lint/lookups/lookup-fixes.ts",
  "engine/lookup-settings.ts",
  // After the first gesture of a session.
  "lsp/lookups/known-values.ts",
];

/** Every source file that is loaded together with these: what they import by value, and so on. */
function loadedWith(entries: readonly string[]): ReadonlySet<string> {
  const loaded = new Set(entries.map((entry) => `server/src/${entry}`));
  for (const path of loaded) {
    const text = readFileSync(path, "utf8");
    for (const [, imported] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)"/gms)) {
      if (imported !== undefined) loaded.add(posix.join(posix.dirname(path), imported));
    }
  }
  return loaded;
}

const isLookup = (path: string) => /^server\/src\/(?:resolve|scan)\//.test(path) || path.endsWith("outside/reach.ts");

test("nothing that looks values up is loaded before a gesture of the user", () => {
  const loaded = loadedWith(BEFORE_A_GESTURE);
  assert.ok(loaded.size > 200, "the imports were not followed");
  assert.deepEqual([...loaded].filter(isLookup), []);
});

test("a gesture loads it, so that the check itself is no mistake", () => {
  assert.ok([...loadedWith(["engine/open-broker.ts"])].some(isLookup));
});
