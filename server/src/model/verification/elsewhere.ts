import { pathIn } from "../../knowledge/downloads/work-folder.ts";
import type { PlacedCheck, PlacedFetch, StageChecks } from "./stage-checks.ts";

/**
 * Whether a list of sums from the network is read where a file is not: a publisher's names lead to the folder of the check and those
 * below it. Somebody's own list may name any path, and a filter with `/` may write one.
 */
export function isElsewhere(
  { check, run }: PlacedCheck,
  { fetch, run: own }: PlacedFetch,
  { remoteNames, folders }: StageChecks,
): boolean {
  const { target, renamed } = fetch;
  const { folder, lists, filters } = check;
  if (folder === undefined || target === undefined || renamed !== undefined) return false;
  if (!lists.some((list) => remoteNames.has(list)) || filters.some((text) => text.includes("/"))) return false;
  const begun = folders();
  const read = pathIn(begun[run], folder);
  const saved = pathIn(pathIn(begun[own], fetch.folder ?? "$?"), target);
  if (read === undefined || saved === undefined || /[$`\\:*]/.test(read + saved)) return false;
  // What is below a folder that is not known may be anywhere.
  return read[0] === saved[0] && !saved.startsWith(`${read}/`);
}
