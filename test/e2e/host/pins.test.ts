import assert from "node:assert/strict";
import * as vscode from "vscode";
import { startRegistry } from "../loopback-registry.mjs";
import { test, until } from "./harness.ts";
import { apply, codeAction, openFile, setText, untilRule } from "./support.ts";

const PIN = "Pin to the version that latest is today, with its digest";

const untilText = (document: vscode.TextDocument, text: string) =>
  until(`the text ${JSON.stringify(text)} (now: ${JSON.stringify(document.getText())})`, () =>
    document.getText() === text ? true : undefined,
  );

test("the pin of an image is looked up when it is chosen, not before; undo takes it back", async () => {
  const registry = await startRegistry("app");
  const digest = registry.push("1.2.3", "latest", "1.2", "1.2.3");
  const editor = await openFile("shop/Dockerfile");
  const before = `FROM ${registry.host}/app:latest\n`;
  await setText(editor, before);
  await untilRule(editor.document, "image-latest", true);
  const action = await codeAction(editor.document, "latest", PIN);
  assert.deepEqual(registry.requests, [], "somebody asked for the menu, nobody chose anything");
  await apply(action);
  await untilText(editor.document, `FROM ${registry.host}/app:1.2.3@${digest}\n`);
  await vscode.window.showTextDocument(editor.document);
  await vscode.commands.executeCommand("undo");
  await untilText(editor.document, before);
  await registry.close();
});

test("a registry that is away changes nothing, and the fix works again when it is back", async () => {
  const gone = await startRegistry("app");
  await gone.close();
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, `FROM ${gone.host}/app:latest\n`);
  await untilRule(editor.document, "image-latest", true);
  await apply(await codeAction(editor.document, "latest", PIN));
  assert.equal(editor.document.getText(), `FROM ${gone.host}/app:latest\n`);
  const registry = await startRegistry("app");
  const digest = registry.push("1.2.3", "latest", "1.2.3");
  await setText(editor, `FROM ${registry.host}/app:latest\n`);
  await untilRule(editor.document, "image-latest", true);
  await apply(await codeAction(editor.document, "latest", PIN));
  await untilText(editor.document, `FROM ${registry.host}/app:1.2.3@${digest}\n`);
  await registry.close();
});

test("Check Pins shows a tag that moved on, and the page says whom it asked", async () => {
  const registry = await startRegistry("app");
  const old = registry.push("1.2.3", "1.2.3");
  const now = registry.push("1.2.3+1", "1.2.3");
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, `FROM ${registry.host}/app:1.2.3@${old}\n`);
  await untilRule(editor.document, "image-latest", false);
  void vscode.commands.executeCommand("seaworthy.checkPins");
  await untilRule(editor.document, "image-digest-stale", true);
  const [finding] = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ code }) => code === "image-digest-stale");
  assert.match(finding?.message ?? "", new RegExp(now.slice(0, "sha256:".length + 12)));
  await vscode.commands.executeCommand("seaworthy.showAsked");
  const page = await until("the page", () =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.path === "/asked.txt"),
  );
  assert.match(page.document.getText(), new RegExp(registry.host.replaceAll(".", "\\.")));
  await registry.close();
});

test("Update Pins behind a check changes the file that was checked, whichever is active by then", async () => {
  const registry = await startRegistry("app");
  const old = registry.push("1.2.3", "1.2.3");
  registry.push("1.2.3+1", "1.2.3");
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, `FROM ${registry.host}/app:1.2.3@${old}\n`);
  const { showInformationMessage } = vscode.window;
  const { applyEdit } = vscode.workspace;
  const changed: string[] = [];
  Object.assign(vscode.window, {
    async showInformationMessage(_: string, ...buttons: readonly string[]) {
      if (buttons.includes("Update Pins")) await openFile("web/Dockerfile");
      return buttons.find((button) => button === "Update Pins");
    },
  });
  Object.assign(vscode.workspace, {
    async applyEdit(edit: vscode.WorkspaceEdit) {
      changed.push(...edit.entries().map(([uri]) => uri.toString()));
      return true;
    },
  });
  await vscode.commands.executeCommand("seaworthy.checkPins");
  Object.assign(vscode.window, { showInformationMessage });
  Object.assign(vscode.workspace, { applyEdit });
  assert.deepEqual(changed, [editor.document.uri.toString()]);
  await registry.close();
});

test("pins are checked by the clock when the user's setting says so, and not before", async () => {
  const registry = await startRegistry("app");
  const old = registry.push("1.2.3", "1.2.3");
  registry.push("1.2.3+1", "1.2.3");
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, `FROM ${registry.host}/app:1.2.3@${old}\nLABEL a=1\nLABEL a=1\n`);
  await untilRule(editor.document, "label-duplicate", true);
  assert.deepEqual(registry.requests, []);
  const settings = vscode.workspace.getConfiguration("seaworthy");
  await settings.update("checkPins.schedule", "daily", vscode.ConfigurationTarget.Global);
  await untilRule(editor.document, "image-digest-stale", true);
  await settings.update("checkPins.schedule", undefined, vscode.ConfigurationTarget.Global);
  await registry.close();
});
