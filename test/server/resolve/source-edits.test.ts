import assert from "node:assert/strict";
import { test } from "node:test";
import type { SourceEdit } from "../../../server/src/knowledge/source-changes.ts";
import { applyEdits } from "../../../server/src/resolve/source-edits.ts";

const BEFORE = new Map([
  ["etc/apt/sources.list", "deb http://a.example x main"],
  ["etc/apt/sources.list.d/b.list", "deb http://b.example x main\n"],
]);

function after(...edits: readonly SourceEdit[]) {
  const edited = applyEdits(BEFORE, edits);
  return edited.ok ? Object.fromEntries(edited.value) : edited.detail;
}

const [A, B] = ["etc/apt/sources.list", "etc/apt/sources.list.d/b.list"];

test("what is added stands behind what a file holds, or in a file of its own", () => {
  assert.deepEqual(after({ kind: "add", path: `/${A}`, text: "deb c" }), {
    [A]: "deb http://a.example x main\ndeb c\n",
    [B]: "deb http://b.example x main\n",
  });
  const own = after({ kind: "add", path: "/etc/apt/sources.list.d/c.list", text: "deb c" });
  assert.deepEqual(own, { ...Object.fromEntries(BEFORE), "etc/apt/sources.list.d/c.list": "deb c\n" });
});

test("files are written anew, also several by a pattern", () => {
  assert.deepEqual(after({ kind: "replace", path: `/${B}`, text: "deb c" }), { [A]: BEFORE.get(A), [B]: "deb c" });
  assert.deepEqual(after({ kind: "replace", path: "/etc/apt/sources.list*", text: "" }), { [A]: "", [B]: "" });
  assert.deepEqual(after({ kind: "replace", path: "/etc/apt/none/*", text: "" }), Object.fromEntries(BEFORE));
  const path = "/etc/apt/sources.list.d/c.list";
  assert.deepEqual(after({ kind: "replace", path, text: "deb c" }), {
    ...Object.fromEntries(BEFORE),
    "etc/apt/sources.list.d/c.list": "deb c",
  });
});

test("words are exchanged in the files that a path names, one change after the other", () => {
  const change = (path: string, from: string, to: string) =>
    ({ kind: "substitute", path, text: "", from, to }) as const;
  assert.deepEqual(after(change(`/${A}`, "a.example", "b.example"), change("/etc/apt/*", "b.example", "c.example")), {
    [A]: "deb http://c.example x main",
    [B]: "deb http://c.example x main\n",
  });
});

test("changes that make a file grow without end make it unknown", () => {
  const change = (from: string, to: string) => ({ kind: "substitute", path: `/${A}`, text: "sed", from, to }) as const;
  assert.equal(after(change("a", "b".repeat(60_000)), change("b", "c".repeat(60_000))), "is not known: sed changes it");
});

test("one change that is not known makes all of it unknown", () => {
  assert.equal(
    after({ kind: "add", path: "/c", text: "deb c" }, { kind: "unknown", text: "./setup.sh" }),
    "is not known: ./setup.sh changes it",
  );
});
