import assert from "node:assert/strict";
import * as vscode from "vscode";
import { test } from "./harness.ts";
import { apply, codeAction, expectSquiggles, openFile, setText, untilRule } from "./support.ts";

test("squiggles stand on the right words of a Dockerfile", async () => {
  const { document } = await openFile("shop/Dockerfile");
  await expectSquiggles(document, [
    'label-missing Information "FROM"',
    'image-latest Warning "latest"',
    'apt-unpinned Warning "apt-get install"',
    'apt-unpinned Hint "curl"',
    'apt-unpinned Hint "git"',
    'lockfile-ignored Information "npm install"',
    'label-deprecated Information "maintainer"',
  ]);
});

test("a squiggle stands on the image of a Compose file", async () => {
  const { document } = await openFile("shop/compose.yaml");
  assert.equal(document.languageId, "dockercompose");
  await expectSquiggles(document, ['image-latest Warning "latest"']);
});

test("a quick fix changes the text and its problem disappears", async () => {
  const { document } = await openFile("shop/Dockerfile");
  await untilRule(document, "lockfile-ignored", true);
  await apply(await codeAction(document, "npm install", "Write npm ci"));
  assert.match(document.getText(), /^RUN npm ci$/m);
  await untilRule(document, "lockfile-ignored", false);
});

test("a quick fix changes the Dockerfile in a Compose file, indented as it is there", async () => {
  const editor = await openFile("shop/compose.yaml");
  const compose = (lines: readonly string[]) =>
    `services:\n  shop:\n    build:\n      dockerfile_inline: |\n${lines.map((line) => `        ${line}\n`).join("")}`;
  await setText(editor, compose(["FROM scratch", "RUN npm install $$A"]));
  await untilRule(editor.document, "label-missing", true);
  const title = "Add labels for version, licenses, title and description (version as a build argument)";
  await apply(await codeAction(editor.document, "FROM", title));
  assert.match(editor.document.getText(), /\n {8}RUN .*\n {8}ARG VERSION\n {8}LABEL .*version="\$\$VERSION" \\\n/);
});

test("a fix that reads the project writes a label block", async () => {
  const editor = await openFile("shop/Dockerfile");
  await untilRule(editor.document, "label-missing", true);
  await apply(
    await codeAction(
      editor.document,
      "FROM",
      "Add labels for version, licenses, title and description (version as a build argument)",
    ),
  );
  assert.match(editor.document.getText(), /org\.opencontainers\.image\.licenses="?MIT"?/);
});

test("a problem disappears when its words are typed over", async () => {
  const editor = await openFile("shop/Dockerfile");
  await untilRule(editor.document, "image-latest", true);
  await setText(editor, "FROM node:24.11.0@sha256:".concat("0".repeat(64), "\n"));
  await untilRule(editor.document, "image-latest", false);
  await setText(editor, "FROM node:latest\n");
  await untilRule(editor.document, "image-latest", true);
});

test("ignoring a rule here silences it and leaves the others", async () => {
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, "FROM node:latest\nRUN apt-get install -y curl\n");
  await untilRule(editor.document, "apt-unpinned", true);
  await apply(await codeAction(editor.document, "curl", "Ignore apt-unpinned here"));
  assert.match(editor.document.getText(), /^# seaworthy ignore=apt-unpinned\nRUN apt-get/m);
  await untilRule(editor.document, "apt-unpinned", false);
  await untilRule(editor.document, "image-latest", true);
});

test("saving with fix-all makes the safe fixes", async () => {
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, 'FROM scratch\nLABEL a="1"\nLABEL a="1"\n');
  await untilRule(editor.document, "label-duplicate", true);
  const configuration = vscode.workspace.getConfiguration("editor", editor.document);
  await configuration.update(
    "codeActionsOnSave",
    { "source.fixAll.seaworthy": "always" },
    vscode.ConfigurationTarget.Global,
  );
  const before = await vscode.workspace.fs.readFile(editor.document.uri);
  await editor.document.save();
  assert.equal(editor.document.getText().match(/LABEL a/g)?.length, 1);
  await vscode.workspace.fs.writeFile(editor.document.uri, before);
  await configuration.update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Global);
});

test("hover says what a word resolves to and why it matters", async () => {
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, "ARG TAG=20-slim\nFROM node:${TAG}\n");
  await untilRule(editor.document, "image-floating-tag", true);
  const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
    "vscode.executeHoverProvider",
    editor.document.uri,
    new vscode.Position(1, 7),
  );
  const text = hovers.flatMap(({ contents }) => contents.map((each) => (typeof each === "string" ? each : each.value)));
  assert.match(text.join("\n"), /repository `library\/node`/);
  assert.match(text.join("\n"), /\*\*image-floating-tag\*\*: \S/);
});
