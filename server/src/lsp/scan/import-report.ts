import { nameOf } from "../../engine/path.ts";
import type { Outcome } from "../../outcome/outcome.ts";
import { failure, success } from "../../outcome/outcome.ts";
import type { ScanResult } from "../../protocol/scan.ts";
import { readReport } from "../../scan/scanners/reports/read-report.ts";
import { isRecord } from "../client-abilities.ts";
import type { ServerContext } from "../server-context.ts";
import { imageScope } from "./image-world.ts";
import { showReport, UNTRUSTED } from "./scan-document.ts";

/** Reports of large images are tens of megabytes. */
const MAX_REPORT_BYTES = 256 * 1024 * 1024;

/** `seaworthy/importReport`: what another scanner has found, shown as a scan of ours is. Nobody is asked. */
export async function importReport(params: unknown, context: ServerContext): Promise<ScanResult> {
  if (!isRecord(params) || typeof params.path !== "string")
    return { kind: "refused", message: "It was not said which file." };
  if (!context.lookups.isTrusted()) return { kind: "refused", message: UNTRUSTED };
  const path = params.path.replaceAll("\\", "/");
  const uri = typeof params.uri === "string" ? params.uri : undefined;
  const text = await reportText(path, context);
  const report = text.ok ? await readReport(text.value, path) : text;
  if (!report.ok) return { kind: "refused", message: `${report.asked} ${report.detail}.` };
  const scope = await imageScope(uri, context);
  const document = uri === undefined ? undefined : await context.documents.checked(uri);
  const wish = {
    image: { kind: "archive", path } as const,
    ...(document?.role === "dockerfile" && uri !== undefined ? { uri } : {}),
  };
  const { store } = (await context.lookups.session()).reach;
  const view = await showReport(report.value, { wish, document, scope, store }, context);
  return { kind: "done", message: `${nameOf(path)}: ${view.verdict}.`, view };
}

async function reportText(path: string, { outside }: ServerContext): Promise<Outcome<string>> {
  const file = (await outside.largeFiles()).open(path);
  if (!file.ok) return file;
  try {
    if (file.value.size > MAX_REPORT_BYTES) return failure("limit", path, "is larger than 256 MB");
    return success(new TextDecoder().decode(file.value.read(0, file.value.size)));
  } finally {
    file.value.close();
  }
}
