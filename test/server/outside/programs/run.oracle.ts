import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { failure } from "../../../../server/src/outcome/outcome.ts";
import { byteFiles } from "../../../../server/src/outside/files/byte-files.ts";
import type { Command } from "../../../../server/src/outside/outside.ts";
import { newRun } from "../../../../server/src/outside/programs/run.ts";
import { isAlive } from "../../../harness/marked-processes.ts";

// Real processes: this Node as the program, and the shell of the system for its grandchildren.

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "seaworthy-run-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(command: Partial<Command>, environment: Readonly<Record<string, string | undefined>> = process.env) {
  return newRun({ environment, folder: join(folder, "empty") }).run({
    program: process.execPath,
    args: [],
    timeoutMs: 20_000,
    maxBytes: 100_000,
    signal: new AbortController().signal,
    ...command,
  });
}

const script = (code: string, ...args: readonly string[]): Partial<Command> => ({ args: ["-e", code, ...args] });

async function told(outcome: ReturnType<typeof run>): Promise<string> {
  const came = await outcome;
  if (!came.ok) return `${came.reason}: ${came.detail}`;
  return `${came.value.status} ${came.value.output}|${came.value.errors}`;
}

/** The process ends within a few seconds, however busy the machine is. */
async function ends(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isAlive(pid); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  return !isAlive(pid);
}

test("status, output and errors are told, arguments are words and no shell text", async () => {
  const code =
    "process.stdout.write(process.argv.slice(1).join('|')); process.stderr.write('bad'); process.exitCode = 3";
  assert.equal(await told(run(script(code, "$(touch x)", "; rm -rf", "a b"))), "3 $(touch x)|; rm -rf|a b|bad");
});

test("a file that it was told to write is its output, if it is one and not too large", async () => {
  const writing = (code: string) => run({ ...script(`console.log("noise");${code}`), outputFile: "report.json" });
  assert.equal(await told(writing('fs.writeFileSync("report.json","{}")')), "0 {}|");
  assert.equal(await told(writing("process.exitCode = 2")), "2 |");
  assert.equal(await told(writing('fs.symlinkSync("/etc/hostname","report.json")')), "0 |");
  assert.match(await told(writing('fs.writeFileSync("report.json","x".repeat(100001))')), /^limit: wrote more than/);
});

test("input is given and closed; without any there is none to wait for", async () => {
  const echo = script("process.stdin.pipe(process.stdout)");
  assert.equal(await told(run({ ...echo, input: "hello" })), "0 hello|");
  assert.equal(await told(run(echo)), "0 |");
});

test("a program that reads no input is no trouble", async () => {
  assert.equal(await told(run({ ...script("process.exit(0)"), input: "x".repeat(1_000_000) })), "0 |");
});

test("what is not there is not found, and what is no program cannot be started", async () => {
  assert.equal(await told(run({ program: "seaworthy-absent" })), "not-found: is not installed, or not on PATH");
  assert.equal(await told(run({ program: "./bin/tool" })), "unsupported: is no name of a program");
  writeFileSync(join(folder, "text"), "#!/absent/interpreter\n", { mode: 0o755 });
  assert.equal(await told(run({ program: join(folder, "text") })), "unsupported: cannot be started (ENOENT)");
});

test("a program by its name comes from PATH; relative parts of PATH do not count", async () => {
  writeFileSync(join(folder, "tool"), "#!/bin/sh\necho from PATH\n", { mode: 0o755 });
  assert.equal(await told(run({ program: "tool" }, { PATH: `.::${folder}` })), "0 from PATH\n|");
  const outcome = await told(run({ program: "tool", folder }, { PATH: "." }));
  assert.equal(outcome, "not-found: is not installed, or not on PATH");
});

test("it runs in an empty folder that is gone afterwards, whatever it leaves there", async () => {
  const before = process.cwd();
  mkdirSync(join(folder, "hostile"));
  for (const name of [".npmrc", "package.json", "go.mod", "pip.conf"])
    writeFileSync(join(folder, "hostile", name), "evil");
  process.chdir(join(folder, "hostile"));
  try {
    const code =
      "const fs = require('fs'); console.log(process.cwd(), fs.readdirSync('.').length); fs.mkdirSync('a/b', { recursive: true })";
    const words = (await told(run(script(code)))).split(/[ \n]/);
    assert.equal(words[2], "0");
    assert.ok(words[1]?.startsWith(join(folder, "empty", "seaworthy-passing-")));
    assert.equal(existsSync(words[1] ?? ""), false);
    assert.deepEqual(readdirSync(join(folder, "empty")), []);
  } finally {
    process.chdir(before);
  }
});

test("where the user's own folder cannot be made, the one for temporary files serves", async () => {
  writeFileSync(join(folder, "empty"), "a file");
  assert.match(await told(run(script("console.log(process.cwd())"))), new RegExp(`^0 ${tmpdir()}`));
});

test("secrets of the environment stay here, settings of tools go along", async () => {
  const environment = {
    ...process.env,
    GITHUB_TOKEN: "hidden",
    AWS_SECRET_ACCESS_KEY: "hidden",
    NODE_OPTIONS: "--no-warnings",
    GOPROXY: "https://index.example",
    npm_config_cache: "/cache",
    // nerdctl has other images in each of its namespaces.
    CONTAINERD_NAMESPACE: "k8s.io",
    BUILDX_BUILDER: "remote",
    HTTPS_PROXY: "http://proxy.example",
    LANG: "de_DE.UTF-8",
  };
  const names =
    "['GITHUB_TOKEN','AWS_SECRET_ACCESS_KEY','NODE_OPTIONS','LANG','GOPROXY','npm_config_cache','HTTPS_PROXY','CONTAINERD_NAMESPACE','BUILDX_BUILDER','LC_ALL','OWN']";
  const code = `console.log(${names}.map((name) => process.env[name] ?? '-').join(' '))`;
  assert.equal(
    await told(run({ ...script(code), environment: { OWN: "own" } }, environment)),
    "0 - - - - https://index.example /cache http://proxy.example k8s.io remote C.UTF-8 own\n|",
  );
});

test("what cannot be started is a failure, and never thrown", async () => {
  assert.equal(await told(run(script("0", "x".repeat(200_000)))), "unsupported: cannot be started (E2BIG)");
  assert.match(await told(run(script("0", "a\0b"))), /^unsupported: cannot be started \(ERR_INVALID_ARG_VALUE\)$/);
  assert.equal(
    await told(run({ ...script("0"), folder: join(folder, "none") })),
    "unsupported: cannot be started (ENOENT)",
  );
});

test("output over the cap ends it", async () => {
  const flood = "setInterval(() => process.stdout.write('x'.repeat(65536)), 0)";
  assert.equal(await told(run(script(flood))), "limit: wrote more than 98 KB");
  assert.equal(await told(run(script(flood.replace("stdout", "stderr")))), "limit: wrote more than 98 KB");
});

test("a program that is too slow ends, with the grandchild that sleeps on its pipe and hears no signal", async () => {
  const file = join(folder, "pid");
  const shell = `trap '' TERM; sh -c 'trap "" TERM; echo $$ > ${file}; sleep 600' & wait`;
  const outcome = run({ program: "sh", args: ["-c", shell], timeoutMs: 500 });
  assert.equal(await told(outcome), "limit: was not done within 0.5 s");
  assert.ok(await ends(Number(readFileSync(file, "utf8"))), "the grandchild lives on");
});

test("a grandchild that holds the pipe does not hold up the answer, and does not live on", async () => {
  const outcome = await run({ program: "sh", args: ["-c", "sleep 600 & echo $!"] });
  assert.ok(outcome.ok);
  assert.equal(outcome.value.status, 0);
  assert.ok(await ends(Number(outcome.value.output)), "the grandchild lives on");
});

test("an asker that leaves ends it; one that has left starts nothing", async () => {
  const leaving = new AbortController();
  const outcome = run({ ...script("setInterval(() => {}, 1000)"), signal: leaving.signal });
  setTimeout(() => leaving.abort(), 100);
  assert.equal(await told(outcome), "cancelled: was stopped");
  assert.equal(await told(run({ ...script(""), signal: leaving.signal })), "cancelled: was not started");
});

test("what has ended holds on to its asker no more", async () => {
  const { signal } = new AbortController();
  await run({ ...script(""), signal });
  assert.equal(getEventListeners(signal, "abort").length, 0);
});

test("a program that was killed has the status that a shell gives", async () => {
  assert.equal(await told(run(script("process.kill(process.pid, 'SIGKILL')"))), "137 |");
});

test("output that goes into a file is not kept in memory, and has its limit", async () => {
  const into = async (bytes: number, maxBytes: number) => {
    const file = byteFiles().scratch();
    assert.ok(file.ok);
    const code = `const piece = "x".repeat(${bytes}); process.stdout.write(piece); setTimeout(() => {}, 1500)`;
    const came = await told(run({ ...script(code), maxBytes, outputTo: file.value }));
    const whole = file.value.whole();
    whole.close();
    return [came, whole.size] as const;
  };
  assert.deepEqual(await into(5000, 10_000), ["0 |", 5000]);
  assert.match((await into(50_000, 10_000))[0], /^limit: wrote more than 10 KB/);
});

test("output that finds no room in its file ends the program, and says so", async () => {
  const outputTo = { append: () => failure("limit", "the disk", "has no room for a temporary file") };
  const code = 'setInterval(() => process.stdout.write("x"), 1)';
  assert.equal(await told(run({ ...script(code), outputTo })), "limit: has no room for a temporary file");
});
