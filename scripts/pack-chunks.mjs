// From the modules that esbuild splits (ES modules, one for each set of users) to what is shipped: CommonJS, in which all that the same
// processes load at their start is one file. Such a file is read and compiled at once, and what V8 makes of it can be kept.
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { build } from "esbuild";

/** What import.meta.url is in a CommonJS file. */
const MODULE_URL = 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;';
/**
 * An import that esbuild wrote: `import{a as b}from"./chunk.js";`, `import"./chunk.js";`, `import("./chunk.js")`. Left to esbuild, each use of
 * what another file has goes through two getters. Chunks do not import each other in a circle, and nothing that they export is
 * assigned again: it can be read at once.
 */
const IMPORT = /import\s*(?:\{([^{}]*)\}\s*from\s*)?"\.\/([\w.-]+\.js)";|import\("\.\/([\w.-]+\.js)"\)/g;
const SHIPPED = "shipped file";

/** @typedef {import("esbuild").Metafile["outputs"]} Outputs */

/**
 * The files that each process loads at its start, without its entry: an entry acts when it is loaded, so it stays a file of its own.
 * @param {Outputs} outputs of the split build
 * @param {Readonly<Record<string, { entry: string, also: readonly string[] }>>} processes sources of the entry and of what it always loads
 */
export function startFiles(outputs, processes) {
  /** @type {Map<string, string[]>} users of a chunk */
  const users = new Map();
  for (const [name, { entry, also }] of Object.entries(processes)) {
    for (const path of reached(outputs, [entry, ...also]))
      if (outputs[path]?.entryPoint !== entry) users.set(path, [...(users.get(path) ?? []), name]);
  }
  const packOf = new Map([...users].map(([path, names]) => [path, `start-${names.join("-")}`]));
  // A file needs none but those that more processes load, so these come first.
  const packs = [...new Set(packOf.values())].sort((a, b) => b.split("-").length - a.split("-").length);
  const packsOf = (/** @type {string} */ name) => packs.filter((pack) => pack.split("-").includes(name));
  return { packOf, packsOf };
}

/** Chunks of sources and all that they import. @param {Outputs} outputs @param {readonly string[]} sources */
function reached(outputs, sources) {
  const paths = Object.keys(outputs).filter((path) => sources.includes(outputs[path]?.entryPoint ?? ""));
  const seen = new Set(paths);
  for (const path of seen)
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === "import-statement" && outputs[next] !== undefined) seen.add(next);
  return seen;
}

/**
 * Writes the files. The result is their metafile.
 * @param {Outputs} outputs @param {ReadonlyMap<string, string>} packOf @param {import("esbuild").BuildOptions} options
 */
export async function packChunks(outputs, packOf, options) {
  const paths = Object.keys(outputs).filter((path) => path.endsWith(".js"));
  const entryPoints = [
    ...[...new Set(packOf.values())].map((pack) => ({ in: `pack:${pack}`, out: pack })),
    ...paths.filter((path) => !packOf.has(path)).map((path) => ({ in: path, out: basename(path, ".js") })),
  ];
  const { metafile } = await build({
    ...options,
    entryPoints,
    format: "cjs",
    charset: "ascii", // V8 keeps such a text in one byte a character
    outExtension: { ".js": ".cjs" },
    supported: { "dynamic-import": false },
    define: { "import.meta.url": "moduleUrl" },
    metafile: true,
    plugins: [chunkPlugin(paths, packOf)],
  });
  // What is not minified has comments, which may hold anything.
  if (options.minify === true) for (const path of Object.keys(metafile.outputs)) rejectOthers(path);
  return metafile;
}

/** What is read as one byte a character must be ASCII, and esbuild escapes nothing in regular expressions. @param {string} path */
function rejectOthers(path) {
  const text = readFileSync(path, "utf8");
  const at = text.search(/[^\0-\x7f]/);
  if (at >= 0)
    throw new Error(
      `${path} holds another character than ASCII, write \\u and its number: ${text.slice(at - 40, at + 40)}`,
    );
}

/** @param {readonly string[]} paths @param {ReadonlyMap<string, string>} packOf @returns {import("esbuild").Plugin} */
function chunkPlugin(paths, packOf) {
  const pathOf = new Map(paths.map((path) => [basename(path), path]));
  const nameIn = (/** @type {string} */ path) => `c${paths.indexOf(path)}`;
  const asked = namesAsked(paths, pathOf, packOf);
  /** What brings a chunk into a file of `pack`; undefined: it is in there, or it is none of ours.
   * @param {string | undefined} pack @param {string | undefined} path */
  function requiredIn(pack, path) {
    if (path === undefined) return undefined;
    const own = packOf.get(path);
    if (own === undefined) return `require("./${basename(path, ".js")}.cjs")`;
    return own === pack ? undefined : `require("./${own}.cjs").${nameIn(path)}`;
  }
  return {
    name: "pack-chunks",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^pack:/ }, ({ path }) => ({ path: path.slice(5), namespace: "pack" }));
      onLoad({ filter: /./, namespace: "pack" }, ({ path: pack }) => {
        const own = paths.filter((path) => packOf.get(path) === pack);
        const chunks = own.map((path) => handedOut(basename(path), nameIn(path), asked.get(path)));
        const contents = `${chunks.map(({ imported }) => imported).join("")}module.exports = { ${chunks.map(({ given }) => given)} };`;
        return { contents, resolveDir: resolve(dirname(own[0] ?? "")) };
      });
      onLoad({ filter: /\.js$/, namespace: "file" }, ({ path: file }) => {
        const path = pathOf.get(basename(file));
        if (path === undefined) return undefined;
        const text = readFileSync(path, "utf8");
        const contents = text.replaceAll(IMPORT, (written, names, from, later) => {
          const required = requiredIn(packOf.get(path), pathOf.get(from ?? later));
          if (required === undefined) return written;
          if (later !== undefined) return `Promise.resolve().then(()=>${required})`;
          return names === undefined ? `${required};` : `const{${names.replaceAll(" as ", ":")}}=${required};`;
        });
        return { contents: text.includes("import.meta.url") ? MODULE_URL + contents : contents };
      });
      // Node looks for a file at each require: one is enough.
      onResolve({ filter: /\.cjs$/ }, ({ path, kind, namespace }) =>
        kind === "require-call" && namespace !== SHIPPED ? { path, namespace: SHIPPED } : { path, external: true },
      );
      onLoad({ filter: /./, namespace: SHIPPED }, ({ path }) => ({ contents: `module.exports = require("${path}");` }));
    },
  };
}

/**
 * What other files ask of the chunks in a pack. The keys are paths of chunks, the values the names that are asked.
 * @param {readonly string[]} paths @param {ReadonlyMap<string, string>} pathOf @param {ReadonlyMap<string, string>} packOf
 */
function namesAsked(paths, pathOf, packOf) {
  /** @type {Map<string, Set<string> | "all">} */
  const asked = new Map();
  for (const path of paths)
    for (const [, names, from, later] of readFileSync(path, "utf8").matchAll(IMPORT)) {
      const chunk = pathOf.get(from ?? later ?? "") ?? "";
      const known = asked.get(chunk) ?? new Set();
      if (packOf.get(chunk) === packOf.get(path) || known === "all") continue;
      for (const name of names?.split(",") ?? []) known.add(name.trim().replace(/ as .*/, ""));
      asked.set(chunk, later === undefined ? known : "all");
    }
  return asked;
}

/**
 * How a pack hands out a chunk: what imports it, and its property in the exports. No `export`: that costs a getter for each name.
 * @param {string} file @param {string} name @param {ReadonlySet<string> | "all"} asked
 */
function handedOut(file, name, asked = new Set()) {
  if (asked === "all") return { imported: `import * as ${name} from "./${file}";`, given: name };
  const names = [...asked];
  const imported = names.map((asked) => `${asked} as ${name}_${asked}`);
  const properties = names.map((asked) => `${asked}: ${name}_${asked}`);
  return { imported: `import { ${imported} } from "./${file}";`, given: `${name}: { ${properties} }` };
}
