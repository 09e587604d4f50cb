import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as vscode from "vscode";
import { SHOP } from "../../harness/made-up-scan.ts";
import { shopAdvisories, shopArchive } from "../../harness/shop-image.ts";
import { test, until } from "./harness.ts";
import { fileUri, openFile, setText } from "./support.ts";

/** An image and an advisory database on this disk; `clean` takes them away. */
async function prepare(): Promise<{ readonly tar: string; clean(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-images-"));
  const tar = join(folder, "shop.tar");
  writeFileSync(tar, shopArchive());
  for (const [path, bytes] of Object.entries(shopAdvisories())) {
    mkdirSync(dirname(join(folder, "osv", path)), { recursive: true });
    writeFileSync(join(folder, "osv", path), bytes);
  }
  const settings = vscode.workspace.getConfiguration("seaworthy");
  const address = pathToFileURL(join(folder, "osv")).href;
  await settings.update("osv.endpoint", address, vscode.ConfigurationTarget.Global);
  return {
    tar,
    async clean() {
      await settings.update("osv.endpoint", undefined, vscode.ConfigurationTarget.Global);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const scanned = (document: vscode.TextDocument) =>
  vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ code }) => code === "vulnerable")
    .map(({ range, severity }) => `${range.start.line + 1} ${vscode.DiagnosticSeverity[severity]}`)
    .sort();

test("an image from an archive is scanned, and its findings stand on the lines that brought them", async () => {
  const { tar, clean } = await prepare();
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, SHOP);
  void vscode.commands.executeCommand("seaworthy.scanImage", undefined, { kind: "archive", path: tar });
  await until(`three findings (now: ${scanned(editor.document)})`, () =>
    scanned(editor.document).length === 3 ? true : undefined,
  );
  assert.deepEqual(scanned(editor.document), ["1 Hint", "2 Warning", "4 Hint"]);
  const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
    "vscode.executeHoverProvider",
    editor.document.uri,
    new vscode.Position(1, 1),
  );
  const words = hovers.flatMap(({ contents }) =>
    contents.map((each) => (typeof each === "string" ? each : each.value)),
  );
  assert.match(words.join("\n"), /`CVE-2026-1` critical; fixed in `7\.88\.1-10\+deb12u5`/);
  await clean();
});

test("a decision is a file of the repository that the next look honours, and undo takes it back", async () => {
  const editor = await openFile("shop/Dockerfile");
  const lines = () => scanned(editor.document).join();
  await setText(editor, SHOP);
  await until("the findings of the scan before", () => (lines() === "1 Hint,2 Warning,4 Hint" ? true : undefined));
  const choice = { kind: "accepted", why: "never reached", until: "2999-01-31" };
  await vscode.commands.executeCommand("seaworthy.decide", 0, choice);
  await until("the decided finding leaves its line", () => (lines() === "1 Hint,4 Hint" ? true : undefined));
  const [file] = await vscode.workspace.findFiles("**/.vex/*.openvex.json");
  assert.ok(file);
  const document = await vscode.workspace.openTextDocument(file);
  assert.equal(JSON.parse(document.getText()).statements[0].vulnerability.name, "CVE-2026-1");
  assert.equal(document.isDirty, false);
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("undo");
  await until(
    `undo takes the text away (now: ${document.getText().length})`,
    () => (document.isClosed || document.getText() === "" ? true : undefined),
    5000,
  );
  if (!document.isClosed) await document.save();
  await until(
    `the finding is back (now: ${lines()})`,
    () => (lines() === "1 Hint,2 Warning,4 Hint" ? true : undefined),
    5000,
  );
});

test("the bill of health opens beside the file", async () => {
  await vscode.commands.executeCommand("seaworthy.openBillOfHealth");
  await until("the page", () =>
    vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === "Bill of Health"))
      ? true
      : undefined,
  );
});

test("a line of the scan is shown in a file that was closed", async () => {
  const { tar, clean } = await prepare();
  const file = fileUri("tools/Dockerfile");
  // What an extension opens stays open for minutes.
  await vscode.commands.executeCommand("vscode.open", file);
  const opened = await until("the file is open", () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.toString() === file.toString() ? editor : undefined;
  });
  const before = opened.document.getText();
  await setText(opened, SHOP);
  await opened.document.save();
  void vscode.commands.executeCommand("seaworthy.scanImage", undefined, { kind: "archive", path: tar });
  await until("three findings", () => (scanned(opened.document).length === 3 ? true : undefined));
  await vscode.commands.executeCommand("vscode.open", file);
  await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  await until("the file is closed", () => (opened.document.isClosed ? true : undefined));
  await vscode.commands.executeCommand("seaworthy.showScannedLine", 1);
  const editor = vscode.window.activeTextEditor;
  assert.deepEqual([editor?.document.uri.path, editor?.selection.start.line], [file.path, 1]);
  assert.ok(editor);
  await setText(editor, before);
  await editor.document.save();
  await clean();
});
