import { planImport } from "../../engine/image/decide-findings.ts";
import { EXPORT_TARGETS, planExport } from "../../engine/image/export-decisions.ts";
import { folderOf, nameOf } from "../../engine/path.ts";
import { repositoryRoot } from "../../engine/repository.ts";
import { textAt } from "../../json/fields.ts";
import type { DecisionResult, ScanView } from "../../protocol/scan.ts";
import { counted } from "../../text/counted.ts";
import type { ServerContext } from "../server-context.ts";
import { changed, decisionPlace } from "./decide.ts";
import { readDecisions } from "./decision-files.ts";
import { imageScope } from "./image-world.ts";
import { refused } from "./refused.ts";
import { showScan } from "./scan-document.ts";
import { scanIn } from "./scan-requests.ts";
import { withDecisions } from "./stored-scan.ts";

const SCAN_GONE: DecisionResult = {
  kind: "refused",
  message: "That scan is not known any more: scan the image again.",
};

/** `seaworthy/importDecisions`: what another tool's file says of findings of this image, in one edit that is shown before it is made. */
export async function importForUser(params: unknown, context: ServerContext): Promise<DecisionResult> {
  const scan = scanIn(params, context);
  const path = (textAt(params, "path") ?? "").replaceAll("\\", "/");
  if (scan === undefined) return SCAN_GONE;
  const text = context.outside.files.readText(path);
  const planned = text.ok
    ? await planImport(scan.bill, { path, text: text.value }, await decisionPlace(scan, context))
    : text;
  if (!planned.ok) return refused(planned);
  const { count, notes } = planned.value;
  for (const line of notes) context.log.warn(line);
  const left =
    notes.length === 0 ? "." : `; ${notes.length} ${notes.length === 1 ? "was" : "were"} not: the log says why.`;
  const message = `${counted(count, "decision")} taken from ${nameOf(path)}${left}`;
  return changed(planned.value, { message, review: `Decisions from ${nameOf(path)}` }, context);
}

/** `seaworthy/exportDecisions`: the decisions about an image in the file of another scanner, in one edit that is shown before it is made. */
export async function exportForUser(params: unknown, context: ServerContext): Promise<DecisionResult> {
  const scan = scanIn(params, context);
  const wanted = textAt(params, "scanner");
  const scanner = EXPORT_TARGETS.find((each) => each === wanted);
  if (scan === undefined || scanner === undefined) return SCAN_GONE;
  const scope = await imageScope(scan.uri, context);
  const { files } = context.outside;
  const root = repositoryRoot(folderOf(scope.path), files);
  const planned = await planExport(scanner, readDecisions(scope, scan.bill.report.image, context), { root, files });
  if (!planned.ok) return refused(planned);
  const { changes, notes, use } = planned.value;
  for (const line of notes) context.log.warn(line);
  const [change] = changes;
  const done = change === undefined ? "Nothing changes in its file" : `${nameOf(change.path)} holds the decisions`;
  const left = notes.length === 0 ? "" : `; it cannot hold ${notes.length} of them: the log says why`;
  const message = `${done}${left}. ${use}.`;
  return changed(planned.value, { message, review: `Decisions for ${scanner}` }, context);
}

/** `seaworthy/refreshDecisions`: the scan with the decisions that are on the disk now. */
export async function refreshDecisions(params: unknown, context: ServerContext): Promise<ScanView | null> {
  const scan = scanIn(params, context);
  if (scan === undefined) return null;
  const place = await imageScope(scan.uri, context);
  const vex = readDecisions(place, scan.bill.report.image, context);
  return await showScan(await withDecisions(scan, vex, context.outside.now()), context);
}
