// UI tests: the .vsix of scripts/package.mjs installed as a user would, driven in the workbench. Pictures go to out/e2e; with
// SEAWORTHY_PICTURES=1 those of the README are made anew in docs/images.
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { installExtension, startBrowser, startServer, workbenchUrl } from "../code-server/workbench.mjs";
import { newRunFolder } from "../stage.mjs";
import { scanScenarios } from "./scan-scenarios.mjs";
import { stopScanWorld } from "./scan-world.mjs";
import { scenarios } from "./scenarios.mjs";
import { openWorkbench, runCommand } from "./workbench-page.mjs";

const VSIX = resolve("out/seaworthy.vsix");
const PICTURES = "out/e2e";
const WORKSPACES = "test/e2e/workspaces";
const README_PICTURES = ["editor", "scan", "scan-fix", "bill-of-health", "decide"];

/** What is wrong; undefined: every scenario passed. @returns {Promise<string | undefined>} */
export async function runUiTests() {
  mkdirSync(PICTURES, { recursive: true });
  // A part of a name chooses among them.
  const part = process.env.SEAWORTHY_SCENARIO ?? "";
  const chosen = [...scenarios, ...scanScenarios].filter(({ name }) => name.includes(part));
  const extensions = mkdtempSync(join(tmpdir(), "seaworthy-extensions-"));
  installExtension(VSIX, extensions);
  let failed = 0;
  for (let left = chosen; left.length > 0; ) {
    const { passed, wrong } = await runTogether(left, extensions);
    left = left.slice(passed + (wrong === undefined ? 0 : 1));
    failed += wrong === undefined ? 0 : 1;
  }
  await stopScanWorld();
  rmSync(extensions, { recursive: true, force: true });
  process.stdout.write(`${chosen.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? undefined : `${failed} of ${chosen.length} scenarios failed`;
}

/** Runs the first scenario and those behind it that can go on in its workbench, whose start takes longer than most of them; ends with one that fails.
 * @param {readonly Scenario[]} left @param {string} extensions @returns {Promise<{ passed: number, wrong?: string }>} */
async function runTogether(left, extensions) {
  const [first] = left;
  let passed = 0;
  let started = Date.now();
  /** @param {string} mark */
  const report = (mark) =>
    process.stdout.write(`${mark} ${(left[passed] ?? first)?.name} (${Date.now() - started} ms)\n`);
  const run = async () => {
    if (first === undefined) return;
    await withWorkbench(first, extensions, async (stage) => {
      for (const scenario of left) {
        if (scenario !== first && !goesOn(first, scenario)) return;
        if (scenario !== first) await tidyUp(stage);
        await runScenario(scenario, stage);
        report("✔");
        passed += 1;
        started = Date.now();
      }
    });
  };
  const wrong = await run().then(
    () => undefined,
    (error) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  if (wrong === undefined) return { passed };
  report("✖");
  process.stdout.write(`  ${wrong.replaceAll("\n", "\n  ")}\n`);
  return { passed, wrong };
}

/** @param {Scenario} first @param {Scenario} next */
function goesOn(first, next) {
  const alone = [first, next].some(({ world }) => world !== undefined);
  return !alone && first.folder === next.folder && first.trust === next.trust;
}

/** The folder and the window as they were. @param {OpenStage} stage */
async function tidyUp({ page, folder, original }) {
  await runCommand(page, "View: Revert and Close Editor");
  await runCommand(page, "View: Close All Editors");
  await runCommand(page, "Notifications: Clear All Notifications");
  cpSync(original, folder, { recursive: true });
}

/** What the extension and its server have logged. @param {string} folder */
function ownLog(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith("Seaworthy.log"),
  );
  return files.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
}

/** What was said to the user and not put away. @param {import("./workbench-page.mjs").Page} page @returns {Promise<string[]>} */
async function messages(page) {
  await page.keyboard.press("Escape");
  await runCommand(page, "Notifications: Show Notifications");
  return await page.locator(".notifications-center .notification-list-item-message").allTextContents();
}

/** @typedef {import("./scenarios.mjs").Scenario} Scenario */
/** A workbench with a folder. `original`: what the folder is a copy of; `log`: what server and page have said; `logs`: where the extension's is.
 * @typedef {import("./scenarios.mjs").Stage & { original: string, log: readonly string[], logs: string }} OpenStage */

/** Opens a scenario's folder in a workbench of its own. @param {Scenario} scenario @param {string} extensions where ours is installed
 * @param {(stage: OpenStage) => Promise<void>} act */
async function withWorkbench({ folder: name, trust, world: start }, extensions, act) {
  const run = newRunFolder();
  const folder = `${run.workspaces}/${name}`;
  /** What was started, to be ended the other way round. @type {(() => unknown)[]} */
  const ends = [run.remove];
  try {
    const world = await start?.(folder);
    run.setMachine(world?.settings ?? {});
    const server = await startServer({
      extensionsDir: extensions,
      userDataDir: run.userData,
      smokeTest: false,
      trust,
      environment: world?.environment ?? process.env,
    });
    ends.push(server.stop);
    /** @type {string[]} */
    const log = [];
    server.onLine((line) => log.push(line));
    const { browser, page } = await startBrowser();
    ends.push(() => browser.close().catch(() => undefined));
    page.on("console", (/** @type {any} */ message) => log.push(message.text()));
    await openWorkbench(page, workbenchUrl(server.port, folder));
    const picture = (/** @type {string} */ file) => takePicture(page, file);
    await act({ page, folder, picture, original: `${WORKSPACES}/${name}`, log, logs: run.userData });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** @param {Scenario} scenario @param {OpenStage} stage */
async function runScenario({ name, steps }, stage) {
  await steps(stage).catch(async (error) => {
    const file = `${PICTURES}/failed-${name.replaceAll(/[^a-z0-9]+/gi, "-")}.png`;
    await stage.page.screenshot({ path: file }).catch(() => undefined);
    const said = await messages(stage.page).catch(() => []);
    process.stderr.write(`${[...stage.log.slice(-40), ownLog(stage.logs), ...said, `see ${file}`].join("\n")}\n`);
    throw error;
  });
}

/** @param {import("./workbench-page.mjs").Page} page @param {string} name */
async function takePicture(page, name) {
  // Disabled: what fades in is shown as it ends.
  await page.screenshot({ path: `${PICTURES}/${name}.png`, animations: "disabled" });
  if (process.env.SEAWORTHY_PICTURES !== "1" || !README_PICTURES.includes(name)) return;
  mkdirSync("docs/images", { recursive: true });
  copyFileSync(`${PICTURES}/${name}.png`, `docs/images/${name}.png`);
}
