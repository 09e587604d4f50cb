import type { FoundPackage } from "../../package.ts";
import { viewOf } from "../bytes.ts";
import { goMainVersion } from "./go-main-version.ts";
import { textOf } from "./paragraphs.ts";
import { type Section, sectionsOf } from "./program.ts";
import { MAX_PROGRAM_BYTES, NOTHING, type OpenFile, type PackageReader, type ReaderResult, unread } from "./reader.ts";

/** Programs written in Go, by the build information in them. Source: Go, debug/buildinfo and runtime/debug. */
export const goBinary: PackageReader = {
  id: "go",
  wants: (path, { mode, size }) => isProgram(path, mode) && size >= SMALLEST_BYTES,
  maxBytes: MAX_PROGRAM_BYTES,
  read(_path, file) {
    const sections = sectionsOf(file);
    const info = sections === undefined ? undefined : buildInfo(file, sections);
    if (info === undefined) return NOTHING;
    return typeof info === "string" ? unread(info) : packagesOf(info);
  },
};

/** True for what could be a program: permission to run it, or a name that Windows runs. */
export function isProgram(path: string, mode: number): boolean {
  return (mode & 0o111) !== 0 || path.endsWith(".exe");
}

const SMALLEST_BYTES = 256 * 1024;
const MAGIC = "\u00ff Go buildinf:";
const HEADER_BYTES = 32;
const MAX_INFO_BYTES = 4 * 1024 * 1024;
/** Go looks so far into the data of a program without a section of its own for it. */
const SEARCHED_BYTES = 1024 * 1024;

interface BuildInfo {
  readonly goVersion: string;
  readonly modules: string;
}

function buildInfo(file: OpenFile, sections: readonly Section[]): BuildInfo | string | undefined {
  const own = sections.find(({ name }) => name === ".go.buildinfo" || name === "__go_buildinfo");
  const section = own ?? sections.find(({ name }) => name === ".data" || name === "__data");
  if (section === undefined) return undefined;
  const at = placeOfMagic(file.read(section.offset, Math.min(section.size, SEARCHED_BYTES)));
  if (at < 0) return undefined;
  const header = file.read(section.offset + at, HEADER_BYTES);
  const flags = header[15] ?? 0;
  const strings = (flags & 2) !== 0 ? inlineStrings(file, section.offset + at) : pointedStrings(file, header, sections);
  if (strings === undefined) return "its Go build information is broken";
  const [goVersion, wrapped] = strings;
  // The text of the modules stands between two marks of 16 bytes.
  return { goVersion, modules: wrapped.length > 32 && wrapped.at(-17) === "\n" ? wrapped.slice(16, -16) : "" };
}

function placeOfMagic(bytes: Uint8Array): number {
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = found.indexOf(MAGIC, 0, "latin1"); at >= 0; at = found.indexOf(MAGIC, at + 1, "latin1")) {
    if (at % 16 === 0) return at;
  }
  return -1;
}

/** Since Go 1.18: two strings with their lengths in front, behind the header. */
function inlineStrings(file: OpenFile, at: number): readonly [string, string] | undefined {
  const bytes = file.read(at + HEADER_BYTES, MAX_INFO_BYTES);
  const first = stringAt(bytes, 0);
  const second = first && stringAt(bytes, first.end);
  return first && second ? [first.text, second.text] : undefined;
}

function stringAt(bytes: Uint8Array, at: number): { readonly text: string; readonly end: number } | undefined {
  let length = 0;
  let place = at;
  for (let shift = 0; ; shift += 7, place += 1) {
    const byte = bytes[place];
    if (byte === undefined || shift > 28) return undefined;
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  const start = place + 1;
  if (start + length > bytes.length) return undefined;
  return { text: Buffer.from(bytes.subarray(start, start + length)).toString("latin1"), end: start + length };
}

/** Before Go 1.18: two pointers to string headers. */
function pointedStrings(
  file: OpenFile,
  header: Uint8Array,
  sections: readonly Section[],
): readonly [string, string] | undefined {
  const width = header[14] ?? 0;
  const isLittle = ((header[15] ?? 0) & 1) === 0;
  if (width !== 8 && width !== 4) return undefined;
  const pointer = (bytes: Uint8Array, at: number): number | undefined => {
    if (bytes.length < at + width) return undefined;
    const view = viewOf(bytes);
    return width === 8 ? Number(view.getBigUint64(at, isLittle)) : view.getUint32(at, isLittle);
  };
  const text = (address: number | undefined): string | undefined => {
    const head = address === undefined ? undefined : inMemory(file, sections, address, 2 * width);
    const start = head && pointer(head, 0);
    const length = head && pointer(head, width);
    if (start === undefined || length === undefined || length > MAX_INFO_BYTES) return undefined;
    if (length === 0) return "";
    const bytes = inMemory(file, sections, start, length);
    return bytes && Buffer.from(bytes).toString("latin1");
  };
  const goVersion = text(pointer(header, 16));
  const modules = text(pointer(header, 16 + width));
  return goVersion === undefined || modules === undefined ? undefined : [goVersion, modules];
}

function inMemory(
  file: OpenFile,
  sections: readonly Section[],
  address: number,
  length: number,
): Uint8Array | undefined {
  const section = sections.find(
    (each) => each.address !== 0 && each.address <= address && address + length <= each.address + each.size,
  );
  if (section === undefined) return undefined;
  const bytes = file.read(section.offset + address - section.address, length);
  return bytes.length < length ? undefined : bytes;
}

const SETTING = "build\t";

function packagesOf({ goVersion, modules }: BuildInfo): ReaderResult {
  // `go1.22.1 X:experiment`, `go1.16.4b7` (with BoringCrypto 7), `devel go1.23-abc`: only a release has a version.
  const [, release = ""] = /^go(\d+(?:\.\d+){1,2}(?:(?:rc|beta)\d+)?)(?:b\d+)?(?:[ -].*)?$/.exec(goVersion) ?? [];
  const found: FoundPackage[] = goVersion === "" ? [] : [{ type: "golang", name: "stdlib", version: release }];
  const lines = textOf(Buffer.from(modules, "latin1")).split("\n");
  const settings = lines.filter((line) => line.startsWith(SETTING)).map((line) => line.slice(SETTING.length));
  for (const [index, line] of lines.entries()) {
    const [kind, written = "", version = ""] = line.split("\t");
    if (kind !== "dep" && kind !== "mod") continue;
    const [replaced, path = "", other = ""] = lines[index + 1]?.split("\t") ?? [];
    const name = replaced === "=>" ? path : written;
    const real = replaced === "=>" ? other : version;
    if (name === "") continue;
    const known = kind === "mod" ? goMainVersion({ path: name, version: real, settings }) : real;
    found.push({ type: "golang", name, version: known === "(devel)" ? "" : known });
  }
  return { packages: found };
}
