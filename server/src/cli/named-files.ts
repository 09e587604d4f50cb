import { type FileRole, isBakePath, roleOfName } from "../engine/file-roles.ts";
import { findFiles } from "../engine/find-files.ts";
import { nameOf } from "../engine/path.ts";
import type { Outcome } from "../outcome/outcome.ts";
import type { MarkedText } from "../outside/outside.ts";
import type { Arguments } from "./arguments.ts";
import type { World } from "./world.ts";

/** A file that the words of the command line lead to. */
export interface NamedFile {
  readonly kind: "file";
  /** Absolute; of standard input the path that it is treated as. */
  readonly path: string;
  readonly role: FileRole;
  readonly isStandardInput: boolean;
  read(): Outcome<MarkedText> | Promise<Outcome<MarkedText>>;
}

/** What is no file to check, or a folder that cannot be listed. */
interface Missing {
  readonly kind: "missing";
  readonly asked: string;
  readonly detail: string;
}

/** Something that leaves the run as it is, said once. */
interface Note {
  readonly kind: "note";
  readonly text: string;
}

/** The paths that a run is about: no word means "here". */
export function pathsOf({ words }: Arguments): readonly string[] {
  return words.length === 0 ? ["."] : words;
}

/** Every file that the words name: folders are searched, `-` is standard input. */
export async function* filesOf(args: Arguments, world: World): AsyncGenerator<NamedFile | Missing | Note> {
  const { files } = world.outside;
  for (const word of pathsOf(args)) {
    if (word === "-") {
      const input = standardInput(args, world);
      yield isBakePath(input.path) ? { kind: "missing", asked: world.shownPath(input.path), detail: BAKE_FILE } : input;
      continue;
    }
    const path = world.absolutePath(word);
    const kind = files.kindOf(path);
    if (kind === "other") yield { kind: "missing", asked: word, detail: NO_FILE };
    else if (kind === "file" && isBakePath(path)) yield { kind: "missing", asked: word, detail: BAKE_FILE };
    // One that is not there says so when it is read.
    else if (kind !== "folder") yield fileAt(path, world);
    else yield* filesIn(path, world);
  }
}

/** What `<(command)` of a shell is, for one. */
const NO_FILE = "is not a regular file; - reads standard input";

const BAKE_FILE = "is a Bake file, and none is checked: what it gives to builds counts where their Dockerfiles are";

async function* filesIn(folder: string, world: World): AsyncGenerator<NamedFile | Missing | Note> {
  for await (const found of findFiles(folder, world.outside.files)) {
    if (found.kind === "file") {
      yield fileAt(found.path, world);
      continue;
    }
    const { detail } = found.outcome;
    const asked = world.shownPath(found.outcome.asked);
    if (found.kind === "unreadable") yield { kind: "missing", asked, detail };
    else yield { kind: "note", text: `${asked} ${detail}: what it leaves out is looked at, too` };
  }
}

function fileAt(path: string, world: World): NamedFile {
  return {
    kind: "file",
    path,
    role: roleAt(path),
    isStandardInput: false,
    read: () => world.outside.files.readMarked(path),
  };
}

function standardInput(args: Arguments, world: World): NamedFile {
  const path = world.absolutePath(args.value("stdin-filename") ?? "Dockerfile");
  return { kind: "file", path, role: roleAt(path), isStandardInput: true, read: () => world.readInput() };
}

/** A file that somebody names is a Dockerfile, unless its name is that of a Compose file, or at least of YAML. */
function roleAt(path: string): FileRole {
  return roleOfName(nameOf(path)) ?? (/\.ya?ml$/i.test(path) ? "compose" : "dockerfile");
}
