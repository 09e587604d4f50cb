import { isLanguage, NO_SYSTEM, type Package, type ScanGap } from "../package.ts";
import { type ByteBudget, byteBudget, MAX_READ_BYTES } from "./byte-budget.ts";
import { type Contents, linesOf, resultOf } from "./contents.ts";
import { fileOwners } from "./file-owners.ts";
import type { OpenImage } from "./image/open-image.ts";
import type { ViewFile } from "./image/view.ts";
import { isDatabase, packageKey, withLayers } from "./package-layers.ts";
import { type OperatingSystem, operatingSystem, osRelease } from "./packages/operating-system.ts";
import { OWNERSHIP } from "./packages/ownership.ts";
import type { PackageReader, ReaderResult } from "./packages/reader.ts";
import { READERS } from "./packages/readers.ts";
import { type PackageTrace, packageTrace, untoldPackages } from "./untold-packages.ts";
import { installedFiles, isPutThere, looseProgram, untoldGap, withoutInstalled } from "./untold-programs.ts";

/** What is in an image. */
export interface Inventory {
  readonly os: OperatingSystem | undefined;
  /** By type, name, version and path. */
  readonly packages: readonly Package[];
  /** Language packages that belong to packages of the distribution, and are left out. */
  readonly ownedCount: number;
  readonly gaps: readonly ScanGap[];
}

const MAX_GAPS = 1000;

/** Lists the packages of an image. `progress` gets a line now and then. */
export function inventory(
  open: OpenImage,
  progress: (message: string) => void,
  budget: ByteBudget = byteBudget(MAX_READ_BYTES),
): Inventory {
  const { view } = open;
  const contents: Contents = { view, budget };
  progress("looking for packages");
  const { found, lists, loose, traces, gaps } = walked(contents);
  const dated = withLayers(found, open.past, contents);
  progress("telling the distribution's own packages apart");
  // A language package in a file of the distribution is the distribution's own.
  const languages = dated.filter(isLanguage).map(({ path }) => outermost(path));
  const judged = [...loose, ...traces].map(({ path }) => path);
  const { isOwned, isOwn, isKnown } = fileOwners([...languages, ...judged], lists, contents);
  const ownerless = dated.filter((each) => !isLanguage(each) || !isOwn(outermost(each.path)));
  const kept = told(ownerless);
  const os = systemOf(contents);
  const isNobodys = ({ path }: ViewFile) => !isOwned(path) && (isKnown || os === undefined || isPutThere(path));
  const untold = withoutInstalled(onceEach(loose.filter(isNobodys)), kept, (path) =>
    linesOf(installedFiles, view.find(path), contents),
  );
  const isListed = !dated.every(isLanguage) || gaps.some(({ what }) => isDatabase(what));
  const ofSystem = os === undefined ? [NO_SYSTEM] : isListed ? [] : [unlisted(os)];
  if (budget.isSpent()) gaps.unshift({ what: "image", why: SPENT });
  if (kept.length < ownerless.length)
    gaps.unshift({ what: "image", why: `${ownerless.length - kept.length} ${UNTOLD}` });
  return {
    os,
    packages: uniquePackages(kept),
    ownedCount: dated.length - ownerless.length,
    gaps: [
      ...open.gaps,
      ...shortened(gaps),
      ...ofSystem,
      ...untoldPackages(traces.filter(({ path }) => !isOwn(path))),
      ...untoldGap(untold),
    ],
  };
}

/** What the files of an image tell, each by itself. */
function walked(contents: Contents) {
  const found: Package[] = [];
  const gaps: ScanGap[] = [];
  const lists: ViewFile[] = [];
  const loose: ViewFile[] = [];
  const traces: PackageTrace[] = [];
  for (const file of contents.view.files()) {
    if (OWNERSHIP.some((each) => each.wants(file.path, file))) lists.push(file);
    const trace = packageTrace(file.path);
    if (trace !== undefined && trace.path !== traces.at(-1)?.path) traces.push(trace);
    let isTold = false;
    for (const reader of READERS) {
      if (!reader.wants(file.path, file)) continue;
      const read = readFile(reader, file, contents);
      isTold ||= read.gap !== undefined || read.packages.length > 0;
      if (read.gap !== undefined) gaps.push({ what: file.path, why: read.gap });
      for (const each of read.packages) found.push(each);
    }
    if (!isTold && looseProgram.wants(file.path, file) && [...linesOf(looseProgram, file, contents)].length > 0)
      loose.push(file);
  }
  return { found, lists, loose, traces, gaps };
}

const SPENT = `its files, unpacked and with links, hold more than ${MAX_READ_BYTES / 1024 ** 3} GB to be read: what came after that was left out`;

/** Of all that is told of packages. Those of large images take a few million; a small list can have a long path a million times. */
const MAX_CHARACTERS = 64 * 1024 * 1024;
const UNTOLD = `of its packages were left out: to tell all takes more than ${MAX_CHARACTERS / 1024 ** 2} million characters`;

/** As many packages as there is room for. */
function told(packages: readonly Package[]): readonly Package[] {
  let left = MAX_CHARACTERS;
  const end = packages.findIndex(({ name, version, path, sourceName = "", sourceVersion = "", licences = [] }) => {
    left -= name.length + version.length + path.length + sourceName.length + sourceVersion.length;
    for (const licence of licences) left -= licence.length;
    return left < 0;
  });
  return end < 0 ? packages : packages.slice(0, end);
}

function shortened(gaps: readonly ScanGap[]): readonly ScanGap[] {
  const more = gaps.length - MAX_GAPS;
  return more <= 0
    ? gaps
    : [...gaps.slice(0, MAX_GAPS), { what: `${more} more files`, why: "they cannot be read either" }];
}

/** Somebody took the list away to make the image small, or it is kept in a way that is not read: no packages are not known to be none. */
function unlisted({ prettyName }: OperatingSystem): ScanGap {
  return { what: prettyName, why: "nothing in the image lists the packages of its distribution", isInherent: true };
}

function readFile(
  reader: PackageReader,
  file: ViewFile,
  contents: Contents,
): Pick<ReaderResult, "gap"> & { readonly packages: readonly Package[] } {
  if (file.size > reader.maxBytes) return { packages: [], gap: `it is larger than ${reader.maxBytes} bytes` };
  const other = reader.onlyBeside?.(file.path);
  if (other !== undefined && contents.view.find(other) === undefined) return { packages: [] };
  const { packages, gap } = resultOf(reader, file, contents);
  const placed = packages.map((each): Package => ({ path: file.path, ...each, layer: file.layer }));
  return gap === undefined ? { packages: placed } : { packages: placed, gap };
}

/** The path of each file; one that has several names counts once. */
function onceEach(files: readonly ViewFile[]): readonly string[] {
  const places = new Map<ViewFile["bytes"], Set<number>>();
  const paths: string[] = [];
  for (const { path, bytes, offset } of files) {
    const seen = places.get(bytes) ?? new Set();
    if (!seen.has(offset)) paths.push(path);
    places.set(bytes, seen.add(offset));
  }
  return paths;
}

function outermost(path: string): string {
  const mark = path.indexOf("!");
  return mark < 0 ? path : path.slice(0, mark);
}

function uniquePackages(packages: readonly Package[]): readonly Package[] {
  const byKey = new Map<string, Package>();
  for (const each of packages) {
    // One of the distribution is there once, whatever lists it: dpkg's list has its source, that of Chisel beside it has not.
    const key = [each.type, packageKey(each), ...(isLanguage(each) ? [each.path] : [])].join("\n");
    if (byKey.get(key)?.sourceName === undefined) byKey.set(key, each);
  }
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, each]) => each);
}

function systemOf(contents: Contents): OperatingSystem | undefined {
  const { view } = contents;
  const file = view.find("etc/os-release") ?? view.find("usr/lib/os-release");
  return file === undefined ? undefined : operatingSystem(linesOf(osRelease, file, contents));
}
