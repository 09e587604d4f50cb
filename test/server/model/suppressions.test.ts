import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildModel } from "../../../server/src/model/build.ts";

interface SuppressionRow {
  readonly text: string;
  /** Codes, the text that each comment covers (undefined: the file), and its reason. */
  readonly found: readonly (readonly [codes: string, covers: string | undefined, reason?: string])[];
}

const ROWS: Readonly<Record<string, SuppressionRow>> = {
  "above an instruction: all of its lines": {
    text: "FROM a\n# seaworthy ignore=x\nRUN b \\\n  c\nRUN d\n",
    found: [["x", "RUN b \\\n  c"]],
  },
  "above other comments: the instruction below them": {
    text: "FROM a\n# seaworthy ignore=x\n# hadolint ignore=y\n \t# why\nRUN b\n",
    found: [
      ["x", "RUN b"],
      ["y", "RUN b"],
    ],
  },
  "above a blank line: nothing": { text: "FROM a\n# seaworthy ignore=x\n\nRUN b\n", found: [["x", ""]] },
  "on the last line: nothing": { text: "FROM a\n# seaworthy ignore=x", found: [["x", ""]] },
  "inside of an instruction: the next line": {
    text: "FROM a\nRUN b \\\n  # seaworthy ignore=x\n  c \\\n  d\n",
    found: [["x", "  c \\"]],
  },
  "inside of an instruction above other comments": {
    text: "FROM a\nRUN b \\\n# seaworthy ignore=x\n# why\n  c \\\n  d\n",
    found: [["x", "  c \\"]],
  },
  "inside of an instruction that the file ends with": {
    text: "FROM a\nRUN b \\\n# seaworthy ignore=x\n",
    found: [["x", ""]],
  },
  "with line ends of Windows": {
    text: "FROM a\r\n# seaworthy ignore=x\r\nRUN b \\\r\n  c\r\n",
    found: [["x", "RUN b \\\r\n  c"]],
  },
  "of the whole file": {
    text: "# seaworthy global ignore=x\n# hadolint global ignore=y\nFROM a\n",
    found: [
      ["x", undefined],
      ["y", undefined],
    ],
  },
  "several codes, and blanks of any kind": {
    text: "#\tseaworthy \tignore\t=\tx, y ;z\nFROM a\n",
    found: [["x y z", "FROM a"]],
  },
  "a reason behind two dashes": {
    text: "# seaworthy ignore=x -- as we say -- always\nFROM a\n",
    found: [["x", "FROM a", "as we say -- always"]],
  },
  "a note behind a hash": { text: "# hadolint ignore=x # y\nFROM a\n", found: [["x", "FROM a"]] },
  "words that are no such comment": {
    text: "# see seaworthy ignore=x\n# seaworthy ignores=x\n# hadolint shell=bash\n# seaworthyignore=x\nFROM a\nRUN <<E\n# seaworthy ignore=x\nE\n",
    found: [],
  },
  "BuildKit's directive, up to its other part": {
    text: "# check=SKIP=A, B;error=true\nFROM a\n",
    found: [["A B", undefined]],
  },
  "BuildKit's directive with its other part alone": { text: "# check=error=true\nFROM a\n", found: [] },
  "BuildKit's directive behind another one": {
    text: "# escape=`\n# check=error=true;skip=all\nFROM a\n",
    found: [["all", undefined]],
  },
};

describe("comments that silence", () => {
  for (const [name, { text, found }] of Object.entries(ROWS)) {
    it(name, () => {
      const { suppressions } = buildModel(text);
      assert.deepEqual(
        suppressions.map(({ codes, covers, reason }) => [
          codes.map(({ code }) => code).join(" "),
          covers && text.slice(covers.start, covers.end),
          ...(reason === undefined ? [] : [reason]),
        ]),
        found,
      );
      for (const { code, span } of suppressions.flatMap(({ codes }) => codes))
        assert.equal(text.slice(span.start, span.end), code);
    });
  }
});
