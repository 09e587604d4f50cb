import { type Bytes, viewOf } from "../bytes.ts";

/** A part of a program file that is loaded into memory. */
export interface Section {
  readonly name: string;
  /** Address in memory. */
  readonly address: number;
  /** Place and length in the file, bytes. */
  readonly offset: number;
  readonly size: number;
}

/**
 * The named sections of an ELF, PE or Mach-O file; undefined for any other file. Sources: ELF-64 Object File Format, Microsoft's
 * "PE Format", Apple's <mach-o/loader.h>.
 */
export function sectionsOf(file: Bytes): readonly Section[] | undefined {
  const head = file.read(0, 64);
  if (head.length < 64) return undefined;
  const view = viewOf(head);
  const magic = view.getUint32(0, true);
  if (magic === 0x464c457f) return elfSections(file, view);
  if ((magic & 0xffff) === 0x5a4d) return peSections(file, view.getUint32(60, true));
  if (magic === 0xfeedfacf) return machSections(file, view);
  return undefined;
}

const MAX_SECTIONS = 4096;
const MAX_NAMES_BYTES = 1024 * 1024;

function viewAt(file: Bytes, offset: number, length: number): DataView | undefined {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset + length > file.size) return undefined;
  const bytes = file.read(offset, length);
  return bytes.length < length ? undefined : viewOf(bytes);
}

function elfSections(file: Bytes, head: DataView): readonly Section[] | undefined {
  const isWide = head.getUint8(4) === 2;
  const isLittle = head.getUint8(5) === 1;
  const word = (view: DataView, at: number) =>
    isWide ? Number(view.getBigUint64(at, isLittle)) : view.getUint32(at, isLittle);
  const table = word(head, isWide ? 40 : 32);
  const entry = head.getUint16(isWide ? 58 : 46, isLittle);
  const count = Math.min(head.getUint16(isWide ? 60 : 48, isLittle), MAX_SECTIONS);
  const namesIndex = head.getUint16(isWide ? 62 : 50, isLittle);
  if (entry < (isWide ? 64 : 40)) return [];
  const headers = viewAt(file, table, entry * count);
  if (headers === undefined) return [];
  const raw = Array.from({ length: count }, (_, index) => {
    const at = index * entry;
    return {
      name: headers.getUint32(at, isLittle),
      address: word(headers, at + (isWide ? 16 : 12)),
      offset: word(headers, at + (isWide ? 24 : 16)),
      size: word(headers, at + (isWide ? 32 : 20)),
    };
  });
  const names = raw[namesIndex];
  const namesView = names && viewAt(file, names.offset, Math.min(names.size, MAX_NAMES_BYTES));
  return namesView === undefined ? [] : raw.map((section) => ({ ...section, name: nameAt(namesView, section.name) }));
}

function peSections(file: Bytes, offset: number): readonly Section[] | undefined {
  const head = viewAt(file, offset, 24);
  if (head?.getUint32(0, true) !== 0x00004550) return undefined;
  const count = Math.min(head.getUint16(6, true), MAX_SECTIONS);
  const optional = viewAt(file, offset + 24, 32);
  const table = viewAt(file, offset + 24 + head.getUint16(20, true), count * 40);
  if (table === undefined || optional === undefined) return [];
  const isWide = optional.getUint16(0, true) === 0x20b;
  const base = isWide ? Number(optional.getBigUint64(24, true)) : optional.getUint32(28, true);
  return Array.from({ length: count }, (_, index) => {
    const at = index * 40;
    return {
      name: nameAt(table, at, 8),
      address: base + table.getUint32(at + 12, true),
      size: table.getUint32(at + 16, true),
      offset: table.getUint32(at + 20, true),
    };
  });
}

function machSections(file: Bytes, head: DataView): readonly Section[] {
  const commands = Math.min(head.getUint32(16, true), MAX_SECTIONS);
  const view = viewAt(file, 32, Math.min(head.getUint32(20, true), MAX_NAMES_BYTES));
  const sections: Section[] = [];
  if (view === undefined) return sections;
  for (let at = 0, index = 0; index < commands && at + 72 <= view.byteLength; index += 1) {
    const length = view.getUint32(at + 4, true);
    if (view.getUint32(at, true) === 0x19) {
      const count = Math.min(view.getUint32(at + 64, true), MAX_SECTIONS);
      for (let place = at + 72, one = 0; one < count && place + 80 <= view.byteLength; one += 1, place += 80) {
        if (sections.length === MAX_SECTIONS) return sections;
        sections.push({
          name: nameAt(view, place, 16),
          address: Number(view.getBigUint64(place + 32, true)),
          size: Number(view.getBigUint64(place + 40, true)),
          offset: view.getUint32(place + 48, true),
        });
      }
    }
    if (length < 8) break;
    at += length;
  }
  return sections;
}

/** Characters up to a NUL, `limit` at most. */
function nameAt(view: DataView, at: number, limit = 64): string {
  let name = "";
  for (let index = at; index < view.byteLength && index < at + limit; index += 1) {
    const code = view.getUint8(index);
    if (code === 0) break;
    name += String.fromCharCode(code);
  }
  return name;
}
