// npm run scan-image: builds the large image of ../shared/data/scan-image in an engine of its own (4 to 10 minutes, 2 GB) and keeps its
// archive in the user's cache folder, under the hash of its Dockerfile. The tests make it so, too, when it is not there.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SCAN_IMAGE_FOLDER, scanImageArchive } from "./scan-image-archive.mjs";

const ENGINE = "../shared/tools/engine";
const ATTEMPTS = 2;
const archive = scanImageArchive();
if (archive === undefined) throw new Error("../shared/data/scan-image is not here");
if (existsSync(archive)) {
  process.stdout.write(`${archive} is there\n`);
} else {
  // An interruption ends the program that runs, and then the engine.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => undefined);
  make(archive);
}

/** @param {string} path */
function make(path) {
  mkdirSync(dirname(path), { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-engine-"));
  try {
    const host = /DOCKER_HOST=(\S+)/.exec(run(ENGINE, ["up", folder], process.env))?.[1];
    const env = { ...process.env, DOCKER_HOST: host, PATH: `${folder}/bin:${process.env.PATH}`, DOCKER_BUILDKIT: "1" };
    build(env);
    // In one step: whoever looks meanwhile sees the whole archive or none.
    run("docker", ["save", "-o", `${path}.part`, "seaworthy/scan-image"], env);
    renameSync(`${path}.part`, path);
    process.stdout.write(`${path} is made\n`);
  } finally {
    spawnSync(ENGINE, ["down", folder], { stdio: "inherit" });
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    rmSync(`${path}.part`, { force: true });
  }
}

/** Builds it; a second attempt goes on where the first one ended, as an index may be out of reach for a moment. @param {NodeJS.ProcessEnv} env */
function build(env) {
  const args = ["build", "--network=host", "--progress=plain", "-t", "seaworthy/scan-image", SCAN_IMAGE_FOLDER];
  let said = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { status, stderr } = spawnSync("docker", args, { env, encoding: "utf8", maxBuffer: 1 << 28 });
    if (status === 0) return;
    said = stderr;
  }
  const step = /^ > (\[.*):$/m.exec(said)?.[1] ?? "its first step";
  throw new Error(
    `the large image could not be built in ${ATTEMPTS} attempts: an index that this step asks is out of reach, or has lost what is pinned: ${step.slice(0, 400)}\n${said.slice(-2000)}`,
  );
}

/** @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} env */
function run(program, args, env) {
  const { status, stdout } = spawnSync(program, args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}`);
  return stdout;
}
