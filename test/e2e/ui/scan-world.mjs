// What a scan of a real image needs: a Docker engine with an image in it, the advisory database and an index of npm, all on this machine.
import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const ENGINE = resolve("../shared/tools/engine");
const ADVISORIES = resolve("../shared/tools/osv-server");
const BASE = "node:22.11.0-bookworm-slim";

/** @typedef {object} World
 * @property {NodeJS.ProcessEnv} environment of the editor
 * @property {Record<string, unknown>} settings of the machine */

/** @typedef {World & { docker: (...args: string[]) => Promise<string>, stop: () => Promise<void> }} Machine */

/** True where the tools that start an engine are; without them only a machine that is no CI may go on. */
export function hasScanWorld() {
  const isHere = existsSync(ENGINE) && existsSync(ADVISORIES);
  if (!isHere && process.env.CI === "true") throw new Error("../shared/tools is not here");
  return isHere;
}

/** What all scenarios have in common, from the first that needs it on. @type {Promise<Machine> | undefined} */
let started;

/** Starts what is not there yet, makes a folder a repository, and builds its image as `web:1.4.2`. @param {string} folder @returns {Promise<World>} */
export async function startScanWorld(folder) {
  started ??= startMachine();
  const { environment, settings, docker } = await started;
  commitAll(folder);
  await docker("build", "--tag", "web:1.4.2", folder);
  return { environment, settings };
}

/** Ends what was started. */
export async function stopScanWorld() {
  await started?.then(
    ({ stop }) => stop(),
    () => undefined,
  );
}

/** @returns {Promise<Machine>} */
async function startMachine() {
  const home = mkdtempSync(join(tmpdir(), "seaworthy-world-"));
  /** To be ended the other way round. @type {(() => unknown)[]} */
  const ends = [() => rmSync(home, { recursive: true, force: true, maxRetries: 5 })];
  const stop = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    ends.push(() => promisify(execFile)(ENGINE, ["down", join(home, "engine")]));
    const { stdout } = await promisify(execFile)(ENGINE, ["up", join(home, "engine")], { timeout: 300_000 });
    const DOCKER_HOST = /DOCKER_HOST=(\S+)/.exec(stdout)?.[1];
    const environment = { ...process.env, DOCKER_HOST, PATH: `${join(home, "engine", "bin")}:${process.env.PATH}` };
    /** @param {string[]} args */
    const docker = async (...args) =>
      (await promisify(execFile)("docker", args, { env: { ...environment, DOCKER_BUILDKIT: "0" } })).stdout;
    const advisories = await startAdvisories();
    ends.push(advisories.stop);
    const index = await startIndex({ ejs: ["3.1.6", "3.1.7", "3.1.10"], lodash: ["4.17.20", "4.17.21"] });
    ends.push(index.stop);
    await buildBase(join(home, "base"), docker);
    return {
      environment: { ...environment, npm_config_registry: index.address },
      settings: { "seaworthy.osv.endpoint": advisories.address },
      docker,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes a folder a repository of one commit, which is the same on every day. @param {string} folder */
function commitAll(folder) {
  const date = "2026-01-05T09:00:00Z";
  const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  const git = (/** @type {string[]} */ ...words) => execFileSync("git", ["-C", folder, ...words], { env });
  git("init", "--quiet");
  git("config", "user.name", "Reviewer");
  git("config", "user.email", "reviewer@team.example");
  git("add", ".");
  git("commit", "--quiet", "--message", "A first version");
}

/** Debian with an `npm` that writes what it is asked for, and fetches nothing. */
const NPM = `#!/bin/sh
for word in "$@"; do
  case "$word" in *@*) ;; *) continue ;; esac
  folder="/usr/local/lib/node_modules/\${word%@*}"
  mkdir -p "$folder"
  printf '{"name":"%s","version":"%s"}\\n' "\${word%@*}" "\${word##*@}" > "$folder/package.json"
done
`;

/** @param {string} folder @param {(...args: string[]) => Promise<string>} docker */
async function buildBase(folder, docker) {
  mkdirSync(folder);
  writeFileSync(join(folder, "npm"), NPM, { mode: 0o755 });
  writeFileSync(join(folder, "Dockerfile"), "FROM debian:12\nCOPY npm /usr/local/bin/npm\n");
  await docker("build", "--tag", BASE, folder);
}

/** The advisory database with real records. */
async function startAdvisories() {
  const child = spawn(process.execPath, [ADVISORIES, "--stdin"], { stdio: ["pipe", "pipe", "inherit"] });
  /** @type {string} */
  const address = await new Promise((done, failed) => {
    createInterface(child.stdout).once("line", done);
    child.once("exit", () => failed(new Error("osv-server ended")));
  });
  return { address: address.trim(), stop: () => child.stdin.end() };
}

/** An index of npm with these versions. @param {Record<string, string[]>} packages */
async function startIndex(packages) {
  const server = createServer((request, response) => {
    const name = (request.url ?? "").slice(1);
    const versions = packages[name];
    response.writeHead(versions === undefined ? 404 : 200, { "content-type": "application/json" });
    if (versions === undefined) response.end("{}");
    else response.end(JSON.stringify(packument(name, versions)));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the index has no port");
  return { address: `http://127.0.0.1:${address.port}/`, stop: () => server.close() };
}

/** @param {string} name @param {string[]} versions oldest first */
function packument(name, versions) {
  const published = versions.map((version, at) => [version, `2025-01-0${at + 1}T00:00:00Z`]);
  return {
    name,
    "dist-tags": { latest: versions.at(-1) },
    versions: Object.fromEntries(versions.map((version) => [version, { name, version }])),
    time: Object.fromEntries(published),
  };
}
