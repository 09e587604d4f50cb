import * as vscode from "vscode";
import { CLIENT_COMMANDS } from "../../server/src/protocol/requests.ts";
import { clearCache, showAsked } from "./commands/asked.ts";
import { explainRule } from "./commands/explain-rule.ts";
import { fixAll } from "./commands/fix-all.ts";
import { checkPins, lookUp, pinEverything, updatePins } from "./commands/pins.ts";
import { showEffectiveConfiguration } from "./commands/show-effective-configuration.ts";
import { turnRuleOffForMe } from "./commands/turn-rule-off-for-me.ts";
import { newConsent } from "./lookups/consent.ts";
import { checkOnSchedule } from "./lookups/scheduled-checks.ts";
import { neighbour } from "./neighbours.ts";
import { followSurroundings, newServer, type Server } from "./server.ts";
import { showFirstFinding } from "./views/first-finding.ts";
import { showLanguageStatus } from "./views/language-status.ts";
import { providePages } from "./views/pages.ts";
import { showPinStatus } from "./views/pin-status.ts";

/** VS Code calls it when the first Dockerfile or Compose file is opened, or a command of ours is run. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("Seaworthy", { log: true });
  const consent = newConsent(context.globalState);
  const cacheFolder = context.globalStorageUri.fsPath;
  const server = newServer({ module: context.asAbsolutePath("dist/server.cjs"), output, consent, cacheFolder });
  const pages = providePages(server);
  const command = (name: string, run: (argument: unknown) => unknown) => vscode.commands.registerCommand(name, run);
  context.subscriptions.push(
    output,
    pages,
    new vscode.Disposable(() => void server.stop()),
    showLanguageStatus(server),
    showFirstFinding(server, context.globalState),
    restartWithNeighbours(server),
    followSurroundings(server, cacheFolder),
    checkOnSchedule(server, context.globalState),
    showPinStatus(),
    command("seaworthy.restartServer", () => server.restart()),
    command("seaworthy.showLog", () => output.show()),
    command("seaworthy.fixAll", fixAll),
    command("seaworthy.showEffectiveConfiguration", () => showEffectiveConfiguration(pages)),
    command("seaworthy.pinEverything", () => pinEverything(server)),
    command("seaworthy.updatePins", () => updatePins(server)),
    command("seaworthy.checkPins", () => checkPins(server)),
    command("seaworthy.showAsked", () => showAsked(pages)),
    command("seaworthy.clearCache", () => clearCache(server)),
    command("seaworthy.forgetConsent", () => consent.forget()),
    command(CLIENT_COMMANDS.lookUp, (data) => lookUp(data, server)),
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
