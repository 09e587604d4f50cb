import { hostPlatform } from "../../engine/host-platform.ts";
import type { Fix, LookupFix } from "../../fix/fix.ts";
import type { PinSetup } from "../../lint/lookups/pin-setup.ts";
import type { RuledFinding } from "../../lint/rule.ts";
import { isAt, isSameSpan, type Span } from "../../text/span.ts";
import type { CodeActionData } from "../code-action-data.ts";
import type { CheckedDocument } from "../document-state.ts";
import type { ClientLookups } from "./client-lookups.ts";

/** A finding as far as its fixes need it. */
type FixedFinding = RuledFinding & { readonly role?: string };

/** Gives the fixes of a document's findings, those that look a value up behind those that are known. Nobody is asked for them. */
export async function fixesOf(
  document: CheckedDocument,
  lookups: ClientLookups,
): Promise<(finding: FixedFinding) => readonly Fix[]> {
  const { lookupFixes } = await import("../../lint/lookups/lookup-fixes.ts");
  const setup = await setupOf(document, lookups);
  return (finding) =>
    // What stands on the command words stands for findings that have their own fixes.
    finding.role === "command" ? [] : [...finding.fixes, ...lookupFixes(finding, document.model, setup)];
}

/** The look-up that an action was offered for, in the current version of the document; undefined: it is not there any more. */
export async function foundFix(
  { rule, span, title }: CodeActionData,
  document: CheckedDocument,
  lookups: ClientLookups,
): Promise<LookupFix | undefined> {
  const fixes = await fixesOf(document, lookups);
  const ofRule = document.findings.flatMap((finding) =>
    finding.rule === rule
      ? fixes(finding).flatMap((fix) => (isLookup(fix) && fix.title === title ? [{ finding, fix }] : []))
      : [],
  );
  const same = ofRule.find(({ finding }) => isSameSpan(finding.span, span));
  // Places have moved in a newer version: then only a fix that cannot be taken for another one is made.
  return (same ?? (ofRule.length === 1 ? ofRule[0] : undefined))?.fix;
}

/** Why the finding at the place of an action has no fix, in a sentence; undefined: it is gone, or has one. */
export async function whyNoFix(
  { rule, span }: Pick<CodeActionData, "rule" | "span">,
  document: CheckedDocument,
  lookups: ClientLookups,
): Promise<string | undefined> {
  const reason = await reasonsOf(document, lookups);
  return document.findings
    .filter((finding) => finding.rule === rule && isSameSpan(finding.span, span))
    .map(reason)
    .find((each) => each !== undefined);
}

/** Gives the reasons for which findings of a document have no fix. */
export async function reasonsOf(
  document: CheckedDocument,
  lookups: ClientLookups,
): Promise<(finding: FixedFinding) => string | undefined> {
  const { whyNoLookup } = await import("../../lint/lookups/lookup-fixes.ts");
  const setup = await setupOf(document, lookups);
  return (finding) =>
    finding.role === "command" || finding.fixes.length > 0 ? undefined : whyNoLookup(finding, document.model, setup);
}

/** What the questions about a document need to know besides it. */
export async function setupOf(document: CheckedDocument, lookups: ClientLookups): Promise<PinSetup> {
  return { ...(await lookups.settings(document)), platform: hostPlatform(process.arch) };
}

/** True for a fix whose value is asked for when it is chosen. */
export function isLookup(fix: Fix): fix is LookupFix {
  return fix.kind === "lookup";
}

/** Findings of packages in the instruction around a place, or in a list that its commands install. */
export function packagesOfRun({ start }: Span, { findings, model }: CheckedDocument): readonly RuledFinding[] {
  const here = findings.find(({ span, group = span }) => span.start === start || group.start === start);
  // A Dockerfile that stands in the file has instructions of its own.
  const { inner } = here ?? {};
  const place = (inner && (here?.span.start === start ? inner.finding.span : inner.finding.group))?.start ?? start;
  const run = (inner?.model ?? model).dockerfile.instructions.find(({ span }) => isAt(span, place));
  if (run === undefined) return [];
  return findings.filter((finding) => {
    const { group, span } = finding.inner?.finding ?? finding;
    if (group === undefined || finding.inner?.model !== inner?.model) return false;
    return isAt(run.span, span.start) || isAt(run.span, group.start);
  });
}
