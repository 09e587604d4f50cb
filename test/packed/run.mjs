// The packages of scripts/package.mjs as somebody gets them: the npm tarball installed in an empty folder and run, and what the .vsix holds.
import assert from "node:assert/strict";
import { fork, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import nodeModule from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";

/** Made by scripts/build.mjs. */
const SHORTENED = "../../out/unbash.mjs";

const folder = mkdtempSync(join(tmpdir(), "seaworthy-packed-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const tarball = readdirSync("out").find((name) => name.endsWith(".tgz")) ?? "";
writeFileSync(join(folder, "package.json"), '{ "name": "empty", "private": true }\n');
run("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", resolve("out", tarball)], folder);
const cli = join(folder, "node_modules", ".bin", "seaworthy");
writeFileSync(join(folder, "Dockerfile"), "FROM debian:latest\nRUN apt-get install -y curl\n");
/** So many that threads are worth their start. */
const many = Array.from({ length: 40 }, (_, index) => join(folder, `${index}.Dockerfile`));
for (const [index, path] of many.entries())
  writeFileSync(
    path,
    `FROM debian:${index % 2 ? "latest" : "12"}\nRUN apt-get install -y curl\n${"# a long story\n".repeat(300)}`,
  );

test("the installed command says its version", () => {
  assert.match(seaworthy(["--version"]).stdout, /^\d+\.\d+\.\d+\n$/);
});

test("npm has no script of the package to warn of", () => {
  const manifest = readFileSync(join(folder, "node_modules", "seaworthy", "package.json"), "utf8");
  assert.equal(JSON.parse(manifest).scripts, undefined);
});

test("the installed command lints and ends with 1 because there are warnings", () => {
  const { status, stdout } = seaworthy(["lint", "--format", "json", "Dockerfile"]);
  const { files } = JSON.parse(stdout);
  const rules = files[0].findings.filter((/** @type {{ severity: string }} */ { severity }) => severity === "warning");
  assert.deepEqual(
    rules.map((/** @type {{ rule: string }} */ { rule }) => rule),
    ["image-latest", "apt-unpinned"],
  );
  assert.equal(status, 1);
});

test("the installed command fixes, explains, completes and shows facts", () => {
  assert.match(seaworthy(["explain", "image-latest"]).stdout, /image-latest[\s\S]*## Bad 1\n\n```dockerfile\nFROM/);
  assert.match(seaworthy(["completion", "bash"]).stdout, /complete/);
  assert.equal(
    JSON.parse(seaworthy(["facts", "--format", "json", "Dockerfile"]).stdout).files[0].packages[0].spec,
    "curl",
  );
  assert.equal(seaworthy(["fix", "--offline", "--diff", "Dockerfile"]).status, 0);
});

/** Of each line a value is looked up, whoever is asked for it. */
const QUESTIONS = [
  "# syntax=docker/dockerfile:latest",
  "FROM registry.example/debian:12",
  "RUN apt-get update && apt-get install -y curl",
  "RUN pip install a && pipx install b && uv tool install c",
  "RUN npm install -g a && pnpm add -g b && yarn global add c && bun add -g d && deno install -g npm:e",
  "RUN gem install a && bundle add b",
  "RUN go install go.example/tool@latest",
  "RUN cargo install a",
  "RUN conda install a && mamba install b && micromamba install c",
  "RUN composer require a/b",
  "RUN pecl install a",
  "RUN luarocks install a",
  "RUN dotnet tool install a",
  "ADD https://files.example/a.bin /",
  "RUN curl -fsSLO https://files.example/a.tgz",
  "RUN curl -fsSL https://files.example/a.sh | sh",
  "RUN git clone https://git.example/a/b.git",
  "RUN curl -fsSLO https://github.com/a/b/releases/latest/download/c.tgz",
  "FROM alpine:3.22",
  "RUN apk add curl",
  "FROM fedora:42",
  "RUN dnf install -y curl",
  "FROM opensuse/leap:15.6",
  "RUN zypper install -y curl",
  "FROM windows.example/servercore:ltsc2022",
  'SHELL ["powershell", "-Command"]',
  "RUN Install-Module a",
];

test("the installed command loads whatever looks a value up", () => {
  const indexed =
    "npm pnpm yarn bun deno pip pipx uv conda mamba micromamba go cargo gem bundle composer dotnet powershell pecl luarocks";
  const settings = indexed.split(" ").map((manager) => `${manager}: "http://127.0.0.1:1/"`);
  mkdirSync(join(folder, "config", "seaworthy"), { recursive: true });
  writeFileSync(join(folder, "config", "seaworthy", "settings.yaml"), `index: { ${settings.join(", ")} }\n`);
  writeFileSync(join(folder, "asking.Dockerfile"), QUESTIONS.join("\n"));
  // Nobody listens there.
  const env = {
    ...process.env,
    XDG_CONFIG_HOME: join(folder, "config"),
    HTTPS_PROXY: "http://127.0.0.1:1",
    NO_PROXY: "",
  };
  const words = ["fix", "--review", "--format", "json", "asking.Dockerfile"];
  const { status, stdout, stderr } = spawnSync(cli, words, { cwd: folder, encoding: "utf8", env });
  assert.equal(status, 2, stderr);
  /** @type {{ line: number, message: string }[]} */
  const failed = JSON.parse(stdout).files[0].failed;
  for (const { line, message } of failed)
    assert.match(message, /refuses the connection/, `${QUESTIONS[line - 1]}: ${message}`);
  const unasked = QUESTIONS.filter(
    (text, index) => !text.startsWith("SHELL") && !failed.some(({ line }) => line === index + 1),
  );
  assert.deepEqual(unasked, []);
});

test("the installed command serves the language server", { timeout: 20_000 }, async () => {
  const body =
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}';
  // As the clients of VS Code and its like start one.
  const words = ["lsp", "--stdio", `--clientProcessId=${process.pid}`];
  const server = spawn(cli, words, { stdio: ["pipe", "pipe", "inherit"] });
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
  let answer = "";
  for await (const chunk of server.stdout) {
    answer += chunk;
    if (answer.includes('"capabilities"')) break;
  }
  server.kill();
  assert.match(answer, /"textDocumentSync"/);
});

/** Ways in which the server's client ends it or is gone, and with what the server ends then. */
const ENDINGS = /** @type {const} */ ([
  ["after a shutdown", 0, { processId: null }, ["shutdown", "exit"]],
  ["without a shutdown", 1, { processId: null }, ["exit"]],
  ["with its input", 1, { processId: null }, []],
  [
    "with the process that its client named",
    1,
    { processId: spawnSync(process.execPath, ["--version"]).pid },
    undefined,
  ],
]);

for (const [how, code, params, methods] of ENDINGS) {
  test(`the installed language server ends ${how}`, { timeout: 20_000 }, async () => {
    const server = spawn(cli, ["lsp", "--stdio"], { stdio: ["pipe", "ignore", "inherit"] });
    const send = (/** @type {object} */ message) => {
      const body = JSON.stringify({ jsonrpc: "2.0", ...message });
      server.stdin.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    };
    send({ id: 1, method: "initialize", params: { ...params, capabilities: {} } });
    for (const method of methods ?? []) send(method === "exit" ? { method } : { id: 2, method });
    if (methods?.length === 0) server.stdin.end();
    assert.deepEqual(await once(server, "exit"), [code, null]);
  });
}

test("the editor's language server ends with the process that forked it", { timeout: 20_000 }, async () => {
  const server = fork("out/vsix/dist/server.cjs", ["--node-ipc"]);
  server.send({ jsonrpc: "2.0", id: 1, method: "initialize", params: { processId: null, capabilities: {} } });
  await once(server, "message");
  server.disconnect();
  assert.deepEqual(await once(server, "exit"), [0, null]);
});

test("threads of the installed command say what one says", () => {
  writeFileSync(
    join(folder, "count-threads.cjs"),
    `if (!require("node:worker_threads").isMainThread) require("node:fs").appendFileSync("threads", "+");`,
  );
  const env = { ...process.env, NODE_OPTIONS: "--require ./count-threads.cjs" };
  const alone = spawnSync(cli, ["lint", "--jobs", "1", ...many], { cwd: folder, encoding: "utf8", env });
  assert.equal(existsSync(join(folder, "threads")), false);
  const shared = spawnSync(cli, ["lint", "--jobs", "3", ...many], { cwd: folder, encoding: "utf8", env });
  assert.equal(readFileSync(join(folder, "threads"), "utf8"), "++");
  assert.match(alone.stdout, /60 warnings/);
  assert.deepEqual([shared.stdout, shared.stderr, shared.status], [alone.stdout, "", 1]);
});

test("a folder that is gone is said", {
  skip: process.platform === "win32" && "a folder in use cannot be removed there",
}, () => {
  const words = ["-c", 'mkdir gone && cd gone && rmdir ../gone && "$0" lint .', cli];
  const { status, stderr } = spawnSync("sh", words, { cwd: folder, encoding: "utf8" });
  assert.equal(stderr, "seaworthy: the folder that it was started in is gone: change to another\n");
  assert.equal(status, 2);
});

// The oldest that is promised, and those that may follow: V8 takes code that another build of it has kept, and may crash on it.
for (const version of ["20.18.1", "22", "26"])
  test(`Node ${version} says the same as this one, also with the code that both have kept`, () => {
    const platform = process.platform === "win32" ? "win" : process.platform;
    const name = `node-${platform}-${process.arch}`;
    const ofVersion = join(folder, `node-${version}`);
    download(["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", ofVersion, `${name}@${version}`]);
    const node = join(ofVersion, "node_modules", name, "bin", "node");
    const words = ["lint", "--jobs", "2", "--format", "json", resolve("examples"), ...many];
    const env = { ...process.env, XDG_CACHE_HOME: join(folder, "cache") };
    const answers = [process.execPath, node, process.execPath, node].map((program) =>
      spawnSync(program, [cli, ...words], { cwd: folder, encoding: "utf8", env }),
    );
    assert.match(answers[0]?.stdout ?? "", /"rule"/);
    for (const { status, stdout, stderr } of answers)
      assert.deepEqual({ status, stdout, stderr }, { status: 1, stdout: answers[0]?.stdout, stderr: "" });
  });

test("code is kept by how much a process worked, not by how long it waited", {
  skip: "enableCompileCache" in nodeModule && "from 22.1 on Node itself keeps it",
}, async () => {
  const cache = join(folder, "waited");
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  const bytesKept = () => {
    const code = join(cache, "seaworthy", "code");
    const [name = ""] = readdirSync(code).filter((each) => each.startsWith("start-cli-server.cjs"));
    return statSync(join(code, name)).size;
  };
  const waiting = spawn(process.execPath, [cli, "lint", "-"], {
    cwd: folder,
    env,
    stdio: ["pipe", "ignore", "ignore"],
  });
  await setTimeout(4000);
  waiting.stdin.end("FROM scratch\n");
  await once(waiting, "exit");
  const before = bytesKept();
  const busy = join(folder, "busy");
  mkdirSync(busy);
  for (const name of readdirSync("examples").filter((each) => existsSync(`examples/${each}/Dockerfile`)))
    for (let copy = 0; copy < 100; copy += 1)
      copyFileSync(`examples/${name}/Dockerfile`, join(busy, `${copy}-${name}.Dockerfile`));
  spawnSync(process.execPath, [cli, "lint", "--jobs", "1", busy], { cwd: folder, env });
  assert.ok(bytesKept() > before, `${bytesKept()} of ${before}`);
});

test("the shortened shell parser of the bundles gives the trees of the original", async () => {
  const { parse: original } = await import("unbash");
  const { parse: shortened } = await import(SHORTENED);
  const scripts = [
    'set -eux; X="a $(b `c`) ${D:-e}" && f | g 2>&1 >h || ! i &',
    "if a; then b; elif c; then d; else e; fi; while a; do b; done; until a; do b; done",
    "for i in a b; do c; done; for ((i=0; i<3; i++)); do d; done; select a in b; do c; done; case a in b|c) d;; *) e;; esac",
    'f() { a; }; (a; b); { c; }; [[ a == b && ! -f c ]]; (( a + b )); coproc x; A=(a "b c"); A[1]=d; a <(b) >(c) {fd}>e <<<f',
    "cat <<EOF\n$X ${Y/a/b} $((1 + 2))\nEOF\ncat <<-'E'\n\tx\n\tE\n",
    "${x#p} ${x%%p} ${x^^} ${x:1:2} ${!x} ${#x} ${x[@]} $'a\\n' {a,b} @(a|b) *.x a?b [c-d]",
    "if a; then (b $( c",
  ];
  const withoutArithmetic = (/** @type {string} */ _, /** @type {any} */ value) =>
    /^Arithmetic/.test(value?.type)
      ? { ...value, expression: undefined, initialize: undefined, test: undefined, update: undefined }
      : value;
  for (const script of scripts)
    assert.equal(JSON.stringify(shortened(script)), JSON.stringify(original(script), withoutArithmetic));
});

test("npm builds the command from the repository, as pre-commit has it do", {
  skip: !existsSync(".git") && "these are no files of a repository",
}, () => {
  const prefix = join(folder, "global");
  const config = join(folder, "gitconfig");
  // The files may be another user's, which git asks to be told.
  writeFileSync(config, "[safe]\n\tdirectory = *\n");
  // By an option instead of the environment npm prepares another way.
  const env = { ...process.env, npm_config_prefix: prefix, GIT_CONFIG_GLOBAL: config };
  const words = ["install", "--allow-git=root", "--install-links", "-g", `git+file://${resolve(".")}`];
  const { status, stderr } = spawnSync("npm", words, { cwd: folder, encoding: "utf8", env });
  assert.equal(status, 0, stderr);
  const installed = join(prefix, process.platform === "win32" ? "seaworthy.cmd" : "bin/seaworthy");
  assert.match(spawnSync(installed, ["--version"], { encoding: "utf8" }).stdout, /^\d+\.\d+\.\d+\n$/);
});

test("the packages hold nothing that is not needed", () => {
  const inTarball = list("tar", ["-tzf", join("out", tarball)]).map((path) => path.replace("package/", ""));
  const inVsix = list(
    process.execPath,
    [resolve("scripts/vsce/node_modules/@vscode/vsce/vsce"), "ls", "--no-dependencies"],
    "out/vsix",
  );
  const isWanted = (/** @type {string} */ path) =>
    /^(?:dist\/|schemas\/|docs\/.*\.md$|docs\/images\/icon\.png$|package\.json$|(?:readme|changelog|security)\.md$|license(?:\.txt)?$)/i.test(
      path,
    );
  assert.deepEqual(
    [...inTarball, ...inVsix].filter((path) => !isWanted(path)),
    [],
  );
  for (const bundle of ["extension.cjs", "server.cjs", "parts/worker.cjs"])
    assert.ok(inVsix.includes(`dist/${bundle}`), `the .vsix has no ${bundle}`);
  assert.ok(!inVsix.includes("dist/cli.cjs"), "the .vsix holds the command line");
  for (const path of ["dist/cli.cjs", "schemas/seaworthy.schema.json"])
    assert.ok(inTarball.includes(path), `the npm package has no ${path}`);
  assert.ok(!inTarball.includes("dist/extension.cjs"), "the npm package holds the extension");
});

test("every link of a packed page leads somewhere", () => {
  for (const packed of ["out/npm", "out/vsix"]) {
    const paths = readdirSync(packed, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"));
    assert.ok(paths.length > 50, paths.join());
    for (const path of paths) {
      const page = join(packed, path);
      for (const [, to = ""] of readFileSync(page, "utf8").matchAll(/\]\(([^)#]+)/g))
        assert.ok(
          to.startsWith("https:") || (path !== "README.md" && existsSync(join(page, "..", to))),
          `${page}: ${to}`,
        );
    }
    const named = readFileSync(join(packed, "README.md"), "utf8").match(/\bdocs\/[\w./-]*\w/g) ?? [];
    assert.ok(named.length > 5);
    for (const path of named) assert.ok(existsSync(join(packed, path)), `README.md names ${path}`);
  }
});

/** @param {string[]} words */
function seaworthy(words) {
  return spawnSync(cli, words, { cwd: folder, encoding: "utf8" });
}

/** @param {string} program @param {string[]} args */
function list(program, args, cwd = ".") {
  return spawnSync(program, args, { cwd, encoding: "utf8" })
    .stdout.split("\n")
    .filter((line) => line !== "" && !line.endsWith("/"));
}

/**
 * Installs with npm what a registry has. One that stands still is ended, and asked twice more: a connection that dies
 * without a word would hold the whole run for as long as npm waits.
 *
 * @param {string[]} words
 */
function download(words) {
  let last;
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    last = spawnSync("npm", ["install", ...words], { encoding: "utf8", timeout: 180_000, killSignal: "SIGKILL" });
    if (last.status === 0) return;
  }
  throw new Error(`npm install ${words.join(" ")} ended with ${last?.status ?? last?.signal}: ${last?.stderr}`);
}

/** @param {string} program @param {string[]} args @param {string} cwd */
function run(program, args, cwd) {
  const { status, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}: ${stderr}`);
}
