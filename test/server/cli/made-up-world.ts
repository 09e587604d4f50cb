import { run } from "../../../server/src/cli/run.ts";
import type { Thread } from "../../../server/src/cli/thread.ts";
import type { Output, World } from "../../../server/src/cli/world.ts";
import type { Lookups } from "../../../server/src/engine/lookups.ts";
import { joinPath, pathBelow } from "../../../server/src/engine/path.ts";
import { failure, success } from "../../../server/src/outcome/outcome.ts";
import type { Files, Outside } from "../../../server/src/outside/outside.ts";
import { localReader } from "../../harness/saved-image.ts";
import { memoryFiles } from "../outside/memory-files.ts";

/** What a run is given. */
export interface Given {
  readonly files?: Readonly<Record<string, string | null>>;
  /** What their disk does otherwise than one of plain files. */
  readonly disk?: Partial<Files>;
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
  /** What the machine runs at once; 1 unless given. */
  readonly processors?: number;
  /** Unless given, the first day of 2026. */
  readonly now?: Date;
}

/** What a run did. */
export interface Ran {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
  /** How many threads were started, and how many texts they were given. */
  readonly threads: { readonly started: number; readonly texts: number };
  /** The files afterwards. */
  readonly files: ReadonlyMap<string, string | null>;
}

/** Runs a command line in `/r`, with made-up files. */
export async function runIn(given: Given, ...words: readonly string[]): Promise<Ran> {
  const files = memoryFiles({ "/r/.git/HEAD": "", ...given.files });
  const written = { output: "", errors: "" };
  const threads = { started: 0, texts: 0 };
  const world: World = {
    outside: {
      files: { ...files, ...given.disk },
      now: () => given.now ?? new Date("2026-01-01T12:00:00Z"),
      reach: given.reach ?? (() => Promise.reject(new Error("this test reaches nothing outside"))),
      largeFiles: given.largeFiles ?? (() => Promise.reject(new Error("this test opens no large file"))),
    },
    folder: "/r",
    platform: { os: "linux", arch: "amd64" },
    openBroker: () =>
      given.broker === undefined ? Promise.reject(new Error("this test asks nobody")) : Promise.resolve(given.broker),
    imageReader: async () => localReader(await world.outside.largeFiles()),
    processors: given.processors ?? 1,
    serve: undefined,
    startThread: async () => {
      threads.started += 1;
      return threadOf(world, words, (texts) => {
        threads.texts += texts;
      });
    },
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
      given.input === undefined
        ? failure("unsupported", "-", "is not UTF-8")
        : success({ mark: "", text: given.input }),
    absolutePath: (word) => joinPath("/r", word),
    shownPath: (path) => pathBelow("/r", path) ?? path,
    relativePath: (folder, path) => pathBelow(folder, path) ?? path,
  };
  const status = await run(words, world);
  return { status, ...written, threads, files: files.texts };
}

/** The same program in the same thread. What the two tell each other goes through what threads can tell each other. */
function threadOf(world: World, words: readonly string[], told: (texts: number) => void): Thread {
  const mute = (output: Output): Output => ({ ...output, write: () => Promise.reject(new Error("a thread writes")) });
  const checker = new Promise<Parameters<NonNullable<World["serve"]>>[0]>((begun) => {
    const serve: World["serve"] = async (check) => begun(check);
    void run(words, { ...world, output: mute(world.output), errors: mute(world.errors), serve });
  });
  return {
    async check(sources) {
      told(sources.length);
      const check = await checker;
      const reports = [];
      for (const source of structuredClone(sources)) reports.push(structuredClone(await check(source)));
      return reports;
    },
    end: async () => undefined,
  };
}
