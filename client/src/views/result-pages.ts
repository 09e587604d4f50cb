import * as vscode from "vscode";

const SCHEME = "seaworthy-result";
/** So many are kept: older ones are empty when they are opened again. */
const MAX_KEPT = 20;

/** Read-only pages of plain text with what came of work on images. */
export interface ResultPages extends vscode.Disposable {
  /** `name`: as its tab is called. */
  show(name: string, text: string): Promise<void>;
}

/** Registers the scheme of these pages, of which there are none yet. */
export function provideResultPages(): ResultPages {
  const texts = new Map<string, string>();
  let count = 0;
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: ({ query }) =>
      texts.get(query) ?? "This result is not kept any more: run the command again.\n",
  });
  return {
    async show(name, text) {
      count += 1;
      texts.set(`${count}`, text);
      texts.delete(`${count - MAX_KEPT}`);
      const path = `/${name.replaceAll(/[^\w.-]+/g, "-")}.txt`;
      const uri = vscode.Uri.from({ scheme: SCHEME, path, query: `${count}` });
      await vscode.window.showTextDocument(uri, { preview: true });
    },
    dispose: () => provider.dispose(),
  };
}
