import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { goBinary } from "../../../../../server/src/scan/embedded/packages/go-binary.ts";
import { elfOf, type ProgramForm, programOf, put, widthOf } from "../../../../harness/program-writer.ts";
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

const RODATA = 0x401000;
const DATA = 0x402000;

/** What Go before 1.18 writes: the header in its own section (or in the data), the heads of strings and their text in another. */
function pointing(form: ProgramForm, name: string): Buffer {
  const order = widthOf(form);
  const [header, texts] = [Buffer.alloc(64), Buffer.alloc(512)];
  header.write("\u00ff Go buildinf:", 16, "latin1");
  header.writeUInt8(order.width, 30);
  header.writeUInt8(order.isLittle ? 0 : 1, 31);
  let at = 4 * order.width;
  for (const [index, text] of ["go1.17.13", MODULES].entries()) {
    const head = index * 2 * order.width;
    put(header, 32 + index * order.width, RODATA + head, order);
    put(texts, head, RODATA + at, order);
    put(texts, head + order.width, text.length, order);
    at += texts.write(text, at);
  }
  return programOf(form, [
    { name: ".rodata", address: RODATA, content: texts },
    { name, address: DATA, content: header },
  ]);
}

/** What Go writes since 1.18: two strings behind the header. */
function inline(form: ProgramForm, name: string, modules = MODULES): Buffer {
  const header = Buffer.alloc(48);
  header.write("\u00ff Go buildinf:", 16, "latin1");
  header.writeUInt8(2, 31);
  const strings = ["go1.26.8", modules].map((text) =>
    Buffer.from([
      ...(text.length < 128 ? [text.length] : [0x80 | (text.length & 127), text.length >> 7]),
      ...Buffer.from(text),
    ]),
  );
  return programOf(form, [{ name, address: DATA, content: Buffer.concat([header, ...strings]) }]);
}

describe("a program of Go", () => {
  const forms: readonly (readonly [ProgramForm, section: string])[] = [
    ["elf32", ".go.buildinfo"],
    ["elf32be", ".go.buildinfo"],
    ["elf64", ".go.buildinfo"],
    ["elf64be", ".go.buildinfo"],
    ["elf64", ".data"],
    ["pe32", ".data"],
    ["pe64", ".data"],
    ["macho64", "__go_buildinfo"],
    ["macho64", "__data"],
  ];
  const told = (bytes: Buffer) => {
    const { packages, gap } = goBinary.read("app", openFile(bytes));
    return gap ?? packages.map(({ name, version }) => `${name} ${version}`).join(", ");
  };
  for (const [form, section] of forms) {
    it(`is read as ${form} with ${section}, of old and new versions of Go`, () => {
      assert.equal(told(pointing(form, section)), "stdlib 1.17.13, x.example/app v1.2.0");
      assert.equal(told(inline(form, section)), "stdlib 1.26.8, x.example/app v1.2.0");
    });
  }
  it("whose data do not tell of Go is none", () => assert.equal(told(inline("elf64", ".text")), ""));
});

describe("the version of the standard library", () => {
  const rows: Readonly<Record<string, string>> = {
    "go1.22": "1.22",
    "go1.23rc1": "1.23rc1",
    "go1.16.4b7": "1.16.4",
    "go1.26.6-X:boringcrypto": "1.26.6",
    "go1.20.12 (Red Hat 1.20.12-8.el9_3)": "1.20.12",
    "go1.22.1 X:nocoverageredesign": "1.22.1",
    "go1.22.1b": "",
    go2: "",
  };
  for (const [written, version] of Object.entries(rows)) {
    it(`${written} is ${version === "" ? "not told" : version}`, () => {
      const { packages } = goBinary.read("app", openFile(olderProgram([written, MODULES])));
      assert.deepEqual(packages[0], { type: "golang", name: "stdlib", version });
    });
  }
});

test("a module that was replaced is the one that took its place", () => {
  const lines = [
    "dep\ta.example/x\tv1.0.0\th1:a=",
    "dep\tb.example/y\tv1.0.0",
    "=>\tfork.example/y\tv1.0.1\th1:b=",
    "dep\tc.example/z\tv1.0.0",
    "=>\t./local\t(devel)\t",
  ];
  const modules = `${"-".repeat(16)}${lines.join("\n")}\n${"-".repeat(16)}`;
  assert.deepEqual(
    goBinary
      .read("app", openFile(inline("elf64", ".go.buildinfo", modules)))
      .packages.map(({ name, version }) => `${name} ${version}`),
    ["stdlib 1.26.8", "a.example/x v1.0.0", "fork.example/y v1.0.1", "./local "],
  );
});
