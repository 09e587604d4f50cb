import * as vscode from "vscode";
import { SCAN_PAGE, SCAN_PAGE_COMMANDS } from "../../../server/src/protocol/scan.ts";
import { sayFailed, sayNoScan } from "../say.ts";
import type { ScanSession } from "../scan/scan-session.ts";
import type { Server } from "../server.ts";

/** The bill of health of the scan that is shown. It has no scripts and reads no file. */
export interface ScanPage extends vscode.Disposable {
  open(): Promise<void>;
}

/** The page, not open yet; while it is, it follows the scan that is shown. */
export function newScanPage(session: ScanSession, server: Server): ScanPage {
  let panel: vscode.WebviewPanel | undefined;

  async function update(): Promise<void> {
    const { view } = session;
    if (panel === undefined || view === undefined) return;
    const page = await server.ask(SCAN_PAGE, { key: view.key });
    // Another scan is shown meanwhile, or none since the server ended.
    if (panel === undefined || session.view !== view) return;
    if (typeof page === "string") panel.webview.html = page;
    else sayFailed();
  }

  const listener = session.onView(() => void update());
  return {
    async open() {
      if (session.view === undefined) {
        sayNoScan();
        return;
      }
      if (panel === undefined) {
        panel = newPanel();
        panel.onDidDispose(() => {
          panel = undefined;
        });
      }
      panel.reveal(undefined, false);
      await update();
    },
    dispose() {
      listener.dispose();
      panel?.dispose();
    },
  };
}

function newPanel(): vscode.WebviewPanel {
  const options = {
    enableScripts: false,
    enableForms: false,
    enableCommandUris: Object.values(SCAN_PAGE_COMMANDS),
    enableFindWidget: true,
    localResourceRoots: [],
  };
  return vscode.window.createWebviewPanel(
    "seaworthy.billOfHealth",
    "Bill of Health",
    vscode.ViewColumn.Beside,
    options,
  );
}
