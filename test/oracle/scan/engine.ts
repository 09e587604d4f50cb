import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output } from "./programs.ts";

const SCRIPT = join("..", "shared", "tools", "engine");

/** True where the script that starts an engine is; without it only a machine that is no CI may go on. */
export function hasEngine(): boolean {
  const isHere = existsSync(SCRIPT);
  if (!isHere) assert.notEqual(process.env.CI, "true", "../shared/tools/engine is not here");
  return isHere;
}

/** A Docker engine of its own with the image debian:12, gone when it is stopped. */
export interface TestEngine {
  readonly environment: NodeJS.ProcessEnv;
  /** Standard output of docker. */
  docker(...args: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Starts an engine; what it needs is installed. */
export async function startEngine(): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-engine-"));
  const exports = await output(SCRIPT, ["up", folder], {});
  const host = /DOCKER_HOST=(\S+)/.exec(exports)?.[1];
  assert.ok(host, exports);
  const environment = { ...process.env, DOCKER_HOST: host, PATH: `${folder}/bin:${process.env.PATH}` };
  return {
    environment,
    docker: (...args) => output("docker", args, { env: environment }),
    async stop() {
      await output(SCRIPT, ["down", folder], {});
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
