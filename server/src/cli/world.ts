import type { ImageWorld } from "../engine/image/image-world.ts";
import type { Lookups } from "../engine/lookups.ts";
import type { Outcome } from "../outcome/outcome.ts";
import type { Environment, MarkedText, Outside } from "../outside/outside.ts";
import type { ImageReader } from "../scan/embedded/read-image.ts";
import type { Serve, Thread } from "./thread.ts";

/** What a run of the command line has around it. `main.ts` makes the real one, tests make theirs. */
export interface World {
  readonly outside: Outside;
  /** Where the user stands: absolute, forward slashes. */
  readonly folder: string;
  /** What images are built for here. */
  readonly platform: ImageWorld["platform"];
  readonly environment: Environment;
  readonly output: Output;
  readonly errors: Output;
  /** All of standard input; what is no UTF-8 text of at most 2 MB is a failure. */
  readInput(): Promise<Outcome<MarkedText>>;
  /** Answers questions; with it the far side of the world is loaded. */
  openBroker(): Promise<Lookups["broker"]>;
  /** Reads images; with it a thread is started for each. */
  imageReader(): Promise<ImageReader>;
  /** How many threads this machine runs at once. */
  readonly processors: number;
  /** Starts a thread that runs the same words and takes orders; undefined: the system allows no more of them. */
  startThread(): Promise<Thread | undefined>;
  /** Where this run is such a thread: works for the run that started it. */
  readonly serve: Serve | undefined;
  /** Ends when the user interrupts the run; from then on the first interrupt only ends this signal. */
  interruption(): AbortSignal;
  /** A word of the command line as an absolute path with forward slashes. */
  absolutePath(word: string): string;
  /** How an absolute path is shown: from where the user stands. */
  shownPath(path: string): string;
  /** `path` seen from `folder`, climbing where it must. */
  relativePath(folder: string, path: string): string;
}

/** Standard output, or standard error. */
export interface Output {
  /** Resolves when there is room for more. After the reader has gone away it does nothing. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined elsewhere. */
  readonly columns: number | undefined;
}

/** How a run ends: README, "In a terminal and in CI". */
export const EXIT = { clean: 0, findings: 1, failed: 2 } as const;
