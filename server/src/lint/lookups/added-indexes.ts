import type { OsQuery } from "../../pin/query.ts";

/** Why nobody but apk can read an index that a package may come from, in a sentence; undefined: they have addresses. */
export function closedIndex({ edits }: OsQuery): string | undefined {
  const unknown = edits.find(({ kind }) => kind === "unknown");
  if (unknown !== undefined) return `Where packages come from is not known: ${unknown.text} changes it.`;
  const path = addedIndexes(edits).find(({ address }) => !/^https?:\/\//.test(address))?.address;
  return path === undefined ? undefined : `Its index lies at ${path}, where only the build can read it.`;
}

/** Source: apk-repositories(5). */
function addedIndexes(edits: OsQuery["edits"]) {
  return edits.flatMap(({ kind, text }) => {
    if (kind !== "add" && kind !== "replace") return [];
    const lines = text.split("\n").map((line) => /^\s*(?:@\S+\s+)?([^#\s]\S*)/.exec(line));
    return lines.flatMap((match) => (match === null ? [] : [{ address: match[1] ?? "" }]));
  });
}
