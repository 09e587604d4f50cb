import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ignoreHere, ignoreInFile } from "../../../server/src/fix/ignore.ts";
import { buildModel } from "../../../server/src/model/build.ts";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";

/** The text after rule `x` is ignored at `word`, or in the file without one. */
function ignored(text: string, word?: string): string | undefined {
  const { dockerfile, suppressions } = buildModel(text);
  const context = { ...dockerfile, suppressions };
  const start = word === undefined ? 0 : text.indexOf(word);
  const fix = word === undefined ? ignoreInFile(context, "x") : ignoreHere(context, "x", { start, end: start + 1 });
  return fix && applyEdits(text, fix.edits);
}

const here: Readonly<Record<string, readonly [text: string, word: string, result: string]>> = {
  "above the first word of a file": ["FROM a\n", "FROM", "# seaworthy ignore=x\nFROM a\n"],
  "added to a comment that holds there, also for the keyword": [
    "FROM a\n# seaworthy ignore=y\nRUN b\n",
    "RUN",
    "FROM a\n# seaworthy ignore=y,x\nRUN b\n",
  ],
  "above an instruction": ["FROM a\nRUN b\n", "b", "FROM a\n# seaworthy ignore=x\nRUN b\n"],
  "above the first line of a continued instruction": [
    "FROM a\nRUN b \\\n    c\n",
    "b",
    "FROM a\n# seaworthy ignore=x\nRUN b \\\n    c\n",
  ],
  "inside a continued instruction, above the word's line": [
    "FROM a\nRUN b \\\n    c\n",
    "c",
    "FROM a\nRUN b \\\n    # seaworthy ignore=x\n    c\n",
  ],
  "inside, where the file has another escape character": [
    "# escape=`\nFROM a\nRUN b `\n    c\n",
    "c\n",
    "# escape=`\nFROM a\nRUN b `\n    # seaworthy ignore=x\n    c\n",
  ],
  "inside, with CRLF line ends": [
    "FROM a\r\nRUN b \\\r\n    c\r\n",
    "c",
    "FROM a\r\nRUN b \\\r\n    # seaworthy ignore=x\r\n    c\r\n",
  ],
  "inside, behind another comment": [
    "FROM a\nRUN b \\\n    # next\n    c\n",
    "c\n",
    "FROM a\nRUN b \\\n    # next\n    # seaworthy ignore=x\n    c\n",
  ],
  "above a here-document, whose lines are the shell's": [
    "FROM a\nRUN <<EOF\nb \\\n  c\nEOF\n",
    "c\n",
    "FROM a\n# seaworthy ignore=x\nRUN <<EOF\nb \\\n  c\nEOF\n",
  ],
  "above a JSON array": [
    'FROM a\nRUN ["b", \\\n  "c"]\n',
    '"c"',
    'FROM a\n# seaworthy ignore=x\nRUN ["b", \\\n  "c"]\n',
  ],
  "behind a byte order mark": ["\ufeffFROM a\nRUN b\n", "a", "\ufeff# seaworthy ignore=x\nFROM a\nRUN b\n"],
  "added to a comment that holds there": [
    "FROM a\n# seaworthy ignore=y -- reason\nRUN b\n",
    "b\n",
    "FROM a\n# seaworthy ignore=y,x -- reason\nRUN b\n",
  ],
  "added behind the last id": [
    "FROM a\n# seaworthy ignore=y,z\nRUN b\n",
    "b\n",
    "FROM a\n# seaworthy ignore=y,z,x\nRUN b\n",
  ],
  "behind a line that speaks of hadolint, but is no comment": [
    "FROM a\nRUN b # hadolint c\nRUN d\n",
    "d\n",
    "FROM a\nRUN b # hadolint c\n# seaworthy ignore=x\nRUN d\n",
  ],
  "not added to comments that hold elsewhere": [
    "FROM a\n# seaworthy ignore=y\nRUN b\nRUN c\n# seaworthy ignore=z\nRUN d\n",
    "c\n",
    "FROM a\n# seaworthy ignore=y\nRUN b\n# seaworthy ignore=x\nRUN c\n# seaworthy ignore=z\nRUN d\n",
  ],
  "in front of comments for hadolint, which hold for the next line alone": [
    "FROM a\n# why\n# hadolint ignore=DL3008\nRUN b\n",
    "b\n",
    "FROM a\n# why\n# seaworthy ignore=x\n# hadolint ignore=DL3008\nRUN b\n",
  ],
  "in front of a comment for hadolint that is the first line": [
    "# hadolint ignore=DL3006\nFROM a\n",
    "a",
    "# seaworthy ignore=x\n# hadolint ignore=DL3006\nFROM a\n",
  ],
};

const file: Readonly<Record<string, readonly [text: string, result: string]>> = {
  "at the top": ["FROM a\n", "# seaworthy global ignore=x\nFROM a\n"],
  "behind the parser directives": [
    "# syntax=docker/dockerfile:1\n# escape=`\n\nFROM a\n",
    "# syntax=docker/dockerfile:1\n# escape=`\n# seaworthy global ignore=x\n\nFROM a\n",
  ],
  "with CRLF line ends": ["FROM a\r\nRUN b\r\n", "# seaworthy global ignore=x\r\nFROM a\r\nRUN b\r\n"],
  "behind the line of a script": [
    "#!/usr/bin/env docker\nFROM a\n",
    "#!/usr/bin/env docker\n# seaworthy global ignore=x\nFROM a\n",
  ],
  "behind a directive that is all there is": [
    "# syntax=docker/dockerfile:1",
    "# syntax=docker/dockerfile:1\n# seaworthy global ignore=x",
  ],
  "added to a list that is there": ["# seaworthy global ignore=y\nFROM a\n", "# seaworthy global ignore=y,x\nFROM a\n"],
};

describe("ignore comments", () => {
  it("are not offered at a parser directive, which would be none below them", () => {
    assert.equal(ignored("# escape=`\n# syntax=docker/dockerfile:1\nFROM a\n", "docker"), undefined);
  });
  it("say where they hold, and want a look", () => {
    const { dockerfile, suppressions } = buildModel("FROM a\n# seaworthy ignore=y\nRUN b\n");
    const context = { ...dockerfile, suppressions };
    const fixes = [ignoreHere(context, "x", { start: 0, end: 1 }), ignoreInFile(context, "x")];
    assert.deepEqual(
      fixes.map((fix) => fix && [fix.kind, fix.title, fix.safety]),
      [
        ["edit", "Ignore x here", "review"],
        ["edit", "Ignore x in this file", "review"],
      ],
    );
  });
  for (const [name, [text, word, result]] of Object.entries(here)) {
    it(`here: ${name}`, () => assert.equal(ignored(text, word), result));
  }
  for (const [name, [text, result]] of Object.entries(file)) {
    it(`in the file: ${name}`, () => assert.equal(ignored(text), result));
  }
});
