// What a user does, step by step, and what must be seen.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { startRegistry } from "../loopback-registry.mjs";
import {
  clickWord,
  closeMenu,
  editorText,
  openFile,
  openQuickFixes,
  runCommand,
  untilText,
} from "./workbench-page.mjs";

/** @typedef {import("./workbench-page.mjs").Page} Page */
/** @typedef {{ page: Page, folder: string, picture: (name: string) => Promise<void> }} Stage */
/** `trust`: every folder is trusted; `world`: what is started before, for the folder. @typedef {{ name: string, folder: string, trust: boolean,
 *   world?: (folder: string) => Promise<import("./scan-world.mjs").World>, steps: (stage: Stage) => Promise<void> }} Scenario */

const PIN = "Pin to the version that latest is today, with its digest";
const FIRST_FINDING = "Seaworthy found something";

/** @type {readonly Scenario[]} */
export const scenarios = [
  {
    name: "squiggle, Ctrl+., fix, save: with mouse and keys",
    folder: "shop",
    trust: true,
    async steps({ page, folder, picture }) {
      await openFile(page, "Dockerfile");
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
      await clickWord(page, "RUN npm install", "install");
      const fix = await openQuickFixes(page, "Write npm ci");
      await picture("editor");
      await fix.click();
      await untilText(page, /^RUN npm ci$/m);
      await page.keyboard.press("Control+s");
      await page.locator(".tab.dirty").waitFor({ state: "detached" });
      assert.match(readFileSync(`${folder}/Dockerfile`, "utf8"), /^RUN npm ci$/m);
    },
  },
  {
    name: "the first finding shows one item that a click takes away for good",
    folder: "shop",
    trust: true,
    async steps({ page }) {
      await openFile(page, "Dockerfile");
      const item = page.locator(".statusbar-item", { hasText: FIRST_FINDING });
      await item.waitFor();
      assert.equal(await page.locator(".notification-toast").count(), 0, "nothing pops up");
      await item.click();
      await item.waitFor({ state: "detached" });
      // The workbench writes down what is remembered when it is left in order.
      const left = page.waitForEvent("load");
      await runCommand(page, "Developer: Reload Window");
      await left;
      await openFile(page, "Dockerfile");
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
      assert.equal(await item.count(), 0);
    },
  },
  {
    name: "problems, rule page and restart",
    folder: "shop",
    trust: true,
    async steps({ page, picture }) {
      await openFile(page, "Dockerfile");
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
      await page.keyboard.press("Control+Shift+m");
      await page.locator(".markers-panel .monaco-list-row", { hasText: "image-latest" }).first().waitFor();
      await picture("problems");
      await clickWord(page, "FROM node:latest", "latest");
      const why = await openQuickFixes(page, "Why? (image-latest)");
      await why.click();
      const preview = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
      await preview.locator("h1", { hasText: "image-latest" }).waitFor();
      await runCommand(page, "Seaworthy: Restart Server");
      await page.locator(".tab", { hasText: "Dockerfile" }).first().click();
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
    },
  },
  {
    name: "the commands of the status are in sight",
    folder: "shop",
    trust: true,
    async steps({ page }) {
      await openFile(page, "Dockerfile");
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
      await page.locator("[id='status.languageStatus']").hover();
      const hover = page.locator(".monaco-hover", { hasText: "Seaworthy: 2 warnings" });
      const right = async (/** @type {any} */ place) => {
        const { x, width } = await place.boundingBox();
        return x + width;
      };
      for (const title of ["Settings", "Check Pins"]) {
        const command = hover.locator(".monaco-link", { hasText: title });
        await command.waitFor();
        assert.ok((await right(command)) <= (await right(hover)), title);
      }
    },
  },
  {
    name: "settings have fields, and what is said of a file is not busy while they lie over it",
    folder: "shop",
    trust: true,
    async steps({ page }) {
      await openFile(page, "Dockerfile");
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
      const busy = page.locator(".statusbar .codicon-loading").first();
      await busy.waitFor({ state: "detached" });
      await runCommand(page, "Preferences: Open Settings (UI)");
      await page.locator(".settings-editor .setting-item").first().waitFor();
      await page.keyboard.type("seaworthy.buildArgs");
      const setting = page.locator(".setting-item", { hasText: "Build Args" });
      await setting.getByRole("button", { name: "Add Item" }).waitFor();
      await busy.waitFor({ state: "detached" });
    },
  },
  {
    name: "a look-up says whom it asks, can be cancelled and chosen again, and is undone in one step",
    folder: "shop",
    trust: true,
    async steps({ page, folder, picture }) {
      const registry = await startRegistry("app");
      const digest = registry.push("1.2.3", "latest", "1.2.3");
      writeFileSync(`${folder}/Dockerfile`, `FROM ${registry.host}/app:latest\n`);
      await openFile(page, "Dockerfile");
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
      await clickWord(page, "app:latest", "latest");
      const open = registry.hold();
      await openQuickFixes(page, PIN);
      assert.deepEqual(registry.requests, [], "the menu asks nobody");
      await closeMenu(page);
      const toast = page.locator(".notification-toast", { hasText: registry.host });
      await (await openQuickFixes(page, PIN)).click();
      await toast.waitFor();
      await picture("look-up");
      await toast.getByRole("button", { name: "Cancel" }).click();
      await toast.waitFor({ state: "detached" });
      open();
      await untilText(page, /app:latest$/m);
      await clickWord(page, "app:latest", "latest");
      await (await openQuickFixes(page, PIN)).click();
      await untilText(page, new RegExp(`app:1\\.2\\.3@${digest}$`, "m"));
      await page.keyboard.press("Control+z");
      await untilText(page, /app:latest$/m);
      await registry.close();
    },
  },
  {
    name: "Pin Everything shows its changes; what is ticked is made, the rest is left out, one undo takes it back",
    folder: "shop",
    trust: true,
    async steps({ page, folder, picture }) {
      const registry = await startRegistry("app");
      const digest = registry.push("1.2.3", "latest", "1.2.3");
      const image = `FROM ${registry.host}/app:latest\n`;
      writeFileSync(`${folder}/Dockerfile`, `${image}LABEL a=1\nLABEL a=1\n`);
      await openFile(page, "Dockerfile");
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
      await runCommand(page, "Seaworthy: Pin Everything in This File");
      const preview = page.locator(".bulk-edit-panel");
      const row = preview.locator(".monaco-list-row", { hasText: "1.2.3@" });
      await row.waitFor();
      await picture("preview");
      await row.locator("input[type=checkbox], [role=checkbox]").first().click();
      await preview.getByRole("button", { name: "Apply" }).click();
      await untilText(page, new RegExp(`app:1\\.2\\.3@${digest}$`, "m"));
      assert.match(await editorText(page), /^LABEL a=1\nLABEL a=1$/m);
      await clickWord(page, "LABEL a=1", "LABEL");
      await page.keyboard.press("Control+z");
      await untilText(page, /app:latest$/m);
      await registry.close();
    },
  },
  {
    name: "in Restricted Mode the offline rules work",
    folder: "shop",
    trust: false,
    async steps({ page }) {
      await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
      await openFile(page, "Dockerfile");
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
      await clickWord(page, "RUN npm install", "install");
      await (await openQuickFixes(page, "Write npm ci")).click();
      await untilText(page, /^RUN npm ci$/m);
    },
  },
  {
    name: "in Restricted Mode nobody is asked, and the fix says why",
    folder: "shop",
    trust: false,
    async steps({ page, folder }) {
      const registry = await startRegistry("app");
      registry.push("1.2.3", "latest", "1.2.3");
      writeFileSync(`${folder}/Dockerfile`, `FROM ${registry.host}/app:latest\n`);
      await openFile(page, "Dockerfile");
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
      await clickWord(page, "app:latest", "latest");
      await (await openQuickFixes(page, `${PIN} (needs a trusted workspace)`)).click();
      await page.locator(".notification-toast", { hasText: "not trusted" }).waitFor();
      assert.deepEqual(registry.requests, []);
      await registry.close();
    },
  },
];
