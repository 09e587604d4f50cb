import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { printScript } from "./print-script.ts";
import { parse } from "./script-table.ts";

/** Hostile texts: none may throw, and each cap that is hit is said. `says` is the message of one of the gaps. */
const HOSTILE: Readonly<Record<string, { readonly text: string; readonly says: string | undefined }>> = {
  "a text one character too long": { text: `a${" ".repeat(65_536)}`, says: "longer than 65536 characters" },
  "the longest text that is read": { text: `a${" ".repeat(65_535)}`, says: undefined },
  "10,000 open substitutions": {
    text: `echo ${"$(".repeat(10_000)}`,
    says: "more than 131072 characters of scripts inside the script",
  },
  "10,000 closed substitutions": {
    text: `echo ${"$(a ".repeat(10_000)}${")".repeat(10_000)}`,
    says: "maximum command substitution nesting depth exceeded",
  },
  "17 substitutions": {
    text: `echo ${"$(a ".repeat(17)}${")".repeat(17)}`,
    says: "substitutions nested deeper than 16 levels",
  },
  "16 substitutions": { text: `echo ${"$(a ".repeat(16)}${")".repeat(16)}`, says: undefined },
  "10,000 open parentheses": { text: "(".repeat(10_000), says: "unterminated arithmetic command" },
  "65 groups": { text: `${"{ ".repeat(65)}a${"; }".repeat(65)}`, says: "nested deeper than 64 levels" },
  "64 groups": { text: `${"{ ".repeat(64)}a${"; }".repeat(64)}`, says: undefined },
  "10,000 open groups": { text: "{ ".repeat(10_000), says: "nested deeper than 64 levels" },
  "65 evals": { text: `${"eval ".repeat(65)}a`, says: "nested deeper than 64 levels" },
  "64 evals": { text: `${"eval ".repeat(64)}a`, says: undefined },
  "evals as long as a RUN may be": {
    text: `${"eval ".repeat(13_000)}a`,
    says: "more than 131072 characters of scripts inside the script",
  },
  "finds in finds": { text: `${"find -exec ".repeat(5_000)}a`, says: "nested deeper than 64 levels" },
  "thousands of wrappers": { text: `${"sudo ".repeat(13_000)}a`, says: undefined },
  "thousands of `time`": { text: `${"time ".repeat(13_000)}a`, says: undefined },
  "thousands of negations": { text: `${"! ".repeat(30_000)}a`, says: undefined },
  "thousands of backquotes": { text: "`".repeat(10_001), says: "unterminated backtick" },
  "thousands of brackets": { text: "[".repeat(60_000), says: undefined },
  "thousands of backslashes": { text: "\\".repeat(60_000), says: undefined },
  "thousands of nested scripts": { text: "sh -c 'x';".repeat(6_500), says: undefined },
  "thousands of variables in nested quotes": { text: `bash -c "${"'$X' ".repeat(12_000)}"`, says: undefined },
  "thousands of here-documents": { text: "cat <<A ".repeat(5_000), says: undefined },
  "NUL characters": { text: "a\0b \0".repeat(10_000), says: undefined },
  "lone surrogates": { text: "\ud800 '\udc00' \\\ud83d".repeat(5_000), says: undefined },
};

describe("hostile shell text", () => {
  for (const [name, { text, says }] of Object.entries(HOSTILE)) {
    it(name, () => {
      const messages = parse(text).gaps.map(({ message }) => message);
      if (says === undefined) assert.deepEqual(messages, []);
      else assert.ok(messages.includes(says), `${says} is among ${[...new Set(messages)].join(", ")}`);
    });
  }
  it("a text that is too long is one gap over all of it", () => {
    const text = "a ".repeat(40_000);
    const script = parse(text);
    assert.deepEqual(script.gaps, [{ span: { start: 0, end: text.length }, message: "longer than 65536 characters" }]);
    assert.deepEqual(script.body.items, []);
  });
  it("what stands before a cap is still read", () => {
    const script = parse(`a; echo ${"$(b ".repeat(17)}${")".repeat(17)}; c`);
    assert.match(printScript(script), /^\{a\} ; \{echo .*\{b \?\}.* ; \{c\}$/);
  });
  it("gaps of nested scripts and substitutions are listed in the outer script", () => {
    const gaps = parse(`a $(b |); sh -c "c |"`).gaps.map(({ message }) => message);
    assert.deepEqual(gaps, ["expected command after '|'", "expected command after '|'"]);
  });
});
