import type { Failure } from "../../outcome/outcome.ts";
import type { Check } from "../../pin/pin.ts";
import type { ManifestHead } from "../oci/client.ts";
import type { Session } from "../oci/session.ts";
import { refusalOf } from "../refusal.ts";
import type { Resolution } from "../resolver.ts";

/** How long the digest of a tag is taken from the cache. */
export const TAG_FRESH_MS = 10 * 60_000;
const FEW_PULLS = 20;

/** Why there is no answer, as a sentence. The local engine may know what its registry does not answer. */
export function unresolved(failure: Failure): Resolution {
  return refusalOf(failure, failure.reason === "unreachable");
}

/** What people should know about a digest. */
export function caveatsOf({ isIndex, pullsLeft }: ManifestHead): readonly string[] {
  const areFew = pullsLeft !== undefined && pullsLeft < FEW_PULLS;
  return [
    ...(isIndex ? [] : ["The image is for one platform alone, and so is its digest."]),
    ...(areFew ? [`The registry allows ${pullsLeft} more pulls for now.`] : []),
  ];
}

/** How the registry itself was made sure of. */
export function transportChecks(session: Session): readonly Check[] {
  return session.isTrusted() ? ["tls-only"] : [];
}
