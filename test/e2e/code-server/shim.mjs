#!/usr/bin/env node
// Stands in for the VS Code executable where none can be downloaded: takes the arguments of @vscode/test-electron's runTests,
// runs the tests in the extension host of the VS Code server, and ends with their exit code.
import { resolve } from "node:path";
import { startBrowser, startServer, workbenchUrl } from "./workbench.mjs";

const words = process.argv.slice(2);
const opened = words.find((word) => !word.startsWith("-"));
const timeoutMs = Number(process.env.SEAWORTHY_E2E_TIMEOUT ?? "200000");
const traces = process.env.SEAWORTHY_E2E_TRACE === "1";
/** Lines of the workbench and of the extension host's console, for a failure. @type {string[]} */
const log = [];

/** Values of an option that is written `--name=value`. @param {string} name */
function valuesOf(name) {
  const start = `--${name}=`;
  return words.filter((word) => word.startsWith(start)).map((word) => word.slice(start.length));
}

/** @param {string} line */
function note(line) {
  if (traces) process.stderr.write(`${line}\n`);
  log.push(line);
  if (log.length > 400) log.shift();
}

/** @typedef {{ code: number, why: string }} End */

async function main() {
  /** @type {(end: End) => void} */
  let finish = () => {};
  /** @type {Promise<End>} */
  const finished = new Promise((done) => {
    finish = done;
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => finish({ code: 130, why: `stopped by ${signal}` }));
  }
  setTimeout(() => finish({ code: 1, why: `no result in ${timeoutMs} ms` }), timeoutMs).unref();
  const server = await startServer({
    extensionsDir: valuesOf("extensions-dir")[0] ?? "",
    userDataDir: valuesOf("user-data-dir")[0] ?? "",
    smokeTest: true,
    trust: true,
  });
  server.onLine((line) => {
    note(line);
    const died = /Extension Host Process exited with code: (\d+), signal: (\w+)/.exec(line);
    if (died && died[1] !== "0")
      finish({ code: 1, why: `the extension host died (code ${died[1]}, signal ${died[2]})` });
  });
  void server.ended.then((why) => finish({ code: 1, why }));
  const { browser, page } = await startBrowser();
  browser.on("disconnected", () => finish({ code: 1, why: "the browser ended" }));
  page.on("crash", () => finish({ code: 1, why: "the page crashed" }));
  await page.exposeFunction("codeAutomationLog", (/** @type {string} */ type, /** @type {unknown[]} */ values) =>
    note(`[${type}] ${values.join(" ")}`),
  );
  // A late line of the server may tell that the extension host died, which this 0 would hide.
  await page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => {
    setTimeout(() => finish({ code, why: code === 0 ? "" : "the tests failed" }), 300);
  });
  await page.goto(workbenchUrl(server.port, opened && resolve(opened), payloadFor(server.port)));
  const end = await finished;
  if (end.code !== 0) process.stderr.write(`${traces ? "" : `${log.join("\n")}\n`}shim: ${end.why}\n`);
  await Promise.race([browser.close().catch(() => {}), new Promise((done) => setTimeout(done, 3000))]);
  server.stop();
  return end.code;
}

/** What the workbench is told of the extension under development. @param {number} port */
function payloadFor(port) {
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${path}`;
  /** @type {[string, string][]} */
  const payload = [["skipWelcome", "true"]];
  for (const path of valuesOf("extensionDevelopmentPath")) payload.push(["extensionDevelopmentPath", remote(path)]);
  for (const path of valuesOf("extensionTestsPath")) payload.push(["extensionTestsPath", remote(path)]);
  return payload;
}

const code = await main().catch((error) => {
  process.stderr.write(`shim: ${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
});
// The caller drops what is still in its pipes when we exit.
setTimeout(() => process.exit(code), 100);
