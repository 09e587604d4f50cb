import * as vscode from "vscode";
import { REFRESH_ADVISORIES } from "../../../server/src/protocol/scan.ts";
import { say, sayFailed, sayWith } from "../say.ts";
import { readRefresh } from "../scan/read-scan.ts";
import type { Scanning } from "../scan/scan-session.ts";

const USE = "Scan With Them";

/** Fetches the advisories of the scanned image's ecosystems, and offers to scan with them from then on. `cache`: where, unless the settings name a folder. */
export async function refreshAdvisories({ server, session }: Scanning, cache: vscode.Uri): Promise<void> {
  const folder = vscode.Uri.joinPath(cache, "osv").fsPath;
  const result = readRefresh(await server.ask(REFRESH_ADVISORIES, { key: session.view?.key ?? "", folder }));
  if (result === undefined) sayFailed();
  if (result === undefined || result.kind === "cancelled") return;
  const settings = vscode.workspace.getConfiguration("seaworthy");
  if (result.kind === "refused" || settings.get("osv.endpoint") === result.address) say(result.message);
  else if ((await sayWith(`${result.message} Scans ask OSV over the network all the same.`, USE)) === USE)
    await settings.update("osv.endpoint", result.address, vscode.ConfigurationTarget.Global);
}
