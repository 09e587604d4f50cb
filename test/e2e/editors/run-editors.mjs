// Neovim as a second real client of `seaworthy lsp --stdio`.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What is wrong; undefined: the editor got diagnostics and applied a code action. @returns {Promise<string | undefined>} */
export async function runEditorTests() {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-nvim-"));
  cpSync("test/e2e/workspaces/shop", folder, { recursive: true });
  const words = [
    "--headless",
    "-u",
    "NONE",
    "-i",
    "NONE",
    "-n",
    "-c",
    `luafile ${resolve("test/e2e/editors/nvim.lua")}`,
  ];
  const run = spawnSync("nvim", words, {
    encoding: "utf8",
    timeout: 60_000,
    env: {
      ...process.env,
      SEAWORTHY_COMMAND: [process.execPath, resolve("dist/cli.cjs"), "lsp", "--stdio"].join("\n"),
      SEAWORTHY_FILE: join(folder, "Dockerfile"),
    },
  });
  rmSync(folder, { recursive: true, force: true });
  const isRight = run.status === 0 && run.stdout.includes("diagnostic gone");
  process.stdout.write(`${isRight ? "✔" : "✖"} Neovim gets diagnostics and applies a code action\n`);
  process.stdout.write(`${isRight ? 1 : 0} passed, ${isRight ? 0 : 1} failed\n`);
  return isRight ? undefined : `Neovim left with ${run.status}: ${run.error ?? ""}${run.stdout}${run.stderr}`;
}
