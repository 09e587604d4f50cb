import assert from "node:assert/strict";
import { test } from "node:test";
import { quoted, unquoted, withoutQuotes } from "../../../server/src/fix/quote.ts";

/** Value and escape character → the word. */
const words: readonly (readonly [value: string, escapeCharacter: string, word: string])[] = [
  ["", "\\", '""'],
  ["two words", "\\", '"two words"'],
  ['"$5"', "\\", '"\\"\\$5\\""'],
  ["C:\\ports`", "\\", '"C:\\\\ports`"'],
  ["C:\\ports`$A", "`", '"C:\\ports```$A"'],
  ["one\r\n\t two\n", "\\", '"one  two "'],
];

test("a value between quotes means itself in a Dockerfile, and stays on its line", () => {
  for (const [value, escapeCharacter, word] of words) assert.equal(quoted(value, escapeCharacter), word);
});

test("a word is unquoted where one pair of quotes stands around all of it", () => {
  const inner = (raw: string) => [unquoted(raw, "'"), unquoted(raw, '"')];
  assert.deepEqual(inner("'a \"b'"), ['a "b', undefined]);
  assert.deepEqual(inner(`"a"`), [undefined, "a"]);
  assert.deepEqual(inner("''"), ["", undefined]);
  for (const raw of ["'", "'a'b'", "'a", "a'", "'a'='b'"]) assert.equal(unquoted(raw, "'"), undefined, raw);
});

test("quotes between those around a word stay", () => {
  for (const [word, plain] of [
    [`"a"`, "a"],
    ["'a'", "a"],
    [`'a"b'`, `a"b`],
    [`'a"`, `'a"`],
    [`""`, ""],
    ["a", "a"],
    [`a"b"`, `a"b"`],
    [`"a"b`, `"a"b`],
  ] as const)
    assert.equal(withoutQuotes(word), plain);
});
