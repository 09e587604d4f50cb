import assert from "node:assert/strict";
import { it } from "node:test";
import { tarReader } from "../../../server/src/archive/tar.ts";
import { TAR_END, tarHead, tarPadding, textTar } from "../../../server/src/archive/write-tar.ts";

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

it("a head is that of a file which all may read, of nobody, and of the given second", () => {
  const fields: readonly (readonly [text: string, length: number])[] = [
    ["facts.json", 100],
    ["0000644", 8],
    ["0000000", 8],
    ["0000000", 8],
    ["00000000012", 12],
    ["15125334400", 12],
    ["011225\0 ", 8],
    ["0", 1],
    ["", 100],
    ["ustar", 6],
    ["00", 2],
    ["", 64],
    ["0000000", 8],
    ["0000000", 8],
    ["", 167],
  ];
  const head = fields.map(([text, length]) => text.padEnd(length, "\0")).join("");
  assert.equal(tarHead("facts.json", 10, new Date("2026-01-01T00:00:00.999Z")), head);
  assert.deepEqual([tarPadding(510), tarPadding(512), TAR_END], ["\0\0", "", "\0".repeat(1024)]);
});
