import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placeholdersIn } from "../../../server/src/text/placeholders.ts";

const rows: Readonly<Record<string, readonly string[]>> = {
  "FROM {{ image }}:{{tag}}": ["{{ image }}", "{{tag}}"],
  "FROM @@IMAGE@@ %%TAG%%": ["@@IMAGE@@", "%%TAG%%"],
  "FROM @@IMAGE@@-@@TAG@@": ["@@IMAGE@@", "@@TAG@@"],
  "FROM <%= image %>": ["<%= image %>"],
  "RUN a{% if slim %}b{% endif %}": ["{% if slim %}", "{% endif %}"],
  "a @@ b @@ c": [],
  "a {{ b\nc }} d": [],
  "{{ open": [],
  "{{ a\n{{ b }}": ["{{ b }}"],
  "no template": [],
};

describe("template placeholders", () => {
  for (const [text, expected] of Object.entries(rows)) {
    it(JSON.stringify(text), () => {
      assert.deepEqual(
        placeholdersIn(text).map(({ start, end }) => text.slice(start, end)),
        expected,
      );
    });
  }

  it("are found without going over the text again and again", () => {
    assert.deepEqual(placeholdersIn("{{".repeat(200_000)), []);
    assert.deepEqual(placeholdersIn(`${"{{ ".repeat(200_000)}\n}}`), []);
  });
});
