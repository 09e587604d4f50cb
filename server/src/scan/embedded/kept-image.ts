import { PACKAGE_TYPES, type Package, type ScanGap } from "../package.ts";
import { isRecord, jsonOf, listOf, textIn } from "./packages/json.ts";
import type { OperatingSystem } from "./packages/operating-system.ts";
import type { ReadImage } from "./read-image.ts";

/** What was read of an image, as bytes to keep. */
export function keptImage({ identity, inventory }: ReadImage): Uint8Array {
  const labels = [...identity.labels];
  return new TextEncoder().encode(JSON.stringify({ identity: { ...identity, labels }, inventory }));
}

/** Reads kept bytes back; undefined when they are of another form. */
export function readKeptImage(bytes: Uint8Array): ReadImage | undefined {
  const kept = jsonOf(bytes);
  if (!isRecord(kept) || !isRecord(kept.identity) || !isRecord(kept.inventory)) return undefined;
  const { identity, inventory } = kept;
  const packages = listOf(inventory.packages).map(packageIn);
  const id = textIn(identity, "id");
  if (id === undefined || typeof inventory.ownedCount !== "number" || !isComplete(packages)) return undefined;
  return {
    identity: {
      references: textsIn(identity.references),
      id,
      digest: textIn(identity, "digest"),
      platform: textIn(identity, "platform"),
      created: textIn(identity, "created"),
      labels: new Map(listOf(identity.labels).flatMap(pairIn)),
      history: listOf(identity.history).filter(isRecord).map(historyEntryIn),
      diffIds: textsIn(identity.diffIds),
    },
    inventory: {
      os: isRecord(inventory.os) ? systemIn(inventory.os) : undefined,
      packages,
      ownedCount: inventory.ownedCount,
      gaps: listOf(inventory.gaps).filter(isRecord).map(gapIn),
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function packageIn(value: unknown): Package | undefined {
  if (!isRecord(value)) return undefined;
  const type = PACKAGE_TYPES.find((each) => each === value.type);
  const { name, version, path, layer } = value;
  if (type === undefined || typeof name !== "string" || typeof version !== "string") return undefined;
  if (typeof path !== "string" || typeof layer !== "number") return undefined;
  const licences = textsIn(value.licences);
  return {
    type,
    name,
    version,
    ...optional("sourceName", value),
    ...optional("sourceVersion", value),
    ...optional("arch", value),
    path,
    layer,
    ...(licences.length === 0 ? {} : { licences }),
  };
}

function optional<K extends "sourceName" | "sourceVersion" | "arch">(
  key: K,
  value: Fields,
): { readonly [k in K]?: string } {
  const text = textIn(value, key);
  const found: { [k in K]?: string } = {};
  if (text !== undefined) found[key] = text;
  return found;
}

function isComplete(packages: readonly (Package | undefined)[]): packages is readonly Package[] {
  return packages.every((each) => each !== undefined);
}

function pairIn(value: unknown): readonly (readonly [string, string])[] {
  const [key, text] = listOf(value);
  return typeof key === "string" && typeof text === "string" ? [[key, text]] : [];
}

function historyEntryIn(entry: Fields): ReadImage["identity"]["history"][number] {
  return {
    createdBy: textIn(entry, "createdBy") ?? "",
    comment: textIn(entry, "comment") ?? "",
    isEmpty: entry.isEmpty === true,
  };
}

function systemIn(os: Fields): OperatingSystem {
  const text = (key: string) => textIn(os, key) ?? "";
  return {
    id: text("id"),
    versionId: text("versionId"),
    codename: text("codename"),
    prettyName: text("prettyName"),
  };
}

function gapIn(gap: Fields): ScanGap {
  const words = { what: textIn(gap, "what") ?? "", why: textIn(gap, "why") ?? "" };
  return gap.isInherent === true ? { ...words, isInherent: true } : words;
}

function textsIn(value: unknown): readonly string[] {
  return listOf(value).filter((each) => typeof each === "string");
}
