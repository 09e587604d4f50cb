import { join, resolve } from "node:path";
import { installPrograms } from "../oracle/registry/programs.ts";
import { startRegistry } from "../oracle/registry/real-registry.ts";
import { output } from "./program.ts";

const SCRIPT = resolve("../shared/tools/engine");

/** A Docker engine of the tests' own, with a registry on the loopback beside it. */
export interface Engine {
  /** `127.0.0.1:PORT`. */
  readonly registry: string;
  docker(args: readonly string[], input?: { readonly cwd: string }): Promise<string>;
  stop(): Promise<void>;
}

/** Starts both in a folder; the engine has `debian:12` then. */
export async function startEngine(folder: string): Promise<Engine> {
  installPrograms();
  const home = join(folder, "engine");
  // The engine says where it is in the words of a shell.
  const script = 'eval "$("$1" up "$2")" && printf "%s\\n%s" "$DOCKER_HOST" "$PATH"';
  const [DOCKER_HOST, PATH] = (await output("sh", ["-c", script, "sh", SCRIPT, home])).split("\n");
  const environment = { ...process.env, DOCKER_HOST, PATH, DOCKER_BUILDKIT: "1" };
  const registry = await startRegistry(folder, { name: "registry", data: join(folder, "images") });
  return {
    registry: registry.host,
    docker: (args, start = { cwd: folder }) => output("docker", args, { ...start, environment }),
    async stop() {
      registry.stop();
      await output(SCRIPT, ["down", home]);
    },
  };
}
