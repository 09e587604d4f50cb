/** Headers and bodies are padded to this many bytes. */
export const TAR_BLOCK_BYTES = 512;

/** What a tar archive says of one member. Names are data: they are never used as paths of this machine. */
export interface TarEntry {
  /** Without `./` and `/` in front and without `/` at the end; `..` only in front. */
  readonly path: string;
  readonly kind: "file" | "folder" | "link" | "hard-link" | "other";
  /** Of the content that follows; 0 but for files. */
  readonly sizeBytes: number;
  /** What a link points to, as written; else empty. */
  readonly target: string;
  /** Permission bits. */
  readonly mode: number;
}

/** What extended headers say of the member behind them. */
export interface TarExtension {
  readonly path?: string;
  readonly target?: string;
  readonly sizeBytes?: number;
  /** What pax says of a file with holes: what stands behind `GNU.sparse.`, and its value, in order. */
  readonly sparse?: readonly (readonly [key: string, value: string])[];
}

/** A header as it stands, before extensions; `type` is the letter of its type flag. */
export interface RawHeader {
  readonly path: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly target: string;
  readonly mode: number;
}

/**
 * Reads a header block; undefined when it is cut off, or its checksum or a number is wrong. Source: tar(5) "POSIX ustar Archives",
 * "GNU tar Archives" (numbers of base 256).
 */
export function readTarHeader(block: Uint8Array): RawHeader | undefined {
  const sizeBytes = block.length < TAR_BLOCK_BYTES ? undefined : numberAt(block, 124, 12);
  if (sizeBytes === undefined || numberAt(block, 148, 8) !== checksumOf(block)) return undefined;
  // GNU's old format keeps times where the prefix is.
  const hasPrefix = block[345] !== 0 && block[262] === 0 && textAt(block, 257, 5) === "ustar";
  const prefix = hasPrefix ? textAt(block, 345, 155) : "";
  const name = textAt(block, 0, 100);
  return {
    path: prefix === "" ? name : `${prefix}/${name}`,
    type: String.fromCharCode(block[156] ?? 0),
    sizeBytes,
    target: textAt(block, 157, 100),
    mode: (numberAt(block, 100, 8) ?? 0) & 0o7777,
  };
}

/** The member that a header and what stood in front of it describe. */
export function tarEntryOf(header: RawHeader, extension: TarExtension): TarEntry {
  const written = extension.path ?? header.path;
  const kind = kindOf(header.type, written);
  return {
    path: cleaned(written),
    kind,
    sizeBytes:
      kind === "folder" || WITHOUT_CONTENT.includes(header.type) ? 0 : (extension.sizeBytes ?? header.sizeBytes),
    target: kind === "link" || kind === "hard-link" ? (extension.target ?? header.target) : "",
    mode: header.mode,
  };
}

/** Links, devices, folders and pipes, whatever their size field says. Engines read archives so: archive/tar of Go, `isHeaderOnly`. */
const WITHOUT_CONTENT = "123456";

/** A name as engines read it: `./a//b/./c/../d/` is `a/b/d`. What leads out of the archive keeps its `..` in front. */
function cleaned(written: string): string {
  if (!UNCLEAN.test(written)) return written;
  const parts: string[] = [];
  for (const part of written.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

const UNCLEAN = /^\.?\/|\/$|\/\/|\/\.|^\.{1,2}$/;

/** Long names and pax records are longer in no archive that is meant well. */
export const MAX_EXTENSION_BYTES = 1024 * 1024;

/** Whether a header only says more of the member behind it. */
export function isExtension({ type }: RawHeader): boolean {
  return "xgLK".includes(type);
}

/** What the content of an extended header says; undefined when it is broken. Source: tar(5), "GNU tar Archives". */
export function extensionOf({ type }: RawHeader, content: Uint8Array): TarExtension | undefined {
  if (type === "x") return readPaxRecords(content);
  // A global header speaks of all members; names and sizes stand in the local ones.
  if (type === "g") return {};
  const text = textAt(content, 0, content.length);
  return type === "L" ? { path: text } : { target: text };
}

/** Records `LENGTH KEY=VALUE\n` of a pax header; undefined when they are broken. Source: tar(5), "Pax Interchange Format". */
function readPaxRecords(bytes: Uint8Array): TarExtension | undefined {
  let extension: TarExtension = {};
  const sparse: (readonly [string, string])[] = [];
  for (let start = 0; start < bytes.length; ) {
    const space = Math.max(bytes.indexOf(0x20, start), start);
    const end = start + (decimalOf(decode(bytes.subarray(start, space))) ?? Number.POSITIVE_INFINITY);
    const record = decode(bytes.subarray(space + 1, end));
    const equals = record.indexOf("=");
    if (end > bytes.length || equals < 0) return undefined;
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1, -1)];
    if (key.startsWith(SPARSE)) sparse.push([key.slice(SPARSE.length), value]);
    else extension = { ...extension, ...paxField(key, value) };
    start = end;
  }
  if (sparse.length === 0) return extension;
  // `path` is a name that was made up for those who know nothing of holes.
  const [, name = ""] = sparse.findLast(([key]) => key === "name") ?? [];
  return { ...extension, ...paxField("path", name), sparse };
}

const SPARSE = "GNU.sparse.";

/** An empty value takes back what a global header said; names stand in the own header then. */
function paxField(key: string, value: string): TarExtension {
  if (value === "") return {};
  if (key === "path") return { path: value };
  if (key === "linkpath") return { target: value };
  const sizeBytes = key === "size" ? decimalOf(value) : undefined;
  return sizeBytes === undefined ? {} : { sizeBytes };
}

/** No number of pax is longer. */
export const MAX_DIGITS = 15;

/** A number as pax writes it; undefined for anything else. */
export function decimalOf(text = ""): number | undefined {
  return text.length <= MAX_DIGITS && /^\d+$/.test(text) ? Number(text) : undefined;
}

function kindOf(type: string, path: string): TarEntry["kind"] {
  if (type === "1") return "hard-link";
  if (type === "2") return "link";
  if (type === "5") return "folder";
  if (!FILES.includes(type)) return "other";
  // Old archives tell folders so.
  return path.endsWith("/") ? "folder" : "file";
}

const FILES = "07\0";

/** Sum of all bytes, those of the checksum itself taken as spaces. */
function checksumOf(block: Uint8Array): number {
  let sum = 8 * 0x20;
  for (let at = 0; at < TAR_BLOCK_BYTES; at++) if (at < 148 || at >= 156) sum += block[at] ?? 0;
  return sum;
}

/** A number of a header: octal digits, or base 256; undefined when it is broken. */
export function numberAt(block: Uint8Array, start: number, length: number): number | undefined {
  const first = block[start] ?? 0;
  if (first < 0x80) return octalAt(block, start, start + length);
  let value = first & 0x7f;
  for (let at = start + 1; at < start + length; at++) value = value * 256 + (block[at] ?? 0);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Octal digits, with blanks around them, up to `end` or a zero byte. */
function octalAt(block: Uint8Array, start: number, end: number): number | undefined {
  let at = start;
  let value = 0;
  while (at < end && isBlank(block[at])) at++;
  for (; at < end && ((block[at] ?? 0) & 0xf8) === 0x30; at++) value = value * 8 + ((block[at] ?? 0) & 7);
  while (at < end && isBlank(block[at])) at++;
  return at === end || block[at] === 0 ? value : undefined;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
}

/** Text up to the first zero byte. */
function textAt(block: Uint8Array, start: number, length: number): string {
  const zero = block.indexOf(0, start);
  const end = zero < 0 ? start + length : Math.min(zero, start + length);
  return end === start ? "" : decode(block.subarray(start, end));
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
