// A scan as somebody who has nothing but Docker sees it, with a real engine.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { assertAccessible } from "./accessible.mjs";
import { hasScanWorld, startScanWorld } from "./scan-world.mjs";
import {
  answer,
  choice,
  clickWord,
  closeMenu,
  openFile,
  openQuickFixes,
  runCommand,
  treeIsDrawn,
  typeChoice,
  typeCommand,
  untilText,
} from "./workbench-page.mjs";

/** @typedef {import("./scenarios.mjs").Scenario} Scenario */
/** @typedef {import("./workbench-page.mjs").Page} Page */

const TWO_STAGES = `FROM node:22.11.0-bookworm-slim AS app
WORKDIR /app
RUN npm install -g ejs@3.1.6 lodash@4.17.20
COPY server.js ./
CMD ["node", "server.js"]

FROM app AS debug
`;
/** So long may an engine build and an image be read while other tests use the machine, too. */
const PROGRAMS = { timeout: 120_000 };
const RAISE = "Raise ejs to a version with the fix: 3.1.7 or newer";

/** A row of the tree, by the beginning of its name. @param {Page} page @param {string} name */
function row(page, name) {
  return page.locator(`.pane .monaco-list-row[aria-label^="${name}"]`);
}

/** @param {Page} page @param {string} name */
function focusedRow(page, name) {
  return page.locator(`.pane .monaco-list:focus .monaco-list-row.focused[aria-label^="${name}"]`);
}

/** @type {readonly Scenario[]} */
const withEngine = [
  {
    name: "from Scan Image to a fixed pin in four gestures; then the page and a decision",
    folder: "web",
    trust: true,
    world: startScanWorld,
    async steps({ page, picture }) {
      /** @type {string[]} */
      const gestures = [];
      /** @param {string} what @param {() => Promise<unknown>} act */
      const gesture = async (what, act) => {
        gestures.push(what);
        await act();
      };
      await openFile(page, "Dockerfile");
      await gesture("Scan Image", () => runCommand(page, "Seaworthy: Scan Image"));
      const consent = page.locator(".monaco-dialog-box");
      await gesture("let the engine run", () => consent.getByRole("button", { name: "Allow" }).click());
      const image = page.locator(".quick-input-widget .monaco-list-row", { hasText: "web:1.4.2" });
      await gesture("choose the image", () => image.first().click());
      const scanned = page.locator(".pane .monaco-list-row", { hasText: "ejs 3.1.6" });
      await scanned.waitFor(PROGRAMS);
      await picture("scan");
      await clickWord(page, "RUN npm install", "RUN");
      await openQuickFixes(page, RAISE);
      await picture("scan-fix");
      await closeMenu(page);
      const toast = page.locator(".notification-toast", { hasText: RAISE });
      await gesture("choose the fix", async () => (await openQuickFixes(page, RAISE)).click());
      await toast.waitFor();
      // A registry that is out of reach is asked for a while before the engine is.
      await toast.waitFor({ state: "detached", ...PROGRAMS });
      assert.equal(gestures.length, 4, gestures.join(", "));
      await untilText(page, /ejs@3\.1\.10 lodash@4\.17\.20/);
      await page.keyboard.press("Control+s");
      await runCommand(page, "Notifications: Clear All Notifications");
      await runCommand(page, "Seaworthy: Open Bill of Health");
      const bill = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
      await bill.locator("h1", { hasText: "Bill of health: web:1.4.2" }).waitFor();
      await picture("bill-of-health");
      await bill.getByRole("link", { name: "Decide about CVE-2021-23337 in lodash" }).first().click();
      await choice(page, "Accept the risk").waitFor();
      await picture("decide");
      await choice(page, "Accept the risk").click();
      await answer(page, "Why is the risk taken?", "Only our own templates reach it");
      await answer(page, "Until which day?", `${new Date().getFullYear() + 1}-01-31`);
      await choice(page, "lodash, in every version").click();
      await page.locator(".notification-toast", { hasText: "The decision is written." }).waitFor();
      await bill.getByText("Decided: 1").click();
      await bill.getByText("Only our own templates reach it").waitFor();
      await picture("decision");
      await assertAccessible(page, bill);
    },
  },
  {
    name: "Build Image asks what is built and scans it; after a change it tells what is new, gone and still there",
    folder: "web",
    trust: true,
    world: async (folder) => {
      writeFileSync(`${folder}/Dockerfile`, `${TWO_STAGES}RUN npm install -g axios@0.21.1\n`);
      const world = await startScanWorld(folder);
      return { ...world, settings: { ...world.settings, "seaworthy.scan.afterBuild": "always" } };
    },
    async steps({ page, folder, picture }) {
      await openFile(page, "Dockerfile");
      await runCommand(page, "Seaworthy: Build Image");
      await choice(page, "debug, in web, stages").waitFor();
      await choice(page, "app, in web").click();
      await page.locator(".monaco-dialog-box").getByRole("button", { name: "Allow" }).click();
      await row(page, "ejs 3.1.6, 1 critical, fixed in 3.1.7").waitFor(PROGRAMS);
      await picture("built");
      const text = readFileSync(`${folder}/Dockerfile`, "utf8");
      writeFileSync(`${folder}/Dockerfile`, text.replace("ejs@3.1.6", "minimist@1.2.5"));
      await untilText(page, /minimist@1\.2\.5/);
      await runCommand(page, "Seaworthy: Build Image");
      await choice(page, "app, in web, the one of last time").click();
      const question = page.locator(".monaco-dialog-box", { hasText: "-dirty" });
      await question.getByRole("button", { name: "Build" }).click();
      await row(page, "minimist 1.2.5, 1 critical, fixed in 1.2.6, new").waitFor(PROGRAMS);
      await row(page, "Gone since the last scan, 1").waitFor();
      await page.locator(".pane .message", { hasText: "1 new, 1 gone, 2 still there since the last scan" }).waitFor();
      await runCommand(page, "Seaworthy: Open Bill of Health");
      const bill = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
      await bill.getByText("1 new, 1 gone, 2 still there.").waitFor();
    },
  },
  {
    name: "the keyboard alone scans an image, goes through the tree to a line, decides and takes it back",
    folder: "web",
    trust: true,
    world: startScanWorld,
    async steps({ page, folder }) {
      /** @param {string[]} keys */
      const press = async (...keys) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      await openFile(page, "Dockerfile");
      await typeCommand(page, "Seaworthy: Scan Image");
      await page.locator(".monaco-dialog-box .monaco-button:focus", { hasText: "Allow" }).waitFor();
      await press("Enter");
      await typeChoice(page, "web:1.4.2");
      await row(page, "ejs 3.1.6").waitFor(PROGRAMS);
      await page.locator(".pane .monaco-list:focus").waitFor();
      await treeIsDrawn();
      await press("Home");
      await focusedRow(page, "1: FROM node").waitFor();
      await press("ArrowDown", "ArrowDown");
      await focusedRow(page, "3: RUN npm install").waitFor();
      await press("ArrowDown", "ArrowRight");
      await row(page, "CVE-2022-29078").waitFor();
      await press("ArrowDown");
      await focusedRow(page, "CVE-2022-29078, critical, fixed in 3.1.7").waitFor();
      await press("Shift+F10");
      await page.getByRole("menuitem", { name: "Decide…" }).waitFor();
      await press("ArrowDown", "Enter");
      await typeChoice(page, "Under investigation");
      await answer(page, "Who looks at what?", "The team is asked");
      await typeChoice(page, "ejs 3.1.6 alone");
      await focusedRow(page, "CVE-2022-29078, critical, fixed in 3.1.7, under investigation").waitFor();
      assert.equal(readdirSync(`${folder}/.vex`).length, 1);
      await press("Enter");
      await page.locator(".statusbar-item", { hasText: "Ln 3, Col 1" }).waitFor();
      const toast = page.locator(".notification-toast", { hasText: "The decision is written." });
      await toast.getByRole("button", { name: "Take Back" }).press("Enter");
      await page.locator(".notification-toast", { hasText: "The decision is taken back" }).waitFor();
      assert.deepEqual(readdirSync(`${folder}/.vex`), []);
      await typeCommand(page, "Seaworthy: Focus on Scan View");
      await focusedRow(page, "CVE-2022-29078, critical, fixed in 3.1.7").waitFor();
    },
  },
];

export const scanScenarios = hasScanWorld() ? withEngine : [];
