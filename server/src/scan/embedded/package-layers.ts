import type { Package } from "../package.ts";
import { alone, type Contents, resultOf } from "./contents.ts";
import type { OpenImage, PastFile } from "./image/open-image.ts";
import type { ViewFile } from "./image/view.ts";
import type { PackageReader } from "./packages/reader.ts";
import { READERS } from "./packages/readers.ts";

/** Databases of a distribution: rewritten by every layer that installs something. */
export function isDatabase(path: string): boolean {
  return DATABASES.some((reader) => reader.wants(path, { size: 0, mode: 0 }));
}

const DATABASES = READERS.filter(({ id }) => ["dpkg", "apk", "rpm", "chisel"].includes(id));

/**
 * The layer of a distribution's package is the one where it first appeared in this version and stayed: the database itself belongs to
 * the last layer that installed anything.
 */
export function withLayers(packages: readonly Package[], past: OpenImage["past"], from: Contents): readonly Package[] {
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
    const layer = layers.get(`${each.path}\n${packageKey(each)}`);
    return layer === undefined ? each : { ...each, layer };
  });
}

function keysIn(reader: PackageReader, path: string, content: PastFile, contents: Contents): readonly string[] {
  const file: ViewFile = { ...content, path, mode: 0 };
  return resultOf(alone(reader), file, contents).packages.map(packageKey);
}

/** What tells two packages of one database apart. */
export function packageKey({ name, version, arch }: Pick<Package, "name" | "version" | "arch">): string {
  return `${name}\n${version}\n${arch ?? ""}`;
}
