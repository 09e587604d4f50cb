import type { WorkspaceEdit } from "vscode-languageserver/node";
import { newerBases, tryBases } from "../../engine/image/newer-bases.ts";
import { tagEdits } from "../../lint/lookups/images/image-place.ts";
import { billOfHealth } from "../../scan/bill.ts";
import { triedWords, verdict } from "../../scan/formats/words.ts";
import type { BaseCandidate } from "../../scan/newer-bases.ts";
import type { ScanReport } from "../../scan/report.ts";
import { counted } from "../../text/counted.ts";
import type { CodeActionData } from "../code-action-data.ts";
import type { CheckedDocument } from "../document-state.ts";
import { CHANGED, type Gesture, GONE } from "../lookups/gesture.ts";
import { withProgress } from "../lookups/progress.ts";
import type { ServerContext } from "../server-context.ts";
import { documentEdit } from "../workspace-edit.ts";
import { type FixableBase, fixableBase } from "./fixable-base.ts";
import { type ImageScope, imageScope, imageWorld } from "./image-world.ts";
import { type ImageScan, scanBySettings } from "./scan-by-settings.ts";

/**
 * Looks for an image of the same flavour that is free of what can be fixed in the base: the same tag as it is today, then the smallest step
 * up. Each is fetched and scanned, which the user is asked for. A string says why there is no edit; undefined: it was cancelled.
 */
export async function newerBaseEdit(
  data: CodeActionData,
  document: CheckedDocument,
  context: ServerContext,
  token: Gesture["token"],
): Promise<WorkspaceEdit | string | undefined> {
  const stored = context.scans.get(data.uri)?.scan;
  const base = stored && fixableBase(stored, document, data.span);
  if (stored === undefined || base === undefined) return GONE;
  const { findings } = base;
  const { gaps } = stored.bill.report;
  const scope = await imageScope(data.uri, context);
  return await withProgress(context.connection, data.title, token, async (course) => {
    const candidates = await candidatesFor(base, scope, { context, course });
    if (course.signal.aborted) return undefined;
    if (typeof candidates === "string") return candidates;
    const { signal } = course;
    const scan = (image: Parameters<typeof scanBySettings>[0]) => scanBySettings(image, scope, { context, course });
    const tried = await tryBases(candidates, { findings, gaps }, { scan, signal });
    if (signal.aborted) return undefined;
    const free = tried.at(-1);
    if (free?.kind === "scanned" && free.left === 0) return await editFor(free, base, { document, context });
    const said = tried.map((each) => triedWords(each, findings.length));
    return `No newer image of this flavour is free of them: ${said.join("; ")}.`;
  });
}

async function candidatesFor(
  { image: { reference } }: FixableBase,
  scope: ImageScope,
  { context, course }: ImageScan,
): Promise<readonly BaseCandidate[] | string> {
  const candidates = await newerBases(reference, await imageWorld(scope, context, course));
  if (!candidates.ok) return `${candidates.asked} ${candidates.detail}.`;
  const { agrees } = await context.lookups.session();
  const argv = candidates.value.map(({ name }) => name);
  const subject = `${reference.registry}/${reference.repository}`;
  if (await agrees({ needs: "images", subject, argv, isAttended: true })) return candidates.value;
  return "Nothing was fetched and nothing is changed: try again and allow it to look for a newer base image.";
}

/** Writes the tag, with the digest that was scanned where one was written before. The same tag without a digest is only to be built anew. */
async function editFor(
  { tag, name, isSame, report }: BaseCandidate & { readonly report: ScanReport },
  { image: { reference }, written, findings }: FixableBase,
  { document, context }: { readonly document: CheckedDocument; readonly context: ServerContext },
): Promise<WorkspaceEdit | string> {
  const free = `${name} is free of what has a fix in the base of now (${counted(findings.length, "finding")})`;
  const { digest } = report.image;
  const isPinned = reference.digest !== undefined;
  if (isSame && (!isPinned || reference.digest === digest))
    return `${free}, as it is today: build again with it (docker build --pull --no-cache).`;
  if (context.documents.get(document.uri)?.version !== document.version) return CHANGED;
  const edits = tagEdits(written, isPinned && digest !== undefined ? `${tag}@${digest}` : tag);
  if (edits.length === 0) return `${free}, and its tag has no place in this file: write it yourself.`;
  context.tell(
    `${free}. All that is known of it: ${verdict(await billOfHealth(report, { now: context.outside.now() }))}.`,
  );
  return documentEdit(document, edits, context.abilities);
}
