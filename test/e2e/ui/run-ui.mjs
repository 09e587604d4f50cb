// UI tests: the packed .vsix installed as a user would, driven in the workbench. Pictures go to out/e2e; with
// SEAWORTHY_PICTURES=1 those of the README are made anew in docs/images.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { installExtension, startBrowser, startServer, workbenchUrl } from "../code-server/workbench.mjs";
import { newRunFolder } from "../stage.mjs";
import { scenarios } from "./scenarios.mjs";

const VSIX = resolve("out/seaworthy.vsix");
const PICTURES = "out/e2e";
const README_PICTURES = ["editor"];

/** What is wrong; undefined: every scenario passed. @returns {Promise<string | undefined>} */
export async function runUiTests() {
  const packed = spawnSync(process.execPath, ["scripts/package.mjs"], {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (packed.status !== 0 || !existsSync(VSIX)) return `packaging failed: ${packed.stderr}`;
  mkdirSync(PICTURES, { recursive: true });
  let failed = 0;
  for (const scenario of scenarios) {
    const started = Date.now();
    const wrong = await runScenario(scenario).catch((error) => (error instanceof Error ? error.stack : String(error)));
    process.stdout.write(`${wrong === undefined ? "✔" : "✖"} ${scenario.name} (${Date.now() - started} ms)\n`);
    if (wrong !== undefined) process.stdout.write(`  ${wrong.replaceAll("\n", "\n  ")}\n`);
    failed += wrong === undefined ? 0 : 1;
  }
  process.stdout.write(`${scenarios.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? undefined : `${failed} of ${scenarios.length} scenarios failed`;
}

/** @param {import("./scenarios.mjs").Scenario} scenario @returns {Promise<undefined>} */
async function runScenario({ name, folder, trust, steps }) {
  const run = newRunFolder();
  installExtension(VSIX, run.extensions);
  const server = await startServer({
    extensionsDir: run.extensions,
    userDataDir: run.userData,
    smokeTest: false,
    trust,
  });
  /** @type {string[]} */
  const log = [];
  server.onLine((line) => log.push(line));
  const { browser, page } = await startBrowser();
  page.on("console", (/** @type {any} */ message) => log.push(message.text()));
  /** @param {string} picture */
  const picture = async (picture) => {
    await page.screenshot({ path: `${PICTURES}/${picture}.png` });
    if (process.env.SEAWORTHY_PICTURES !== "1" || !README_PICTURES.includes(picture)) return;
    mkdirSync("docs/images", { recursive: true });
    copyFileSync(`${PICTURES}/${picture}.png`, `docs/images/${picture}.png`);
  };
  try {
    await steps({
      page,
      url: workbenchUrl(server.port, `${run.workspaces}/${folder}`),
      folder: `${run.workspaces}/${folder}`,
      picture,
    });
    return undefined;
  } catch (error) {
    const file = `${PICTURES}/failed-${name.replaceAll(/[^a-z0-9]+/gi, "-")}.png`;
    await page.screenshot({ path: file }).catch(() => undefined);
    process.stderr.write(`${log.slice(-40).join("\n")}\nsee ${file}\n`);
    throw error;
  } finally {
    await browser.close().catch(() => undefined);
    server.stop();
    run.remove();
  }
}
