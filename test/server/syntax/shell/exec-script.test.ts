import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ExecWord, scriptOfWords } from "../../../../server/src/syntax/shell/exec-script.ts";
import type { ShellLanguage } from "../../../../server/src/syntax/shell/script.ts";
import { assertPlaces } from "./assert-places.ts";
import { printScript } from "./print-script.ts";

/** The strings of a JSON array, each with the places of its characters; the only escapes are `\"` and `\\`. */
function wordsIn(source: string): readonly ExecWord[] {
  return [...source.matchAll(/"((?:[^"\\]|\\["\\])*)"/g)].map((match) => {
    const start = match.index;
    const at: number[] = [0];
    const from: number[] = [start + 1];
    let text = "";
    for (let index = start + 1; index < start + match[0].length - 1; index += 1) {
      if (source[index] === "\\") {
        index += 1;
        at.push(text.length);
        from.push(index);
      }
      text += source[index];
    }
    return { joined: { text, at, from }, span: { start, end: start + match[0].length } };
  });
}

const ROWS: Readonly<Record<string, readonly [source: string, tree: string, language?: ShellLanguage]>> = {
  "a program and its words": [`["a", "b c", "$D", "*"]`, "{'a' 'b c' '$D' '*'}"],
  "a shell": [`["bash", "-c", "a $B | c"]`, "{'bash' '-c' 'a $B | c'}→sh[pipe({a ${B}} | {c})]"],
  "a shell with its folder and options": [
    `["/bin/bash", "-eo", "pipefail", "-c", "a && b"]`,
    "{'/bin/bash' '-eo' 'pipefail' '-c' 'a && b'}→sh[({a} && {b})]",
  ],
  "escapes in a string": [`["sh", "-c", "a \\"b c\\""]`, "{'sh' '-c' 'a '·'\"b c'·'\"'}→sh[{a 'b c'}]"],
  "wrappers are peeled off": [`["sudo", "env", "A=b", "c"]`, "{<sudo> <env> A='b' 'c'}"],
  "an empty string": [`["a", ""]`, "{'a' ''}"],
  "nothing at all": ["[]", ""],
  PowerShell: [
    `["powershell", "-Command", "a 'b'; $c = $env:D"]`,
    "{'powershell' '-Command' 'a 'b'; $c = $env:D'}→powershell[{a 'b'} ; {c=${D}q}]",
    "cmd",
  ],
  cmd: [`["cmd", "/S", "/C", "a & b"]`, "{'cmd' '/S' '/C' 'a & b'}→cmd[{a} ; {b}]", "cmd"],
  "a program where no shell is known": [`["sudo", "a"]`, "{<sudo> 'a'}", "unknown"],
};

describe("a RUN in JSON form", () => {
  for (const [sentence, [source, tree, language]] of Object.entries(ROWS)) {
    it(sentence, () => {
      const script = scriptOfWords(wordsIn(source), language);
      assert.equal(printScript(script), tree);
      assert.deepEqual(script.gaps, []);
      assertPlaces(script, source);
    });
  }
  it("words stand where their strings do", () => {
    const source = `["a", "b \\"c"]`;
    const [command] = scriptOfWords(wordsIn(source)).body.items;
    assert.ok(command?.kind === "command");
    const spans = [command.span, ...command.words.map((word) => word.span)];
    assert.deepEqual(
      spans.map(({ start, end }) => source.slice(start, end)),
      [`"a", "b \\"c"`, `"a"`, `"b \\"c"`],
    );
  });
  it("strings that are too long are one gap", () => {
    const source = `["a", "${"b".repeat(65_536)}"]`;
    const { body, gaps } = scriptOfWords(wordsIn(source));
    assert.deepEqual(body.items, []);
    assert.deepEqual(gaps, [{ span: { start: 1, end: source.length - 1 }, message: "longer than 65536 characters" }]);
  });
});
