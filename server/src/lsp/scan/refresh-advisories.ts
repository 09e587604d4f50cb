import { textAt } from "../../json/fields.ts";
import type { RefreshResult } from "../../protocol/scan.ts";
import { refreshExports } from "../../scan/osv/refresh.ts";
import type { Gesture } from "../lookups/gesture.ts";
import { withProgress } from "../lookups/progress.ts";
import type { ServerContext } from "../server-context.ts";
import { uriOfPath } from "../uri.ts";
import { advisoriesAt } from "./advisories-at.ts";
import { imageScope, imageWorld } from "./image-world.ts";
import { refused } from "./refused.ts";
import { UNTRUSTED } from "./scan-document.ts";
import { scanIn } from "./scan-requests.ts";

/** `seaworthy/refreshAdvisories` */
export async function refreshForUser(
  params: unknown,
  token: Gesture["token"],
  context: ServerContext,
): Promise<RefreshResult> {
  if (!context.lookups.isTrusted()) return { kind: "refused", message: UNTRUSTED };
  const scan = scanIn(params, context);
  const named = (textAt(params, "folder") ?? "").replaceAll("\\", "/");
  if (scan === undefined || named === "")
    return { kind: "refused", message: "Scan an image first: what is fetched is what its packages need." };
  const scope = await imageScope(scan.uri, context);
  const place = advisoriesAt(scope.settings.machine.osvEndpoint);
  const folder = place.ok && place.value.kind === "offline" ? place.value.folder : named;
  const { packages, os } = scan.bill.report;
  return await withProgress(context.connection, "Refresh offline advisories", token, async (course) => {
    const { reach, largeFiles: files, progress, signal } = await imageWorld(scope, context, course);
    const done = await refreshExports({ packages, os, folder }, { http: reach.http, files, progress, signal });
    if (course.signal.aborted) return { kind: "cancelled" };
    if (!done.ok) return refused(done);
    const message = `The advisories in ${folder} are those of today.`;
    return { kind: "done", message, address: uriOfPath(folder) };
  });
}
