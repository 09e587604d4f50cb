import { deflateSync } from "node:zlib";

/** A program with the sections that say what Go and Rust built into it. */
export function elfOf(): Buffer {
  const bytes = Buffer.alloc(2048);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
  bytes.writeBigUInt64LE(1024n, 40);
  for (const [at, value] of [
    [58, 64],
    [60, 3],
    [62, 2],
  ] as const)
    bytes.writeUInt16LE(value, at);
  const section = (index: number, name: number, offset: number, size: number) => {
    const at = 1024 + index * 64;
    bytes.writeUInt32LE(name, at);
    bytes.writeBigUInt64LE(BigInt(offset), at + 24);
    bytes.writeBigUInt64LE(BigInt(size), at + 32);
  };
  bytes.write("\0.go.buildinfo\0.dep-v0\0", 512);
  section(0, 1, 128, 200);
  const crates = deflateSync('{"packages":[{"name":"c","version":"1"}]}');
  bytes.set(crates, 400);
  section(1, 15, 400, crates.length);
  section(2, 0, 512, 40);
  bytes.write("\u00ff Go buildinf:", 128, "latin1");
  bytes.writeUInt8(8, 142);
  bytes.writeUInt8(2, 143);
  bytes.write("\u0008go1.22.1\u0005mod\tx", 160);
  return bytes;
}

/** How the files of a system begin, and how wide and in which order their numbers are. */
export type ProgramForm = "elf32" | "elf32be" | "elf64" | "elf64be" | "pe32" | "pe64" | "macho64";

/** A section as a program is written with it. */
export interface WrittenSection {
  readonly name: string;
  readonly address: number;
  readonly content: Buffer;
}

const IMAGE_BASE = 0x400000;
const CONTENT_AT = 1024;

/** Width of an address, and whether the lower bytes of a number come first. */
export function widthOf(form: ProgramForm): { readonly width: 4 | 8; readonly isLittle: boolean } {
  return { width: form.includes("64") ? 8 : 4, isLittle: !form.endsWith("be") };
}

/** Writes a number of so many bytes. */
export function put(bytes: Buffer, at: number, value: number, { width, isLittle }: ReturnType<typeof widthOf>): void {
  if (width === 8) isLittle ? bytes.writeBigUInt64LE(BigInt(value), at) : bytes.writeBigUInt64BE(BigInt(value), at);
  else isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
}

/** A program with these sections. Sources: ELF-64 Object File Format, Microsoft's "PE Format", Apple's <mach-o/loader.h>. */
export function programOf(form: ProgramForm, sections: readonly WrittenSection[]): Buffer {
  const head = Buffer.alloc(CONTENT_AT);
  const offsets: number[] = [];
  let end = CONTENT_AT;
  for (const { content } of sections) {
    offsets.push(end);
    end += content.length;
  }
  const contents = Buffer.concat(sections.map(({ content }) => content));
  const placed = sections.map((section, index) => ({ ...section, offset: offsets[index] ?? 0 }));
  if (form.startsWith("elf")) return Buffer.concat([head, contents, elfTable(form, head, placed, end)]);
  if (form.startsWith("pe")) peHeaders(form, head, placed);
  else machHeaders(head, placed);
  return Buffer.concat([head, contents]);
}

type Placed = readonly (WrittenSection & { readonly offset: number })[];

/** Fills the header, and gives the table of sections behind the names of these. */
function elfTable(form: ProgramForm, head: Buffer, sections: Placed, end: number): Buffer {
  const order = widthOf(form);
  const isWide = order.width === 8;
  const half = (at: number, value: number) =>
    order.isLittle ? head.writeUInt16LE(value, at) : head.writeUInt16BE(value, at);
  const names = Buffer.from(`\0${sections.map(({ name }) => `${name}\0`).join("")}`);
  const entry = isWide ? 64 : 40;
  head.set([0x7f, 0x45, 0x4c, 0x46, isWide ? 2 : 1, order.isLittle ? 1 : 2]);
  put(head, isWide ? 40 : 32, end + names.length, order);
  half(isWide ? 58 : 46, entry);
  half(isWide ? 60 : 48, sections.length + 1);
  half(isWide ? 62 : 50, sections.length);
  const table = Buffer.alloc(entry * (sections.length + 1));
  let name = 1;
  for (const [index, section] of [...sections, { name: "", address: 0, content: names, offset: end }].entries()) {
    const at = index * entry;
    put(table, at, name, { ...order, width: 4 });
    put(table, at + (isWide ? 16 : 12), section.address, order);
    put(table, at + (isWide ? 24 : 16), section.offset, order);
    put(table, at + (isWide ? 32 : 20), section.content.length, order);
    name += section.name.length + 1;
  }
  return Buffer.concat([names, table]);
}

function peHeaders(form: ProgramForm, head: Buffer, sections: Placed): void {
  const optionalBytes = form === "pe64" ? 240 : 224;
  head.write("MZ");
  head.writeUInt32LE(128, 60);
  head.write("PE\0\0", 128);
  head.writeUInt16LE(sections.length, 134);
  head.writeUInt16LE(optionalBytes, 148);
  head.writeUInt16LE(form === "pe64" ? 0x20b : 0x10b, 152);
  if (form === "pe64") head.writeBigUInt64LE(BigInt(IMAGE_BASE), 152 + 24);
  else head.writeUInt32LE(IMAGE_BASE, 152 + 28);
  for (const [index, { name, address, content, offset }] of sections.entries()) {
    const at = 152 + optionalBytes + index * 40;
    head.write(name.slice(0, 8), at);
    head.writeUInt32LE(address - IMAGE_BASE, at + 12);
    head.writeUInt32LE(content.length, at + 16);
    head.writeUInt32LE(offset, at + 20);
  }
}

/** One command that is no segment stands in front of the one segment. */
function machHeaders(head: Buffer, sections: Placed): void {
  const segmentBytes = 72 + sections.length * 80;
  head.writeUInt32LE(0xfeedfacf, 0);
  head.writeUInt32LE(2, 16);
  head.writeUInt32LE(24 + segmentBytes, 20);
  head.writeUInt32LE(0x1b, 32);
  head.writeUInt32LE(24, 36);
  head.writeUInt32LE(0x19, 56);
  head.writeUInt32LE(segmentBytes, 60);
  head.writeUInt32LE(sections.length, 56 + 64);
  for (const [index, { name, address, content, offset }] of sections.entries()) {
    const at = 56 + 72 + index * 80;
    head.write(name, at);
    head.writeBigUInt64LE(BigInt(address), at + 32);
    head.writeBigUInt64LE(BigInt(content.length), at + 40);
    head.writeUInt32LE(offset, at + 48);
  }
}
