import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
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

test("a restart by hand works", async () => {
  const editor = await openFile("shop/Dockerfile");
  await vscode.commands.executeCommand("seaworthy.restartServer");
  await setText(editor, "FROM node\n");
  await untilRule(editor.document, "image-untagged", true);
});

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
