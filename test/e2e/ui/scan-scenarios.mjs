// A scan as somebody who has nothing but Docker sees it, with a real engine.
import assert from "node:assert/strict";
import { assertAccessible } from "./accessible.mjs";
import { hasScanWorld, startScanWorld } from "./scan-world.mjs";
import {
  chooseQuickFix,
  clickWord,
  openFile,
  openQuickFixes,
  openWorkbench,
  runCommand,
  untilText,
} from "./workbench-page.mjs";

/** @typedef {import("./scenarios.mjs").Scenario} Scenario */

const RAISE = "Raise ejs to a version with the fix: 3.1.7 or newer";

/** @type {readonly Scenario[]} */
const withEngine = [
  {
    name: "from Scan Image to a fixed pin in four gestures; then the page and a decision",
    folder: "web",
    trust: true,
    world: startScanWorld,
    async steps({ page, url, picture }) {
      /** @type {string[]} */
      const gestures = [];
      /** @param {string} what @param {() => Promise<unknown>} act */
      const gesture = async (what, act) => {
        gestures.push(what);
        await act();
      };
      await openWorkbench(page, url);
      await openFile(page, "Dockerfile");
      await gesture("Scan Image", () => runCommand(page, "Seaworthy: Scan Image"));
      const consent = page.locator(".monaco-dialog-box");
      await gesture("let the engine run", () => consent.getByRole("button", { name: "Allow" }).click());
      const image = page.locator(".quick-input-widget .monaco-list-row", { hasText: "web:1.4.2" });
      await gesture("choose the image", () => image.first().click());
      const scanned = page.locator(".pane .monaco-list-row", { hasText: "ejs 3.1.6" });
      await scanned.waitFor();
      await picture("scan");
      await clickWord(page, "RUN npm install", "RUN");
      await openQuickFixes(page, RAISE);
      await picture("scan-fix");
      await page.keyboard.press("Escape");
      const toast = page.locator(".notification-toast", { hasText: RAISE });
      await gesture("choose the fix", () => chooseQuickFix(page, RAISE, () => toast.waitFor({ timeout: 5000 })));
      // A registry that is out of reach is asked for a while before the engine is.
      await toast.waitFor({ state: "detached", timeout: 120_000 });
      assert.equal(gestures.length, 4, gestures.join(", "));
      await untilText(page, /ejs@3\.1\.10 lodash@4\.17\.20/);
      await page.keyboard.press("Control+s");
      await runCommand(page, "Seaworthy: Open Bill of Health");
      const bill = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
      await bill.locator("h1", { hasText: "Bill of health: web:1.4.2" }).waitFor();
      await picture("bill-of-health");
      await assertAccessible(page, bill);
      await bill.getByRole("link", { name: "Decide about CVE-2021-23337 in lodash" }).first().click();
      await page.locator(".quick-input-widget .monaco-list-row", { hasText: "Accept the risk" }).waitFor();
      await picture("decide");
    },
  },
];

export const scanScenarios = hasScanWorld() ? withEngine : [];
