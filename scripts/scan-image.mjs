// npm run scan-image: builds the large image of ../shared/data/scan-image in an engine of its own (4 to 10 minutes, 2 GB) and keeps its
// archive in the user's cache folder, under the hash of its Dockerfile. The tests and the bench that want it run where it is.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SCAN_IMAGE_FOLDER, scanImageArchive } from "./scan-image-archive.mjs";

const ENGINE = "../shared/tools/engine";
const archive = scanImageArchive();
if (archive === undefined) throw new Error("../shared/data/scan-image is not here");
if (existsSync(archive)) {
  process.stdout.write(`${archive} is there\n`);
} else {
  build(archive);
}

/** @param {string} path */
function build(path) {
  mkdirSync(dirname(path), { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-engine-"));
  try {
    const host = /DOCKER_HOST=(\S+)/.exec(run(ENGINE, ["up", folder], process.env))?.[1];
    const env = { ...process.env, DOCKER_HOST: host, PATH: `${folder}/bin:${process.env.PATH}`, DOCKER_BUILDKIT: "1" };
    run("docker", ["build", "--network=host", "-t", "seaworthy/scan-image", SCAN_IMAGE_FOLDER], env);
    // In one step: whoever looks meanwhile sees the whole archive or none.
    run("docker", ["save", "-o", `${path}.part`, "seaworthy/scan-image"], env);
    renameSync(`${path}.part`, path);
    process.stdout.write(`${path} is made\n`);
  } finally {
    spawnSync(ENGINE, ["down", folder], { stdio: "inherit" });
    rmSync(folder, { recursive: true, force: true });
    rmSync(`${path}.part`, { force: true });
  }
}

/** @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} env */
function run(program, args, env) {
  const { status, stdout } = spawnSync(program, args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}`);
  return stdout;
}
