import assert from "node:assert/strict";
import { test } from "node:test";
import { styleOf, wantsColour } from "../../../server/src/cli/formats/style.ts";

const rows: readonly (readonly [
  when: string | undefined,
  isTerminal: boolean,
  environment: Record<string, string>,
  wants: boolean,
])[] = [
  [undefined, true, {}, true],
  [undefined, false, {}, false],
  ["auto", true, { NO_COLOR: "1" }, false],
  ["auto", true, { NO_COLOR: "" }, true],
  ["auto", true, { TERM: "dumb" }, false],
  ["always", false, { NO_COLOR: "1" }, true],
  ["never", true, {}, false],
];

test("colour follows the option, NO_COLOR and the terminal", () => {
  for (const [when, isTerminal, environment, wants] of rows) {
    assert.equal(wantsColour(when, isTerminal, environment), wants, JSON.stringify([when, isTerminal, environment]));
  }
});

test("without colour a style changes nothing, with it the text is enclosed", () => {
  assert.equal(styleOf(false).warning("x"), "x");
  assert.equal(styleOf(true).warning("x"), "\u001b[33mx\u001b[39m");
  assert.equal(styleOf(true).warning(""), "");
});
