import assert from "node:assert/strict";
import { test } from "node:test";
import { isSha256 } from "../../../server/src/fix/check-command.ts";

const HEX = "0123456789abcdef".repeat(4);

test("what is written into a command as a sha256 is one, and nothing else", () => {
  assert.ok(isSha256(HEX));
  const others = [
    "",
    HEX.slice(1),
    `${HEX}0`,
    `${HEX} && x`,
    `x; ${HEX}`,
    `${HEX}\n`,
    HEX.toUpperCase(),
    `g${HEX.slice(1)}`,
  ];
  for (const text of others) assert.ok(!isSha256(text), text);
});
