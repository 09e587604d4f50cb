import { Decompress } from "fzstd";
import { type Fields, isRecord, textIn } from "../../../json/fields.ts";
import { jsonOf } from "../../../json/shallow.ts";
import type { FoundPackage } from "../../package.ts";
import { zstdDemand } from "../image/zstd-frames.ts";
import { textOf } from "./paragraphs.ts";
import { databaseOf, type ListReader, MAX_TEXT_BYTES, type OpenFile, type PackageReader, unread } from "./reader.ts";

const wants = (path: string) => path === "var/lib/chisel/manifest.wall";

/**
 * What an image of Ubuntu was cut out of, as Chisel lists it where dpkg would: packages, and of which sources they were built nobody tells.
 * Source: Chisel, "Chisel manifest".
 */
export const chisel: PackageReader = {
  id: "chisel",
  wants,
  maxBytes: MAX_TEXT_BYTES,
  read(_path, file) {
    const entries = entriesIn(file, "package");
    if (entries === undefined) return unread("it is no manifest of Chisel");
    return databaseOf(entries.map(packageOf));
  },
};

function packageOf(entry: Fields): FoundPackage | undefined {
  const [name, version, arch] = [textIn(entry, "name"), textIn(entry, "version"), textIn(entry, "arch")];
  if (!name || !version) return undefined;
  return { type: "deb", name, version, ...(arch === undefined ? {} : { arch }) };
}

/** The files that Chisel put there. */
export const chiselFiles: ListReader = {
  id: "chisel files",
  wants,
  maxBytes: MAX_TEXT_BYTES,
  list: (_path, file) =>
    (entriesIn(file, "path") ?? []).flatMap((entry) => textIn(entry, "path")?.replace(/^\/+/, "") ?? []),
};

/** Images have some thousand. */
const MAX_ENTRIES = 500_000;

/** Its entries of a kind, one a line; undefined where it is no such list, or cut off. */
function entriesIn(file: OpenFile, kind: "package" | "path"): readonly Fields[] | undefined {
  const [head = "", ...lines] = textOf(unpacked(file)).trimEnd().split("\n", MAX_ENTRIES);
  const wall = jsonOf(Buffer.from(head));
  if (!isRecord(wall) || typeof wall.jsonwall !== "string" || wall.count !== lines.length + 1) return undefined;
  return lines.flatMap((line) => {
    const entry = jsonOf(Buffer.from(line));
    return isRecord(entry) && entry.kind === kind ? [entry] : [];
  });
}

const MAX_UNPACKED_BYTES = 4 * MAX_TEXT_BYTES;
/** In memory, to unpack it: a second or two. */
const MAX_MOVED_BYTES = 256 * MAX_UNPACKED_BYTES;
const NONE = new Uint8Array(0);

/** Nothing of what is damaged, or too large. */
function unpacked(file: OpenFile): Uint8Array {
  const { window, moved } = zstdDemand(file);
  if (window > MAX_UNPACKED_BYTES || moved > MAX_MOVED_BYTES) return NONE;
  const chunks: Uint8Array[] = [];
  let total = 0;
  const stream = new Decompress((chunk) => {
    total += chunk.length;
    if (total > MAX_UNPACKED_BYTES || !file.unpack(chunk.length)) throw new RangeError("too large");
    chunks.push(chunk);
  });
  try {
    stream.push(file.bytes(), true);
  } catch {
    return NONE;
  }
  return Buffer.concat(chunks);
}
