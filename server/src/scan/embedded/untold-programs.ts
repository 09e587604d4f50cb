import { isRecord, listOf } from "../../json/fields.ts";
import { jsonOf } from "../../json/shallow.ts";
import { addTo } from "../../text/lists.ts";
import type { Package, ScanGap } from "../package.ts";
import { folderOf } from "./image/image-path.ts";
import { conda } from "./packages/conda.ts";
import { isProgram } from "./packages/go-binary.ts";
import { textOf } from "./packages/paragraphs.ts";
import { sectionsOf } from "./packages/program.ts";
import { type ListReader, MAX_TEXT_BYTES } from "./packages/reader.ts";

/** Where people put programs that no package brings. */
const FOLDERS = ["usr/local/bin/", "opt/", "app/"];

/** True in folders where a program is no part of the distribution, even if nothing lists the files of that. */
export function isPutThere(path: string): boolean {
  return FOLDERS.some((folder) => path.startsWith(folder));
}

const LIBRARY = /\.(?:so|dll|dylib|node|jnilib)(?:\.[0-9.]+)?$/;
/** What lies there came with a package of a language. */
const OF_PACKAGES = /(?:^|\/)(?:node_modules|site-packages|dist-packages|gems)\//;
const RECORD = ".dist-info/RECORD";
const NAMED = 3;

/** One line for an ELF, PE or Mach-O program, also for the small one of Python or Java, which starts a library; libraries are none. */
export const looseProgram: ListReader = {
  id: "loose program",
  wants: (path, { mode }) => isProgram(path, mode) && !LIBRARY.test(path) && !OF_PACKAGES.test(path),
  maxBytes: Number.POSITIVE_INFINITY,
  list: (_path, file) => (sectionsOf(file) === undefined ? [] : ["program"]),
};

/** Those of some programs that no package of a language brought, by the lists of files that packages keep: `listed` gives their lines. */
export function withoutInstalled(
  programs: readonly string[],
  packages: readonly Package[],
  listed: (path: string) => Iterable<string>,
): readonly string[] {
  const components = new Set(packages.filter(({ type }) => type === "bitnami").map(({ path }) => folderOf(path)));
  const left = new Set(programs.filter((program) => !isBelow(program, components)));
  const byFolder = new Map<string, string[]>();
  for (const program of programs) addTo(byFolder, folderOf(program), program);
  for (const { type, path } of packages) {
    if (left.size === 0) break;
    const installed = type === "nuget" ? starters(path, byFolder) : INSTALLED[type]?.(path, listed);
    for (const program of installed ?? []) left.delete(program);
  }
  return [...left];
}

/** Whether a file lies in one of these folders, however deep. */
function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) if (folders.has(folder)) return true;
  return false;
}

/** The starter of a .NET program stands beside its list of packages, which names thousands. Source: .NET, "Publish your app". */
function starters(list: string, byFolder: Map<string, readonly string[]>): readonly string[] {
  const beside = byFolder.get(folderOf(list)) ?? [];
  byFolder.delete(folderOf(list));
  return beside;
}

type Installed = (path: string, listed: (path: string) => Iterable<string>) => readonly string[];

const INSTALLED: Readonly<Partial<Record<Package["type"], Installed>>> = {
  conda(path, listed) {
    const prefix = folderOf(folderOf(path));
    return Array.from(listed(path), (name) => `${prefix}/${name}`);
  },
  pypi(path, listed) {
    const lines = path.endsWith(".dist-info/METADATA") ? listed(`${folderOf(path)}/RECORD`) : [];
    const folder = folderOf(folderOf(path));
    return Array.from(lines, (line) => seenFrom(folder, line));
  },
};

/**
 * The files that a package of a language installed elsewhere, as it writes them. Sources: conda docs, conda-meta; Python packaging
 * specifications, "Recording installed projects": paths are seen from the folder of the packages.
 */
export const installedFiles: ListReader = {
  id: "installed files",
  wants: (path, file) => path.endsWith(RECORD) || conda.wants(path, file),
  maxBytes: MAX_TEXT_BYTES,
  list(path, file) {
    if (path.endsWith(RECORD))
      return textOf(file.bytes())
        .split("\n")
        .filter((line) => line.startsWith("../"));
    const record = jsonOf(file.bytes());
    return isRecord(record) ? listOf(record.files).filter((name) => typeof name === "string") : [];
  },
};

/** `../../../bin/ruff,sha256=…,123` from `usr/local/lib/python3.12/site-packages` is `usr/local/bin/ruff`. */
function seenFrom(folder: string, line: string): string {
  let [above, path] = [folder, line.split(",", 1)[0] ?? ""];
  while (path.startsWith("../")) [above, path] = [folderOf(above), path.slice("../".length)];
  return above === "" ? path : `${above}/${path}`;
}

/** What is said of programs that nobody can tell about; no gap where there are none. */
export function untoldGap(programs: readonly string[]): readonly ScanGap[] {
  if (programs.length === 0) return [];
  const named = [...programs].sort().slice(0, NAMED).join(", ");
  const isOne = programs.length === 1;
  const more = programs.length > NAMED ? ", …" : "";
  return [
    {
      what: `${programs.length} ${isOne ? "program" : "programs"} (${named}${more})`,
      why: `no package owns ${isOne ? "it" : "them"}, and nothing tells what ${isOne ? "it was" : "they were"} built from: watch the advisories of ${isOne ? "its maker" : "their makers"}`,
      isInherent: true,
    },
  ];
}
