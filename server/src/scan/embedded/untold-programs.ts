import type { Package, ScanGap } from "../package.ts";
import type { ViewFile } from "./image/view.ts";
import { isProgram } from "./packages/go-binary.ts";
import { isRecord, jsonOf, listOf } from "./packages/json.ts";
import { textOf } from "./packages/paragraphs.ts";
import { sectionsOf } from "./packages/program.ts";
import { MAX_TEXT_BYTES, type OpenFile } from "./packages/reader.ts";

/** Where people put programs that no package brings. */
const FOLDERS = ["usr/local/bin/", "opt/", "app/"];
/** Smaller ones start another. */
const SMALLEST_BYTES = 20 * 1024;
const LIBRARY = /\.(?:so|dll|dylib|node|jnilib)(?:\.[0-9.]+)?$/;
/** What lies there came with a package of a language. */
const OF_PACKAGES = /(?:^|\/)(?:node_modules|site-packages|dist-packages|gems)\//;
const NAMED = 3;

/** True for an ELF, PE or Mach-O program of some size where no package of a distribution belongs; libraries are none. */
export function isLooseProgram({ path, size, mode }: ViewFile, open: () => OpenFile): boolean {
  return (
    size > SMALLEST_BYTES &&
    FOLDERS.some((folder) => path.startsWith(folder)) &&
    isProgram(path, mode) &&
    !LIBRARY.test(path) &&
    !OF_PACKAGES.test(path) &&
    sectionsOf(open()) !== undefined
  );
}

/** Those of some programs that no package of a language brought, by the lists of files that packages keep. */
export function withoutInstalled(
  programs: readonly string[],
  packages: readonly Package[],
  open: (path: string) => OpenFile | undefined,
): readonly string[] {
  let left = programs;
  for (const { type, path } of packages) {
    if (left.length === 0) break;
    const installed = INSTALLED[type]?.(path, open);
    if (installed !== undefined) left = left.filter((program) => !installed(program));
  }
  return left;
}

type Installed = (path: string, open: (path: string) => OpenFile | undefined) => (program: string) => boolean;

const INSTALLED: Readonly<Partial<Record<Package["type"], Installed>>> = {
  /** The starter of a .NET program stands beside its list of packages. Source: .NET, "Publish your app". */
  nuget: (path) => (program) => folderOf(program) === folderOf(path),
  /** Source: conda docs, conda-meta. */
  conda(path, open) {
    const file = smallFile(path, open);
    const record = file === undefined ? undefined : jsonOf(file.bytes());
    const prefix = folderOf(folderOf(path));
    const files = isRecord(record) ? listOf(record.files) : [];
    const owned = new Set(files.map((name) => `${prefix}/${name}`));
    return (program) => owned.has(program);
  },
  /** Source: Python packaging specifications, "Recording installed projects": paths are seen from the folder of the packages. */
  pypi(path, open) {
    const file = path.endsWith(".dist-info/METADATA") ? smallFile(`${folderOf(path)}/RECORD`, open) : undefined;
    const lines = file === undefined ? [] : textOf(file.bytes()).split("\n");
    const folder = folderOf(folderOf(path));
    const owned = new Set(lines.filter((line) => line.startsWith("../")).map((line) => seenFrom(folder, line)));
    return (program) => owned.has(program);
  },
};

function smallFile(path: string, open: (path: string) => OpenFile | undefined): OpenFile | undefined {
  const file = open(path);
  return file !== undefined && file.size <= MAX_TEXT_BYTES ? file : undefined;
}

/** `../../../bin/ruff,sha256=…,123` from `usr/local/lib/python3.12/site-packages` is `usr/local/bin/ruff`. */
function seenFrom(folder: string, line: string): string {
  let [above, path] = [folder, line.split(",", 1)[0] ?? ""];
  while (path.startsWith("../")) [above, path] = [folderOf(above), path.slice("../".length)];
  return above === "" ? path : `${above}/${path}`;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
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
