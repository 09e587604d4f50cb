import { roleOfName } from "../engine/file-roles.ts";
import { folderOf, nameOf, pathBelow } from "../engine/path.ts";
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

/** Options that name a file which is read. */
const READ = ["baseline", "config", "dockerfile", "input", "report", "vex"];

/**
 * Whether the file that `--output` names can come to be, and is not lost by it: known before any work is done. `words` name files that are
 * read, and folders that are searched.
 */
export function outputTrouble(args: Arguments, world: World, words: readonly string[] = []): Outcome<undefined> {
  const path = args.value("output");
  if (path === undefined || path === "-") return success(undefined);
  if (world.outside.files.kindOf(world.absolutePath(path)) === "folder")
    return failure("malformed", path, "is a folder: --output names a file");
  if (isRead(path, [...words, ...READ.flatMap(args.values)], world))
    return failure("malformed", path, "is what is read: --output names another file");
  return folderTrouble(path, world);
}

function isRead(path: string, words: readonly string[], { outside, absolutePath }: World): boolean {
  const placeOf = (word: string) => {
    const real = outside.files.realPath(absolutePath(word));
    return real.ok ? real.value : absolutePath(word);
  };
  const place = placeOf(path);
  const isFound = roleOfName(nameOf(place)) !== undefined && outside.files.kindOf(place) === "file";
  return words.some((word) => {
    const read = placeOf(word);
    return read === place || (isFound && pathBelow(read, place) !== undefined);
  });
}

/** Whether the folder of a file that is to be written is there. */
export function folderTrouble(path: string, { outside, absolutePath }: World): Outcome<undefined> {
  return outside.files.kindOf(folderOf(absolutePath(path))) === "folder"
    ? success(undefined)
    : failure("not-found", path, "cannot be written: its folder does not exist");
}

/** Writes a file that the command line names, all or nothing. */
export function writeNamed(path: string, text: string, { outside, absolutePath }: World): Outcome<undefined> {
  const written = outside.files.writeText(absolutePath(path), text);
  // Where a link leads to no folder, or in one as `/proc`.
  return written.ok || written.reason !== "not-found" ? written : { ...written, detail: "cannot be made there" };
}

/** Standard output, or the file that `--output` names. */
export function openSink(args: Arguments, world: World): Sink {
  const path = args.value("output");
  const target = path === "-" ? undefined : path;
  const { output } = world;
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
      if (target !== undefined) return writeNamed(target, state.text, world);
      if (state.text !== "") await output.write(state.text);
      return success(undefined);
    },
  };
}
