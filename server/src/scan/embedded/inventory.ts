import type { Package, ScanGap } from "../package.ts";
import { type ByteBudget, byteBudget } from "./byte-budget.ts";
import type { OpenImage, PastFile } from "./image/open-image.ts";
import type { ImageView, ViewFile } from "./image/view.ts";
import { type OperatingSystem, operatingSystem } from "./packages/operating-system.ts";
import { OWNERSHIP } from "./packages/ownership.ts";
import { textOf } from "./packages/paragraphs.ts";
import type { OpenFile, PackageReader } from "./packages/reader.ts";
import { READERS } from "./packages/readers.ts";
import { isLooseProgram, untoldGap, withoutInstalled } from "./untold-programs.ts";

/** What is in an image. */
export interface Inventory {
  readonly os: OperatingSystem | undefined;
  /** By type, name, version and path. */
  readonly packages: readonly Package[];
  /** Language packages that belong to packages of the distribution, and are left out. */
  readonly ownedCount: number;
  readonly gaps: readonly ScanGap[];
}

/** Databases of a distribution: rewritten by every layer that installs something. */
export function isDatabase(path: string): boolean {
  return DATABASES.some((reader) => reader.wants(path, { size: 0, mode: 0 }));
}

const DATABASES = READERS.filter(({ id }) => ["dpkg", "apk", "rpm"].includes(id));

/** What readers may read and unpack of one image. */
const MAX_READ_BYTES = 8 * 1024 ** 3;
const MAX_GAPS = 1000;

/** The files of an image, and how much of them may still be read. */
interface Contents {
  readonly view: ImageView;
  readonly budget: ByteBudget;
}

/** Lists the packages of an image. `progress` gets a line now and then. */
export function inventory(
  open: OpenImage,
  progress: (message: string) => void,
  budget: ByteBudget = byteBudget(MAX_READ_BYTES),
): Inventory {
  const { view } = open;
  const contents: Contents = { view, budget };
  const gaps: ScanGap[] = [];
  const found: Package[] = [];
  const lists: ViewFile[] = [];
  const loose: string[] = [];
  progress("looking for packages");
  for (const file of view.files()) {
    if (OWNERSHIP.some((each) => each.wants(file.path))) lists.push(file);
    let isTold = false;
    for (const reader of READERS) {
      if (!reader.wants(file.path, file)) continue;
      const read = readFile(reader, file, contents);
      isTold ||= read.gap !== undefined || read.packages.length > 0;
      if (read.gap !== undefined) gaps.push({ what: file.path, why: read.gap });
      for (const each of read.packages) found.push(each);
    }
    if (!isTold && isLooseProgram(file, () => openFile(file, contents))) loose.push(file.path);
  }
  const dated = withLayers(found, open.past, contents);
  progress("telling the distribution's own packages apart");
  // A language package in a file of the distribution is the distribution's own.
  const languages = dated.filter(isLanguage).map(({ path }) => outermost(path));
  const isOwned = ownership([...languages, ...loose], lists, contents);
  const kept = dated.filter((each) => !isLanguage(each) || !isOwned(outermost(each.path)));
  const untold = withoutInstalled(
    loose.filter((path) => !isOwned(path)),
    kept,
    (path) => fileAt(path, contents),
  );
  const unique = uniquePackages(kept);
  const os = systemOf(contents);
  const isListed = !dated.every(isLanguage) || gaps.some(({ what }) => isDatabase(what));
  const ofSystem = os === undefined ? [NO_SYSTEM] : isListed ? [] : [unlisted(os)];
  if (budget.isSpent()) gaps.unshift({ what: "image", why: SPENT });
  return {
    os,
    packages: unique,
    ownedCount: dated.length - kept.length,
    gaps: [...open.gaps, ...shortened(gaps), ...ofSystem, ...untoldGap(untold)],
  };
}

const SPENT = `its files, unpacked and with links, hold more than ${MAX_READ_BYTES / 1024 ** 3} GB to be read: what came after that was left out`;

function shortened(gaps: readonly ScanGap[]): readonly ScanGap[] {
  const more = gaps.length - MAX_GAPS;
  return more <= 0
    ? gaps
    : [...gaps.slice(0, MAX_GAPS), { what: `${more} more files`, why: "they cannot be read either" }];
}

/** Of an image with nothing but a program in it there is no more to know; packages of a distribution are missed when they are asked for. */
const NO_SYSTEM: ScanGap = {
  what: "operating system",
  why: "no os-release says which it is",
  isInherent: true,
};

/** Somebody took the list away to make the image small, or it is kept in a way that is not read: no packages are not known to be none. */
function unlisted({ prettyName }: OperatingSystem): ScanGap {
  return { what: prettyName, why: "nothing in the image lists the packages of its distribution", isInherent: true };
}

function readFile(
  reader: PackageReader,
  file: ViewFile,
  contents: Contents,
): { readonly packages: readonly Package[]; readonly gap?: string } {
  if (file.size > reader.maxBytes) return { packages: [], gap: `it is larger than ${reader.maxBytes} bytes` };
  const { packages, gap } = reader.read(file.path, openFile(file, contents));
  const placed = packages.map((each): Package => ({ path: file.path, ...each, layer: file.layer }));
  return gap === undefined ? { packages: placed } : { packages: placed, gap };
}

function openFile(file: ViewFile, contents: Contents): OpenFile {
  const { budget } = contents;
  const read = (offset: number, length: number) => {
    const wanted = Math.max(0, Math.min(length, file.size - offset));
    return budget.take(wanted) ? file.bytes.read(file.offset + offset, wanted) : new Uint8Array(0);
  };
  return {
    size: file.size,
    mode: file.mode,
    read,
    bytes: () => read(0, file.size),
    unpack: budget.take,
    beside: (path) => fileAt(path, contents),
  };
}

function fileAt(path: string, contents: Contents): OpenFile | undefined {
  const file = contents.view.find(path);
  return file === undefined ? undefined : openFile(file, contents);
}

/**
 * The layer of a distribution's package is the one where it first appeared in this version and stayed: the database itself belongs to
 * the last layer that installed anything.
 */
function withLayers(packages: readonly Package[], past: OpenImage["past"], from: Contents): readonly Package[] {
  const layers = new Map<string, number>();
  for (const [path, contents] of past) {
    const reader = DATABASES.find((each) => each.wants(path, { size: 0, mode: 0 }));
    if (reader === undefined || contents.length < 2) continue;
    let before = new Map<string, number>();
    for (const content of contents) {
      const now = new Map<string, number>();
      for (const key of keysIn(reader, path, content, from)) now.set(key, before.get(key) ?? content.layer);
      before = now;
    }
    for (const [key, layer] of before) layers.set(`${path}\n${key}`, layer);
  }
  return packages.map((each) => {
    const layer = layers.get(`${each.path}\n${keyOf(each)}`);
    return layer === undefined ? each : { ...each, layer };
  });
}

function keysIn(reader: PackageReader, path: string, content: PastFile, contents: Contents): readonly string[] {
  const file: ViewFile = { ...content, path, mode: 0 };
  // A log beside the database belongs to its last state only.
  const { packages } = reader.read(path, { ...openFile(file, contents), beside: () => undefined });
  return packages.map(keyOf);
}

function keyOf({ name, version, arch }: Pick<Package, "name" | "version" | "arch">): string {
  return `${name}\n${version}\n${arch ?? ""}`;
}

/** Which of some files belong to packages of the distribution. */
function ownership(paths: Iterable<string>, lists: readonly ViewFile[], contents: Contents): (path: string) => boolean {
  const fold = merged(contents.view);
  const waiting = new Set(Array.from(paths, fold));
  const owned = new Set<string>();
  for (const list of lists) {
    for (const reader of OWNERSHIP) {
      if (!reader.wants(list.path) || list.size > reader.maxBytes) continue;
      for (const path of reader.owned(list.path, openFile(list, contents))) {
        const folded = fold(path);
        if (waiting.has(folded)) owned.add(folded);
      }
    }
  }
  return (path) => owned.has(fold(path));
}

function isLanguage({ type }: Package): boolean {
  return type !== "deb" && type !== "apk" && type !== "rpm";
}

function outermost(path: string): string {
  const mark = path.indexOf("!");
  return mark < 0 ? path : path.slice(0, mark);
}

/** One spelling for `lib/x` and `usr/lib/x` where the first folder is a link to the second. */
function merged(view: ImageView): (path: string) => string {
  const links = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"].filter(
    (name) => view.isFolder(name) && view.isLink(name),
  );
  return (path) => {
    const slash = path.indexOf("/");
    return slash > 0 && links.includes(path.slice(0, slash)) ? `usr/${path}` : path;
  };
}

function uniquePackages(packages: readonly Package[]): readonly Package[] {
  const byKey = new Map<string, Package>();
  for (const each of packages) {
    const key = [each.type, keyOf(each), each.path].join("\n");
    if (!byKey.has(key)) byKey.set(key, each);
  }
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, each]) => each);
}

function systemOf(contents: Contents): OperatingSystem | undefined {
  const { view } = contents;
  const file = view.find("etc/os-release") ?? view.find("usr/lib/os-release");
  if (file === undefined || file.size > 65_536) return undefined;
  return operatingSystem(textOf(openFile(file, contents).bytes()));
}
