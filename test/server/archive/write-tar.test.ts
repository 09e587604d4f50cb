import assert from "node:assert/strict";
import { it } from "node:test";
import { tarReader } from "../../../server/src/archive/tar.ts";
import { textTar } from "../../../server/src/archive/write-tar.ts";

it("an archive of texts is read back as it was written", () => {
  const members = [
    { path: "facts.json", text: '{"name":"Größe"}\n' },
    { path: "vex/empty", text: "" },
    { path: "full", text: "x".repeat(1024) },
  ];
  const archive = Buffer.from(textTar(members, new Date("2026-01-01T00:00:00Z")));
  assert.equal(archive.length % 512, 0);
  const read: { path: string; text: string }[] = [];
  const reader = tarReader(
    "it",
    { wish: () => "take", take: ({ path }, content) => read.push({ path, text: Buffer.from(content).toString() }) },
    { fileBytes: 10_000, entries: 10 },
  );
  reader.push(archive);
  assert.ok(reader.end().ok);
  assert.deepEqual(read, members);
});
