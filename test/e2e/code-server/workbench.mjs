// The VS Code server of npm `code-server` and its workbench in a headless browser: shared by the shim and the UI tests.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Only e2e-setup installs it, and the types must check without it. */
const PLAYWRIGHT = "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const serverFolder = join(modules, "code-server", "lib", "vscode");
const serverMain = join(serverFolder, "out", "server-main.js");

/** Node 24, which the server needs, as a package. */
const serverNode = join(modules, `node-linux-${process.arch}`, "bin", "node");

/** @typedef {object} ServerOptions
 * @property {string} extensionsDir
 * @property {string} userDataDir
 * @property {boolean} smokeTest lets the workbench load a development extension and its tests; toasts never show then
 * @property {boolean} trust true: every folder is trusted and nothing asks
 * @property {NodeJS.ProcessEnv} [environment] of the server, unless that of this process
 */

/** @typedef {object} Server
 * @property {number} port
 * @property {(listener: (line: string) => void) => void} onLine lines of the server's output
 * @property {Promise<string>} ended why it ended
 * @property {() => void} stop ends it and all that it started
 */

/** Starts the server in a process group of its own, bound to loopback, without any gallery to ask.
 * @param {ServerOptions} options @returns {Promise<Server>} */
export async function startServer({ extensionsDir, userDataDir, smokeTest, trust, environment = process.env }) {
  linkModules();
  const scratch = mkdtempSync(join(tmpdir(), "seaworthy-host-"));
  const words = ["--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms"];
  words.push("--telemetry-level", "off", "--server-data-dir", scratch);
  words.push("--user-data-dir", userDataDir, "--extensions-dir", extensionsDir);
  if (smokeTest) words.push("--enable-smoke-test-driver");
  if (trust) words.push("--disable-workspace-trust");
  const child = spawn(serverNode, [serverMain, ...words], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    // Its sockets would stay behind.
    env: { ...serverEnvironment(environment), TMPDIR: scratch },
  });
  const guard = startGuard(child.pid, scratch);
  /** @type {((line: string) => void)[]} */
  const listeners = [];
  for (const stream of [child.stdout, child.stderr])
    readLines(stream, (line) => {
      for (const tell of listeners) tell(line);
    });
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(`the server did not start: ${error.message}`));
    child.once("exit", (code, signal) => resolve(`the server ended (code ${code}, signal ${signal})`));
  });
  const stop = () => {
    guard.kill("SIGKILL");
    killGroup(child.pid);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  /** @type {Promise<number>} */
  const listening = new Promise((resolve) => {
    listeners.push((line) => {
      const found = /Extension host agent listening on (\d+)/.exec(line);
      if (found) resolve(Number(found[1]));
    });
  });
  const port = await Promise.race([listening, ended]);
  if (typeof port === "string") {
    stop();
    throw new Error(port);
  }
  return { port, ended, stop, onLine: (listener) => listeners.push(listener) };
}

/** The browser fetches syntax and terminal parts from a folder beside the server's own. */
function linkModules() {
  const link = join(serverFolder, "node_modules");
  if (!existsSync(link)) symlinkSync("../../..", link, "dir");
}

/** Ours, without what an outer VS Code or test runner left in it, and without an extension gallery. */
function serverEnvironment(environment = process.env) {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^(?:VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_TEST_CONTEXT$)/.test(name),
  );
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: "{}" };
}

/** Ends the server's group when we are gone, however we went: the server itself would wait three hours.
 * @param {number | undefined} group @param {string} scratch */
function startGuard(group, scratch) {
  const script = 'cat >/dev/null; kill -KILL -"$1"; rm -rf "$2"';
  return spawn("sh", ["-c", script, "guard", String(group), scratch], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
}

/** @param {number | undefined} group */
function killGroup(group) {
  if (group === undefined) return;
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // All of it has ended already.
  }
}

/** @param {import("node:stream").Readable} stream @param {(line: string) => void} tell */
function readLines(stream, tell) {
  let rest = "";
  stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) tell(line);
  });
}

/** Installs a packed extension as a user's "Install from VSIX" does.
 * @param {string} vsix @param {string} extensionsDir */
export function installExtension(vsix, extensionsDir) {
  linkModules();
  const scratch = mkdtempSync(join(tmpdir(), "seaworthy-install-"));
  const words = ["--extensions-dir", extensionsDir, "--server-data-dir", scratch, "--accept-server-license-terms"];
  const run = spawnSync(serverNode, [serverMain, ...words, "--install-extension", vsix], {
    encoding: "utf8",
    env: serverEnvironment(),
  });
  rmSync(scratch, { recursive: true, force: true });
  if (run.status !== 0 || !/successfully installed/.test(run.stdout)) {
    throw new Error(`could not install ${vsix}: ${run.stdout}${run.stderr}`);
  }
}

/** The browser binary of Debian's package; `SEAWORTHY_BROWSER` names another one. @returns {string | undefined} */
function browserPath() {
  const names = ["chromium-headless-shell", "chromium"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  return [process.env.SEAWORTHY_BROWSER, ...names.flatMap((name) => folders.map((folder) => join(folder, name)))].find(
    (path) => path !== undefined && existsSync(path),
  );
}

/** Starts the browser with one empty page. Signals are the caller's affair: playwright would end the process before our clean-up. */
export async function startBrowser() {
  const executablePath = browserPath();
  if (executablePath === undefined)
    throw new Error("no chromium-headless-shell on PATH: npm run e2e:setup installs it");
  const { chromium } = await import(PLAYWRIGHT);
  const browser = await chromium.launch({
    executablePath,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
    ],
  });
  // Each frame of an animation is drawn by a processor.
  const page = await browser.newPage({ viewport: { width: 1100, height: 640 }, reducedMotion: "reduce" });
  return { browser, page };
}

/** Address of the workbench with a folder or a `.code-workspace` opened, and the payload of a development extension.
 * @param {number} port @param {string | undefined} opened @param {readonly (readonly [string, string])[]} payload */
export function workbenchUrl(port, opened, payload = []) {
  const query = new URLSearchParams();
  if (opened === undefined) query.set("ew", "true");
  else query.set(opened.endsWith(".code-workspace") ? "workspace" : "folder", opened);
  if (payload.length > 0) query.set("payload", JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query}`;
}
