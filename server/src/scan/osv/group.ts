import { addTo } from "../../text/lists.ts";
import { isCve, MAX_CVES } from "../vulnerability-keys.ts";
import type { OsvRecord } from "./record.ts";

/** Records that speak of one vulnerability. */
export interface RecordGroup {
  /** CVE id where there is one, else GHSA, else the first by letters. */
  readonly id: string;
  /** All other ids, sorted. */
  readonly aliases: readonly string[];
  readonly records: readonly OsvRecord[];
}

/** What a record says of one vulnerability. */
interface Part {
  readonly record: OsvRecord;
  /** Of the vulnerability, at least one. */
  readonly names: readonly string[];
}

/**
 * Joins records that share an id, an alias or what they are made of; `related` ones are other vulnerabilities. An advisory about several
 * belongs to each of them and joins none: who decides about one has not looked at the others.
 */
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
  const parts = records.flatMap(partsOf);
  for (const { names } of parts) for (const name of names) parent.set(rootOf(name), rootOf(names[0] ?? name));
  const groups = new Map<string, Part[]>();
  for (const part of parts) addTo(groups, rootOf(part.names[0] ?? ""), part);
  return [...groups.values()].map(groupOf);
}

function partsOf(record: OsvRecord): readonly Part[] {
  const { id, aliases, upstream } = record;
  // `UBUNTU-CVE-2026-1` stands beside `CVE-2026-1`.
  const cves = new Set(upstream.flatMap((name) => /CVE-\d{4}-\d+$/.exec(name)?.[0] ?? []));
  const isBundle = cves.size > 1 && cves.size <= MAX_CVES;
  return isBundle
    ? Array.from(cves, (cve) => ({ record, names: [cve] }))
    : [{ record, names: [id, ...aliases, ...upstream] }];
}

/** What speaks of the vulnerability alone comes first. */
function groupOf(parts: readonly Part[]): RecordGroup {
  const isOwn = ({ record, names }: Part) => names.includes(record.id);
  const records = [...parts.filter(isOwn), ...parts.filter((part) => !isOwn(part))].map(({ record }) => record);
  return { ...namesOf(parts.flatMap(({ record, names }) => [...names, record.id])), records };
}

/** The name to show of those that one vulnerability has, and the others, sorted. */
export function namesOf(ids: readonly string[]): { readonly id: string; readonly aliases: readonly string[] } {
  const [id = "", ...aliases] = [...new Set(ids)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return { id, aliases: aliases.sort() };
}

function rank(id: string): number {
  if (id.startsWith("MAL-")) return 0;
  if (isCve(id)) return 1;
  return id.startsWith("GHSA-") ? 2 : 3;
}
