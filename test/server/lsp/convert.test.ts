import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic } from "vscode-languageserver/node";
import { sameDiagnostics } from "../../../server/src/lsp/convert.ts";

const at = (line: number, character: number) => ({ line, character });
const RANGE = { start: at(1, 2), end: at(3, 4) };
const WORD = { location: { uri: "file:///a", range: RANGE }, message: "curl has no version" };
const ONE: Diagnostic = { range: RANGE, message: "m", code: "a", severity: 2, relatedInformation: [WORD] };

const OTHERS: Readonly<Record<string, Diagnostic>> = {
  "another message": { ...ONE, message: "n" },
  "another rule": { ...ONE, code: "b" },
  "another severity": { ...ONE, severity: 3 },
  "another first line": { ...ONE, range: { ...RANGE, start: at(0, 2) } },
  "another first character": { ...ONE, range: { ...RANGE, start: at(1, 1) } },
  "another last line": { ...ONE, range: { ...RANGE, end: at(4, 4) } },
  "another last character": { ...ONE, range: { ...RANGE, end: at(3, 5) } },
  "no words": { ...ONE, relatedInformation: [] },
  "one word more": { ...ONE, relatedInformation: [WORD, WORD] },
  "another word": { ...ONE, relatedInformation: [{ ...WORD, message: "git has no version" }] },
  "a word elsewhere": {
    ...ONE,
    relatedInformation: [{ ...WORD, location: { ...WORD.location, range: { ...RANGE, end: at(3, 5) } } }],
  },
};

for (const [name, other] of Object.entries(OTHERS)) {
  test(`a diagnostic with ${name} is shown anew`, () => {
    assert.equal(sameDiagnostics([ONE], [structuredClone(ONE)]), true);
    assert.equal(sameDiagnostics([ONE], [other]), false);
    assert.equal(sameDiagnostics([other], [ONE]), false);
  });
}

test("one diagnostic more or less is shown anew", () => {
  assert.equal(sameDiagnostics([ONE], [ONE, ONE]), false);
  assert.equal(sameDiagnostics([ONE, ONE], [ONE]), false);
});
