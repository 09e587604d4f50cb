import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import * as vscode from "vscode";
import { test, until } from "./harness.ts";
import { apply, codeAction, expectSquiggles, fileUri, openFile, setText, squiggles, untilRule } from "./support.ts";

const settings = () => vscode.workspace.getConfiguration("seaworthy");

test("a setting changes severities, and taking it back changes them back", async () => {
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, "FROM node:latest\n");
  await expectSquiggles(editor.document, ['label-missing Information "FROM"', 'image-latest Warning "latest"']);
  await settings().update("rules.image-latest", "hint", vscode.ConfigurationTarget.Global);
  await expectSquiggles(editor.document, ['label-missing Information "FROM"', 'image-latest Hint "latest"']);
  await settings().update("profile", "strict", vscode.ConfigurationTarget.Workspace);
  await expectSquiggles(editor.document, ['label-missing Warning "FROM"', 'image-latest Hint "latest"']);
  await settings().update("profile", undefined, vscode.ConfigurationTarget.Workspace);
  await settings().update("rules.image-latest", undefined, vscode.ConfigurationTarget.Global);
  await expectSquiggles(editor.document, ['label-missing Information "FROM"', 'image-latest Warning "latest"']);
});

test("a Dockerfile in another root has that root's own configuration", async () => {
  const { document } = await openFile("tools/Dockerfile");
  await expectSquiggles(document, [
    'label-missing Information "FROM"',
    'apt-unpinned Warning "apt-get install"',
    'apt-unpinned Hint "curl"',
  ]);
});

test("a settings file that changes on disk holds at once, and what is wrong in it is shown at its place", async () => {
  const { document } = await openFile("tools/Dockerfile");
  await untilRule(document, "label-missing", true);
  const uri = fileUri("tools/.seaworthy.yaml");
  const before = await vscode.workspace.fs.readFile(uri);
  await vscode.workspace.fs.writeFile(uri, Buffer.from("rules:\n  label-missing: off\n  image-lates: off\n"));
  await untilRule(document, "label-missing", false);
  await untilRule(document, "image-latest", true);
  const [problem] = await until("a problem in the settings file", () => {
    const found = vscode.languages.getDiagnostics(uri);
    return found.length > 0 ? found : undefined;
  });
  assert.match(problem?.message ?? "", /unknown rule "image-lates"/);
  assert.equal(problem?.range.start.line, 2);
  await vscode.workspace.fs.writeFile(uri, before);
  await untilRule(document, "label-missing", true);
  await until("no problem in the settings file", () =>
    vscode.languages.getDiagnostics(uri).length === 0 ? true : undefined,
  );
});

test("so does a file that it extends", async () => {
  const { document } = await openFile("tools/Dockerfile");
  await untilRule(document, "label-missing", true);
  const uri = fileUri("tools/.seaworthy.yaml");
  const extended = fileUri("tools/shared/base.yaml");
  const before = await vscode.workspace.fs.readFile(uri);
  await vscode.workspace.fs.writeFile(extended, Buffer.from("profile: recommended\n"));
  await vscode.workspace.fs.writeFile(uri, Buffer.from("extends: ./shared/base.yaml\n"));
  await untilRule(document, "image-latest", true);
  await vscode.workspace.fs.writeFile(extended, Buffer.from("rules:\n  label-missing: off\n"));
  await untilRule(document, "label-missing", false);
  await vscode.workspace.fs.writeFile(uri, before);
  await vscode.workspace.fs.delete(fileUri("tools/shared"), { recursive: true });
  await untilRule(document, "label-missing", true);
});

test("a rule is turned off for a repository by a settings file, and for me by a user setting", async () => {
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, "FROM node:latest\nRUN apt-get install -y curl\n");
  await untilRule(editor.document, "image-latest", true);
  await apply(await codeAction(editor.document, "latest", "Turn image-latest off in this repository"));
  const file = await vscode.workspace.openTextDocument(fileUri("shop/.seaworthy.yaml"));
  assert.equal(file.getText(), "rules:\n  image-latest: off\n");
  await untilRule(editor.document, "image-latest", false);
  await vscode.window.showTextDocument(editor.document);
  await apply(await codeAction(editor.document, "curl", "Turn apt-unpinned off for me"));
  assert.equal(settings().inspect("rules.apt-unpinned")?.globalValue, "off");
  await untilRule(editor.document, "apt-unpinned", false);
  await settings().update("rules.apt-unpinned", undefined, vscode.ConfigurationTarget.Global);
  await file.save();
  await vscode.workspace.fs.delete(file.uri);
  await untilRule(editor.document, "image-latest", true);
});

test("a rule that a settings file has on is said to be on when it is turned off for me", async () => {
  const said: string[] = [];
  const { showInformationMessage } = vscode.window;
  Object.assign(vscode.window, { showInformationMessage: async (text: string) => void said.push(text) });
  const turnOff = () => vscode.commands.executeCommand("seaworthy.turnRuleOffForMe", "image-latest");
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, "FROM node:latest\n");
  await turnOff();
  await untilRule(editor.document, "image-latest", false);
  assert.deepEqual(said, []);
  const file = fileUri("shop/.seaworthy.yaml");
  await vscode.workspace.fs.writeFile(file, Buffer.from("rules:\n  image-latest: warning\n"));
  await untilRule(editor.document, "image-latest", true);
  await turnOff();
  Object.assign(vscode.window, { showInformationMessage });
  assert.match(said.join(), /^Your settings say image-latest: off now, but here it is on/);
  await vscode.workspace.fs.delete(file);
  await settings().update("rules.image-latest", undefined, vscode.ConfigurationTarget.Global);
  await untilRule(editor.document, "image-latest", true);
});

test("the effective configuration of a file is shown as a settings file", async () => {
  await openFile("tools/Dockerfile");
  await vscode.commands.executeCommand("seaworthy.showEffectiveConfiguration");
  const page = await until("the page", () =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === "seaworthy"),
  );
  assert.match(page.document.getText(), /^profile: recommended$/m);
  assert.match(page.document.getText(), /^ {2}image-latest: "?off"?$/m);
});

test("Why? shows the page of the rule", async () => {
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, "FROM node:latest\n");
  await untilRule(editor.document, "image-latest", true);
  const action = await codeAction(editor.document, "latest", "Why? (image-latest)");
  await apply(action);
  const page = await vscode.workspace.openTextDocument(vscode.Uri.parse("seaworthy:/rules/image-latest.md"));
  assert.match(page.getText(), /^# image-latest$/m);
  assert.deepEqual(squiggles(page), []);
});

test("the scanner that is chosen holds, or it is said who scans here all the same", async () => {
  const said: string[] = [];
  const { showQuickPick, showInformationMessage } = vscode.window;
  Object.assign(vscode.window, {
    showQuickPick: async (items: readonly { id: string }[]) => items.find(({ id }) => id === "trivy"),
    showInformationMessage: async (text: string) => void said.push(text),
  });
  const { document } = await openFile("tools/Dockerfile");
  await vscode.commands.executeCommand("seaworthy.chooseScanner");
  assert.equal(settings().get("scan.scanner"), "trivy");
  assert.deepEqual(said, []);
  const uri = fileUri("tools/.seaworthy.yaml");
  const before = await vscode.workspace.fs.readFile(uri);
  await vscode.workspace.fs.writeFile(uri, Buffer.from("scan:\n  scanner: grype\nrules:\n  label-missing: off\n"));
  await untilRule(document, "label-missing", false);
  await vscode.commands.executeCommand("seaworthy.chooseScanner");
  assert.match(said.join(), /here grype scans/);
  Object.assign(vscode.window, { showQuickPick, showInformationMessage });
  await vscode.workspace.fs.writeFile(uri, before);
  await settings().update("scan.scanner", undefined, vscode.ConfigurationTarget.Global);
});

test("a workspace names no index, not by a key below the setting of the user either", async () => {
  const asked: string[] = [];
  const index = (name: string) =>
    createServer((request, response) => {
      asked.push(`${name} ${request.url}`);
      const [version, time] = ["1.2.3", "2020-01-01T00:00:00.000Z"];
      const versions = { [version]: { name: "hull", version, dist: {} } };
      response.end(
        JSON.stringify({ name: "hull", "dist-tags": { latest: version }, versions, time: { [version]: time } }),
      );
    }).listen(0, "127.0.0.1");
  const [users, workspaces] = [index("user's"), index("workspace's")];
  await Promise.all([once(users, "listening"), once(workspaces, "listening")]);
  await settings().update("index", { npm: addressOf(users) }, vscode.ConfigurationTarget.Global);
  const file = fileUri("shop/.vscode/settings.json");
  const workspace = { "seaworthy.profile": "relaxed", "seaworthy.index.npm": addressOf(workspaces) };
  await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(workspace)));
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, "FROM scratch\nRUN npm install -g hull\n");
  await expectSquiggles(editor.document, [
    'label-missing Information "FROM"',
    'npm-unpinned Hint "npm install"',
    'npm-unpinned Hint "hull"',
  ]);
  const title = "Pin hull to its newest version that is at least 3 days old (the Node that installs it is not known)";
  await apply(await codeAction(editor.document, "hull", title));
  await until("the pin", () => (editor.document.getText().includes("hull@1.2.3") ? true : undefined));
  assert.deepEqual([...new Set(asked)], ["user's /hull"]);
  await vscode.workspace.fs.delete(fileUri("shop/.vscode"), { recursive: true });
  await settings().update("index", undefined, vscode.ConfigurationTarget.Global);
  for (const server of [users, workspaces]) server.close();
});

function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
}
