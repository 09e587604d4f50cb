import { type Fields, isRecord, listOf, objectsIn, textIn, textsIn } from "../../json/fields.ts";
import { jsonOf } from "../../json/shallow.ts";
import type { Package, ScanGap } from "../package.ts";
import { foundPackageIn, isComplete } from "./kept-package.ts";
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
      references: textsIn(identity, "references"),
      id,
      digest: textIn(identity, "digest"),
      platform: textIn(identity, "platform"),
      created: textIn(identity, "created"),
      labels: new Map(listOf(identity.labels).flatMap(pairIn)),
      history: objectsIn(identity, "history").map(historyEntryIn),
      diffIds: textsIn(identity, "diffIds"),
    },
    inventory: {
      os: isRecord(inventory.os) ? systemIn(inventory.os) : undefined,
      packages,
      ownedCount: inventory.ownedCount,
      gaps: objectsIn(inventory, "gaps").map(gapIn),
    },
  };
}

function packageIn(value: unknown): Package | undefined {
  const found = foundPackageIn(value);
  const layer = isRecord(value) ? value.layer : undefined;
  if (found?.path === undefined || typeof layer !== "number") return undefined;
  return { ...found, path: found.path, layer };
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
  return { id: text("id"), versionId: text("versionId"), prettyName: text("prettyName") };
}

function gapIn(gap: Fields): ScanGap {
  const words = { what: textIn(gap, "what") ?? "", why: textIn(gap, "why") ?? "" };
  return gap.isInherent === true ? { ...words, isInherent: true } : words;
}
