import { MAX_PATH_LENGTH, nameOf } from "../image/image-path.ts";
import { apk } from "./apk.ts";
import { chiselFiles } from "./chisel.ts";
import { textOf } from "./paragraphs.ts";
import { type ListReader, MAX_DATABASE_BYTES, type OpenFile } from "./reader.ts";
import { isRpmDatabase, logOf, rpmRecords } from "./rpm.ts";

/**
 * Which files belong to packages, without a leading slash; with one: to an rpm that is none of the distribution's. A language package in a
 * file of the distribution is the distribution's own.
 * Sources: dpkg(1), info/*.list; distroless, *.md5sums; apk-installed(5); rpm headers; Chisel.
 */
export const OWNERSHIP: readonly ListReader[] = [
  {
    id: "dpkg lists",
    wants: (path) => path.startsWith("var/lib/dpkg/info/") && path.endsWith(".list"),
    maxBytes: MAX_DATABASE_BYTES,
    list: (_path, file) => lines(file).map((line) => line.replace(/^\/+/, "")),
  },
  {
    id: "dpkg sums",
    wants: (path) => path.startsWith("var/lib/dpkg/status.d/") && path.endsWith(".md5sums"),
    maxBytes: MAX_DATABASE_BYTES,
    list: (_path, file) => lines(file).map((line) => line.slice(line.indexOf("  ") + 2)),
  },
  {
    id: "apk files",
    wants: apk.wants,
    maxBytes: MAX_DATABASE_BYTES,
    list: (_path, file) => apkPaths(lines(file)),
  },
  {
    id: "rpm files",
    wants: isRpmDatabase,
    maxBytes: MAX_DATABASE_BYTES,
    companion: logOf,
    *list(path, file) {
      const records = rpmRecords(path, file);
      for (const each of typeof records === "string" ? [] : records)
        for (const path of each?.owned() ?? []) yield each?.isForeign ? `/${path}` : path;
    },
  },
  chiselFiles,
];

/** The package whose list of files this is: `gh.list`, `libc6:amd64.list`. */
export function packageOfList(path: string): string {
  return nameOf(path).replace(/(?::[^:]*)?\.list$/, "");
}

function lines(file: OpenFile): readonly string[] {
  return textOf(file.bytes()).split("\n");
}

function* apkPaths(text: readonly string[]): Generator<string> {
  let folder = "";
  for (const line of text) {
    if (line.startsWith("F:")) folder = line.slice(2);
    else if (line.startsWith("R:") && folder.length + line.length <= MAX_PATH_LENGTH)
      yield folder === "" ? line.slice(2) : `${folder}/${line.slice(2)}`;
  }
}
