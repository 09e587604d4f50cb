import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

/** Modules that show the texts of rules; they are loaded when somebody wants to read. No other one sees them. */
export const READERS = /[\\/](?:handlers[\\/]rule-pages|formats[\\/]sarif|commands[\\/]explain)\.ts$/;
/** The list of rules, and the rules. */
const RULES = /[\\/]lint[\\/](?:rules|every-rule|online-rules)(?:[\\/][\w-]+)?\.ts$/;
const A_RULE = /[\\/]lint[\\/](?:online-)?rules[\\/][\w-]+\.ts$/;
const TEXTS = "?texts";

/**
 * Keeps what rules say of themselves, a third of their size, out of what is loaded at the start: there are two copies of the
 * rules, and only the one that pages are made of has summary, reasons and examples.
 * @returns {import("esbuild").Plugin}
 */
export function ruleTexts() {
  return {
    name: "rule-texts",
    setup(build) {
      build.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir, importer }) => {
        const file = resolve(resolveDir, path);
        const isForReading = READERS.test(importer) || importer.endsWith(TEXTS);
        return isForReading && RULES.test(file) ? { path: file + TEXTS } : undefined;
      });
      build.onLoad({ filter: /\.ts\?texts$/ }, async ({ path }) => {
        const file = path.slice(0, -TEXTS.length);
        return { contents: await readFile(file, "utf8"), loader: "ts", resolveDir: resolve(file, "..") };
      });
      build.onLoad({ filter: A_RULE }, async ({ path }) => {
        return { contents: withoutTexts(await readFile(path, "utf8"), path), loader: "ts" };
      });
    },
  };
}

/** A rule file as the formatter writes it, with its texts emptied. @param {string} source @param {string} path */
function withoutTexts(source, path) {
  let rest = source;
  for (const [name, nothing] of /** @type {const} */ ([
    ["summary", '""'],
    ["why", '""'],
    ["examples", "[]"],
  ])) {
    const property = new RegExp(`^  ${name}:[^\\n]*\\n(?:(?: {4}|  [\\])])[^\\n]*\\n)*`, "m");
    if (!property.test(rest)) throw new Error(`${path} has no ${name} at the place where the build looks for it`);
    rest = rest.replace(property, `  ${name}: ${nothing},\n`);
  }
  return rest;
}
