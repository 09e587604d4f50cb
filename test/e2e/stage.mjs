// Lays out what a run needs in a folder of its own: the bundled extension, the bundled host tests, fresh copies of the workspaces.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";

/** What VS Code is told so that nothing but the extension moves. */
const USER_SETTINGS = {
  "chat.disableAIFeatures": true,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "files.autoSave": "off",
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "telemetry.telemetryLevel": "off",
  "security.workspace.trust.startupPrompt": "never",
  "editor.accessibilitySupport": "off",
  "remote.autoForwardPorts": false,
};

/** Folders of one run; `remove` deletes them. */
export function newRunFolder() {
  const root = mkdtempSync(join(tmpdir(), "seaworthy-e2e-"));
  const userData = join(root, "user-data");
  mkdirSync(join(userData, "User"), { recursive: true });
  writeFileSync(join(userData, "User", "settings.json"), JSON.stringify(USER_SETTINGS, null, 2));
  /** Those of the machine that the server runs on: in a remote window a setting of a machine counts there alone, and one that stands
   *  among the user's is followed until the extension's settings are known. @param {object} settings */
  const setMachine = (settings) => {
    mkdirSync(join(userData, "Machine"));
    writeFileSync(join(userData, "Machine", "settings.json"), JSON.stringify(settings, null, 2));
  };
  mkdirSync(join(root, "extensions"));
  cpSync(resolve("test/e2e/workspaces"), join(root, "workspaces"), { recursive: true });
  return {
    root,
    userData,
    setMachine,
    extensions: join(root, "extensions"),
    workspaces: join(root, "workspaces"),
    report: join(root, "report.jsonl"),
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Copies the bundled extension, so that a build beside the run does not take it away, and bundles the host tests into it.
 * @param {string} folder @returns {Promise<{ extension: string, tests: string }>} */
export async function stageExtension(folder) {
  const extension = join(folder, "extension");
  mkdirSync(extension, { recursive: true });
  for (const name of ["package.json", "dist"]) cpSync(name, join(extension, name), { recursive: true });
  const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const { url } of contributes.yamlValidation ?? []) cpSync(url, join(extension, url), { recursive: true });
  const tests = join(extension, "host-tests.cjs");
  const files = readdirSync("test/e2e/host").filter((name) => name.endsWith(".test.ts"));
  await build({
    stdin: {
      contents: `${files.map((name) => `import "./${name}";`).join("\n")}\nexport { runTests as run } from "./harness.ts";`,
      resolveDir: resolve("test/e2e/host"),
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.18",
    external: ["vscode"],
    sourcemap: "inline",
    outfile: tests,
    logLevel: "warning",
  });
  return { extension, tests };
}
