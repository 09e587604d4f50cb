import { folderOf } from "../engine/path.ts";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
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

/** Whether the file that `--output` names can come to be: known before any work is done. */
export function outputTrouble(args: Arguments, { outside, absolutePath }: World): Outcome<undefined> {
  const path = args.value("output");
  if (path === undefined || path === "-") return success(undefined);
  const target = absolutePath(path);
  if (outside.files.kindOf(target) === "folder")
    return failure("malformed", path, "is a folder: --output names a file");
  return outside.files.kindOf(folderOf(target)) === "folder"
    ? success(undefined)
    : failure("not-found", path, "cannot be written: its folder does not exist");
}

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
