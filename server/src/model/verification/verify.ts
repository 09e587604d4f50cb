import type { Verified } from "../../knowledge/downloads/download.ts";
import { baseName } from "../../knowledge/downloads/downloader.ts";
import { firstIndex } from "../../text/halving.ts";
import { append } from "../../text/lists.ts";
import type { DownloadUse } from "../build-model.ts";
import type { Check } from "./check.ts";
import { isElsewhere } from "./elsewhere.ts";
import { isMet } from "./other-branches.ts";
import { namesInStage, type PlacedCheck, type PlacedFetch, type StageChecks } from "./stage-checks.ts";

/** What is known of a fetch's verification. */
export interface Verification extends Pick<DownloadUse, "verified" | "covers" | "trust" | "weakSum" | "isSkipped"> {
  /** A check reads the sums of other files from it, whatever its name. */
  readonly isList?: boolean;
}

/** Nothing checks what arrives. */
export const UNVERIFIED: Verification = {
  verified: "none",
  covers: undefined,
  trust: undefined,
  weakSum: undefined,
  isSkipped: false,
};

const SUM_LIST: Verification = { ...UNVERIFIED, isList: true };

/** More checks of one file tell nothing new. */
const MAX_CHECKS = 64;

/** What the checks of a stage say of one of its fetches. A check counts from the fetch on, in later RUNs too. */
export function verify(placed: PlacedFetch, stage: StageChecks): Verification {
  const { fetch } = placed;
  if (fetch.kind === "artifact" && isList(placed, stage)) return SUM_LIST;
  const found = fetch.kind === "git" ? checksOfClone(placed, stage) : checksOfFile(placed, stage);
  const judged = found.map((each) => judge(each, placed, stage));
  if (fetch.compared !== undefined)
    judged.push({ kind: fetch.compared, protects: true, isSkipped: false, trust: "inline" });
  return judged.length === 0 ? UNVERIFIED : summary(judged);
}

function checksOfClone(placed: PlacedFetch, stage: StageChecks): readonly PlacedCheck[] {
  return checksByName(placed, stage).filter(({ check }) => check.kind === "commit" || check.kind === "gpg");
}

function checksByName(placed: PlacedFetch, { names, byName, ofLatest }: StageChecks): PlacedCheck[] {
  const found = (names.get(placed) ?? []).flatMap((name) => after(byName.get(name), placed));
  append(found, ofLatest.get(placed) ?? []);
  return found;
}

function checksOfFile(placed: PlacedFetch, stage: StageChecks): readonly PlacedCheck[] {
  const names = stage.names.get(placed) ?? [];
  if (names.length === 0) return [];
  const found = checksByName(placed, stage);
  const isList = placed.fetch.kind === "sig";
  const isSignature = isList && names.some((name) => SIGNATURE.test(name));
  if (!isList) found.push(...after(stage.general, placed).filter((each) => isAbout(each, placed, stage)));
  if (placed.fetch.isNamedByServer || isNameOfCaller(placed))
    found.push(...after(stage.unexplained, placed).filter(({ run }) => run === placed.run));
  // A signature is not what it signs.
  return found.filter(
    (each) =>
      each.check.kind !== "commit" &&
      !(isSignature && each.check.kind === "gpg") &&
      !stage.isReplaced(each, placed) &&
      !isElsewhere(each, placed, stage),
  );
}

/** What a check reads and none names. */
function isList(placed: PlacedFetch, { names, byName, read }: StageChecks): boolean {
  const own = names.get(placed) ?? [];
  return own.some((name) => read.has(name)) && !own.some((name) => byName.has(name));
}

const SIGNATURE = /\.(?:asc|sig|sign|gpg)$/i;

/** A list of sums is about its publisher's files in its own RUN; where that fetches none, about those of the RUNs in front of it. */
function isAbout(each: PlacedCheck, placed: PlacedFetch, { runsThatFetch, isOfOthers }: StageChecks): boolean {
  return (each.run === placed.run || !runsThatFetch.has(each.run)) && !isOfOthers(each, placed);
}

/** A file whose name a function or loop is given: any check in the RUN that nothing else explains may be about it. */
function isNameOfCaller({ fetch: { target } }: PlacedFetch): boolean {
  return target !== undefined && /^\$\{?[\w@*]+\}?$/.test(baseName(target));
}

/** The first checks that run behind a fetch; `checks` is in order, so they are found by halving. */
function after(checks: readonly PlacedCheck[] | undefined, placed: PlacedFetch): readonly PlacedCheck[] {
  if (checks === undefined) return [];
  const { run, fetch } = placed;
  const first = firstIndex(checks.length, (index) => {
    const each = checks[index];
    return each !== undefined && (each.run > run || (each.run === run && each.check.call >= fetch.call));
  });
  return checks.slice(first, first + MAX_CHECKS).filter((each) => isMet(each, placed));
}

/** A check as it stands for one fetch. */
interface Judged extends Pick<Check, "kind" | "protects"> {
  /** It would stop the build, but runs only when a build argument is set. */
  readonly isSkipped: boolean;
  readonly trust: NonNullable<Verification["trust"]>;
}

function judge({ check, run }: PlacedCheck, placed: PlacedFetch, stage: StageChecks): Judged {
  const { kind, coversFrom } = check;
  const isReached = coversFrom === undefined || (run === placed.run && placed.fetch.call >= coversFrom);
  const { protects } = check;
  return {
    kind,
    protects: protects && isReached,
    isSkipped: protects && !isReached,
    trust: trustIn({ check, run }, stage),
  };
}

/** A list of sums is trusted like its signature where one is checked; one from the build context like the file itself. */
function trustIn(placed: PlacedCheck, { signedNames, remoteNames }: StageChecks): Judged["trust"] {
  const { trust, sources } = placed.check;
  if (trust !== "list") return trust;
  const names = namesInStage(sources, placed);
  if (names.some((name) => signedNames.has(name))) return "signed";
  return names.some((name) => isAmong(name, remoteNames)) ? "remote" : "inline";
}

/** The name, or one that a pattern with `*` ends like. */
function isAmong(name: string, remoteNames: ReadonlySet<string>): boolean {
  const star = name.lastIndexOf("*");
  if (star < 0) return remoteNames.has(name);
  const end = name.slice(star + 1);
  let seen = 0;
  for (const fetched of remoteNames) {
    if (fetched.endsWith(end)) return true;
    seen += 1;
    if (seen > MAX_CHECKS) break;
  }
  return false;
}

function summary(checks: readonly Judged[]): Verification {
  const protecting = checks.filter(({ protects }) => protects);
  const counted = protecting.length > 0 ? protecting : checks;
  // A sum from a list that is signed stands for a signature, too.
  const kinds = new Set(counted.flatMap(({ kind, trust }) => (trust === "signed" ? [kind, "gpg" as const] : kind)));
  const trust = counted.find((check) => check.trust !== "remote")?.trust ?? counted[0]?.trust;
  const isStrong = kinds.has("sha") || kinds.has("gpg") || kinds.has("commit");
  return {
    verified: verifiedBy(kinds),
    covers: protecting.length > 0,
    trust,
    weakSum: isStrong ? undefined : kinds.has("sha1") ? "sha1" : "md5",
    isSkipped: protecting.length === 0 && checks.some(({ isSkipped }) => isSkipped),
  };
}

function verifiedBy(kinds: ReadonlySet<Check["kind"]>): Verified {
  const isSummed = kinds.has("sha") || kinds.has("sha1");
  if (kinds.has("commit")) return "commit";
  if (kinds.has("gpg")) return isSummed ? "sha+gpg" : "gpg";
  return isSummed ? "sha" : "md5";
}
