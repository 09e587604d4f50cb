import { knownFixes } from "../fix/choose.ts";
import type { KnownFix } from "../fix/fix.ts";
import { lookupFixes } from "../lint/lookups/lookup-fixes.ts";
import type { PinSetup } from "../lint/lookups/pin-setup.ts";
import type { Files } from "../outside/outside.ts";
import { checkFile } from "./check.ts";
import type { FixRequest } from "./fix.ts";
import { folderOf } from "./path.ts";
import { projectFacts } from "./project/project-facts.ts";

/** How many findings a run left alone although they have a fix, by what it would have taken. */
export interface FixesLeft {
  /** `review` fixes. */
  readonly look: number;
  /** Fixes that look a value up. */
  readonly network: number;
}

/** Counts what `fixFile` left in `request.text`, its result. Without look-ups the run asked nobody. */
export async function fixesLeft(request: FixRequest, setup: PinSetup, files: Files): Promise<FixesLeft> {
  const { role, text, settings, safety, lookups } = request;
  const { model, findings } = await checkFile(role, text, settings);
  const facts = projectFacts(folderOf(request.path), files);
  const isSeen = (fix: KnownFix) => safety === "review" || fix.safety === "safe";
  const isKnown = (fix: KnownFix) => lookups !== undefined || fix.kind === "edit";
  const left = { look: 0, network: 0 };
  for (const finding of findings) {
    const fixes = [...lookupFixes(finding, model, setup), ...knownFixes(finding.fixes, () => facts)];
    if (fixes.length === 0 || fixes.some((fix) => isSeen(fix) && isKnown(fix))) continue;
    if (fixes.some(isKnown)) left.look += 1;
    else left.network += 1;
  }
  return left;
}
