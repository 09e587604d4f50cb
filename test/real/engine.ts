import { join } from "node:path";
import { startEngine, type TestEngine } from "../harness/engine.ts";
import { startRegistry } from "../oracle/registry/real-registry.ts";

/** A Docker engine of the tests' own, with a registry on the loopback beside it. */
export interface Engine extends TestEngine {
  /** `127.0.0.1:PORT`. */
  readonly registry: string;
  /** The folder in which the registry keeps its images. */
  readonly images: string;
}

/** Starts both; what the registry keeps is in the folder. */
export async function startEngineWithRegistry(folder: string): Promise<Engine> {
  const engine = await startEngine({ DOCKER_BUILDKIT: "1" });
  const images = join(folder, "images");
  const registry = await startRegistry(folder, { name: "registry", data: images });
  return {
    ...engine,
    registry: registry.host,
    images,
    async stop() {
      registry.stop();
      await engine.stop();
    },
  };
}
