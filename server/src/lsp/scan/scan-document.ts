import type { DockerfileAtHand } from "../../engine/image/scan-image.ts";
import type { ScanParams, ScanResult, ScanView } from "../../protocol/scan.ts";
import { billOfHealth } from "../../scan/bill.ts";
import type { ScanReport } from "../../scan/report.ts";
import type { CheckedDocument } from "../document-state.ts";
import { type Gesture, NOT_OPEN } from "../lookups/gesture.ts";
import { withProgress } from "../lookups/progress.ts";
import type { ServerContext } from "../server-context.ts";
import { readDecisions } from "./decision-files.ts";
import { readEarlier, writeEarlier } from "./earlier-scans.ts";
import { type ImageScope, imageScope } from "./image-world.ts";
import { refused } from "./refused.ts";
import { scanBySettings } from "./scan-by-settings.ts";
import { scanDiagnostics } from "./scan-diagnostics.ts";
import { readScanParams, sourceName, wantedImage } from "./scan-params.ts";
import { scanView } from "./scan-view.ts";
import { fileOfBase, foundKeys, placesIn, type StoredScan, scannedFile } from "./stored-scan.ts";

export const UNTRUSTED =
  "In a workspace that is not trusted no image is looked at and no decision is written. Trust it (Workspaces: Manage Workspace Trust) and try again.";

/** `seaworthy/scanImage`: scans an image under a progress that can be cancelled, and shows what it found on the lines of its file. */
export async function scanForDocument(
  params: unknown,
  token: Gesture["token"],
  context: ServerContext,
): Promise<ScanResult> {
  const wish = readScanParams(params);
  if (wish === undefined) return { kind: "refused", message: "It was not said which image is to be scanned." };
  if (!context.lookups.isTrusted()) return { kind: "refused", message: UNTRUSTED };
  const { uri, image } = wish;
  const document = await context.documents.checked(uri);
  if (uri !== undefined && document?.role !== "dockerfile") return { kind: "refused", message: NOT_OPEN };
  const scope = await imageScope(uri, context);
  const dockerfile = wish.baseLine === undefined && document !== undefined ? savedFile(document, context) : undefined;
  return await withProgress(context.connection, `Scan ${sourceName(image)}`, token, async (course) => {
    const scanned = await scanBySettings(wantedImage(image), scope, { context, course, dockerfile });
    if (course.signal.aborted) return { kind: "cancelled" };
    if (!scanned.ok) return refused(scanned);
    const view = await showReport(scanned.value, { wish, document, scope }, context);
    return { kind: "done", message: `${view.image.name}: ${view.verdict}.`, view };
  });
}

/** A document, unless it has changes that were not saved: another scanner reads the file. */
function savedFile({ path, text, model }: CheckedDocument, { outside }: ServerContext): DockerfileAtHand | undefined {
  if (path === undefined) return undefined;
  const saved = outside.files.readText(path);
  return saved.ok && saved.value === text ? { path, file: path, model } : undefined;
}

/** What a report is shown with. */
export interface Reported {
  readonly wish: ScanParams;
  readonly document: CheckedDocument | undefined;
  readonly scope: ImageScope;
}

/** Shows a report with the decisions about its image, compared with the one before. */
export async function showReport(report: ScanReport, reported: Reported, context: ServerContext): Promise<ScanView> {
  const { wish, document, scope } = reported;
  const { uri, baseLine } = wish;
  const key = uri ?? (report.image.id === "" ? report.image.name : report.image.id);
  const dockerfile = document && fileOf(report, document, baseLine);
  const now = context.outside.now();
  const vex = readDecisions(scope, report.image, context);
  const facts = dockerfile === undefined ? { vex, now } : { vex, now, dockerfile: dockerfile.facts };
  const bill = await billOfHealth(report, facts);
  // The base alone and the image that is built on it are two things, and two scanners are not compared.
  const part = baseLine === undefined ? (uri ?? report.image.name) : `base of ${uri}`;
  const earlierKey = `${report.scanner.id} ${part}`;
  const { store } = (await context.lookups.session()).reach;
  const earlier = await readEarlier(earlierKey, store);
  const at = now.toISOString();
  await writeEarlier(earlierKey, { at, found: foundKeys(bill) }, store);
  return await showScan({ key, uri, at, bill, dockerfile, earlier }, context);
}

function fileOf(report: ScanReport, { path, uri, model }: CheckedDocument, baseLine: number | undefined) {
  const shown = path ?? uri;
  return baseLine === undefined ? scannedFile(report, shown, model) : fileOfBase(report, shown, model, baseLine);
}

/** So many scans are kept, each with all that is in its image; an older one is made again when it is wanted. */
const MAX_SCANS = 32;

/** From now on it is the scan of its file: the lines show it. */
export async function showScan(scan: StoredScan, context: ServerContext): Promise<ScanView> {
  const { scans, recheck } = context;
  // Behind all others: the first is the one that was shown longest ago.
  scans.delete(scan.key);
  scans.set(scan.key, { scan, diagnostics: (document) => scanDiagnostics(scan, document) });
  const [oldest] = scans.keys();
  if (scans.size > MAX_SCANS && oldest !== undefined) {
    scans.delete(oldest);
    recheck(oldest);
  }
  if (scan.uri !== undefined) recheck(scan.uri);
  return await currentView(scan, context);
}

/** The scan with the lines of its file as they are now. */
export async function currentView(scan: StoredScan, { documents }: ServerContext): Promise<ScanView> {
  const document = await documents.checked(scan.uri);
  return scanView(scan, document && placesIn(document, scan));
}
