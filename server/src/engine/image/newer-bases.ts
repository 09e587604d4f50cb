import type { ImageReference } from "../../knowledge/image-reference.ts";
import { newerTags } from "../../knowledge/versions/rank-tags.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { type BaseCandidate, leftIn, type PackageFinding, type TriedBase } from "../../scan/newer-bases.ts";
import type { ScanGap } from "../../scan/package.ts";
import type { ScanReport } from "../../scan/report.ts";
import type { WantedImage } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { registryTags } from "./registry-image.ts";

/** The same tag as it is today, then newer ones of the same flavour, the smallest step first. The registry is asked for its tags. */
export async function newerBases(
  reference: ImageReference,
  world: ImageWorld,
): Promise<Outcome<readonly BaseCandidate[]>> {
  const { registry, repository, tag: written = "latest", digest } = reference;
  if (reference.tag === undefined && digest !== undefined) {
    const why = "has a digest and no tag, which would tell its flavour: write the tag in front of the digest";
    return failure("unsupported", `${registry}/${repository}`, why);
  }
  const tags = await registryTags(reference, world);
  if (!tags.ok) return tags;
  const wanted = [written, ...newerTags(written, tags.value)];
  return success(wanted.map((tag) => ({ tag, name: `${registry}/${repository}:${tag}`, isSame: tag === written })));
}

/** What a base brought, and what could not be looked at in the image that was built on it. */
export interface BaseOfNow {
  readonly findings: readonly PackageFinding[];
  readonly gaps: readonly ScanGap[];
}

/** Fetches and scans candidates until one is free of what the base of now brought; gives those that were tried. */
export async function tryBases(
  candidates: readonly BaseCandidate[],
  now: BaseOfNow,
  { scan, signal }: { scan(image: WantedImage): Promise<Outcome<ScanReport>>; readonly signal: AbortSignal },
): Promise<readonly TriedBase[]> {
  const tried: TriedBase[] = [];
  for (const candidate of candidates) {
    const scanned = await scan({ kind: "registry", reference: candidate.name });
    if (signal.aborted) break;
    const found = judged(candidate, scanned, now);
    tried.push(found);
    if (found.kind === "scanned" && found.left === 0) break;
  }
  return tried;
}

function judged(candidate: BaseCandidate, scanned: Outcome<ScanReport>, { findings, gaps }: BaseOfNow): TriedBase {
  if (!scanned.ok) {
    const why = `${scanned.asked} ${scanned.detail}`;
    return { ...candidate, kind: "unseen", why, isFailure: scanned.reason !== "not-found" };
  }
  const report = scanned.value;
  // What nobody can see in the image of now hides nothing that was found there.
  const known = new Set(gaps.flatMap(({ what, isInherent }) => (isInherent === true ? [what] : [])));
  const [gap] = report.gaps.filter(({ what, isInherent }) => isInherent !== true || !known.has(what));
  if (gap === undefined) return { ...candidate, kind: "scanned", report, left: leftIn(report, findings) };
  return { ...candidate, kind: "unseen", why: `${gap.what}: ${gap.why}`, isFailure: false };
}
