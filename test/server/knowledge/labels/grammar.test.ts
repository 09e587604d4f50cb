import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keyProblem } from "../../../../server/src/knowledge/labels/grammar.ts";

const rows: Readonly<Record<string, string | undefined>> = {
  "org.opencontainers.image.title": undefined,
  "com.example.build-host2": undefined,
  version: undefined,
  RUN: undefined,
  UNINSTALL: undefined,
  "com.redhat.license_terms": undefined,
  "com.datadoghq.ad.check_names": undefined,
  "io.whalebrew.config.working_dir": undefined,
  "about.license_file": undefined,
  "": "is empty: name it",
  Version: 'holds capital letters: use lower-case letters, digits, "." and "-"',
  Run: 'holds capital letters: use lower-case letters, digits, "." and "-"',
  A_B: 'holds capital letters and "_": use lower-case letters, digits, "." and "-"',
  "build host/É": 'holds " ", "/" and "É": use lower-case letters, digits, "." and "-"',
  "a@b+c!d?e\u{1F6A2}": 'holds "@", "+", "!", "?" and other characters: use lower-case letters, digits, "." and "-"',
  "Com..example":
    'holds capital letters and has two separators in a row: use lower-case letters, digits, "." and "-", write one "." or "-"',
  build_host: 'holds "_": use lower-case letters, digits, "." and "-"',
  "com..example": 'has two separators in a row: write one "." or "-"',
  "com.-example": 'has two separators in a row: write one "." or "-"',
  ".example": "begins with no letter: begin it with a lower-case one",
  "1password.key": "begins with no letter: begin it with a lower-case one",
  "com.example.": 'ends in "." or "-": end it in a letter or digit',
};

describe("the grammar of label keys", () => {
  for (const [key, problem] of Object.entries(rows)) {
    it(`"${key}" ${problem ?? "is a key"}`, () => assert.equal(keyProblem(key), problem));
  }
});
