import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ONE_AT_A_TIME, output } from "./programs.ts";

const SCRIPT = resolve("../shared/tools/engine");

/** A Docker engine of its own with the image debian:12, gone when it is stopped. */
export interface TestEngine {
  readonly environment: NodeJS.ProcessEnv;
  /** Standard output of docker. */
  docker(...args: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Starts an engine; what it needs is installed. Its client gets these variables beside those of the tests. */
export async function startEngine(variables: NodeJS.ProcessEnv = {}): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-engine-"));
  const [program, ...options] = ONE_AT_A_TIME;
  const exports = await output(program, [...options, SCRIPT, "up", folder]);
  const host = /DOCKER_HOST=(\S+)/.exec(exports)?.[1];
  assert.ok(host, exports);
  const PATH = `${folder}/bin:${process.env.PATH}`;
  const environment = { ...process.env, ...variables, DOCKER_HOST: host, PATH };
  return {
    environment,
    docker: (...args) => output("docker", args, { env: environment }),
    async stop() {
      await output(SCRIPT, ["down", folder]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
