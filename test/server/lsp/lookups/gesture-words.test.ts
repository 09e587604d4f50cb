import assert from "node:assert/strict";
import { test } from "node:test";
import { failureLines } from "../../../../server/src/lsp/lookups/gesture-words.ts";
import { lineIndex } from "../../../../server/src/text/line-index.ts";

test("a line of the log names the file as people do", () => {
  const failed = { rule: "apt-unpinned", span: { start: 8, end: 9 }, title: "Pin curl", message: "nobody has it" };
  const document = { uri: "file:///shop/my%20app.Dockerfile", lines: lineIndex("FROM a\nRUN b\n") };
  assert.deepEqual(failureLines(document, [{ ...failed, reason: "not-found" }]), [
    "my app.Dockerfile:2: Pin curl (apt-unpinned): nobody has it",
  ]);
});
