import { readReportFile } from "../../engine/image/reported-image.ts";
import { nameOf } from "../../engine/path.ts";
import { textAt } from "../../json/fields.ts";
import type { ScanResult } from "../../protocol/scan.ts";
import type { ServerContext } from "../server-context.ts";
import { imageScope } from "./image-world.ts";
import { refused } from "./refused.ts";
import { showReport, UNTRUSTED } from "./scan-document.ts";

/** `seaworthy/importReport`: what another scanner has found, shown as a scan of ours is. Nobody is asked. */
export async function importReport(params: unknown, context: ServerContext): Promise<ScanResult> {
  const given = textAt(params, "path");
  if (given === undefined) return { kind: "refused", message: "It was not said which file." };
  if (!context.lookups.isTrusted()) return { kind: "refused", message: UNTRUSTED };
  const path = given.replaceAll("\\", "/");
  const uri = textAt(params, "uri");
  const report = await readReportFile(path, await context.outside.largeFiles());
  if (!report.ok) return refused(report);
  const scope = await imageScope(uri, context);
  const document = await context.documents.checked(uri);
  const wish = {
    image: { kind: "archive", path } as const,
    uri: document?.role === "dockerfile" ? uri : undefined,
  };
  const view = await showReport(report.value, { wish, document, scope }, context);
  return { kind: "done", message: `${nameOf(path)}: ${view.verdict}.`, view };
}
