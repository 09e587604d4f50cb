// What a person does in the workbench, with a real mouse and real keys. Each step waits for what it causes, and for time only where
// the workbench shows nothing of it.
import { setTimeout as delay } from "node:timers/promises";

/** Playwright's page; its types come only with the installed test host. @typedef {any} Page */

const PATIENCE_MS = 20_000;
/** The workbench may close a menu while it starts up; a key is pressed again at most so often. */
const MAX_PRESSES = 5;
/** A bulb that has not come by then does not come. */
const BULB_MS = 10_000;
/** By then it has asked for the fixes at a cursor by itself, or drawn a tree again that came into sight. */
const SETTLE_MS = 1500;

/** The workbench is there, with an explorer. @param {Page} page @param {string} url */
export async function openWorkbench(page, url) {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  await page.locator(".monaco-workbench").waitFor();
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
}

/** @param {Page} page @param {string} name */
export async function openFile(page, name) {
  const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).first();
  await row.dblclick();
  await page.locator(`.tab[data-resource-name="${name}"].active`).waitFor();
  await page.locator(".monaco-editor .view-line").first().waitFor();
}

/** The lines that the editor shows. @param {Page} page @returns {Promise<string>} */
export async function editorText(page) {
  const lines = await page.locator(".editor-instance .view-lines .view-line").all();
  const placed = await Promise.all(
    lines.map(async (/** @type {any} */ line) => ({
      top: (await line.boundingBox())?.y ?? 0,
      text: await line.textContent(),
    })),
  );
  return placed
    .sort((a, b) => a.top - b.top)
    .map(({ text }) => text.replaceAll("\u00a0", " "))
    .join("\n");
}

/** Waits until the editor's text matches. @param {Page} page @param {RegExp} pattern */
export async function untilText(page, pattern) {
  const end = Date.now() + PATIENCE_MS;
  let text = "";
  while (Date.now() < end) {
    text = await editorText(page).catch(() => "");
    if (pattern.test(text)) return;
    await delay(50);
  }
  throw new Error(`the text never matched ${pattern}:\n${text}`);
}

/** Puts the cursor on a word of the editor. @param {Page} page @param {string} lineText @param {string} word */
export async function clickWord(page, lineText, word) {
  const line = page.locator(".editor-instance .view-line", { hasText: lineText }).first();
  const box = await line.evaluate((/** @type {any} */ element, /** @type {string} */ wanted) => {
    const document = element.ownerDocument;
    const walker = document.createTreeWalker(element, 4);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.textContent ?? "").replaceAll("\u00a0", " ").indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    return undefined;
  }, word);
  if (box === undefined) throw new Error(`no "${word}" in the line "${lineText}"`);
  await page.mouse.click(box.x, box.y);
  return box;
}

/** Opens the menu of quick fixes at the cursor and waits for an entry. @param {Page} page @param {string} title */
export async function openQuickFixes(page, title) {
  const row = page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
  // VS Code asks for fixes a moment after the cursor moved or a problem changed; the list that this makes takes the place of the one that
  // is chosen from, and what is clicked on in that is forgotten. On a busy machine that question may get no answer: the keys ask again.
  const bulb = page.locator('[class*="lightbulb" i]:visible').first();
  await bulb.waitFor({ timeout: BULB_MS }).catch(() => undefined);
  await delay(SETTLE_MS);
  for (let press = 1; press <= MAX_PRESSES; press += 1) {
    await page.keyboard.press("Control+.");
    const isThere = await row.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return row;
    await closeMenu(page);
  }
  throw new Error(`no quick fix "${title}" after ${MAX_PRESSES} presses of Ctrl+.`);
}

/** A tree that came into sight is drawn once more a moment later, and a key that is on its way to a row is lost then. */
export async function treeIsDrawn() {
  await delay(SETTLE_MS);
}

/** Closes the menu of quick fixes. What is clicked on in one that is about to go is forgotten by then. @param {Page} page */
export async function closeMenu(page) {
  await page.keyboard.press("Escape");
  await page.locator(".action-widget .monaco-list-row").first().waitFor({ state: "hidden" });
}

/** Runs a command from the palette. @param {Page} page @param {string} title */
export async function runCommand(page, title) {
  await (await commandRow(page, title)).click();
}

/** The same without a mouse. @param {Page} page @param {string} title */
export async function typeCommand(page, title) {
  await commandRow(page, title);
  const focused = page.locator(".quick-input-widget .monaco-list-row.focused", { hasText: title });
  for (let press = 1; press <= MAX_PRESSES && !(await focused.isVisible()); press += 1)
    await page.keyboard.press("ArrowDown");
  await focused.waitFor();
  await page.keyboard.press("Enter");
}

/** Finds a command in the palette, which does not refresh when commands come later, nor open while something else takes the key: it is opened again. @param {Page} page @param {string} title */
async function commandRow(page, title) {
  const row = page.locator(".quick-input-widget .monaco-list-row", { hasText: title }).first();
  for (let press = 1; press <= MAX_PRESSES; press += 1) {
    await page.keyboard.press("F1");
    const box = page.locator(".quick-input-widget input[type=text]");
    const isThere = await box
      .fill(`>${title}`, { timeout: 2000 })
      .then(() => row.waitFor({ timeout: 2000 }))
      .then(
        () => true,
        () => false,
      );
    if (isThere) return row;
    await page.keyboard.press("Escape");
  }
  throw new Error(`no command "${title}" in the palette`);
}

/** A line of the list that is open, by words of its name, description and group. @param {Page} page @param {string} words */
export function choice(page, words) {
  return page.locator(`.quick-input-widget .monaco-list-row[aria-label*="${words}"]`).first();
}

/** Chooses it without a mouse. @param {Page} page @param {string} words */
export async function typeChoice(page, words) {
  await choice(page, words).waitFor();
  await page.keyboard.type(words);
  await page.locator(`.quick-input-widget .monaco-list-row.focused[aria-label*="${words}"]`).waitFor();
  await page.keyboard.press("Enter");
}

/** Answers an input box. @param {Page} page @param {string} question @param {string} text */
export async function answer(page, question, text) {
  await page.locator(".quick-input-widget .quick-input-message", { hasText: question }).waitFor();
  const box = page.locator(".quick-input-widget input[type=text]");
  await box.fill(text);
  // What was wrong with the empty box is no longer said.
  await page.locator(".quick-input-widget .quick-input-message", { hasText: question }).waitFor();
  await box.press("Enter");
}
