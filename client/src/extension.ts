import * as vscode from "vscode";
import { PIN_EVERYTHING, UPDATE_PINS } from "../../server/src/protocol/lookups.ts";
import { CLIENT_COMMANDS, FIX_ALL } from "../../server/src/protocol/requests.ts";
import { SCAN_PAGE_COMMANDS } from "../../server/src/protocol/scan.ts";
import { clearCache, showAsked } from "./commands/asked.ts";
import { buildImage, verifyRebuild } from "./commands/build.ts";
import { chooseScanner } from "./commands/choose-scanner.ts";
import { decide, decideAmong, exportDecisions, followDecisions, importDecisions } from "./commands/decide.ts";
import { explainRule } from "./commands/explain-rule.ts";
import { compareImages, inspectImage, saveEvidence, saveSbom } from "./commands/images.ts";
import { checkPins, fixFile, lookUp } from "./commands/pins.ts";
import { refreshAdvisories } from "./commands/refresh-advisories.ts";
import { importReport, scanBaseImage, scanImage, showScannedLine } from "./commands/scan.ts";
import { showEffectiveConfiguration } from "./commands/show-effective-configuration.ts";
import { turnRuleOffForMe } from "./commands/turn-rule-off-for-me.ts";
import { newConsent } from "./lookups/consent.ts";
import { checkOnSchedule } from "./lookups/scheduled-checks.ts";
import { neighbour } from "./neighbours.ts";
import { newScanSession } from "./scan/scan-session.ts";
import { followSurroundings, newServer, type Server } from "./server.ts";
import { userKeysOf } from "./user-settings.ts";
import { showFirstFinding } from "./views/first-finding.ts";
import { showLanguageStatus } from "./views/language-status.ts";
import { providePages } from "./views/pages.ts";
import { showPinStatus } from "./views/pin-status.ts";
import { provideResultPages } from "./views/result-pages.ts";
import { newScanPage } from "./views/scan-page.ts";
import { showScanStatus } from "./views/scan-status.ts";
import { showScanTree } from "./views/scan-tree-view.ts";

/** VS Code calls it when the first Dockerfile or Compose file is opened, or a command of ours is run. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("Seaworthy", { log: true });
  const consent = newConsent(context.globalState);
  const cacheFolder = context.globalStorageUri.fsPath;
  const server = newServer({
    module: context.asAbsolutePath("dist/server.cjs"),
    output,
    consent,
    cacheFolder,
    userKeys: userKeysOf(context.extension.packageJSON),
  });
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
    showScan(server, context.workspaceState, context.globalStorageUri),
    command("seaworthy.restartServer", () => server.restart()),
    command("seaworthy.showLog", () => output.show()),
    command("seaworthy.fixAll", () => fixFile(FIX_ALL, server)),
    command("seaworthy.showEffectiveConfiguration", () => showEffectiveConfiguration(pages)),
    command("seaworthy.pinEverything", () => fixFile(PIN_EVERYTHING, server)),
    command("seaworthy.updatePins", () => fixFile(UPDATE_PINS, server)),
    command("seaworthy.checkPins", () => checkPins(server)),
    command("seaworthy.showAsked", () => showAsked(pages)),
    command("seaworthy.clearCache", () => clearCache(server)),
    command("seaworthy.forgetConsent", () => consent.forget()),
    command(CLIENT_COMMANDS.lookUp, (data) => lookUp(data, server)),
    command(CLIENT_COMMANDS.explainRule, (rule) => explainRule(rule, server, pages)),
    command(CLIENT_COMMANDS.turnRuleOffForMe, (rule) => turnRuleOffForMe(rule, server)),
  );
  // The client has said it to the user already; the commands stay, so that a restart can be tried.
  await server.start().catch((error) => output.error(`the server did not start: ${error}`));
}

/** Everything around scanned images. */
function showScan(server: Server, memory: vscode.Memento, storage: vscode.Uri): vscode.Disposable {
  const session = newScanSession(server, memory);
  const page = newScanPage(session, server);
  const results = provideResultPages();
  const scanning = { server, session, results };
  const command = (name: string, run: (...values: readonly unknown[]) => unknown) =>
    vscode.commands.registerCommand(name, run);
  return vscode.Disposable.from(
    session,
    page,
    results,
    showScanTree(session),
    showScanStatus(session),
    followDecisions(scanning),
    command("seaworthy.scanImage", (file, image) => scanImage(file, image, scanning)),
    command("seaworthy.refreshAdvisories", () => refreshAdvisories(scanning, storage)),
    command("seaworthy.chooseScanner", () => chooseScanner(scanning)),
    command("seaworthy.scanBaseImage", (file) => scanBaseImage(file, scanning)),
    command("seaworthy.buildImage", (file) => buildImage(file, scanning)),
    command("seaworthy.verifyRebuild", (file) => verifyRebuild(file, scanning)),
    command("seaworthy.inspectImage", (image) => inspectImage(image, scanning)),
    command("seaworthy.compareImages", (before, after) => compareImages(before, after, scanning)),
    command("seaworthy.saveSbom", (image) => saveSbom(image, scanning)),
    command("seaworthy.openBillOfHealth", () => page.open()),
    command("seaworthy.saveEvidence", () => saveEvidence(scanning)),
    command("seaworthy.importReport", (file) => importReport(file, scanning)),
    command("seaworthy.importDecisions", () => importDecisions(scanning)),
    command("seaworthy.exportDecisions", () => exportDecisions(scanning)),
    command(CLIENT_COMMANDS.decideAmong, (key, findings) => decideAmong(key, findings, scanning)),
    command(SCAN_PAGE_COMMANDS.decide, (finding, choice) => decide(finding, choice, scanning)),
    command(SCAN_PAGE_COMMANDS.showLine, (instruction) => showScannedLine(instruction, scanning)),
  );
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
