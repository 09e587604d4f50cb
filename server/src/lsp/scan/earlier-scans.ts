import { createHash } from "node:crypto";
import { isRecord } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import type { Store } from "../../outside/outside.ts";
import type { EarlierScan, FoundKey } from "./stored-scan.ts";

/** More findings are not compared: nobody reads such a list. */
const MAX_KEPT = 100_000;

/** What the last scan of a file or an image found, as this machine keeps it; undefined: there was none. */
export async function readEarlier(key: string, store: Store): Promise<EarlierScan | undefined> {
  const bytes = await store.read(nameOf(key));
  const value = bytes && parseJson(bytes);
  if (!isRecord(value) || typeof value.at !== "string" || !Array.isArray(value.found)) return undefined;
  return { at: value.at, found: value.found.flatMap(foundKey) };
}

/** Keeps what a scan found for the next one to be compared with; a very long list is not kept. */
export async function writeEarlier(key: string, { at, found }: EarlierScan, store: Store): Promise<void> {
  if (found.length > MAX_KEPT) return;
  const rows = found.map(({ id, type, package: name }) => [id, type, name]);
  await store.write(nameOf(key), new TextEncoder().encode(JSON.stringify({ at, found: rows })));
}

function nameOf(key: string): string {
  return `scans/${createHash("sha256").update(key).digest("hex")}`;
}

function foundKey(row: unknown): readonly FoundKey[] {
  if (!Array.isArray(row)) return [];
  const [id, type, name] = row;
  if (typeof id !== "string" || typeof type !== "string" || typeof name !== "string") return [];
  return [{ id, type, package: name }];
}
