import type { Argument, Call } from "../call.ts";
import { hasOption, longOptions, optionTable, readOptions, valuesOf } from "../managers/options.ts";
import { baseName } from "./downloader.ts";
import { pathIn } from "./work-folder.ts";

/** One `git clone`. */
export interface GitClone {
  readonly url: Argument;
  /** Folder it is cloned into, base name. */
  readonly folder: string;
  /** Branch or tag asked for; a full commit with `--revision` alone. */
  readonly ref: Argument | undefined;
  /** The ref may be any: a commit, too. `--branch` takes none. */
  readonly isRevision: boolean;
  /** The folder as a path, as written: `/opt/tool`, `$DIR`. */
  readonly path: string;
  readonly isShallow: boolean;
  /** Its submodules are cloned with it. */
  readonly isRecursive: boolean;
  /** Its files are not checked out. */
  readonly isEmpty: boolean;
  /** No files can be checked out, or the remote has another name: a plain checkout does not follow. */
  readonly isUnusual: boolean;
}

/** Options in front of the subcommand. Source: git(1). */
const GLOBAL_OPTIONS = optionTable({
  valued: ["-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path"],
  endsAtWord: true,
});

/** Source: git-clone(1). */
const CLONE_OPTIONS = optionTable({
  valued: [
    "--branch -b",
    "--origin -o",
    "--config -c",
    "--upload-pack -u",
    "--jobs -j",
    ...longOptions(`
      revision depth reference reference-if-able separate-git-dir template filter shallow-since shallow-exclude
      server-option bundle-uri
    `),
  ],
});

/** What a `git clone` fetches; undefined for any other call. A local path is no download. */
export function gitClone(call: Call): GitClone | undefined {
  if (call.program !== "git") return undefined;
  const { words } = readOptions(call.args, GLOBAL_OPTIONS);
  if (words[0]?.text !== "clone") return undefined;
  const read = readOptions(words.slice(1), CLONE_OPTIONS);
  const [url, folder] = read.words;
  if (url === undefined || isLocalPath(url)) return undefined;
  const [revision] = valuesOf(read, "--revision");
  const name = baseName((folder ?? url).text.replace(/\/$/, "")).replace(/\.git$/, "");
  return {
    url,
    folder: name,
    ref: revision ?? valuesOf(read, "--branch")[0],
    isRevision: revision !== undefined,
    path: folder === undefined ? name : (folder.word?.written ?? folder.written).replace(/(?<=.)\/$/, ""),
    isShallow: hasOption(read, "--depth", "--shallow-since", "--shallow-exclude"),
    isRecursive: hasOption(read, "--recursive", "--recurse-submodules"),
    isEmpty: hasOption(read, "--no-checkout", "-n"),
    isUnusual: hasOption(read, "--bare", "--mirror", "--origin", "--separate-git-dir"),
  };
}

/** A path has no scheme, and no colon in front of its first slash; what a variable begins may be anything. Source: git-clone(1). */
function isLocalPath({ text, unknown }: Argument): boolean {
  if (text.startsWith("file://")) return true;
  if (unknown[0]?.start === 0) return false;
  const [host = ""] = text.split("/", 1);
  return !host.includes(":") && !host.includes("$");
}

/** Source: git-init(1). */
const INIT_OPTIONS = optionTable({
  valued: ["--initial-branch -b", "--template", "--separate-git-dir", "--object-format", "--ref-format"],
});

/** The folder, as written, that a `git init` makes a repository of; undefined for any other call. */
export function gitInitFolder(call: Call): string | undefined {
  if (call.program !== "git") return undefined;
  const [subcommand, ...rest] = gitWords(call);
  return subcommand?.text === "init" ? (readOptions(rest, INIT_OPTIONS).words[0]?.text ?? ".") : undefined;
}

/** The words of a git call from its subcommand on. */
export function gitWords(call: Call): readonly Argument[] {
  return readOptions(call.args, GLOBAL_OPTIONS).words;
}

/** The folder that a git call works in, when it names one: `git -C FOLDER …`. */
function gitFolder(call: Call): string | undefined {
  const folder = valuesOf(readOptions(call.args, GLOBAL_OPTIONS), "-C", "--work-tree", "--git-dir").at(-1)?.text;
  return folder?.replace(/\/(?:\.git\/?)?$/, "");
}

/**
 * Names by which a git call may mean a clone: those of the folder that it works in and of the folders around it, the innermost
 * first. `folder` is where the call stands, `path` where it works; undefined where that is not known.
 */
export function gitPlace(
  call: Call,
  folder: string | undefined,
): { readonly path: string | undefined; readonly names: readonly string[] } {
  const own = gitFolder(call);
  const path = pathIn(folder, own ?? ".");
  const parts = (path ?? own ?? "").split("/").reverse();
  return { path, names: parts.filter((part) => part !== "" && part !== ".") };
}
