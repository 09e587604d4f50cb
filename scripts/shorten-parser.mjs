import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const FOLDER = "node_modules/unbash/dist";

/** Names of JavaScript's own that must stay, also those that it calls by itself. */
const OWN = [Object, Function, Array, String, Number, RegExp, Map, Set, WeakMap, Uint8Array, Symbol, Math, JSON, Error];

/**
 * Bundles the shell parser, a seventh of the server, with its inner property names shortened: all that neither its public
 * types nor JavaScript know. `test/packed` compares the trees of both.
 * @param {string} outfile @param {import("esbuild").BuildOptions} options
 */
export async function shortenParser(outfile, options) {
  const names = innerNames();
  await build({
    ...options,
    stdin: { contents: 'export { parse } from "unbash";', resolveDir: "." },
    format: "esm",
    mangleProps: new RegExp(`^(?:${names.join("|")})$`),
    plugins: [withoutArithmetic],
    outfile,
  });
}

/** What stands in `$((…))` and `((…))` is read when somebody asks, and nobody here does. @type {import("esbuild").Plugin} */
const withoutArithmetic = {
  name: "without arithmetic",
  setup({ onLoad }) {
    const contents = "export const parseArithmeticWithParts = () => undefined;";
    onLoad({ filter: /unbash[\\/]dist[\\/]arithmetic-parts\.js$/ }, () => ({ contents, loader: "js" }));
  },
};

/** @returns {readonly string[]} */
function innerNames() {
  const kept = new Set(["toJSON", ...(readFileSync(join(FOLDER, "types.d.ts"), "utf8").match(/[A-Za-z_]\w*/g) ?? [])]);
  for (const owner of OWN) {
    const objects = [owner, Reflect.get(owner, "prototype")].filter((object) => object !== undefined);
    for (const object of objects) for (const name of Object.getOwnPropertyNames(object)) kept.add(name);
  }
  for (const word of ["enumerable", "configurable", "writable", "iterator"]) kept.add(word);
  const sources = readdirSync(FOLDER).filter((name) => name.endsWith(".js"));
  const text = sources.map((name) => readFileSync(join(FOLDER, name), "utf8")).join("\n");
  const names = text.match(/(?<=\.|^\s+(?:static |get |set |async )?)[A-Za-z_]\w{5,}/gm) ?? [];
  return [...new Set(names)].filter((name) => !kept.has(name));
}
