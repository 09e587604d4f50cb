import type { LookupFix } from "../../../fix/fix.ts";
import type { BuildModel, PackageUse, Stage } from "../../../model/build-model.ts";
import type { PinStyle } from "../../../pin/pin.ts";
import type { OsQuery } from "../../../pin/query.ts";
import { counted } from "../../../text/counted.ts";
import type { RuledFinding } from "../../rule.ts";
import type { Offer } from "../offer.ts";
import type { PinSetup } from "../pin-setup.ts";
import { closedIndex, isOfRollingSuite } from "./added-indexes.ts";
import { isWithinBound } from "./bounds.ts";
import { freezeStage, freezingOf } from "./freeze.ts";
import { goDoubt, versionedGo } from "./go-install.ts";
import { languageDoubt } from "./language-doubt.ts";
import { type PlacedPackage, packageAt } from "./package-at.ts";
import { packageSubject, withIndexes, withSources } from "./package-query.ts";
import { pinnedWord, takesPattern, unwritable } from "./pinned-word.ts";
import { repositoryPin } from "./repository-pins.ts";

/** The pins of the package that a finding is about, the one that the settings choose first. */
export function packagePins(finding: RuledFinding, model: BuildModel, setup: PinSetup): Offer {
  const placed = packageAt(finding, model);
  if (placed === undefined) return [];
  const repository = repositoryPin(placed, model);
  if (repository !== undefined) return [repository];
  const subject = packageSubject(placed, setup);
  if (typeof subject === "string") return subject;
  const query = () => withSources(subject, placed, { model, setup });
  const pin = (title: string, style?: PinStyle): LookupFix => ({
    kind: "lookup",
    title,
    safety: "safe",
    ...(style === undefined ? {} : { style }),
    query,
    edits: (found) =>
      subject.kind === "language" || isWithinBound(placed.use, found.text) ? pinnedWord(placed, found, model) : [],
  });
  const obstacle = unwritable(placed, model);
  if (subject.kind === "language") {
    const doubt = languageDoubt(subject, placed) ?? goDoubt(placed, model);
    const fix = languagePin(pin(languageTitle(placed, setup)), doubt);
    return obstacle ?? (subject.manager === "go" ? goPin(fix, placed, model) : [fix]);
  }
  const asked = withIndexes(subject, placed, { model, setup });
  const freeze =
    subject.manager === "apt" ? freezeFixes(placed.stage, model, setup, { base: subject.base, query }) : [];
  const { freezesStages } = setup;
  const reason = obstacle ?? closedIndex(asked);
  if (reason !== undefined) return freezesStages && freeze.length > 0 ? freeze : reason;
  const { name } = placed.use;
  const lasting = isOfRollingSuite(asked) ? "gone after the next one" : "survives rebuilds and security updates";
  const exact = `Pin ${name} to its exact version of today (gone after the next update)`;
  const wildcard = `Pin ${name} to its upstream version of today (${lasting})`;
  const isWild = setup.pinStyle === "wildcard";
  const pins = isWild ? [pin(wildcard), pin(exact, "exact")] : [pin(exact), pin(wildcard, "wildcard")];
  const offered = takesPattern(placed, model) ? pins : [pin(exact, "exact")];
  return freezesStages ? [...freeze, ...offered] : [...offered, ...freeze];
}

/** Of a version that the build may refuse, or would not have taken, somebody decides. */
function languagePin(fix: LookupFix, doubt: string | undefined): LookupFix {
  return doubt === undefined ? fix : { ...fix, title: `${fix.title} (${doubt})`, safety: "review" };
}

/** Whether it is a program that can be installed, only its author knows. */
function goPin(fix: LookupFix, placed: PlacedPackage, model: BuildModel): Offer {
  const rest = versionedGo(placed, model);
  if (typeof rest === "string") return rest;
  if (rest.length === 0) return [fix];
  const edits: LookupFix["edits"] = (found) => {
    const word = fix.edits(found);
    return word.length === 0 ? [] : [...rest, ...word];
  };
  return [{ ...fix, title: `${fix.title}, with go install`, safety: "review", edits }];
}

/** `Pin flask to the newest version in >=3.0`, `Pin typescript to its newest version that is at least 3 days old`. */
function languageTitle({ use }: PlacedPackage, { minimumReleaseAgeDays: days }: PinSetup): string {
  const age = days === 0 ? "" : ` that is at least ${counted(days, "day")} old`;
  return `Pin ${use.name} to ${newestOf(use)}${age}`;
}

function newestOf({ range, version, rule }: PackageUse): string {
  if (version === undefined || version === "latest") return "its newest version";
  if (range) return `the newest version in ${version}`;
  // Of the names that move npm's tags alone name versions.
  return rule === "npm-unpinned" ? `the newest version of ${version}` : "its newest version";
}

function freezeFixes(
  stage: Stage,
  model: BuildModel,
  { freezesStages }: PinSetup,
  { base, query }: Pick<OsQuery, "base"> & Pick<LookupFix, "query">,
): readonly LookupFix[] {
  const freezing = freezingOf(stage, model, base);
  if (freezing === undefined) return [];
  const { archive } = freezing;
  const needs = archive === "ubuntu" ? " (the image needs ca-certificates)" : "";
  return [
    {
      kind: "lookup",
      title: `Freeze all apt packages of this stage to the archive of today${needs}`,
      safety: freezesStages && archive === "debian" ? "safe" : "review",
      style: "snapshot",
      query,
      edits: ({ text }) => freezeStage(freezing, text, model),
    },
  ];
}
