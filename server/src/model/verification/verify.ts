import type { Verified } from "../../knowledge/downloads/download.ts";
import { baseName } from "../../knowledge/downloads/downloader.ts";
import type { RunFetch } from "../../knowledge/downloads/fetches.ts";
import type { DownloadUse } from "../build-model.ts";
import type { Check } from "./check.ts";

/** What is known of a fetch's verification. */
export type Verification = Pick<DownloadUse, "verified" | "covers" | "trust"> & { readonly weakSum?: "md5" | "sha1" };

const NONE: Verification = { verified: "none", covers: undefined, trust: undefined };

/** Something fetched in a stage, at its place among the RUNs. */
export interface PlacedFetch {
  readonly fetch: RunFetch;
  /** Index of its RUN; of an ADD: how many RUNs stand in front of it. */
  readonly run: number;
  /** What its spans are relative to. */
  readonly offset: number;
}

/** What the checks of a stage (by RUN) say of one of its fetches. A check counts from the fetch on, in later RUNs too. */
export function verify(
  placed: PlacedFetch,
  all: readonly PlacedFetch[],
  checks: readonly (readonly Check[])[],
): Verification {
  const found: Check[] = [];
  for (let run = placed.run; run < checks.length; run += 1) {
    for (const check of checks[run] ?? []) {
      if (run === placed.run && check.call < placed.fetch.call) continue;
      if (concerns(check, placed, all, run)) found.push(check);
    }
  }
  return found.length === 0 ? NONE : summary(found.map((check) => withListTrust(check, all, checks)));
}

/** A list of sums is trusted like its signature where one is checked; one from the build context like the file itself. */
function withListTrust(check: Check, all: readonly PlacedFetch[], checks: readonly (readonly Check[])[]): Check {
  if (check.trust !== "remote") return check;
  const isSigned = checks.some((run) =>
    run.some(({ kind, names }) => kind === "gpg" && check.lists.some((list) => names.has(list))),
  );
  if (isSigned) return { ...check, trust: "signed" };
  return check.lists.some((list) => isFetched(list, all)) ? check : { ...check, trust: "inline" };
}

function isFetched(list: string, all: readonly PlacedFetch[]): boolean {
  return all.some(
    ({ fetch }) => fetch.target !== undefined && [baseName(fetch.target), fetch.writtenTarget].includes(baseName(list)),
  );
}

function concerns(check: Check, placed: PlacedFetch, all: readonly PlacedFetch[], run: number): boolean {
  const { fetch } = placed;
  if (check.kind === "commit" || fetch.kind === "git") {
    return check.kind === "commit" && fetch.kind === "git" && isLatestClone(check, placed, all, run);
  }
  if (fetch.target === undefined) return false;
  const names = [baseName(fetch.target), fetch.writtenTarget ?? "", fetch.target].filter((name) => name !== "");
  if (names.some((name) => check.names.has(name))) return true;
  if (check.lists.some((list) => listHolds(list, names, all))) return true;
  return fetch.inFunction && run === placed.run && isNobodys(check, all);
}

/** A function saves to the file that its caller names, so a check of a file that nothing else fetches is about it. */
function isNobodys(check: Check, all: readonly PlacedFetch[]): boolean {
  return !all.some(({ fetch }) => fetch.target !== undefined && check.names.has(baseName(fetch.target)));
}

/** A list of sums is about the file that it is named after, or about all files when it is named after none. */
function listHolds(list: string, names: readonly string[], all: readonly PlacedFetch[]): boolean {
  const bare = baseName(list).replace(
    /\.(?:sha(?:1|224|256|384|512)?(?:sums?)?|md5(?:sums?)?|b2sum|checksums?|sum|txt|asc)+$/gi,
    "",
  );
  if (names.some((name) => name === bare || baseName(list).startsWith(`${name}.`) || list.startsWith(`${name}.`)))
    return true;
  const isGeneral = /^(?:.*[-_.])?(?:sha\d*-?sums?|md5sums?|checksums?|sums?)(?:\d+)?(?:[-_.].*)?$/i.test(
    baseName(list),
  );
  return isGeneral && (isFetched(list, all) || !list.includes("$"));
}

/** A checkout belongs to the clone into its folder, or else to the last one before it. */
function isLatestClone(check: Check, placed: PlacedFetch, all: readonly PlacedFetch[], run: number): boolean {
  if (check.names.size > 0) return placed.fetch.target !== undefined && check.names.has(placed.fetch.target);
  const before = all.filter(
    ({ fetch, run: at }) => fetch.kind === "git" && (at < run || (at === run && fetch.call < check.call)),
  );
  return before.at(-1) === placed;
}

function summary(checks: readonly Check[]): Verification {
  const protecting = checks.filter(({ protects }) => protects);
  const counted = protecting.length > 0 ? protecting : checks;
  const kinds = new Set(counted.map(({ kind }) => kind));
  const trust = counted.find((check) => check.trust !== "remote")?.trust ?? counted[0]?.trust;
  const weak =
    kinds.has("sha") || kinds.has("gpg") || kinds.has("commit") ? undefined : kinds.has("sha1") ? "sha1" : "md5";
  const result = { verified: verifiedBy(kinds), covers: protecting.length > 0, trust };
  return weak === undefined ? result : { ...result, weakSum: weak };
}

function verifiedBy(kinds: ReadonlySet<Check["kind"]>): Verified {
  const isSummed = kinds.has("sha") || kinds.has("sha1");
  if (kinds.has("commit")) return "commit";
  if (kinds.has("gpg")) return isSummed ? "sha+gpg" : "gpg";
  return isSummed ? "sha" : "md5";
}
