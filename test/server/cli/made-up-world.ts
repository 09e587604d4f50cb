import { run } from "../../../server/src/cli/run.ts";
import type { World } from "../../../server/src/cli/world.ts";
import type { Lookups } from "../../../server/src/engine/lookups.ts";
import { joinPath, pathBelow } from "../../../server/src/engine/path.ts";
import { failure, success } from "../../../server/src/outcome/outcome.ts";
import type { Outside } from "../../../server/src/outside/outside.ts";
import { localReader } from "../../harness/saved-image.ts";
import { memoryFiles } from "../outside/memory-files.ts";

/** What a run is given. */
export interface Given {
  readonly files?: Readonly<Record<string, string | null>>;
  /** Standard input; undefined: it cannot be read. */
  readonly input?: string;
  readonly isTerminal?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** The far side of the world; without it, nothing may be asked of it. */
  readonly reach?: Outside["reach"];
  readonly largeFiles?: Outside["largeFiles"];
  /** Who answers questions; without it, nobody may be asked. */
  readonly broker?: Lookups["broker"];
  /** Interrupts the run. */
  readonly signal?: AbortSignal;
  /** Standard error is a terminal. */
  readonly showsProgress?: boolean;
}

/** What a run did. */
export interface Ran {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
  /** The files afterwards. */
  readonly files: ReadonlyMap<string, string | null>;
}

/** Runs a command line in `/r`, with made-up files, on the first day of 2026. */
export async function runIn(given: Given, ...words: readonly string[]): Promise<Ran> {
  const files = memoryFiles({ "/r/.git/HEAD": "", ...given.files });
  const written = { output: "", errors: "" };
  const world: World = {
    outside: {
      files,
      now: () => new Date("2026-01-01T12:00:00Z"),
      reach: given.reach ?? (() => Promise.reject(new Error("this test reaches nothing outside"))),
      largeFiles: given.largeFiles ?? (() => Promise.reject(new Error("this test opens no large file"))),
    },
    folder: "/r",
    architecture: "x64",
    openBroker: () =>
      given.broker === undefined ? Promise.reject(new Error("this test asks nobody")) : Promise.resolve(given.broker),
    imageReader: async () => localReader(await world.outside.largeFiles()),
    interruption: () => given.signal ?? new AbortController().signal,
    environment: given.environment ?? {},
    output: {
      isTerminal: given.isTerminal ?? false,
      columns: given.isTerminal === true ? 80 : undefined,
      write: async (text) => {
        written.output += text;
      },
    },
    errors: {
      isTerminal: given.showsProgress ?? false,
      columns: undefined,
      write: async (text) => {
        written.errors += text;
      },
    },
    readInput: async () =>
      given.input === undefined ? failure("unsupported", "-", "is not UTF-8") : success(given.input),
    absolutePath: (word) => joinPath("/r", word),
    shownPath: (path) => pathBelow("/r", path) ?? path,
    relativePath: (folder, path) => pathBelow(folder, path) ?? path,
  };
  const status = await run(words, world);
  return { status, ...written, files: files.texts };
}
