import { evidenceOf } from "../../engine/image/evidence.ts";
import { folderOf } from "../../engine/path.ts";
import type { TextResult } from "../../protocol/images.ts";
import { counted } from "../../text/counted.ts";
import type { ServerContext } from "../server-context.ts";
import { readDecisions } from "./decision-files.ts";
import { imageScope } from "./image-world.ts";
import { scanIn } from "./scan-requests.ts";

/** `seaworthy/evidence`: what is known of the image of a scan, as the text of a tar archive. Nobody is asked. */
export async function evidenceForUser(params: unknown, context: ServerContext): Promise<TextResult> {
  const scan = scanIn(params, context);
  if (scan === undefined)
    return { kind: "refused", message: "No image was scanned yet, or its scan is not known any more." };
  const { bill, uri } = scan;
  const scope = await imageScope(uri, context);
  const { files, now } = context.outside;
  const vexPaths = readDecisions(scope, bill.report.image, context).map(({ path }) => path);
  const text = await evidenceOf(bill, { folder: folderOf(scope.path), vexPaths, files, now: now() });
  const { findings, report } = bill;
  return {
    kind: "done",
    message: `${counted(findings.length, "finding")} in ${counted(report.packages.length, "package")}, as of ${scan.at}.`,
    text,
  };
}
