import { failure, type Outcome, success } from "../../../server/src/outcome/outcome.ts";
import type { Command, CommandResult } from "../../../server/src/outside/outside.ts";
import { NO_REACH } from "../../harness/no-reach.ts";
import { databaseHttp, memoryStore, NO_FAULTS } from "../../harness/osv-database.ts";
import { scratchFiles } from "../../harness/saved-image.ts";
import { type Ran, runIn } from "./made-up-world.ts";

/** What a command on images has before it. */
export interface Scene {
  readonly files?: Readonly<Record<string, string | null>>;
  /** Archives of images by their path. */
  readonly saved?: ReadonlyMap<string, Uint8Array>;
  readonly environment?: Readonly<Record<string, string>>;
  engine?(command: Command): string | undefined;
}

/** Runs a command; an engine answers with JSON, or not at all. */
export function runOnImages(scene: Scene, ...words: readonly string[]): Promise<Ran> {
  const saved = scene.saved ?? new Map<string, Uint8Array>();
  const run = async (command: Command): Promise<Outcome<CommandResult>> => {
    const output = scene.engine?.(command);
    if (output === undefined) return failure("not-found", command.program, "is not installed");
    return success({ status: output === "" ? 1 : 0, output, errors: "no such thing" });
  };
  return runIn(
    {
      files: { ...Object.fromEntries([...saved.keys()].map((path) => [path, ""])), ...scene.files },
      environment: scene.environment ?? {},
      reach: async () => ({ ...NO_REACH, http: databaseHttp(NO_FAULTS), run: { run }, store: memoryStore() }),
      largeFiles: async () => scratchFiles(saved),
    },
    ...words,
  );
}
