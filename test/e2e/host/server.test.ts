import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { renameSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { test, until } from "./harness.ts";
import { openFile, setText, untilRule } from "./support.ts";

test("a server that is killed comes back and checks again", async () => {
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, "FROM node:latest\n");
  await untilRule(editor.document, "image-latest", true);
  const [before] = serverProcesses();
  assert.notEqual(before, undefined, "the server is a process of its own");
  process.kill(before ?? 0, "SIGKILL");
  await until("another server process", () => (serverProcesses().some((id) => id !== before) ? true : undefined));
  await setText(editor, "FROM node:24.11.0@sha256:".concat("0".repeat(64), "\n"));
  await untilRule(editor.document, "image-latest", false);
  await setText(editor, "FROM node:latest\n");
  await untilRule(editor.document, "image-latest", true);
});

test("a server whose starts have failed is started by hand when it can be", async () => {
  const module = join(vscode.extensions.getExtension("seaworthy.seaworthy")?.extensionPath ?? "", "dist", "server.cjs");
  const editor = await openFile("shop/Dockerfile");
  await setText(editor, "FROM node:latest\n");
  await untilRule(editor.document, "image-latest", true);
  const shown = messages("showErrorMessage");
  renameSync(module, `${module}.away`);
  for (const id of serverProcesses()) process.kill(id, "SIGKILL");
  await until(`the client gives up (now: ${shown.texts})`, () =>
    shown.texts.some((text) => text.includes("is not started again")) ? true : undefined,
  );
  shown.stop();
  await untilRule(editor.document, "image-latest", false);
  renameSync(`${module}.away`, module);
  await vscode.commands.executeCommand("seaworthy.restartServer");
  await untilRule(editor.document, "image-latest", true);
});

test("what is asked of a server that is starting is answered when it runs", async () => {
  const restarts = [1, 2].map(() => vscode.commands.executeCommand("seaworthy.restartServer"));
  const page = await vscode.workspace.openTextDocument(vscode.Uri.parse("seaworthy:/rules/git-unpinned.md"));
  await Promise.all(restarts);
  assert.match(page.getText(), /^# git-unpinned/);
});

test("a restart by hand works", async () => {
  const editor = await openFile("shop/Dockerfile");
  await vscode.commands.executeCommand("seaworthy.restartServer");
  await setText(editor, "FROM node\n");
  await untilRule(editor.document, "image-untagged", true);
});

/** The messages of one kind from now on. */
function messages(kind: "showErrorMessage") {
  const texts: string[] = [];
  const before = vscode.window[kind];
  vscode.window[kind] = async (text: string) => {
    texts.push(text);
    return undefined;
  };
  return { texts, stop: () => Object.assign(vscode.window, { [kind]: before }) };
}

/** Process ids of the language servers of this run: those that an extension host of ours started. */
function serverProcesses(): readonly number[] {
  const command = process.platform === "win32" ? "wmic" : "ps";
  const words =
    command === "ps" ? ["-Ao", "pid,ppid,args"] : ["process", "get", "ProcessId,ParentProcessId,CommandLine"];
  return execFileSync(command, words, { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes("server.cjs") && line.includes("--node-ipc"))
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === process.pid)
    .flatMap(([id]) => (id === undefined ? [] : [id]));
}
