import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { output } from "../harness/programs.ts";
import { tarOf } from "../harness/tar-writer.ts";
import { debianSources, ownApt, serve } from "../oracle/apt/machine-sources.ts";
import { archiveFiles } from "../oracle/apt/served-archive.ts";
import { pushBases } from "./bases.ts";
import { type BuildKit, makeBuildKit, startBuildKit } from "./build-kit.ts";
import { type Engine, startEngineWithRegistry } from "./engine.ts";
import { type Example, examples, TOOL_URL } from "./examples.ts";
import { startFileHost } from "./file-host.ts";

// "Pin everything" by the command line as it is packed, on Dockerfiles that a real engine builds: what is in the image stays the
// same, and is the same again when everything is installed anew. Indexes are asked by their own clients; what apt reads of
// Debian's archive is served on the loopback to the command line, which reads it as it would the archive itself.

const folder = mkdtempSync(join(tmpdir(), "seaworthy-real-"));
const cli = resolve("dist/cli.cjs");
const apt = ownApt(debianSources());
const rows: string[] = [];
const closing: (() => void | Promise<void>)[] = [
  () => apt.remove(),
  () => rmSync(folder, { recursive: true, force: true }),
];
let engine: Engine;
let buildKit: BuildKit;
let proxy = "";

before(async () => {
  const starting = startEngineWithRegistry(folder).then((started) => {
    engine = started;
    closing.unshift(started.stop);
  });
  await Promise.all([starting, makeBuildKit(), apt.run("apt-get", "update")]);
  await pushBases(folder, engine);
  const archive = await archiveFiles(apt);
  const mirror = await serve((path) => archive.get(path));
  const files = await startFileHost(new Map([[TOOL_URL, toolArchive()]]));
  proxy = files.proxy;
  buildKit = await startBuildKit(folder, engine, proxy);
  closing.unshift(mirror.close, files.close, buildKit.stop);
  writeSettings(mirror.host, archive);
});

after(async () => {
  console.log(
    [
      "",
      "| Dockerfile | pins | built before | pinned | anew | entries, the same |",
      "|---|---|---|---|---|---|",
      ...rows,
    ].join("\n"),
  );
  for (const close of closing) await close();
});

describe("pinned Dockerfiles build the same image, also from nothing", { concurrency: 2 }, () => {
  // Names are known now, the registry's port when the tests run.
  for (const { name } of examples("")) {
    it(name, async () => {
      const example = examples(engine.registry).find((each) => each.name === name);
      assert.ok(example !== undefined);
      rows.push(await pinned(example));
    });
  }
});

/** Builds, pins, builds twice more; a row of the table. */
async function pinned(example: Example): Promise<string> {
  const { name, dockerfile, options = [], pins, pinStyle } = example;
  const image = `seaworthy-real/${name.replace(/\W+/g, "-").toLowerCase()}`;
  const context = join(folder, "examples", image);
  const path = join(context, "Dockerfile");
  mkdirSync(context, { recursive: true });
  writeFileSync(path, dockerfile);
  // Of today's versions the newest, as the build before takes them.
  writeFileSync(join(context, ".seaworthy.yaml"), `pinStyle: ${pinStyle}\nminimumReleaseAge: 0\n`);
  const before = await built(example, context, `${image}:before`);
  const fix = ["fix", "--write", "--format", "json", "--tools", ...options, "Dockerfile"];
  const [fixed] = JSON.parse(await seaworthy(fix, context)).files;
  assert.deepEqual(fixed.failed, []);
  const text = readFileSync(path, "utf8");
  for (const pin of pins) assert.match(text, pin);
  await seaworthy(["lint", "Dockerfile"], context);
  await seaworthy(["check-pins", "--tools", "--fail-on", "hint", "Dockerfile"], context);
  const after = await built(example, context, `${image}:pinned`);
  assert.deepEqual(after.entries, before.entries);
  const anew = await built(example, context, `${image}:anew`, true);
  assert.deepEqual(anew.entries, before.entries);
  const values = fixed.edits.filter(({ rule }: { readonly rule: string }) => !rule.startsWith("label-"));
  const seconds = [before, after, anew].map(({ seconds }) => `${seconds} s`);
  return `| ${[name, values.length, ...seconds, before.entries.length].join(" | ")} |`;
}

/** What a build puts into an image: packages of every manager that the image has, and the sums of what was fetched or compiled. */
async function built({ builder }: Example, context: string, image: string, isAnew = false) {
  const started = performance.now();
  const exceptions = Object.values(debianSources()).flatMap((text) => [...text.matchAll(/https?:\/\/([^/\s:]+)/g)]);
  const network = { http_proxy: proxy, no_proxy: ["127.0.0.1", ...exceptions.map(([, host]) => host)].join(",") };
  if (builder === "buildkit") {
    const words = Object.entries(network).map(([name, value]) => `build-arg:${name}=${value}`);
    const all = [...words, ...(isAnew ? ["no-cache="] : [])];
    await buildKit.build(
      context,
      image,
      all.flatMap((option) => ["--opt", option]),
    );
  } else {
    const words = Object.entries(network).map(([name, value]) => `--build-arg=${name}=${value}`);
    await engine.docker(
      "build",
      "--network=host",
      ...words,
      ...(isAnew ? ["--no-cache"] : []),
      `--tag=${image}`,
      context,
    );
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  const entries = (await engine.docker("run", "--rm", "--network=none", image, "sh", "-c", LIST)).trim().split("\n");
  return { entries: entries.sort(), seconds };
}

const LIST = `set -e
dpkg-query --show --showformat '\${Package} \${Version} \${Architecture}\\n'
if command -v pip >/dev/null; then pip freeze --all; fi
if command -v npm >/dev/null; then npm ls --global --all --parseable --long; fi
if [ -e /root/.cargo/.crates.toml ]; then cat /root/.cargo/.crates.toml; fi
find /opt /root/go/bin -type f -exec sha256sum {} + 2>/dev/null || true`;

/** The command line as a user with these settings runs it, on the network that this machine has. */
async function seaworthy(words: readonly string[], cwd: string): Promise<string> {
  const own = { XDG_CONFIG_HOME: join(folder, "config"), XDG_CACHE_HOME: join(folder, "cache") };
  const environment = { ...process.env, ...own, http_proxy: proxy, no_proxy: "127.0.0.1,localhost" };
  return await output(process.execPath, [cli, ...words], { cwd, env: environment });
}

/** Debian's archive is asked on the loopback; indexes of languages by the package managers of this machine, with their configuration. */
function writeSettings(mirror: string, archive: ReadonlyMap<string, Uint8Array>): void {
  const config = join(folder, "config");
  const users = process.env.XDG_CONFIG_HOME ?? join(homedir(), ".config");
  mkdirSync(join(config, "seaworthy"), { recursive: true });
  for (const name of existsSync(users) ? readdirSync(users) : []) {
    if (name !== "seaworthy") symlinkSync(join(users, name), join(config, name));
  }
  const hosts = new Set([...archive.keys()].map((path) => path.split("/")[1] ?? ""));
  const mirrors = [...hosts].map((host) => `  ${host}: http://${mirror}/${host}\n`).join("");
  writeFileSync(join(config, "seaworthy", "settings.yaml"), `lookup:\n  order: [tool]\nmirrors:\n${mirrors}`);
}

/** A small archive, as releases have it. */
function toolArchive(): Uint8Array {
  return gzipSync(tarOf([{ path: "tool-1.4.0/tool", content: "#!/bin/sh\necho tool 1.4.0\n" }]));
}
