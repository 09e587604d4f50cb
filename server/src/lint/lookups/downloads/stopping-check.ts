import type { Call, PathStep } from "../../../knowledge/call.ts";
import { baseName } from "../../../knowledge/downloads/downloader.ts";
import type { DownloadUse } from "../../../model/build-model.ts";
import { SUM_CHECKERS } from "../../../model/verification/sum-programs.ts";
import { fileOf } from "../../download-uses.ts";
import type { Offer } from "../offer.ts";
import { type Attempt, isFollowedByList } from "./append-check.ts";
import { type DownloadAddress, decodedBy, sumQuery } from "./download-address.ts";
import { type DownloadPlace, spanOf } from "./download-place.ts";
import { tried } from "./proven.ts";
import { knownSum } from "./written-sum.ts";

/** A sum is compared that somebody knows, and the build goes on where the file has another one. */
export function hasIdleSum({ covers, verified, trust, isSkipped }: DownloadUse): boolean {
  const isOfFile = covers === false && verified !== "gpg" && trust !== "remote";
  // A sum that the builder may give is no sum that the file has.
  return isOfFile && !(isSkipped && trust === "arg");
}

/** A signature is verified, and the build goes on where it does not hold: it may say that the file of today is not the one. */
export function hasIdleSignature({ covers, verified }: DownloadUse): boolean {
  return covers === false && verified === "gpg";
}

/** A sum of today beside the known one would hide that they differ. */
export const IDLE_SUM =
  "It is compared with a sum already, and the build goes on where they differ: let that comparison stop it.";

/** Lets the comparison that a script has stop the build, if what arrives today has the sum that is known. Another one is never written beside it. */
export function stoppingCheck(place: DownloadPlace, address: DownloadAddress, isSure: boolean): Offer {
  const { download } = place;
  const known = address.perPlatform === undefined ? knownSum(place) : undefined;
  const edits = known === undefined ? [] : tried(stoppingAttempts(known.call, place), place);
  if (known === undefined || edits.length === 0) return IDLE_SUM;
  return [
    {
      kind: "lookup",
      title: `Let the check of ${fileOf(download)} stop the build`,
      safety: isSure ? "safe" : "review",
      style: "checksum",
      query: () => ({ ...sumQuery(address, decodedBy(download)), current: known.hex.toLowerCase() }),
      edits: () => edits,
    },
  ];
}

/** `speaker` gives the sum to the program that compares it, or is that program. */
function stoppingAttempts(speaker: Call, place: DownloadPlace): readonly Attempt[] {
  const depth = speaker.path.length - 1;
  const pipe = speaker.path[depth];
  const isPiped = pipe?.kind === "pipeline";
  const members = isPiped
    ? place.calls.filter(({ path }) => path.length === speaker.path.length && path[depth]?.id === pipe.id)
    : [speaker];
  const at = members.findIndex(({ program }) => SUM_CHECKERS.has(program));
  const [first, checker, user] = [members[0], members[at], members[at + 1]];
  const isWhole = !isPiped || (members.length === pipe.size && !pipe.negated);
  if (first === undefined || checker === undefined || !isWhole) return [];
  if (user !== undefined) return at + 2 === members.length ? afterSuccess(checker, user, place) : [];
  return orExit({ first, checker }, isPiped ? speaker.path.slice(0, depth) : speaker.path, place);
}

/** `sha256sum -c - | tar xf FILE` is a slip of the pen: tar does not read what the check prints. */
function afterSuccess(checker: Call, user: Call, place: DownloadPlace): readonly Attempt[] {
  const name = baseName(place.download.target ?? "");
  if (!user.args.some(({ text }) => baseName(text) === name)) return [];
  const start = spanOf(checker, place).end;
  const between = place.model.text.slice(start, spanOf(user, place).start);
  const bar = start + between.indexOf("|");
  return /^[^|&#]*\|[^|&#]*$/.test(between) ? [[{ span: { start: bar, end: bar + 1 }, newText: "&&" }]] : [];
}

/** `|| exit 1` behind a comparison whose status the list around it loses; not where the script does something with it. */
function orExit(
  { first, checker }: { readonly first: Call; readonly checker: Call },
  outer: readonly PathStep[],
  place: DownloadPlace,
): readonly Attempt[] {
  const step = outer.at(-1);
  const { start } = spanOf(first, place);
  const { end } = spanOf(checker, place);
  const isTest = outer.some((each) => (each.kind === "if" || each.kind === "while") && each.part === "test");
  const hasBody = checker.redirects.some(({ operator }) => operator === "<<");
  // Windows PowerShell has no `||`.
  if (isTest || hasBody || checker.language === "powershell" || !isFollowedByList(place.model.text, end)) return [];
  if (step?.kind !== "and-or") return [[{ span: { start: end, end }, newText: " || exit 1" }]];
  // cmd has no braces.
  if (step.next === "||" || checker.language === "cmd") return [];
  return [
    [
      { span: { start, end: start }, newText: "{ " },
      { span: { start: end, end }, newText: " || exit 1; }" },
    ],
  ];
}
