import type { LookupFix } from "../../fix/fix.ts";
import type { BuildModel } from "../../model/build-model.ts";
import type { PinStyle } from "../../pin/pin.ts";
import type { RuledFinding } from "../rule.ts";
import { freezeStage, frozenArchiveOf } from "./freeze.ts";
import type { Offer } from "./offer.ts";
import { type PlacedPackage, packageAt } from "./package-at.ts";
import { packageQuery } from "./package-query.ts";
import type { PinSetup } from "./pin-setup.ts";
import { pinnedWord, unwritable } from "./pinned-word.ts";

/** The pins of the package that a finding is about, the one that the settings choose first. */
export function packagePins(finding: RuledFinding, model: BuildModel, setup: PinSetup): Offer {
  const placed = packageAt(finding, model);
  if (placed === undefined) return [];
  const question = packageQuery(placed, model, setup);
  if (typeof question === "string") return question;
  const obstacle = unwritable(placed, model);
  const pin = (title: string, style?: PinStyle): LookupFix => ({
    kind: "lookup",
    title,
    safety: "safe",
    ...(style === undefined ? {} : { style }),
    query: () => question,
    edits: (found) => pinnedWord(placed, found, model),
  });
  const { name } = placed.use;
  const freeze =
    question.kind === "os" && question.manager === "apt" ? freezeFixes(placed, model, setup, question) : [];
  if (obstacle !== undefined) return setup.pinStyle === "snapshot" && freeze.length > 0 ? freeze : obstacle;
  if (question.kind === "language") return [pin(languageTitle(placed, setup))];
  const exact = `Pin ${name} to its exact version of today (gone after the next update)`;
  const wildcard = `Pin ${name} to its upstream version of today (survives rebuilds and security updates)`;
  const isWild = setup.pinStyle === "wildcard" && question.manager !== "zypper";
  const pins = isWild ? [pin(wildcard), pin(exact, "exact")] : [pin(exact), pin(wildcard, "wildcard")];
  const offered = question.manager === "zypper" ? [pin(exact)] : pins;
  return setup.pinStyle === "snapshot" ? [...freeze, ...offered] : [...offered, ...freeze];
}

/** `Pin flask to one version of >=3.0`, `Pin typescript to its newest version that is 3 days old`. */
function languageTitle(
  { use: { name, range, version } }: PlacedPackage,
  { minimumReleaseAgeDays: days }: PinSetup,
): string {
  const age = days === 0 ? "" : ` that is ${days} ${days === 1 ? "day" : "days"} old`;
  return `Pin ${name} to ${range && version !== undefined ? `the newest version of ${version}` : "its newest version"}${age}`;
}

function freezeFixes(
  { stage }: PlacedPackage,
  model: BuildModel,
  { pinStyle }: PinSetup,
  question: ReturnType<LookupFix["query"]>,
): readonly LookupFix[] {
  const archive = frozenArchiveOf(stage);
  if (archive === undefined) return [];
  const needs = archive === "ubuntu" ? " (the image needs ca-certificates)" : "";
  return [
    {
      kind: "lookup",
      title: `Freeze all apt packages of this stage to the archive of today${needs}`,
      safety: pinStyle === "snapshot" && archive === "debian" ? "safe" : "review",
      style: "snapshot",
      query: () => question,
      edits: ({ text }) => freezeStage(stage, archive, text, model),
    },
  ];
}
