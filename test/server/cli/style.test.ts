import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
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
  const style = styleOf(true);
  assert.deepEqual(
    [style.strong, style.faint, style.warning, style.info, style.hint, style.added, style.removed].map((paint) =>
      paint("x"),
    ),
    ["bold", "dim", "yellow", "cyan", "blue", "green", "red"].map((name) => {
      const [code, end] = inspect.colors[name] ?? [];
      return `\u001b[${code}mx\u001b[${end}m`;
    }),
  );
  assert.equal(style.warning(""), "");
});
