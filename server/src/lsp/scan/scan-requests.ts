import type { ScanView } from "../../protocol/scan.ts";
import { isRecord } from "../client-abilities.ts";
import type { ServerContext } from "../server-context.ts";
import { reportPage } from "./report-page.ts";
import { currentView } from "./scan-document.ts";
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
  return isRecord(params) && typeof params.key === "string" ? scans.get(params.key)?.scan : undefined;
}
