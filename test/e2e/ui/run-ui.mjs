// UI tests: the .vsix of scripts/package.mjs installed as a user would, driven in the workbench. Pictures go to out/e2e; with
// SEAWORTHY_PICTURES=1 those of the README are made anew in docs/images.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { installExtension, startBrowser, startServer, workbenchUrl } from "../code-server/workbench.mjs";
import { newRunFolder } from "../stage.mjs";
import { scanScenarios } from "./scan-scenarios.mjs";
import { scenarios } from "./scenarios.mjs";
import { runCommand } from "./workbench-page.mjs";

const VSIX = resolve("out/seaworthy.vsix");
const PICTURES = "out/e2e";
const README_PICTURES = ["editor", "scan", "scan-fix", "bill-of-health", "decide"];

/** What is wrong; undefined: every scenario passed. @returns {Promise<string | undefined>} */
export async function runUiTests() {
  mkdirSync(PICTURES, { recursive: true });
  let failed = 0;
  // A part of a name chooses among them.
  const part = process.env.SEAWORTHY_SCENARIO ?? "";
  const chosen = [...scenarios, ...scanScenarios].filter(({ name }) => name.includes(part));
  const extensions = mkdtempSync(join(tmpdir(), "seaworthy-extensions-"));
  installExtension(VSIX, extensions);
  for (const scenario of chosen) {
    const started = Date.now();
    const wrong = await runScenario(scenario, extensions).catch((error) =>
      error instanceof Error ? error.stack : String(error),
    );
    process.stdout.write(`${wrong === undefined ? "✔" : "✖"} ${scenario.name} (${Date.now() - started} ms)\n`);
    if (wrong !== undefined) process.stdout.write(`  ${wrong.replaceAll("\n", "\n  ")}\n`);
    failed += wrong === undefined ? 0 : 1;
  }
  rmSync(extensions, { recursive: true, force: true });
  process.stdout.write(`${chosen.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? undefined : `${failed} of ${chosen.length} scenarios failed`;
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

/** @param {import("./scenarios.mjs").Scenario} scenario @param {string} extensions where ours is installed @returns {Promise<undefined>} */
async function runScenario({ name, folder, trust, world: start, steps }, extensions) {
  const run = newRunFolder();
  /** What was started, to be ended the other way round. @type {(() => unknown)[]} */
  const ends = [run.remove];
  try {
    const world = await start?.(`${run.workspaces}/${folder}`);
    ends.push(() => world?.stop());
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
    const place = {
      url: workbenchUrl(server.port, `${run.workspaces}/${folder}`),
      folder: `${run.workspaces}/${folder}`,
    };
    await steps({ page, picture: (file) => takePicture(page, file), ...place }).catch(async (error) => {
      const file = `${PICTURES}/failed-${name.replaceAll(/[^a-z0-9]+/gi, "-")}.png`;
      await page.screenshot({ path: file }).catch(() => undefined);
      const said = await messages(page).catch(() => []);
      process.stderr.write(`${[...log.slice(-40), ownLog(run.userData), ...said, `see ${file}`].join("\n")}\n`);
      throw error;
    });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** @param {import("./workbench-page.mjs").Page} page @param {string} name */
async function takePicture(page, name) {
  // Disabled: what fades in is shown as it ends.
  await page.screenshot({ path: `${PICTURES}/${name}.png`, animations: "disabled" });
  if (process.env.SEAWORTHY_PICTURES !== "1" || !README_PICTURES.includes(name)) return;
  mkdirSync("docs/images", { recursive: true });
  copyFileSync(`${PICTURES}/${name}.png`, `docs/images/${name}.png`);
}
