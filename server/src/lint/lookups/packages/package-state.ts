import type { EditFix } from "../../../fix/fix.ts";
import type { BuildModel } from "../../../model/build-model.ts";
import type { PackageState, Pin } from "../../../pin/pin.ts";
import type { LanguageQuery, OsQuery } from "../../../pin/query.ts";
import type { KnownAnswer, OnlineOptions, PinQuestion } from "../../online-rule.ts";
import { isFrozen } from "../../packages/unpinned.ts";
import { languageDoubt } from "./language-doubt.ts";
import { type PlacedPackage, packagesOf } from "./package-at.ts";
import { packageQuery } from "./package-query.ts";
import { pinnedWord } from "./pinned-word.ts";

/** What a rule makes of the state of a package: its message, or undefined where there is nothing to say. */
type Judge = (placed: PlacedPackage, state: PackageState) => string | undefined;

/** One question for each package word with a version: is it still there, and is there a newer one. */
export function* packageQuestions(model: BuildModel, options: OnlineOptions, judge: Judge): Iterable<PinQuestion> {
  for (const placed of packagesOf(model)) {
    const { use, install, stage } = placed;
    const { version } = use;
    if (use.pinned !== "yes" || version === undefined || version.includes("$")) continue;
    if (isFrozen(install, stage)) continue;
    const query = packageQuery(placed, model, options, currentOf(use, version));
    if (typeof query === "string") continue;
    yield {
      query,
      span: use.span,
      written: version,
      judge: (answer) => {
        if (answer.state?.kind !== "package") return undefined;
        const message = judge(placed, answer.state);
        if (message === undefined) return undefined;
        const fixes = updates(placed, answer, { model, query });
        const place = { span: use.span, group: use.command, stage: stage.index };
        const { candidate, isSecurity } = answer.state;
        return { ...place, message, fixes, current: candidate ?? "", isSecurity };
      },
    };
  }
}

/** apk's `curl=~8.11` holds for every build of 8.11, also where it is written `curl=~$V`. */
function currentOf({ manager, spec }: PlacedPackage["use"], version: string): string {
  return manager === "apk" && /^[^=<>~]*=?~/.test(spec) ? `~${version}` : version;
}

interface Place {
  readonly model: BuildModel;
  readonly query: OsQuery | LanguageQuery;
}

/**
 * One fix for each way to write the version of today: first as it is written there, but where an exact version is gone, as the next one
 * would be, the recommended one.
 */
function updates(placed: PlacedPackage, { pins, state }: KnownAnswer, place: Place): readonly EditFix[] {
  const { query } = place;
  const isGone = state?.kind === "package" && state.exists === false;
  const isLoose = query.kind === "os" && takesAnyBuild(query);
  const isFirst = ({ style, recommended }: Pin) =>
    isGone && !isLoose ? recommended : style === (isLoose ? "wildcard" : "exact");
  const ordered = [...pins].sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
  return ordered.flatMap((pin) => updateTo(asPrecise(pin, query), placed, place));
}

/** Any build of what is written is taken: `=~8.11`, `=7.88.1-*`, and of rpm also a version without its release. */
function takesAnyBuild({ manager, current = "" }: OsQuery): boolean {
  const isOfRpm = manager === "rpm" || manager === "zypper";
  return /^~|\*/.test(current) || (isOfRpm && !current.includes("-"));
}

/** `=~8.11` becomes `=~8.14`, though it is 8.14.1 today. */
function asPrecise(pin: Pin, { current = "" }: OsQuery | LanguageQuery): Pin {
  if (pin.style !== "wildcard" || !/^~\d+(?:\.\d+)*$/.test(current)) return pin;
  const text = pin.text.split(".").slice(0, current.split(".").length).join(".");
  return /^[\d.]+$/.test(text) ? { ...pin, text } : pin;
}

function updateTo(pin: Pin, placed: PlacedPackage, { model, query }: Place): readonly EditFix[] {
  if (pin.style !== "exact" && pin.style !== "wildcard") return [];
  const edits = pinnedWord(placed, pin, model);
  // A distribution has no other version to offer; of a language package a new major version is somebody's decision.
  const isMajor = query.kind === "language" && majorOf(pin.text) !== majorOf(placed.use.version ?? "");
  const doubt = query.kind === "language" ? languageDoubt(query, placed) : undefined;
  const notes = [isMajor ? "a new major version" : undefined, pin.note, doubt].filter((note) => note !== undefined);
  const title = `Write ${pin.text}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}`;
  return edits.length === 0
    ? []
    : [{ kind: "edit", title, safety: isMajor || doubt !== undefined ? "review" : "safe", edits }];
}

/** The number that changes when what is there breaks: `5` of 5.6.3, `0.4` of 0.4.2. Source: semver.org, 4 and 8. */
function majorOf(version: string): string {
  const [, major = "", minor = ""] = /^\D*(?:\d+!)?(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return major === "0" ? `0.${minor}` : major;
}
