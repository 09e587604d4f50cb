import { addTo } from "../../text/lists.ts";
import type { OsvRecord } from "./record.ts";

/** Records that speak of one vulnerability. */
export interface RecordGroup {
  /** CVE id where there is one, else GHSA, else the first by letters. */
  readonly id: string;
  /** All other ids, sorted. */
  readonly aliases: readonly string[];
  readonly records: readonly OsvRecord[];
}

/** Joins records that share an id, an alias or what they are made of; `related` ones are other vulnerabilities. */
export function groupRecords(records: readonly OsvRecord[]): readonly RecordGroup[] {
  const parent = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let next = parent.get(root); next !== undefined && next !== root; next = parent.get(root)) root = next;
    // All of the way leads to the root from now on: records can be a chain of thousands.
    for (let at = id; at !== root; ) {
      const next = parent.get(at) ?? root;
      parent.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { id, aliases, upstream } of records) {
    parent.set(id, rootOf(id));
    for (const other of [...aliases, ...upstream]) parent.set(rootOf(other), rootOf(id));
  }
  const groups = new Map<string, OsvRecord[]>();
  for (const record of records) addTo(groups, rootOf(record.id), record);
  return [...groups.values()].map(groupOf);
}

function groupOf(records: readonly OsvRecord[]): RecordGroup {
  return { ...namesOf(records.flatMap(({ id, aliases, upstream }) => [id, ...aliases, ...upstream])), records };
}

/** The name to show of those that one vulnerability has, and the others, sorted. */
export function namesOf(ids: readonly string[]): { readonly id: string; readonly aliases: readonly string[] } {
  const [id = "", ...aliases] = [...new Set(ids)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return { id, aliases: aliases.sort() };
}

function rank(id: string): number {
  if (id.startsWith("MAL-")) return 0;
  if (/^CVE-\d{4}-\d+$/.test(id)) return 1;
  return id.startsWith("GHSA-") ? 2 : 3;
}
