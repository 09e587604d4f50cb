import { baseName } from "../../knowledge/downloads/downloader.ts";

/** Endings of files that hold sums or signatures of the file they are named after. */
const LIST_ENDINGS: ReadonlySet<string> = new Set([
  "sha",
  ...["1", "224", "256", "384", "512"].flatMap((bits) => [`sha${bits}`, `sha${bits}sum`, `sha${bits}sums`]),
  "shasum",
  "md5",
  "md5sum",
  "md5sums",
  "b2sum",
  "checksum",
  "checksums",
  "sum",
  "sums",
  "digest",
  "txt",
  "asc",
  "sig",
]);

/** Longer names are no names of files. */
const MAX_NAME_LENGTH = 512;

/** The fetched files that a list of sums is named after: `tool.tgz.sha256` is about `tool.tgz`. */
export function namesInList(list: string, fetched: ReadonlySet<string>): readonly string[] {
  const name = baseName(list);
  if (name.length > MAX_NAME_LENGTH) return [];
  return prefixesOf(name).filter((prefix) => fetched.has(prefix));
}

/** The list's name up to each of its dots, without the whole. */
function prefixesOf(name: string): readonly string[] {
  const prefixes: string[] = [];
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1))
    prefixes.push(name.slice(0, dot));
  return prefixes;
}

/** A list that is named after no file, as `SHA256SUMS` or `tool_1.0_checksums.txt`, is about all files. */
export function isGeneralList(list: string): boolean {
  const bare = bareName(baseName(list));
  const name = baseName(list).toLowerCase();
  return bare === "" || name.includes("sums") || name.includes("checksum") || name.includes("shasum");
}

const FILE_ENDINGS: ReadonlySet<string> = new Set(
  "tar gz tgz xz txz bz2 tbz zst zip 7z deb rpm apk jar war exe msi whl phar gem bin run iso".split(" "),
);

/** A list that is named after one file, fetched or not: `tool.tgz.sha256`. */
export function isNamedAfterFile(list: string): boolean {
  const name = baseName(list);
  const bare = bareName(name);
  return bare !== name && FILE_ENDINGS.has(bare.slice(bare.lastIndexOf(".") + 1).toLowerCase());
}

/** The name without the endings that say what the file holds. */
function bareName(name: string): string {
  let bare = name;
  for (let dot = bare.lastIndexOf("."); dot >= 0; dot = bare.lastIndexOf(".")) {
    if (!LIST_ENDINGS.has(bare.slice(dot + 1).toLowerCase())) break;
    bare = bare.slice(0, dot);
  }
  return bare;
}
