import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { goToPrograms, PROGRAMS } from "../harness/go-program.ts";
import { output } from "../harness/programs.ts";
import type { Engine } from "./engine.ts";

const MODULE = join("test", "real", "buildkit");
const COMMANDS = "github.com/moby/buildkit/cmd";

/** BuildKit by itself, newer than the one in Debian's engine: here-documents, `ADD --checksum`. */
export interface BuildKit {
  /** Builds the Dockerfile of a folder and hands the image to the engine under this name. */
  build(folder: string, image: string, options: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Builds BuildKit from its Go module; what is built already is not built again. */
export async function makeBuildKit(): Promise<void> {
  const commands = ["buildkitd", "buildctl"].map((name) => `${COMMANDS}/${name}`);
  await goToPrograms(["build", "-o", `${PROGRAMS}/`, ...commands], MODULE);
}

/** Starts it; what its builds fetch goes through the proxy. */
export async function startBuildKit(folder: string, engine: Engine, proxy: string): Promise<BuildKit> {
  const configuration = join(folder, "buildkitd.toml");
  writeFileSync(configuration, `[registry."${engine.registry}"]\n  http = true\n`);
  const address = `unix://${join(folder, "buildkitd.sock")}`;
  const state = ["--root", join(folder, "buildkit"), "--config", configuration, "--addr", address];
  const worker = ["--oci-worker=true", "--containerd-worker=false", "--oci-worker-net=host"];
  const environment = { ...process.env, HTTP_PROXY: proxy, NO_PROXY: "127.0.0.1,localhost" };
  const daemon = spawn(join(PROGRAMS, "buildkitd"), [...state, ...worker], {
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  daemon.stderr.on("data", (bytes: Buffer) => {
    said = (said + bytes.toString()).slice(-4000);
  });
  const control = (args: readonly string[]) =>
    output(join(PROGRAMS, "buildctl"), ["--addr", address, ...args], { env: process.env });
  for (let tries = 100; ; tries -= 1) {
    if (await control(["debug", "workers"]).then(Boolean, () => false)) break;
    if (tries === 0 || daemon.exitCode !== null) throw new Error(`buildkitd does not answer:\n${said}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return {
    async build(context, image, options) {
      const archive = join(folder, `${image.replace(/\W/g, "-")}.tar`);
      const locals = ["--local", `context=${context}`, "--local", `dockerfile=${context}`];
      const result = ["--output", `type=docker,name=${image},dest=${archive},compression=uncompressed`];
      await control(["build", "--frontend", "dockerfile.v0", "--progress", "plain", ...locals, ...options, ...result]);
      await engine.docker("load", "--input", archive);
    },
    async stop() {
      const ended = new Promise((done) => daemon.once("exit", done));
      daemon.kill();
      await ended;
    },
  };
}
