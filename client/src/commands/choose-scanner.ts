import * as vscode from "vscode";
import { SCANNERS } from "../../../server/src/protocol/scan.ts";
import { withoutIcons } from "../plain-text.ts";
import { say, sayFailed } from "../say.ts";
import { readScanners } from "../scan/read-scan.ts";
import type { Scanning } from "../scan/scan-session.ts";
import { scannerItems } from "../scan/scanner-words.ts";
import { dockerfileUri } from "./dockerfile-uri.ts";

/** Asks who is to scan images, and writes it into the user's settings. */
export async function chooseScanner({ server }: Scanning): Promise<void> {
  const uri = await dockerfileUri(undefined);
  const ask = async () => readScanners(await server.ask(SCANNERS, { uri }));
  const here = await ask();
  if (here === undefined) {
    sayFailed();
    return;
  }
  const items = scannerItems(here).map((item) => ({
    id: item.id,
    label: withoutIcons(item.label),
    description: withoutIcons(item.description),
    detail: withoutIcons(item.detail),
  }));
  const item = await vscode.window.showQuickPick(items, { title: "Choose Scanner", placeHolder: "Who is to scan?" });
  if (item === undefined) return;
  const settings = vscode.workspace.getConfiguration("seaworthy");
  await settings.update("scan.scanner", item.id, vscode.ConfigurationTarget.Global);
  const now = await ask();
  if (now !== undefined && now.chosen !== item.id)
    say(`Your settings say ${item.label} now, but here ${now.chosen} scans, as .seaworthy.yaml or the workspace says.`);
}
