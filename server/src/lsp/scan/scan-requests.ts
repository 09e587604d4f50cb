import { localImages } from "../../engine/image/local-images.ts";
import { textAt } from "../../json/fields.ts";
import type { BaseImage, ImagesResult, ScanView } from "../../protocol/scan.ts";
import type { Gesture } from "../lookups/gesture.ts";
import { withProgress } from "../lookups/progress.ts";
import type { ServerContext } from "../server-context.ts";
import { imageScope, imageWorld } from "./image-world.ts";
import { refused } from "./refused.ts";
import { reportPage } from "./report-page.ts";
import { currentView, UNTRUSTED } from "./scan-document.ts";
import type { StoredScan } from "./stored-scan.ts";

/** `seaworthy/scanView` */
export async function viewOfScan(params: unknown, context: ServerContext): Promise<ScanView | null> {
  const scan = scanIn(params, context);
  return scan === undefined ? null : await currentView(scan, context);
}

/** `seaworthy/scanPage` */
export async function pageOfScan(params: unknown, context: ServerContext): Promise<string | null> {
  const scan = scanIn(params, context);
  return scan === undefined ? null : reportPage(await currentView(scan, context));
}

/** The scan that a request names by its key. */
export function scanIn(params: unknown, { scans }: ServerContext): StoredScan | undefined {
  return scans.get(textAt(params, "key") ?? "")?.scan;
}

/** `seaworthy/engineImages` */
export async function engineImages(
  uri: string,
  token: Gesture["token"],
  context: ServerContext,
): Promise<ImagesResult> {
  if (!context.lookups.isTrusted()) return { kind: "refused", message: UNTRUSTED };
  const scope = await imageScope(uri, context);
  return await withProgress(context.connection, "List the images of this machine", token, async (course) => {
    const images = await localImages(await imageWorld(scope, context, course));
    if (!images.ok) return refused(images);
    return { kind: "done", images: images.value };
  });
}

/** `seaworthy/baseImages` */
export async function baseImages(uri: string, { documents }: ServerContext): Promise<readonly BaseImage[]> {
  const document = await documents.checked(uri);
  if (document?.role !== "dockerfile") return [];
  return document.model.stages.flatMap(({ base: { reference, resolved, class: kind, span } }) => {
    const isImage = reference !== undefined && kind !== "stage-ref" && kind !== "scratch";
    return isImage && resolved !== undefined
      ? [{ name: resolved, line: document.lines.positionAt(span.start).line }]
      : [];
  });
}
