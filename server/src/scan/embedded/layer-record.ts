import { gunzipSync, gzipSync } from "node:zlib";
import type { TarEntry } from "../../archive/tar-header.ts";
import { isRecord, listOf } from "../../json/fields.ts";
import { jsonOf } from "../../json/shallow.ts";
import { success } from "../../outcome/outcome.ts";
import type { ByteBudget } from "./byte-budget.ts";
import type { Bytes } from "./bytes.ts";
import { alone, type Contents, keyOf, linesOf, resultOf } from "./contents.ts";
import { type LayerWalk, MAX_MEMBERS, type TarVisit, tooManyMembers, walkOf } from "./image/tar-index.ts";
import { newView, type ViewFile } from "./image/view.ts";
import { foundPackageIn, isComplete } from "./kept-package.ts";
import type { FileReader, Known, ReaderResult } from "./packages/reader.ts";
import { LISTS, READERS } from "./packages/readers.ts";

/** All that an image needs of one of its layers: its members, and what readers tell of its files. */
export interface LayerRecord {
  readonly walk: LayerWalk;
  readonly known: Known;
}

/** Of its text. A layer that has more to tell is read each time. */
const MAX_CHARACTERS = 32 * 1024 * 1024;
const PIECE_CHARACTERS = 256 * 1024;

/** Reads a layer by itself, whatever may lie over it; undefined where that cannot be kept. `budget`: that of its image. */
export function recordOf(
  digest: string,
  layer: Bytes,
  budget: ByteBudget,
): { readonly record: Uint8Array; readonly known: Known } | undefined {
  const contents: Contents = { view: newView(), budget };
  const put = contents.view.layer();
  const lines = packedLines(digest);
  let hasHoles = false;
  const visit: TarVisit = (entry, offset, sparse) => {
    hasHoles ||= sparse !== undefined;
    put(entry, { bytes: layer, offset });
    lines.add([entry.kind, entry.path, entry.sizeBytes, entry.target, entry.mode, offset]);
  };
  // Of a file with holes a record has no place to name: its layer is read each time.
  if (!walkOf(layer)("layer", visit, MAX_MEMBERS).ok || hasHoles) return undefined;
  const results = new Map<string, ReaderResult>();
  const lists = new Map<string, readonly string[]>();
  for (const file of contents.view.files()) {
    if (lines.isFull()) return undefined;
    for (const [reader, key] of questions(READERS, file, contents)) {
      const result = resultOf(reader, file, contents);
      results.set(key, result);
      lines.add([RESULT, key, result]);
    }
    for (const [reader, key] of questions(LISTS, file, contents)) {
      const list = bounded(linesOf(reader, file, contents));
      lists.set(key, list);
      lines.add([LIST, key, list]);
    }
  }
  if (lines.isFull() || budget.isSpent()) return undefined;
  return { record: lines.whole(), known: { results, lists } };
}

/** A member, or what a reader told. */
type Line =
  | readonly [kind: TarEntry["kind"], path: string, sizeBytes: number, target: string, mode: number, offset: number]
  | readonly [kind: typeof RESULT, key: string, result: ReaderResult]
  | readonly [kind: typeof LIST, key: string, list: readonly string[]];

const KINDS: readonly TarEntry["kind"][] = ["file", "folder", "link", "hard-link", "other"];
const RESULT = "result";
const LIST = "list";

/** Packs lines as they come, piece by piece: their text is many times larger. */
function packedLines(digest: string) {
  const packed: Uint8Array[] = [];
  let text = `[${JSON.stringify(digest)}`;
  let left = MAX_CHARACTERS;
  const pack = () => {
    packed.push(gzipSync(text, { level: 1 }));
    text = "";
  };
  return {
    add(line: Line) {
      const added = `,${JSON.stringify(line)}`;
      left -= added.length;
      if (left < 0) return;
      text += added;
      if (text.length > PIECE_CHARACTERS) pack();
    },
    isFull: () => left < 0,
    whole() {
      text += "]";
      pack();
      return Buffer.concat(packed);
    },
  };
}

/** What is asked of a file: also without its companion, which a layer above may hide or write anew. */
function* questions<Reader extends FileReader>(
  readers: readonly Reader[],
  file: ViewFile,
  contents: Contents,
): Generator<readonly [Reader, string]> {
  for (const reader of readers) {
    if (!reader.wants(file.path, file) || file.size > reader.maxBytes) continue;
    const key = keyOf(reader, file, contents);
    const keyAlone = keyOf(alone(reader), file, contents);
    if (key !== undefined) yield [reader, key];
    if (keyAlone !== undefined && keyAlone !== key) yield [alone(reader), keyAlone];
  }
}

/** A few bytes can list more than any memory holds: what is longer than a record fills it. */
function bounded(list: Iterable<string>): readonly string[] {
  const lines: string[] = [];
  let length = 0;
  for (const line of list) {
    lines.push(line);
    length += line.length;
    if (length > MAX_CHARACTERS) break;
  }
  return lines;
}

/** Reads a record back; undefined when it is of another form, or of another layer. */
export function readRecord(digest: string, bytes: Uint8Array): LayerRecord | undefined {
  const entries: (readonly [TarEntry, offset: number])[] = [];
  const results = new Map<string, ReaderResult>();
  const lists = new Map<string, readonly string[]>();
  const [first, ...lines] = listOf(jsonOf(unpacked(bytes)));
  if (first !== digest) return undefined;
  for (const line of lines) {
    if (!Array.isArray(line)) return undefined;
    const [kind, key, value] = line;
    const entry = kind === RESULT || kind === LIST ? undefined : entryIn(line);
    const result = kind === RESULT ? resultIn(value) : undefined;
    if (entry !== undefined) entries.push(entry);
    else if (typeof key !== "string") return undefined;
    else if (result !== undefined) results.set(key, result);
    else if (kind === LIST && isTexts(value)) lists.set(key, value);
    else return undefined;
  }
  const walk: LayerWalk = (asked, visit, maxMembers) => {
    for (const [entry, offset] of entries.slice(0, maxMembers)) visit(entry, offset);
    return entries.length > maxMembers ? tooManyMembers(asked) : success(undefined);
  };
  return { walk, known: { results, lists } };
}

function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    // A character is three bytes at most.
    return gunzipSync(bytes, { maxOutputLength: 3 * MAX_CHARACTERS });
  } catch {
    return new Uint8Array(0);
  }
}

function entryIn(line: readonly unknown[]): readonly [TarEntry, offset: number] | undefined {
  const [written, path, sizeBytes, target, mode, offset] = line;
  const kind = KINDS.find((each) => each === written);
  if (kind === undefined || typeof path !== "string" || typeof target !== "string") return undefined;
  if (!isCount(sizeBytes) || !isCount(mode) || !isCount(offset)) return undefined;
  return [{ kind, path, sizeBytes, target, mode }, offset];
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function resultIn(value: unknown): ReaderResult | undefined {
  if (!isRecord(value) || !Array.isArray(value.packages)) return undefined;
  const packages = value.packages.map(foundPackageIn);
  if (!isComplete(packages)) return undefined;
  const { gap } = value;
  if (gap === undefined) return { packages };
  return typeof gap === "string" ? { packages, gap } : undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
