import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { test } from "node:test";

// The table in docs/architecture.md is the law; this test only reads it.
const table = importTable(readFileSync("docs/architecture.md", "utf8"));
const sources = ["server/src", "client/src"].flatMap((root) => filesBelow(root)).map(readSource);

interface Source {
  readonly path: string;
  readonly folder: string;
  readonly imports: readonly string[];
}

test("every folder stands in the import table, and every row has a folder", () => {
  const folders = new Set(sources.map((source) => source.folder));
  assert.deepEqual([...folders].filter((folder) => !table.has(folder)).sort(), []);
});

test("a folder imports only what its row allows", () => {
  const wrong = sources.flatMap((source) =>
    source.imports
      .filter((target) => target.startsWith("."))
      .map((target) => ({ source, folder: folderOf(posix.join(dirname(source.path).split(sep).join("/"), target)) }))
      .filter(({ folder }) => folder !== source.folder && !table.get(source.folder)?.has(folder))
      .map(({ folder }) => `${source.path} imports ${folder}`),
  );
  assert.deepEqual(wrong, []);
});

test("only the entry points see more of outside than its types", () => {
  const entries = new Set(
    ["lsp", "cli"].flatMap((name) => [`server/src/${name}/main.ts`, `server/src/${name}/start.ts`]),
  );
  const wrong = sources
    .filter((source) => source.folder !== "outside" && source.folder !== "worker" && !entries.has(source.path))
    .flatMap((source) =>
      source.imports
        .filter((target) => /\/outside\/(?!outside\.ts$)/.test(target))
        .map((target) => `${source.path} imports ${target}`),
    );
  assert.deepEqual(wrong, []);
});

test("packages and Node's modules are used only where the table's notes say", () => {
  const owners: readonly (readonly [RegExp, readonly string[]])[] = [
    [/^node:/, ["outside", "scan", "resolve", "lsp", "cli", "worker", "client"]],
    [/^node:(?:net|https?|http2|dns|tls|dgram|child_process|cluster|fs)(?:\/|$)/, ["outside"]],
    [/^undici/, ["outside"]],
    [/^vscode$/, ["client"]],
    [/^vscode-languageclient/, ["client"]],
    [/^vscode-languageserver/, ["lsp"]],
    [/^dockerfile-language-service/, ["lsp"]],
    [/^unbash/, ["syntax"]],
  ];
  const wrong = sources.flatMap((source) =>
    source.imports
      .filter((target) => owners.some(([name, folders]) => name.test(target) && !folders.includes(source.folder)))
      .map((target) => `${source.path} imports ${target}`),
  );
  assert.deepEqual(wrong, []);
});

/** folder → folders it may import, from the rows `| folder | a, b | owns |`. */
function importTable(markdown: string): ReadonlyMap<string, ReadonlySet<string>> {
  const start = markdown.indexOf("| folder | may import |");
  assert.notEqual(start, -1, "docs/architecture.md has no import table");
  const rows = new Map<string, ReadonlySet<string>>();
  for (const line of markdown.slice(start).split("\n").slice(2)) {
    if (!line.startsWith("|")) break;
    const [, folder = "", targets = ""] = line.split("|").map((cell) => cell.trim());
    rows.set(folder, new Set(targets.split(",").map((name) => name.trim())));
  }
  return rows;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.name.endsWith(".ts") ? [path] : [];
  });
}

function readSource(file: string): Source {
  const path = relative(".", file).split(sep).join("/");
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(/\bfrom "([^"]+)"|\bimport\("([^"]+)"\)|^import "([^"]+)"/gm);
  return { path, folder: folderOf(path), imports: [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? "") };
}

function folderOf(path: string): string {
  const [side, , folder = ""] = path.split("/");
  return side === "client" ? "client" : folder;
}
