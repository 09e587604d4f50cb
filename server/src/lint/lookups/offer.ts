import type { LookupFix } from "../../fix/fix.ts";

/**
 * The fixes of a finding that look a value up, the best one first, or a sentence that says why no value can be written there.
 * Empty: nothing of the kind belongs to the finding.
 */
export type Offer = readonly LookupFix[] | string;

/** The fixes of an offer; none where it is a reason. */
export function fixesIn(offer: Offer): readonly LookupFix[] {
  return typeof offer === "string" ? [] : offer;
}

/** Several places of the file or of the build decide what is asked for. */
export const UNKNOWN_ADDRESS =
  "Its address is not known before the build: a variable without a default, a loop or a program gives a part of it.";
