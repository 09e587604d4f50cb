import { type Outcome, success } from "../outcome/outcome.ts";
import type { Arguments } from "./arguments.ts";
import type { World } from "./world.ts";

/** Where the result of a run goes. */
export interface Sink {
  write(text: string): Promise<void>;
  /** Ends the result; a file is written now, all or nothing. */
  close(): Promise<Outcome<undefined>>;
  /** The result is shown on a terminal. */
  readonly isTerminal: boolean;
}

/** Standard output is written in pieces of about this many characters. */
const PIECE_LENGTH = 64 * 1024;

/** Standard output, or the file that `--output` names. */
export function openSink(args: Arguments, world: World): Sink {
  const path = args.value("output");
  const target = path === undefined || path === "-" ? undefined : world.absolutePath(path);
  const { output, outside } = world;
  const isTerminal = target === undefined && output.isTerminal;
  const state = { text: "" };
  return {
    isTerminal,
    async write(text) {
      state.text += text;
      if (target !== undefined || (state.text.length < PIECE_LENGTH && !isTerminal)) return;
      const piece = state.text;
      state.text = "";
      if (piece !== "") await output.write(piece);
    },
    async close() {
      if (target !== undefined) return outside.files.writeText(target, state.text);
      if (state.text !== "") await output.write(state.text);
      return success(undefined);
    },
  };
}
