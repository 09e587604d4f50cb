import { join } from "node:path";
import { startEngine, type TestEngine } from "../harness/engine.ts";
import { startRegistry } from "../oracle/registry/real-registry.ts";

/** A Docker engine of the tests' own, with a registry on the loopback beside it. */
export interface Engine extends TestEngine {
  /** `127.0.0.1:PORT`. */
  readonly registry: string;
}

/** Starts both; the registry keeps its images in the folder. */
export async function startEngineWithRegistry(folder: string): Promise<Engine> {
  const engine = await startEngine({ DOCKER_BUILDKIT: "1" });
  const registry = await startRegistry(folder, { name: "registry", data: join(folder, "images") });
  return {
    ...engine,
    registry: registry.host,
    async stop() {
      registry.stop();
      await engine.stop();
    },
  };
}
