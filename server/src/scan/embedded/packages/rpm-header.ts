import type { FoundPackage } from "../../package.ts";
import { viewOf } from "../bytes.ts";
import { MAX_PATH_LENGTH } from "../image/image-path.ts";
import { isForeignRpm } from "./makers.ts";

/** The fields of an rpm header that are of use here. Texts are empty, lists are empty and numbers undefined where it has none. */
interface RpmHeader {
  text(tag: number): string;
  texts(tag: number): readonly string[];
  numbers(tag: number): readonly number[];
}

const TAG = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  vendor: 1011,
  licence: 1014,
  arch: 1022,
  sourceRpm: 1044,
  directoryIndexes: 1116,
  baseNames: 1117,
  directoryNames: 1118,
  modularityLabel: 5096,
} as const;

/** A package of an rpm database with the paths that it owns, without a leading slash; a foreign one was not built by its distribution. */
export interface RpmPackage {
  readonly found: FoundPackage;
  readonly isForeign: boolean;
  owned(): Iterable<string>;
}

/** Reads one header of an rpm database; undefined when it is broken, "key" for a key of signatures, which is kept as the package `gpg-pubkey`. Source: rpm, docs/manual/hregions.md, header format. */
export function rpmPackage(blob: Uint8Array): RpmPackage | "key" | undefined {
  const header = headerOf(blob);
  const name = header?.text(TAG.name) ?? "";
  if (header === undefined || name === "") return undefined;
  if (name === "gpg-pubkey") return "key";
  const epoch = header.numbers(TAG.epoch)[0] ?? 0;
  const upstream = `${header.text(TAG.version)}-${header.text(TAG.release)}`;
  const version = epoch === 0 ? upstream : `${epoch}:${upstream}`;
  const source = sourceOf(header.text(TAG.sourceRpm));
  const arch = header.text(TAG.arch);
  const licence = header.text(TAG.licence);
  const vendor = header.text(TAG.vendor);
  const isForeign = isForeignRpm(vendor, version);
  const stream = streamOf(header.text(TAG.modularityLabel));
  return {
    found: {
      type: "rpm",
      name,
      version,
      ...(source === undefined ? {} : { sourceName: source.name, sourceVersion: source.version }),
      ...(arch === "" ? {} : { arch }),
      ...(stream === undefined ? {} : { stream }),
      ...(isForeign && vendor !== "" ? { maker: vendor } : {}),
      ...(licence === "" ? {} : { licences: [licence] }),
    },
    isForeign,
    owned: () => ownedPaths(header),
  };
}

/** `nodejs:20:9040020240807131341:rhel9` → `nodejs:20`. */
function streamOf(label: string): string | undefined {
  const [name, stream] = label.split(":", 2);
  return name && stream ? `${name}:${stream}` : undefined;
}

/** Name and version of a source package by its file, `openssl-3.0.7-16.el9.src.rpm`: the last two dashes divide. Undefined: it is none. */
export function sourceOf(file: string): { readonly name: string; readonly version: string } | undefined {
  const stem = file.replace(/\.(?:no)?src\.rpm$/, "");
  const release = stem.lastIndexOf("-");
  const version = stem.lastIndexOf("-", release - 1);
  if (stem === file || version <= 0) return undefined;
  return { name: stem.slice(0, version), version: stem.slice(version + 1) };
}

function* ownedPaths(header: RpmHeader): Generator<string> {
  const folders = header.texts(TAG.directoryNames);
  const indexes = header.numbers(TAG.directoryIndexes);
  for (const [at, name] of header.texts(TAG.baseNames).entries()) {
    const folder = folders[indexes[at] ?? -1] ?? "";
    if (folder.length + name.length <= MAX_PATH_LENGTH) yield `${folder}${name}`.replace(/^\//, "");
  }
}

const MAX_ENTRIES = 65_536;
/** Of one list; a package of more files is none. */
const MAX_ITEMS = 1_000_000;
const ENTRY_BYTES = 16;
const INT32 = 4;
const STRING = 6;
const STRING_ARRAY = 8;
const TRANSLATED = 9;
const LISTS: ReadonlySet<number> = new Set([INT32, STRING_ARRAY, TRANSLATED]);

interface Entry {
  readonly type: number;
  readonly offset: number;
  readonly count: number;
}

function headerOf(blob: Uint8Array): RpmHeader | undefined {
  if (blob.length < 8) return undefined;
  const view = viewOf(blob);
  const count = view.getUint32(0);
  const dataStart = 8 + count * ENTRY_BYTES;
  const dataEnd = dataStart + view.getUint32(4);
  if (count > MAX_ENTRIES || dataEnd > blob.length) return undefined;
  const entries = new Map<number, Entry>();
  for (let index = 0; index < count; index += 1) {
    const at = 8 + index * ENTRY_BYTES;
    const entry: Entry = {
      type: view.getUint32(at + 4),
      offset: dataStart + view.getUint32(at + 8),
      count: view.getUint32(at + 12),
    };
    // A list of empty texts is a thousand times larger in memory.
    if (LISTS.has(entry.type) && entry.count > MAX_ITEMS) return undefined;
    entries.set(view.getUint32(at), entry);
  }
  const texts = (tag: number): readonly string[] => {
    const entry = entries.get(tag);
    if (entry === undefined || ![STRING, STRING_ARRAY, TRANSLATED].includes(entry.type)) return [];
    return textsAt(blob.subarray(0, dataEnd), entry.offset, entry.type === STRING ? 1 : entry.count);
  };
  return {
    texts,
    text: (tag) => texts(tag)[0] ?? "",
    numbers(tag) {
      const entry = entries.get(tag);
      if (entry?.type !== INT32 || entry.offset + entry.count * 4 > dataEnd) return [];
      return Array.from({ length: entry.count }, (_, index) => view.getUint32(entry.offset + index * 4));
    },
  };
}

/** `count` texts that end with NUL each, fewer where the data end before. */
function textsAt(bytes: Uint8Array, offset: number, count: number): readonly string[] {
  const decoder = new TextDecoder();
  const texts: string[] = [];
  for (let start = offset; texts.length < count; ) {
    const end = bytes.indexOf(0, start);
    if (end < 0) break;
    texts.push(decoder.decode(bytes.subarray(start, end)));
    start = end + 1;
  }
  return texts;
}
