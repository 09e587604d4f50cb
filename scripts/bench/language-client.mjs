// A small LSP client over Node IPC, for measuring servers that run in a process of their own.
import { fork } from "node:child_process";
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from "vscode-languageserver/node";

const URI = "file:///bench/Dockerfile";

/** @typedef {{ version?: number, diagnostics: readonly object[] }} Publication */

/** Starts a server and opens `text` in it.
 * @param {string} file module that takes --node-ipc
 * @param {string} text
 * @param {Record<string, string>} [environment]
 */
export async function openIn(file, text, environment = {}) {
  const started = performance.now();
  const child = fork(file, ["--node-ipc"], { silent: true, env: { ...process.env, ...environment } });
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  /** @type {((publication: Publication) => void)[]} */
  const waiting = [];
  /** @type {Publication[]} */
  const publications = [];
  connection.onNotification("textDocument/publishDiagnostics", (/** @type {Publication} */ publication) => {
    publications.push(publication);
    for (const resolve of waiting.splice(0)) resolve(publication);
  });
  connection.onRequest("workspace/configuration", (/** @type {{ items: object[] }} */ { items }) =>
    items.map(() => null),
  );
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  const publication = () => nextPublication(file, waiting);
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    workspaceFolders: null,
  });
  const initializedMs = performance.now() - started;
  await connection.sendNotification("initialized", {});
  const first = publication();
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri: URI, languageId: "dockerfile", version: 1, text },
  });
  const { diagnostics } = await first;
  const firstDiagnosticsMs = performance.now() - started;
  let version = 1;
  return {
    child,
    publications,
    initializedMs,
    firstDiagnosticsMs,
    diagnosticCount: diagnostics.length,
    /** Sends one incremental edit. @param {object} range @param {string} newText */
    async send(range, newText) {
      version += 1;
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: URI, version },
        contentChanges: [{ range, text: newText }],
      });
    },
    publication,
    async stop() {
      const ended = hasEnded(child);
      await connection.sendRequest("shutdown").catch(() => undefined);
      await connection.sendNotification("exit").catch(() => undefined);
      await ended;
      connection.dispose();
    },
  };
}

/** A process may end by itself, as editors let it, for two seconds. @param {import("node:child_process").ChildProcess} child */
async function hasEnded(child) {
  const limit = setTimeout(() => child.kill("SIGKILL"), 2000);
  await new Promise((resolve) => child.once("exit", resolve));
  clearTimeout(limit);
}

/** The next publication of a server; one that stays silent is given up, so that a bench cannot hang.
 * @param {string} file @param {((publication: Publication) => void)[]} waiting @returns {Promise<Publication>} */
function nextPublication(file, waiting) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`${file} published nothing for 20 s`)), 20_000);
    waiting.push((published) => {
      clearTimeout(limit);
      resolve(published);
    });
  });
}
