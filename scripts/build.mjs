// build.mjs [--sizes] [--dev]: bundles client, server and command line into dist/. --sizes fails when a bundle outgrows its budget.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setUp } from "./set-up.mjs";

// npm prepares a repository that is installed with --global, as pre-commit does it, without its packages.
if (!process.argv.includes("--installed") || !existsSync("node_modules/esbuild")) setUp();
const { build } = await import("esbuild");
const isDev = process.argv.includes("--dev");
const { version } = JSON.parse(readFileSync("package.json", "utf8"));

const common = /** @type {const} */ ({
  bundle: true,
  platform: "node",
  charset: "utf8",
  target: "node20.18",
  minify: !isDev,
  sourcemap: isDev ? "linked" : false,
  legalComments: "none",
  define: { SEAWORTHY_VERSION: JSON.stringify(version) },
  logLevel: "warning",
  metafile: true,
});

mkdirSync("out", { recursive: true });
const { shortenParser } = await import("./shorten-parser.mjs");
const { slimProtocol } = await import("./slim-protocol.mjs");
const { packChunks, startFiles } = await import("./pack-chunks.mjs");
const { ruleTexts } = await import("./rule-texts.mjs");
await shortenParser("out/unbash.mjs", common);

/** Left out, before another plugin reads it: it looks for other packages on disk and starts processes to do so, and nobody here calls it.
 * @type {import("esbuild").Plugin} */
const withoutModuleSearch = {
  name: "without module search",
  setup({ onLoad }) {
    onLoad({ filter: /vscode-languageserver[\\/]lib[\\/]node[\\/]files\.js$/ }, () => ({ contents: "", loader: "js" }));
  },
};

/** The processes: where each begins, and what it loads later but always. */
const processes = {
  cli: { entry: "server/src/cli/main.ts", also: ["server/src/cli/commands/lint.ts"] },
  server: { entry: "server/src/lsp/main.ts", also: ["server/src/lsp/new-context.ts"] },
  worker: { entry: "server/src/worker/main.ts", also: [] },
};

for (const folder of ["dist", "out/split"]) rmSync(folder, { recursive: true, force: true });
const [extension, split] = await Promise.all([
  build({
    ...common,
    entryPoints: ["client/src/extension.ts"],
    format: "cjs",
    external: ["vscode"],
    outfile: "dist/extension.cjs",
  }),
  build({
    ...common,
    entryPoints: Object.fromEntries(Object.entries(processes).map(([name, { entry }]) => [name, entry])),
    alias: isDev ? {} : { unbash: "./out/unbash.mjs" },
    format: "esm",
    splitting: true,
    plugins: [ruleTexts(), withoutModuleSearch, slimProtocol(), openpgpApart()],
    // The CycloneDX library writes XML with it where it is there; we write JSON.
    external: ["xmlbuilder2"],
    outdir: "out/split",
    chunkNames: "[name]-[hash]",
  }),
]);
// esbuild takes a module's default export as Node does for ES modules where a package.json says that it is one.
writeFileSync("out/split/package.json", "{}");
const { packOf, packsOf } = startFiles(split.metafile.outputs, processes);
const engine = await packChunks(split.metafile.outputs, packOf, {
  ...common,
  external: ["xmlbuilder2"],
  outdir: "dist/parts",
});
await build({
  ...common,
  entryPoints: { server: "server/src/lsp/start.ts", cli: "server/src/cli/start.ts" },
  format: "cjs",
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
});
chmodSync("dist/cli.cjs", 0o755);
mkdirSync("dist/openpgp");
copyFileSync("node_modules/openpgp/dist/node/openpgp.min.cjs", "dist/openpgp/openpgp.min.cjs");
copyFileSync("node_modules/openpgp/LICENSE", "dist/openpgp/LICENSE");
writeFileSync("out/build.meta.json", JSON.stringify(engine));

/** openpgp is under the LGPL: it ships unmodified, as a file that anybody can exchange. @returns {import("esbuild").Plugin} */
function openpgpApart() {
  return {
    name: "openpgp-apart",
    setup(build) {
      build.onResolve({ filter: /^openpgp$/ }, () => ({ path: "../openpgp/openpgp.min.cjs", external: true }));
    },
  };
}

/** Bytes that a process loads before its first answer. @param {string} name */
const startBytes = (name) =>
  [...packsOf(name), name].reduce((sum, file) => sum + statSync(`dist/parts/${file}.cjs`).size, 0);

const budgets = [
  ["server, loaded at start", startBytes("server"), 600 * 1024],
  ["command line, loaded at start", startBytes("cli"), 600 * 1024],
  ["extension", extension.metafile.outputs["dist/extension.cjs"]?.bytes ?? 0, 600 * 1024],
];
let isOver = false;
for (const [what, bytes, budget] of /** @type {[string, number, number][]} */ (budgets)) {
  process.stdout.write(`${what}: ${(bytes / 1024).toFixed(0)} KB of ${budget / 1024} KB\n`);
  isOver ||= bytes > budget;
}
if (isOver && process.argv.includes("--sizes")) {
  process.stderr.write("A bundle is over its budget: load what it does not need at the start with import().\n");
  process.exit(1);
}
