// run.mjs [host] [ui] [editors] [--packed]: the end-to-end tests; all of them unless some are named. Installs what they need first, and
// makes dist/ and the packages unless they are there (--packed).
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { setUpEndToEnd, testHost } from "../../scripts/e2e-setup.mjs";
import { setUp } from "../../scripts/set-up.mjs";

const words = process.argv.slice(2).filter((word) => word !== "--packed");
const HOST_LIMIT_MS = 240_000;
const suites = words.length === 0 ? ["host", "ui", "editors"] : words;

setUp();
setUpEndToEnd();
if (!process.argv.includes("--packed")) {
  const script = suites.includes("ui") ? "scripts/package.mjs" : "scripts/build.mjs";
  const { status } = spawnSync(process.execPath, [script], { stdio: ["ignore", "ignore", 2] });
  if (status !== 0) process.exit(2);
}

/** @type {string[]} */
const failures = [];
if (suites.includes("host")) await runSuite("host tests", hostTests);
if (suites.includes("ui")) await runSuite("UI tests", uiTests);
if (suites.includes("editors")) await runSuite("other editors", editorTests);
for (const failure of failures) process.stderr.write(`✖ ${failure}\n`);
process.exit(failures.length === 0 ? 0 : 1);

/** @param {string} title @param {() => Promise<string | undefined>} suite what is wrong; undefined: nothing */
async function runSuite(title, suite) {
  process.stdout.write(`\n${title}\n${"─".repeat(title.length)}\n`);
  const wrong = await suite().catch((error) => (error instanceof Error ? error.stack : String(error)));
  if (wrong !== undefined) failures.push(`${title}: ${wrong}`);
}

async function hostTests() {
  const { runTests } = await import("@vscode/test-electron");
  const { newRunFolder, stageExtension } = await import("./stage.mjs");
  const { followReport } = await import("./report.mjs");
  const run = newRunFolder();
  const { extension, tests } = await stageExtension(run.root);
  const report = followReport(run.report);
  // Without a listener of ours runTests would end this process before the verdict.
  const onInterrupt = () => {};
  process.on("SIGINT", onInterrupt);
  // The shim has a limit of its own; this one ends a desktop VS Code that hangs. The second signal kills it.
  const timers = [HOST_LIMIT_MS, HOST_LIMIT_MS + 5000].map((ms) => setTimeout(() => process.emit("SIGINT"), ms));
  const shim = testHost() === "code-server" ? { vscodeExecutablePath: resolve("test/e2e/code-server/shim.mjs") } : {};
  const ended = await runTests({
    ...shim,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    extensionTestsEnv: { E2E_REPORT: run.report, E2E_WORKSPACES: run.workspaces },
    launchArgs: [
      `${run.workspaces}/two-roots.code-workspace`,
      `--user-data-dir=${run.userData}`,
      `--extensions-dir=${run.extensions}`,
    ],
  }).then(
    () => undefined,
    (error) => String(error),
  );
  for (const timer of timers) clearTimeout(timer);
  process.off("SIGINT", onInterrupt);
  const wrong = report.verdict();
  run.remove();
  return wrong ?? ended;
}

async function uiTests() {
  if (testHost() !== "code-server") {
    process.stdout.write(
      "not here: they drive the workbench of the code-server host (SEAWORTHY_TEST_HOST=code-server)\n",
    );
    return undefined;
  }
  const { runUiTests } = await import("./ui/run-ui.mjs");
  return await runUiTests();
}

async function editorTests() {
  const { runEditorTests } = await import("./editors/run-editors.mjs");
  return await runEditorTests();
}
