import assert from "node:assert/strict";
import childProcess from "node:child_process";
import dns from "node:dns";
import { readFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { startServer } from "../harness/in-process-server.ts";

const DOCKERFILE = "file:///shop/Dockerfile";
const TEXT = `FROM node:latest
COPY package.json package-lock.json ./
RUN npm install && apt-get install -y curl && curl -fsSL https://downloads.example/tool.tgz | tar xz
LABEL maintainer=me
`;

/** Replaces functions by ones that count; gives the names that were called and a way back. */
function watch(): { readonly called: string[]; restore(): void } {
  const called: string[] = [];
  const before: (() => void)[] = [];
  const spy = (owner: object, name: string) => {
    const original = Reflect.get(owner, name);
    Reflect.set(owner, name, function spied(this: unknown, ...args: readonly unknown[]) {
      called.push(name);
      return Reflect.apply(original, this, args);
    });
    before.push(() => Reflect.set(owner, name, original));
  };
  for (const name of ["lookup", "resolve"]) spy(dns, name);
  for (const name of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"])
    spy(childProcess, name);
  for (const name of ["request", "get"]) spy(http, name);
  spy(net, "connect");
  spy(net.Socket.prototype, "connect");
  const restore = () => {
    for (const undo of before) undo();
  };
  return { called, restore };
}

test("opening, typing, hovering and asking for fixes starts no process and opens no connection", async () => {
  const seen = watch();
  let reached = 0;
  const reach = () => {
    reached += 1;
    return Promise.reject(new Error("nobody has chosen anything"));
  };
  const server = await startServer({ reach });
  await server.open(DOCKERFILE, TEXT);
  let squiggles: readonly string[] = [];
  // The first file waits for packages to be loaded, which takes as long as the disk does.
  for (let tries = 0; tries < 100 && squiggles.length === 0; tries += 1) squiggles = await server.squiggles(DOCKERFILE);
  await server.edit(DOCKERFILE, "curl &&", "curl wget &&");
  await server.diagnostics(DOCKERFILE);
  const actions = await server.actions(DOCKERFILE, "latest");
  await server.wire.sendRequest("textDocument/hover", {
    textDocument: { uri: DOCKERFILE },
    position: { line: 0, character: 7 },
  });
  server.stop();
  seen.restore();
  assert.ok(squiggles.includes('image-latest "latest"'), "the server did not work at all");
  assert.ok(
    actions.some(({ title }) => title.startsWith("Pin")),
    "no look-up was offered at all",
  );
  assert.deepEqual(seen.called, []);
  assert.equal(reached, 0);
});

test("the watch itself sees a process and a connection", () => {
  const seen = watch();
  childProcess.spawnSync(process.execPath, ["--version"]);
  net
    .connect({ port: 1, host: "127.0.0.1" })
    .on("error", () => {})
    .destroy();
  seen.restore();
  assert.deepEqual(seen.called, ["spawnSync", "connect", "connect"]);
});

test("what is loaded before the first diagnostics holds no resolver, no socket and no process", () => {
  const loaded = loadedFrom(["server/src/lsp/main.ts", "server/src/lsp/new-context.ts", "server/src/cli/main.ts"]);
  assert.ok(loaded.has("server/src/lint/run.ts"), "the imports were not followed at all");
  const far = [...loaded].filter((path) => /^server\/src\/(?:resolve|outside)\//.test(path)).sort();
  assert.deepEqual(far, [
    "server/src/outside/error-words.ts",
    "server/src/outside/files/decode-text.ts",
    "server/src/outside/files/disk-files.ts",
    "server/src/outside/files/make-folder.ts",
    "server/src/outside/outside.ts",
    "server/src/outside/start/code-flags.ts",
  ]);
});

/** Source files that these load at once: their imports and those of the imports, without types and `import()`. */
function loadedFrom(entries: readonly string[]): ReadonlySet<string> {
  const loaded = new Set(entries);
  for (const path of loaded) {
    const imports = readFileSync(path, "utf8").matchAll(/^(?:import|export) (?!type\b)[^;]*?from "(\.[^"]+)";$/gm);
    for (const [, target = ""] of imports) loaded.add(join(dirname(path), target).replaceAll("\\", "/"));
  }
  return loaded;
}
