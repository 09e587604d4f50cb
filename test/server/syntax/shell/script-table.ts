import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseScript } from "../../../../server/src/syntax/shell/parse-script.ts";
import type { Script, ShellLanguage } from "../../../../server/src/syntax/shell/script.ts";
import { assertPlaces } from "./assert-places.ts";
import { printScript } from "./print-script.ts";

/**
 * One test a row: a sentence, the text, the tree that `printScript` prints, and the messages of the gaps. Every row also
 * checks that each literal, variable and command stands where the tree says.
 */
export function scriptTable(
  topic: string,
  rows: Readonly<Record<string, readonly [text: string, tree: string, ...gaps: string[]]>>,
  language: ShellLanguage = "sh",
): void {
  describe(topic, () => {
    for (const [sentence, [text, tree, ...gaps]] of Object.entries(rows)) {
      it(sentence, () => {
        const script = parse(text, language);
        assert.equal(printScript(script), tree);
        assert.deepEqual(
          script.gaps.map(({ message }) => message),
          gaps,
        );
        assertPlaces(script, text);
      });
    }
  });
}

/** A script of one piece that stands at the start of its instruction. */
export function parse(text: string, language: ShellLanguage = "sh"): Script {
  return parseScript({ text, at: [0], from: [0] }, language);
}
