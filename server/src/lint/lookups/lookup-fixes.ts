import type { LookupFix } from "../../fix/fix.ts";
import type { BuildModel } from "../../model/build-model.ts";
import type { RuledFinding } from "../rule.ts";
import { checkPins } from "./downloads/download-pins.ts";
import { versionPins } from "./downloads/version-pins.ts";
import { weakPins } from "./downloads/weak-pins.ts";
import { gitPins } from "./git/git-pins.ts";
import { imagePins, mirrorPins } from "./images/image-pins.ts";
import { fixesIn, type Offer } from "./offer.ts";
import { packagePins } from "./packages/package-pins.ts";
import type { PinSetup } from "./pin-setup.ts";

/** Makes the fixes of a rule's finding that need a value from outside. Pure: nothing is asked yet. */
type FixMaker = (finding: RuledFinding, model: BuildModel, setup: PinSetup) => Offer;

/** By rule id. Rules know nothing of them: they are made where somebody wants them, so that typing costs nothing. */
const MAKERS: ReadonlyMap<string, FixMaker> = new Map<string, FixMaker>([
  ["image-latest", imagePins],
  ["image-untagged", imagePins],
  ["image-floating-tag", imagePins],
  ["image-undigested", imagePins],
  ["syntax-floating", imagePins],
  ["image-untrusted", mirrorPins],
  ["apt-unpinned", packagePins],
  ["apk-unpinned", packagePins],
  ["rpm-unpinned", packagePins],
  ["pip-unpinned", packagePins],
  ["conda-unpinned", packagePins],
  ["npm-unpinned", packagePins],
  ["gem-unpinned", packagePins],
  ["go-unpinned", packagePins],
  ["cargo-unpinned", packagePins],
  ["other-unpinned", packagePins],
  ["package-inexact", packagePins],
  ["package-suite-mismatch", packagePins],
  ["download-unverified", checkPins],
  ["download-piped", checkPins],
  ["download-key", checkPins],
  ["add-unverified", checkPins],
  ["download-weak", weakPins],
  ["download-mutable", versionPins],
  ["git-unpinned", gitPins],
]);

/** True for a rule whose findings may have a fix that needs a value from outside. */
export function hasLookups(rule: string): boolean {
  return MAKERS.has(rule);
}

/**
 * The fixes of a finding that look a value up when they are chosen, besides those that it brings along. Load this module with
 * `import()`: it is no part of what runs on a keystroke.
 */
export function lookupFixes(finding: RuledFinding, model: BuildModel, setup: PinSetup): readonly LookupFix[] {
  const { inner } = finding;
  if (inner !== undefined) return lookupFixes(inner.finding, inner.model, setup).map(inner.placed);
  return fixesIn(offerOf(finding, model, setup) ?? []);
}

/** Why a finding has no such fix, in a sentence; undefined: it has one, or its rule looks nothing up. */
export function whyNoLookup(finding: RuledFinding, model: BuildModel, setup: PinSetup): string | undefined {
  const { inner } = finding;
  const offer = inner === undefined ? offerOf(finding, model, setup) : offerOf(inner.finding, inner.model, setup);
  return typeof offer === "string" ? offer : undefined;
}

function offerOf(finding: RuledFinding, model: BuildModel, setup: PinSetup): Offer | undefined {
  return MAKERS.get(finding.rule)?.(finding, model, setup);
}
