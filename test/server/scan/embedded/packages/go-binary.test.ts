import assert from "node:assert/strict";
import { test } from "node:test";
import { goBinary } from "../../../../../server/src/scan/embedded/packages/go-binary.ts";
import { elfOf } from "../../../../harness/program-writer.ts";
import { openFile } from "../../../../harness/saved-image.ts";

/** Address of the section with the build information, which begins at byte 128. */
const ADDRESS = 0x1000;

/** A program as Go wrote it before 1.18: the header points to the heads of two strings, and they to the text. */
function olderProgram(strings: readonly [string, string]): Buffer {
  const bytes = elfOf();
  bytes.writeBigUInt64LE(BigInt(ADDRESS), 1024 + 16);
  bytes.writeUInt8(0, 143);
  let at = 192;
  for (const [index, text] of strings.entries()) {
    const head = 160 + 16 * index;
    bytes.writeBigUInt64LE(BigInt(ADDRESS + head - 128), 144 + 8 * index);
    bytes.writeBigUInt64LE(BigInt(ADDRESS + at - 128), head);
    bytes.writeBigUInt64LE(BigInt(text.length), head + 8);
    at += bytes.write(text, at);
  }
  return bytes;
}

const MODULES = `${"-".repeat(16)}path\tx.example/app\nmod\tx.example/app\tv1.2.0\nx\n${"-".repeat(16)}`;

test("a program of a Go before 1.18 points to its build information", () => {
  assert.deepEqual(goBinary.read("app", openFile(olderProgram(["go1.17.1", MODULES]))), {
    packages: [
      { type: "golang", name: "stdlib", version: "1.17.1" },
      { type: "golang", name: "x.example/app", version: "v1.2.0" },
    ],
  });
});

test("the main module of a folder has the version that the linker was given, no other module has", () => {
  const lines = "mod\tx\t(devel)\ndep\ty\t(devel)\nbuild\t-ldflags=-X=main.version=1.2.3\n";
  const modules = `${"-".repeat(16)}${lines}${"-".repeat(16)}`;
  assert.deepEqual(
    goBinary.read("app", openFile(olderProgram(["go1.17.1", modules]))).packages.map(({ version }) => version),
    ["1.17.1", "v1.2.3", ""],
  );
});

test("a program of a Go that is no release has a standard library of no version", () => {
  const { packages } = goBinary.read("app", openFile(olderProgram(["devel go1.23-7f2a3d Tue Jan 2 2024", MODULES])));
  assert.deepEqual(packages[0], { type: "golang", name: "stdlib", version: "" });
});

test("a pointer that leads nowhere is said", () => {
  const bytes = olderProgram(["go1.17.1", MODULES]);
  bytes.writeBigUInt64LE(0x9000n, 160);
  assert.deepEqual(goBinary.read("app", openFile(bytes)), { packages: [], gap: "its Go build information is broken" });
});
