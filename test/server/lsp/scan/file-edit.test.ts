import assert from "node:assert/strict";
import { test } from "node:test";
import type { InitializeParams } from "vscode-languageserver/node";
import { clientAbilities } from "../../../../server/src/lsp/client-abilities.ts";
import { fileEdit } from "../../../../server/src/lsp/scan/file-edit.ts";

const MAKES = { documentChanges: true, resourceOperations: ["create" as const] };
const SHOWS = { ...MAKES, changeAnnotationSupport: {} };

function abilities(workspaceEdit: NonNullable<InitializeParams["capabilities"]["workspace"]>["workspaceEdit"] = SHOWS) {
  const workspace = workspaceEdit === undefined ? {} : { workspaceEdit };
  return clientAbilities({ processId: null, rootUri: null, capabilities: { workspace } });
}

const CHANGE = { path: "/shop/.vex/a.json", before: "one\ntwo\n", after: "one\nTWO\n" };
const textDocument = { uri: "file:///shop/.vex/a.json", version: null };
const edit = { range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, newText: "TWO\n" };

test("a file that is there is edited from the first line that changes to the last", () => {
  assert.deepEqual(fileEdit(CHANGE, abilities()), { documentChanges: [{ textDocument, edits: [edit] }] });
});

test("a new file is made first, unless it is there by then", () => {
  const [create, written, ...more] = fileEdit({ ...CHANGE, before: undefined }, abilities())?.documentChanges ?? [];
  assert.deepEqual(create, { kind: "create", uri: textDocument.uri, options: { ignoreIfExists: true } });
  const start = { line: 0, character: 0 };
  assert.deepEqual(written, { textDocument, edits: [{ range: { start, end: start }, newText: CHANGE.after }] });
  assert.deepEqual(more, []);
});

test("a file with nothing left in it goes", () => {
  const options = { ignoreIfNotExists: true };
  assert.deepEqual(fileEdit({ ...CHANGE, after: undefined }, abilities()), {
    documentChanges: [{ kind: "delete", uri: textDocument.uri, options }],
  });
});

test("what is to be looked at stands under its words, where the client shows that", () => {
  const change = { ...CHANGE, review: "Decisions" };
  assert.deepEqual(fileEdit(change, abilities()), {
    documentChanges: [{ textDocument, edits: [{ ...edit, annotationId: "review" }] }],
    changeAnnotations: { review: { label: "Decisions", needsConfirmation: true } },
  });
  assert.deepEqual(fileEdit(change, abilities(MAKES)), { documentChanges: [{ textDocument, edits: [edit] }] });
});

test("a client that makes no files, or changes no closed ones, is given none", () => {
  for (const workspaceEdit of [{}, { documentChanges: true }, { resourceOperations: ["create" as const] }])
    assert.equal(fileEdit(CHANGE, abilities(workspaceEdit)), undefined);
});
