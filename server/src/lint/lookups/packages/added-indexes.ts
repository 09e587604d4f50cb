import { isRollingSuite, rollingDistribution } from "../../../knowledge/distros/releases.ts";
import type { OsQuery } from "../../../pin/query.ts";

/** Why nobody but apk can read an index that a package may come from, in a sentence; undefined: they have addresses. */
export function closedIndex({ edits }: OsQuery): string | undefined {
  const unknown = edits.find(({ kind }) => kind === "unknown");
  if (unknown !== undefined) return `Where packages come from is not known: ${unknown.text} changes it.`;
  const path = addedIndexes(edits).find(({ address }) => !/^https?:\/\//.test(address))?.address;
  return path === undefined ? undefined : `Its index lies at ${path}, where only the build can read it.`;
}

/** A package of a suite that keeps the newest upstream version alone, or may be: Debian's sid and testing, Alpine's edge. */
export function isOfRollingSuite({ manager, release, base, edits }: OsQuery): boolean {
  const isAdded = addedIndexes(edits).some(({ tag, address }) => tag === release && EDGE.test(address));
  if (manager === "apk" && (isAdded || edits.some((edit) => edit.kind === "substitute" && EDGE.test(edit.to))))
    return true;
  return release === undefined ? rollingDistribution(base.reference) !== undefined : isRollingSuite(release);
}

/** Alpine's branch that changes every day, in the address of an index or alone. */
const EDGE = /(?:^|\/)edge(?:\/|$)/;

/** Source: apk-repositories(5). */
function addedIndexes(edits: OsQuery["edits"]) {
  return edits.flatMap(({ kind, text }) => {
    if (kind !== "add" && kind !== "replace") return [];
    const lines = text.split("\n").map((line) => /^\s*(?:@(\S+)\s+)?([^#\s]\S*)/.exec(line));
    return lines.flatMap((match) => (match === null ? [] : [{ tag: match[1], address: match[2] ?? "" }]));
  });
}
