// Whether a page in the editor can be used by everybody: axe-core, in each kind of theme.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { runCommand } from "./workbench-page.mjs";

/** @typedef {import("./workbench-page.mjs").Page} Page */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const THEMES = ["Light Modern", "Dark Modern", "Dark High Contrast", "Light High Contrast"];
/** What a page breaks, by name, with the first element that does. */
const CHECK = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ": " + nodes[0].html + ": " + nodes[0].failureSummary))`;

/** Fails with the rules that a page without scripts breaks: axe looks at a copy of it, with the colours of the theme. @param {Page} page @param {any} frame */
export async function assertAccessible(page, frame) {
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    const markup = await frame.locator("html").evaluate((/** @type {any} */ root) => root.outerHTML);
    const copy = await page.context().browser().newPage();
    await copy.setContent(markup);
    await copy.evaluate(AXE);
    assert.deepEqual(await copy.evaluate(CHECK), [], theme);
    await copy.close();
  }
}

/** @param {Page} page @param {string} theme */
async function chooseTheme(page, theme) {
  await runCommand(page, "Preferences: Color Theme");
  const rows = page.locator(".quick-input-widget .monaco-list-row");
  await rows.filter({ hasText: "Modern" }).first().waitFor();
  // The list draws only the rows in sight.
  await page.keyboard.type(theme);
  await rows.filter({ hasText: theme }).first().click();
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}
