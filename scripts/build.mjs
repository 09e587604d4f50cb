// build.mjs [--sizes] [--dev]: bundles client, server and command line into dist/. --sizes fails when a bundle outgrows its budget.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setUp } from "./set-up.mjs";

if (!process.argv.includes("--installed")) setUp();
const { build } = await import("esbuild");
const isDev = process.argv.includes("--dev");
const { version } = JSON.parse(readFileSync("package.json", "utf8"));

const common = /** @type {const} */ ({
  bundle: true,
  platform: "node",
  charset: "utf8",
  target: "node20",
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
const { ruleTexts } = await import("./rule-texts.mjs");
await shortenParser("out/unbash.mjs", common);

/** Left out: it looks for other packages on disk and starts processes to do so, and nobody here calls it.
 * @type {import("esbuild").Plugin} */
const withoutModuleSearch = {
  name: "without module search",
  setup({ onLoad }) {
    onLoad({ filter: /vscode-languageserver[\\/]lib[\\/]node[\\/]files\.js$/ }, () => ({ contents: "", loader: "js" }));
  },
};

rmSync("dist", { recursive: true, force: true });
const [extension, engine, starters] = await Promise.all([
  build({
    ...common,
    entryPoints: ["client/src/extension.ts"],
    format: "cjs",
    external: ["vscode"],
    outfile: "dist/extension.cjs",
  }),
  build({
    ...common,
    entryPoints: {
      server: "server/src/lsp/main.ts",
      cli: "server/src/cli/main.ts",
      worker: "server/src/worker/main.ts",
    },
    alias: isDev ? {} : { unbash: "./out/unbash.mjs" },
    format: "esm",
    splitting: true,
    plugins: [ruleTexts(), slimProtocol(), withoutModuleSearch, openpgpApart()],
    // The CycloneDX library writes XML with it where it is there; we write JSON.
    external: ["xmlbuilder2"],
    outdir: "dist/esm",
    chunkNames: "[name]-[hash]",
    outExtension: { ".js": ".mjs" },
    // CommonJS packages in an ESM bundle still call require for Node's own modules.
    banner: { js: 'import{createRequire as __r}from"node:module";const require=__r(import.meta.url);' },
  }),
  build({
    ...common,
    entryPoints: { server: "server/src/lsp/start.ts", cli: "server/src/cli/start.ts" },
    format: "cjs",
    external: ["./esm/*"],
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
  }),
]);
chmodSync("dist/cli.cjs", 0o755);
mkdirSync("dist/openpgp");
copyFileSync("node_modules/openpgp/dist/node/openpgp.min.mjs", "dist/openpgp/openpgp.min.mjs");
copyFileSync("node_modules/openpgp/LICENSE", "dist/openpgp/LICENSE");
writeFileSync(
  "out/build.meta.json",
  JSON.stringify({ extension: extension.metafile, engine: engine.metafile, starters: starters.metafile }),
);

/** openpgp is under the LGPL: it ships unmodified, as a file that anybody can exchange. @returns {import("esbuild").Plugin} */
function openpgpApart() {
  return {
    name: "openpgp-apart",
    setup(build) {
      build.onResolve({ filter: /^openpgp$/ }, () => ({ path: "../openpgp/openpgp.min.mjs", external: true }));
    },
  };
}

/** Bytes that are loaded before the first diagnostics: the chunks of these sources and those that they import statically.
 * @param {readonly string[]} sources @param {import("esbuild").Metafile} metafile */
function startBytes(sources, metafile) {
  const outputs = Object.entries(metafile.outputs);
  const seen = new Set(outputs.filter(([, { entryPoint = "" }]) => sources.includes(entryPoint)).map(([path]) => path));
  for (const path of seen) {
    for (const { path: next, kind } of metafile.outputs[path]?.imports ?? []) {
      if (kind === "import-statement") seen.add(next);
    }
  }
  return [...seen].reduce((sum, path) => sum + (metafile.outputs[path]?.bytes ?? 0), 0);
}

const budgets = [
  [
    "server, loaded at start",
    startBytes(["server/src/lsp/main.ts", "server/src/lsp/new-context.ts"], engine.metafile),
    600 * 1024,
  ],
  [
    "command line, loaded at start",
    startBytes(["server/src/cli/main.ts", "server/src/cli/commands/lint.ts"], engine.metafile),
    600 * 1024,
  ],
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
