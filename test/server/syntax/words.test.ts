import assert from "node:assert/strict";
import { test } from "node:test";
import type { DockerWord } from "../../../server/src/syntax/dockerfile.ts";
import { parseDockerfile } from "../../../server/src/syntax/parse.ts";
import { pairsOf, wholeBody, wordsOf } from "../../../server/src/syntax/words.ts";
import { sourceOffset } from "../../../server/src/text/joined-text.ts";

function first(text: string) {
  const dockerfile = parseDockerfile(text);
  const [instruction] = dockerfile.instructions;
  assert.ok(instruction !== undefined);
  return { instruction, escape: dockerfile.escape, written: text.slice(instruction.span.start) };
}

/** The word, and its source in the instruction where that differs. */
function printedWord({ joined, span }: DockerWord, written: string): string {
  const source = written.slice(span.start, span.end);
  return source === joined.text ? source : `${joined.text} (${source})`;
}

const words: Readonly<Record<string, readonly [text: string, ...words: string[]]>> = {
  "blanks separate words": ["FROM  a \t AS  b", "a", "AS", "b"],
  "continuations separate none by themselves": ["COPY a\\\nb c", "ab (a\\\nb)", "c"],
  "words may stand on lines of their own": ["COPY a \\\n# x\n  b \\\n  c", "a", "b", "c"],
  "quotes mean nothing between blanks": ["COPY 'a b' c", "'a", "b'", "c"],
  "a JSON array gives its strings": ['COPY ["a b", "c"]', 'a b ("a b")', 'c ("c")'],
  "escapes of a string are decoded": ['CMD ["a\\n\\u0041\\"", "\\\\"]', 'a\nA" ("a\\n\\u0041\\"")', '\\ ("\\\\")'],
  "a string may hold brackets and commas": ['CMD ["[a, b]", "]"]', '[a, b] ("[a, b]")', '] ("]")'],
  "an array over lines is one": ['CMD ["a", \\\n "b"]', 'a ("a")', 'b ("b")'],
  "an empty array has none": ["CMD []"],
  "HEALTHCHECK gives the strings of its command": ['HEALTHCHECK CMD ["a", "b"]', 'a ("a")', 'b ("b")'],
  "nothing gives none": ["EXPOSE"],
};

for (const [name, [text, ...expected]] of Object.entries(words)) {
  test(name, () => {
    const found = wordsOf(first(text).instruction);
    assert.deepEqual(
      found.map((word) => printedWord(word, text)),
      expected,
    );
  });
}

test("a decoded character stands where its escape begins", () => {
  const text = 'CMD ["\\u0041b\\n"]';
  const [word] = wordsOf(first(text).instruction);
  assert.ok(word !== undefined);
  const places = [0, 1, 2].map((index) => text.slice(sourceOffset(word.joined, index)));
  assert.deepEqual(places, ['\\u0041b\\n"]', 'b\\n"]', '\\n"]']);
});

test("the whole body is one word", () => {
  const text = 'MAINTAINER  A B \\\n  "c" \n';
  assert.equal(printedWord(wholeBody(first(text).instruction), text), 'A B   "c" (A B \\\n  "c")');
});

/** `key ~ value`, quotes as written. */
const pairs: Readonly<Record<string, readonly [text: string, ...pairs: string[]]>> = {
  "key and value are separated by =": ["ENV A=b", "A ~ b"],
  "there may be several": ["LABEL a=b c=d", "a ~ b", "c ~ d"],
  "quotes keep blanks": ["ENV A=\"b c\" D='e f'", 'A ~ "b c"', "D ~ 'e f'"],
  "quotes may stand in the middle": ['ENV A=b" "c', 'A ~ b" "c'],
  "keys may be quoted": ['LABEL "a b"="c"', '"a b" ~ "c"'],
  "an escape keeps a blank": ["ENV A=b\\ c D=e", "A ~ b\\ c", "D ~ e"],
  "an escaped quote opens nothing": ['ENV A=\\"b C=d', 'A ~ \\"b', "C ~ d"],
  "an escaped quote in quotes closes nothing": ['ENV A="\\" b" C=d', 'A ~ "\\" b"', "C ~ d"],
  "single quotes know no escapes": ["ENV A='\\' B=c", "A ~ '\\'", "B ~ c"],
  "the escape character is the file's": ["# escape=`\nENV A=b` c", "A ~ b` c"],
  "what a template puts in may hold blanks and quotes": [
    "LABEL a={{ .V }} b=<%= v %>-{{ w | default('x' }} c=\"{{ y }}\" d={{ e",
    "a ~ {{ .V }}",
    "b ~ <%= v %>-{{ w | default('x' }}",
    'c ~ "{{ y }}"',
    "d ~ {{",
    "e",
  ],
  "a value may hold =": ["ENV A=b=c", "A ~ b=c"],
  "a value may be empty": ["ENV A= B=c", "A ~ ", "B ~ c"],
  "pairs may stand on lines of their own": ["ENV A=b \\\n  # x\n\n  C=d", "A ~ b", "C ~ d"],
  "a value may be continued": ['LABEL a="b \\\n  c"', 'a ~ "b   c" ("b \\\n  c")'],
  "the old form takes the rest of the line": ["ENV A b c=d 'e'", "A ~ b c=d 'e'"],
  "the old form of LABEL too": ["LABEL a  b c", "a ~ b c"],
  "the old form without a value is none": ["ENV A"],
  "ARG may lack a value": ["ARG A B=c", "A", "B ~ c"],
  "ARG has no old form": ["ARG A b", "A", "b"],
  "an escape at the end is dropped": ["ENV A=b\\\\\\", "A ~ b\\\\"],
  "nothing gives none": ["LABEL"],
};

for (const [name, [text, ...expected]] of Object.entries(pairs)) {
  test(name, () => {
    const { instruction, escape, written } = first(text);
    const found = pairsOf(instruction, escape).map(({ key, value, span }) => {
      assert.equal(span.start, key.span.start);
      assert.equal(span.end, (value ?? key).span.end);
      const printedKey = printedWord(key, written);
      return value === undefined ? printedKey : `${printedKey} ~ ${printedWord(value, written)}`;
    });
    assert.deepEqual(found, expected);
  });
}
