import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { installPrograms } from "../../harness/programs.ts";
import { runIn } from "../../server/cli/made-up-world.ts";

/** How a shell starts without anybody's settings, and what makes it complete. */
const SHELLS: Readonly<Record<string, { readonly start: string; readonly setUp: string }>> = {
  bash: { start: "bash --norc --noprofile -i", setUp: "source ./script" },
  zsh: {
    start: "zsh -f -i",
    setUp: "autoload -Uz compinit; compinit -u -D; source ./script",
  },
  fish: { start: "fish --no-config -i", setUp: "source ./script" },
};

/** What is typed, a tab at its end, and the words that the program then gets. */
const rows: readonly (readonly [typed: string, words: readonly string[]])[] = [
  ["lin", ["lint"]],
  ["lint --forma", ["lint", "--format"]],
  ["lint --format js", ["lint", "--format", "json"]],
  ["lint --format=js", ["lint", "--format=json"]],
  ["lint -f sar", ["lint", "-f", "sarif"]],
  ["lint --rule image-l", ["lint", "--rule", "image-latest"]],
  ["lint --rule=image-l", ["lint", "--rule=image-latest"]],
  ["explain image-l", ["explain", "image-latest"]],
  ["completion fi", ["completion", "fish"]],
  ["lint My", ["lint", "My Dockerfile"]],
  ["lint --baseline My", ["lint", "--baseline", "My Dockerfile"]],
  ["lint -o My", ["lint", "-o", "My Dockerfile"]],
];

const folder = mkdtempSync(join(tmpdir(), "seaworthy-completion-"));
after(() => rmSync(folder, { recursive: true, force: true }));

before(() => {
  installPrograms({ script: "bsdutils", bash: "bash", zsh: "zsh", fish: "fish" });
  mkdirSync(join(folder, "bin"));
  // The program under test is what the shell does with the tab: its arguments are written down.
  writeFileSync(
    join(folder, "bin/seaworthy"),
    '#!/bin/sh\nfor word; do echo "$word"; done > words.tmp\nmv words.tmp words\n',
  );
  chmodSync(join(folder, "bin/seaworthy"), 0o755);
  writeFileSync(join(folder, "My Dockerfile"), "FROM scratch\n");
});

for (const [shell, { start, setUp }] of Object.entries(SHELLS)) {
  test(`${shell} completes commands, options, their values and files`, async () => {
    writeFileSync(join(folder, "script"), (await runIn({}, "completion", shell)).output);
    const lines = [`${setUp}; seaworthy ready`, ...rows.map(([typed]) => `seaworthy ${typed}\t`)];
    assert.deepEqual(await wordsOf(start, lines), [["ready"], ...rows.map(([, words]) => words)]);
  });
}

/** Types lines into a shell on a terminal, each when the one before has run. The result is what the program got from each. */
async function wordsOf(start: string, lines: readonly string[]): Promise<readonly (readonly string[])[]> {
  const env = { HOME: folder, PATH: `${join(folder, "bin")}:${process.env.PATH}`, TERM: "dumb", LC_ALL: "C.UTF-8" };
  const terminal = spawn("script", ["-qec", start, "/dev/null"], {
    cwd: folder,
    env,
    stdio: ["pipe", "ignore", "inherit"],
  });
  const got: (readonly string[])[] = [];
  for (const line of lines) {
    terminal.stdin.write(`${line}\n`);
    while (!existsSync(join(folder, "words")) && terminal.exitCode === null) await setTimeout(5);
    if (terminal.exitCode !== null) throw new Error(`${start} ended at ${JSON.stringify(line)}`);
    got.push(readFileSync(join(folder, "words"), "utf8").trimEnd().split("\n"));
    rmSync(join(folder, "words"));
  }
  terminal.stdin.end("exit\n");
  await once(terminal, "exit");
  return got;
}
