// generate.mjs [--check]: writes what is made of the code (rule list, rule pages, settings, schema). --check writes nothing and fails on a difference.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { setUp } from "./set-up.mjs";

setUp();
const isCheck = process.argv.includes("--check");
/** @type {string[]} */
const stale = [];

/** @param {string} path @param {string} content */
function put(path, content) {
  const before = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  if (before === content) return;
  stale.push(path);
  if (isCheck) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** The content as `npm run format` would leave it.
 * @param {string} path @param {string} content */
function formatted(path, content) {
  const biome = "node_modules/@biomejs/biome/bin/biome";
  const run = spawnSync(process.execPath, [biome, "format", `--stdin-file-path=${path}`], {
    input: content,
    encoding: "utf8",
  });
  if (run.status === 0) return run.stdout;
  process.stderr.write(run.stderr);
  process.exit(1);
}

/** @param {string} path */
function drop(path) {
  stale.push(path);
  if (!isCheck) rmSync(path);
}

const OFFLINE = { name: "rule", type: "Rule", about: "Every rule, by id.", constant: "rules" };
const ONLINE = {
  name: "online-rule",
  type: "OnlineRule",
  about: "Every rule that needs the network, by id. Load it with import().",
  constant: "onlineRules",
};

/** The ids of the rules of a folder, in order. @param {string} folder */
function idsIn(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
}

/** A list of rules: one import a file of its folder, in the order of the names.
 * @param {{ name: string, type: string, about: string, constant: string }} list `name`: of the file with the type; that of the folder is its plural */
function ruleList({ name, type, about, constant }) {
  const ids = idsIn(`server/src/lint/${name}s`);
  const nameOf = (/** @type {string} */ id) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  return `// Written by npm run generate.
import type { ${type} } from "./${name}.ts";
${ids.map((id) => `import { rule as ${nameOf(id)} } from "./${name}s/${id}.ts";`).join("\n")}

/** ${about} */
export const ${constant}: readonly ${type}[] = [
${ids.map((id) => `  ${nameOf(id)},`).join("\n")}
];
`;
}

function onlineRuleIds() {
  return `// Written by npm run generate.

/** Ids of the rules that need the network: settings and comments know them, typing never loads them. */
export const ONLINE_RULE_IDS: readonly string[] = ${JSON.stringify(idsIn("server/src/lint/online-rules"))};
`;
}

/** Bundles what the rest is made of, in memory but for one file that Node can import. */
async function loadEngine() {
  const { build } = await import("esbuild");
  const outfile = join("out", `generate-${process.pid}.mjs`);
  await build({
    stdin: {
      contents: [
        'export { everyRule } from "./server/src/lint/every-rule.ts";',
        'export { rulePage, rulesPage } from "./server/src/lint/rule-page.ts";',
        'export { packageJsonConfiguration, jsonSchema, settingsTable } from "./server/src/settings/schema-documents.ts";',
      ].join("\n"),
      resolveDir: ".",
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.18",
    banner: { js: 'import{createRequire as __r}from"node:module";const require=__r(import.meta.url);' },
    outfile,
    logLevel: "warning",
  });
  const engine = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  return engine;
}

for (const [path, content] of /** @type {[string, string][]} */ ([
  ["server/src/lint/rules.ts", ruleList(OFFLINE)],
  ["server/src/lint/online-rules.ts", ruleList(ONLINE)],
  ["server/src/lint/online-rule-ids.ts", onlineRuleIds()],
])) {
  put(path, formatted(path, content));
}
const { everyRule, rulePage, rulesPage, packageJsonConfiguration, jsonSchema, settingsTable } = await loadEngine();

const pages = new Map(everyRule.map((/** @type {{ id: string }} */ rule) => [`${rule.id}.md`, rulePage(rule)]));
pages.set("README.md", rulesPage(everyRule));
for (const [name, page] of pages) put(join("docs", "rules", name), page);
for (const name of existsSync("docs/rules") ? readdirSync("docs/rules") : []) {
  if (!pages.has(name)) drop(join("docs", "rules", name));
}

const schemaPath = "schemas/seaworthy.schema.json";
put(schemaPath, formatted(schemaPath, JSON.stringify(jsonSchema())));
put(
  "docs/configuration.md",
  `# Configuration

<!-- Written by npm run generate from server/src/settings/schema.ts. -->

A repository is configured by a file \`.seaworthy.yaml\` in the folder of the Dockerfile or above it, up to the root of the
repository; the nearest one counts alone. VS Code's settings have the same keys with \`seaworthy.\` in front. In YAML a dot is
a level: \`labels.fromCI\` is \`labels: {fromCI: true}\`, or the key as it stands here. VS Code's YAML extension completes and checks the file; other editors
can do so with \`schemas/seaworthy.schema.json\`. What wins: command line, \`.seaworthy.yaml\`, the editor's settings, the
profile, the rule's own severity.

Keys that name hosts, programs and consent belong to the user: in the editor they are user settings, for the command line
they stand, without \`seaworthy.\` in front, in \`seaworthy/settings.yaml\` in the user's configuration folder
(\`XDG_CONFIG_HOME\`, \`APPDATA\` or \`~/.config\`), which may hold the editor's other keys, too. In a file of a repository
they are reported and ignored.

${settingsTable()}`,
);
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
manifest.contributes = { ...manifest.contributes, configuration: packageJsonConfiguration() };
put("package.json", formatted("package.json", JSON.stringify(manifest, null, 2)));

if (isCheck && stale.length > 0) {
  process.stderr.write(`Out of date: ${stale.join(", ")}. Run npm run generate.\n`);
  process.exit(1);
}
