import * as vscode from "vscode";
import { CLEAR_CACHE } from "../../../server/src/protocol/lookups.ts";
import { say } from "../say.ts";
import type { Server } from "../server.ts";
import type { Pages } from "../views/pages.ts";

/** Opens the list of everything that was asked of anybody in this session. */
export async function showAsked(pages: Pages): Promise<void> {
  pages.refresh(pages.askedUri);
  await vscode.window.showTextDocument(pages.askedUri, { preview: true });
}

/** Throws away what was kept of answers. */
export async function clearCache(server: Server): Promise<void> {
  const isCleared = (await server.ask(CLEAR_CACHE)) === true;
  say(
    isCleared
      ? "Seaworthy has thrown away what it kept of answers."
      : "Seaworthy could not clear its cache: the log says why.",
  );
}
