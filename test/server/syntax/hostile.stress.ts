import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDockerfile } from "../../../server/src/syntax/parse.ts";
import { pairsOf, wordsOf } from "../../../server/src/syntax/words.ts";

const SIZE = 300_000;

/** Texts whose reading would take minutes if any step cost its square; a step that does hangs this test. */
const rows: Readonly<Record<string, string>> = {
  "one long line": `RUN ${"a ".repeat(SIZE)}`,
  "100,000 lines": "RUN a\n".repeat(100_000),
  "an endless continuation": "RUN a \\\n".repeat(SIZE / 4),
  "a continuation of nothing": `RUN \\\n${"\\\n".repeat(SIZE)}`,
  "a continuation of comments": `RUN \\\n${"#\n".repeat(SIZE)}`,
  "5,000 stages": "FROM a AS b\n".repeat(5000),
  "many pairs on many lines": `ENV ${"a=b \\\n".repeat(SIZE / 6)}`,
  "many words without =": `ENV x=1 ${"a ".repeat(SIZE)}`,
  "many quotes": `LABEL ${"'' ".repeat(SIZE)}`,
  "NUL characters": "\0".repeat(SIZE),
  "lone surrogates": "\ud800".repeat(SIZE),
  "carriage returns": "\r".repeat(SIZE),
  "many here-documents in one line": `RUN ${"<<A ".repeat(SIZE / 8)}\n${"A\n".repeat(SIZE / 8)}`,
  "many here-documents that are not ended": "RUN <<A\n".repeat(SIZE / 8),
  "many <": `RUN ${"<".repeat(SIZE)}`,
  "blanks behind <<": `RUN <<${" ".repeat(SIZE)}<`,
  "quotes beside a here-document": `RUN <<A ${"''".repeat(SIZE)}`,
  "nested variables beside a here-document": `RUN <<A ${"${a:-".repeat(SIZE)}`,
  "open brackets": `RUN ${"[".repeat(SIZE)}`,
  "a JSON array over many lines": `RUN ["a",\\\n${'"b",\\\n'.repeat(SIZE / 6)}"c"]`,
  "many flags": `RUN ${"--a ".repeat(SIZE / 4)}`,
  "a flag that does not end": `RUN --a='${"b".repeat(SIZE)}`,
  "many triggers": "ONBUILD ".repeat(SIZE / 8),
  "many directives": "# escape=`\n".repeat(SIZE / 11),
  "many conflicts": "RUN a \\\n<<<<<<< a\nb \\\n=======\nc \\\n>>>>>>> b\n".repeat(SIZE / 50),
  "many unknown words": "x\n".repeat(SIZE),
  "many comments": `FROM a\n${"#\n".repeat(SIZE)}RUN b\n`,
};

for (const [name, text] of Object.entries(rows)) {
  test(name, () => {
    const dockerfile = parseDockerfile(text);
    const { instructions, problems, escape } = dockerfile;
    for (const { span } of [...instructions, ...problems]) assert.ok(0 <= span.start && span.end <= text.length);
    for (const instruction of instructions) {
      assert.ok(wordsOf(instruction).every(({ span }) => span.end <= text.length));
      assert.ok(pairsOf(instruction, escape).every(({ span }) => span.start <= span.end));
    }
    const later = parseDockerfile(`${text}\nUSER c`, dockerfile);
    assert.ok(later.comments.length >= dockerfile.comments.length);
  });
}
