import * as vscode from "vscode";
import { ASKED } from "../../../server/src/protocol/lookups.ts";
import { EFFECTIVE_CONFIGURATION, RULE_PAGE } from "../../../server/src/protocol/requests.ts";
import type { Server } from "../server.ts";
import { askedText } from "./asked-text.ts";

const SCHEME = "seaworthy";
const ASKED_PATH = "/asked.txt";

/** The read-only documents that the server writes: rule pages, effective configurations, whom it asked for what. */
export interface Pages extends vscode.Disposable {
  ruleUri(rule: string): vscode.Uri;
  configurationUri(file: vscode.Uri): vscode.Uri;
  readonly askedUri: vscode.Uri;
  /** The text is asked for anew. */
  refresh(page: vscode.Uri): void;
}

/** Registers the scheme of these documents; an editor asks for their text when they are opened. */
export function providePages(server: Server): Pages {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changes.event,
    provideTextDocumentContent: (uri) => contentOf(uri, server),
  });
  return {
    ruleUri: (rule) => vscode.Uri.from({ scheme: SCHEME, path: `/rules/${rule}.md` }),
    configurationUri: (file) =>
      vscode.Uri.from({ scheme: SCHEME, path: "/configuration.yaml", query: file.toString() }),
    askedUri: vscode.Uri.from({ scheme: SCHEME, path: ASKED_PATH }),
    refresh: (page) => changes.fire(page),
    dispose() {
      provider.dispose();
      changes.dispose();
    },
  };
}

async function contentOf({ path, query }: vscode.Uri, server: Server): Promise<string> {
  if (path === ASKED_PATH) return askedText(await server.ask(ASKED));
  const rule = /^\/rules\/([a-z-]+)\.md$/.exec(path)?.[1];
  const page =
    rule === undefined
      ? await server.ask(EFFECTIVE_CONFIGURATION, { uri: query })
      : await server.ask(RULE_PAGE, { rule });
  if (typeof page === "string") return page;
  return rule === undefined
    ? "# The server is not running, or this file is none that Seaworthy checks."
    : `The server is not running, or there is no rule ${rule}.`;
}
