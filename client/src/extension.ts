import * as vscode from "vscode";
import { CLIENT_COMMANDS } from "../../server/src/protocol/requests.ts";
import { explainRule } from "./commands/explain-rule.ts";
import { fixAll } from "./commands/fix-all.ts";
import { showEffectiveConfiguration } from "./commands/show-effective-configuration.ts";
import { turnRuleOffForMe } from "./commands/turn-rule-off-for-me.ts";
import { neighbour } from "./neighbours.ts";
import { newServer, type Server } from "./server.ts";
import { showFirstFinding } from "./views/first-finding.ts";
import { showLanguageStatus } from "./views/language-status.ts";
import { providePages } from "./views/pages.ts";

/** VS Code calls it when the first Dockerfile or Compose file is opened, or a command of ours is run. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("Seaworthy", { log: true });
  const server = newServer(context.asAbsolutePath("dist/server.cjs"), output);
  const pages = providePages(server);
  const command = (name: string, run: (argument: unknown) => unknown) => vscode.commands.registerCommand(name, run);
  context.subscriptions.push(
    output,
    pages,
    new vscode.Disposable(() => void server.stop()),
    showLanguageStatus(server),
    showFirstFinding(server, context.globalState),
    restartWithNeighbours(server),
    command("seaworthy.restartServer", () => server.restart()),
    command("seaworthy.showLog", () => output.show()),
    command("seaworthy.fixAll", fixAll),
    command("seaworthy.showEffectiveConfiguration", () => showEffectiveConfiguration(pages)),
    command(CLIENT_COMMANDS.explainRule, (rule) => explainRule(rule, server, pages)),
    command(CLIENT_COMMANDS.turnRuleOffForMe, turnRuleOffForMe),
  );
  // The client has said it to the user already; the commands stay, so that a restart can be tried.
  await server.start().catch((error) => output.error(`the server did not start: ${error}`));
}

/** What the server gives depends on which other extensions are there. */
function restartWithNeighbours(server: Server): vscode.Disposable {
  let before = neighbour();
  return vscode.extensions.onDidChange(() => {
    const now = neighbour();
    if (now === before) return;
    before = now;
    void server.restart();
  });
}
