import type { Affected, RangeEvent } from "./record.ts";

/** How two versions of an ecosystem are told apart; undefined: one of them is none of its versions. */
export type VersionOrder = (a: string, b: string) => number | undefined;

/** Whether a version is affected, and the smallest version above it with a fix, in the same branch. `unknown`: it cannot be compared. */
export type RangeAnswer =
  | { readonly kind: "affected"; readonly fixedIn: string | undefined }
  | { readonly kind: "unaffected" }
  | { readonly kind: "unknown" };

/** Reads the list of versions first, then the ranges. Source: OSV schema, "Evaluation". */
export function affects(affected: Affected, version: string, order: VersionOrder): RangeAnswer {
  const answers = affected.ranges.map(({ events }) => inRange(events, version, order));
  const hit = answers.find(({ kind }) => kind === "affected");
  if (hit !== undefined) return hit;
  if (affected.versions.includes(version)) return { kind: "affected", fixedIn: nextFix(affected, version, order) };
  return answers.some(({ kind }) => kind === "unknown") ? { kind: "unknown" } : { kind: "unaffected" };
}

function inRange(events: readonly RangeEvent[], version: string, order: VersionOrder): RangeAnswer {
  const sorted = sortedEvents(events, order);
  if (sorted === undefined) return { kind: "unknown" };
  let isAffected = false;
  for (const event of sorted) {
    const distance = distanceTo(event, version, order);
    if (distance === undefined) return { kind: "unknown" };
    if (event.kind === "introduced" && distance >= 0) isAffected = true;
    else if (event.kind === "fixed" && distance >= 0) isAffected = false;
    else if (event.kind === "last_affected" && distance > 0) isAffected = false;
  }
  const limits = sorted.filter(({ kind }) => kind === "limit");
  const isBeyond = limits.length > 0 && limits.every((limit) => (distanceTo(limit, version, order) ?? 0) >= 0);
  if (!isAffected || isBeyond) return { kind: "unaffected" };
  const fix = sorted.find((event) => event.kind === "fixed" && (distanceTo(event, version, order) ?? 0) < 0);
  return { kind: "affected", fixedIn: fix?.version };
}

/** How far the version stands behind the event: `introduced: 0` lies in front of everything. */
function distanceTo({ kind, version: at }: RangeEvent, version: string, order: VersionOrder): number | undefined {
  return kind === "introduced" && at === "0" ? 1 : order(version, at);
}

function sortedEvents(events: readonly RangeEvent[], order: VersionOrder): readonly RangeEvent[] | undefined {
  let isComparable = true;
  const sorted = [...events].sort((a, b) => {
    if (a.kind === "introduced" && a.version === "0") return -1;
    if (b.kind === "introduced" && b.version === "0") return 1;
    const distance = order(a.version, b.version);
    if (distance === undefined) isComparable = false;
    // Of one version the order of the record counts: `2.2` to `2.2.0` is empty, at `1.0` a next range may begin where one ends.
    return distance ?? 0;
  });
  return isComparable ? sorted : undefined;
}

/** The smallest fix above a version that only the list names. */
function nextFix({ ranges }: Affected, version: string, order: VersionOrder): string | undefined {
  const fixes = ranges
    .flatMap(({ events }) => events)
    .filter(({ kind, version: fix }) => kind === "fixed" && (order(fix, version) ?? 0) > 0)
    .map((event) => event.version);
  return fixes.sort((a, b) => order(a, b) ?? 0)[0];
}
