import { isCommitId } from "../../text/commit-id.ts";
import { addTo } from "../../text/lists.ts";
import type { Argument, Call } from "../call.ts";
import { hasOption, optionTable, type ReadArguments, readOptions, valuesOf } from "../managers/options.ts";
import { gitWords } from "./git.ts";

/** A git call that changes all files of the repository that it works in. */
export interface GitCheckout {
  /** What is asked for: a commit, branch or tag, with the alternatives of a variable; empty: what the remote has today. */
  readonly refs: readonly Argument[];
  /** `goes`: the files are those of the ref. `adds`: its changes come into them (merge, pull). */
  readonly effect: "goes" | "adds";
  /** Nothing but `git checkout REF`. */
  readonly isPlain: boolean;
  /** `git checkout NAME` may as well bring a file back. */
  readonly mayBeFile: boolean;
  /** No branch is checked out behind it, as far as is told, so a plain `git pull` fails there. */
  readonly detaches: boolean;
}

/** Sources: git-checkout(1), git-switch(1), git-reset(1), git-merge(1), git-pull(1). */
const OPTIONS = {
  checkout: optionTable({ valued: ["-b", "-B", "--orphan", "--conflict", "--pathspec-from-file"] }),
  switch: optionTable({ valued: ["--create -c", "--force-create -C", "--orphan", "--conflict"] }),
  reset: optionTable({ valued: ["--pathspec-from-file"] }),
  merge: optionTable({
    valued: ["-m", "--file -F", "--strategy -s", "--strategy-option -X", "--cleanup", "--into-name"],
  }),
  pull: optionTable({
    valued: ["--strategy -s", "--strategy-option -X", "--jobs -j", "--depth", "--upload-pack", "--server-option -o"],
  }),
} as const;

const MADE_BY = ["-b", "-B", "--create", "--force-create"];

/** What a git call checks out; undefined for one that leaves the files or changes some of them. */
export function gitCheckout(call: Call): GitCheckout | undefined {
  const [subcommand, ...rest] = gitWords(call);
  const name = subcommand?.text;
  if (name !== "checkout" && name !== "switch" && name !== "reset" && name !== "merge" && name !== "pull")
    return undefined;
  const dashes = rest.findIndex(({ text }) => text === "--");
  const read = readOptions(dashes < 0 ? rest : rest.slice(0, dashes), OPTIONS[name]);
  const [first = [], ...others] = byPlace(read.words);
  const paths = [...others.flat(), ...(dashes < 0 ? [] : rest.slice(dashes + 1))];
  const goes = { refs: first, effect: "goes", isPlain: false, mayBeFile: false, detaches: true } as const;
  switch (name) {
    case "merge":
      return { ...goes, refs: read.words, effect: "adds" };
    case "pull":
      return { ...goes, refs: others.flat(), effect: "adds" };
    case "reset":
      return first.length > 0 && paths.length === 0 && hasOption(read, "--hard", "--keep", "--merge")
        ? { ...goes, detaches: false }
        : undefined;
    default:
      if (first.length === 0 || first.some(isPathOnly) || !paths.every(isWholeTree)) return undefined;
      if (hasOption(read, "--patch", "-p")) return undefined;
      return {
        ...goes,
        isPlain: name === "checkout" && paths.length === 0 && isPlain(read),
        mayBeFile: name === "checkout" && !hasOption(read, "-b", "-B", "--track", "-t"),
      };
  }
}

/** Words at different places; those of one place are the alternatives of a variable. */
function byPlace(words: readonly Argument[]): readonly (readonly Argument[])[] {
  const groups = new Map<number, Argument[]>();
  for (const word of words) {
    addTo(groups, (word.word?.span ?? word.span).start, word);
  }
  return [...groups.values()];
}

function isPlain({ options }: ReadArguments): boolean {
  return options.every(({ name }) => ["-q", "--quiet", "-f", "--force", "-d", "--detach"].includes(name));
}

/** `.` of the top folder: what the ref does not have stays, but nothing else is older or newer. */
function isWholeTree({ text }: Argument): boolean {
  return text === "." || text === ":/";
}

/** True for `git reset --hard HEAD`, and for `git checkout package.json`, which most likely brings that file back. */
export function staysAtCommit({ refs, effect, mayBeFile }: GitCheckout): boolean {
  if (effect === "adds" || refs.some(({ unknown }) => unknown.length > 0)) return false;
  return refs.every(({ text }) => text === "HEAD" || text === "@" || (mayBeFile && FILE.test(text)));
}

/** With an ending, or without one by its usual name; `2.x` is a branch. */
const FILE = /\.(?!x$)[a-z]{1,5}$|^(?:[A-Z]\w*file|LICENSE|README)$/;

/** Names no commit, branch or tag. Source: git-check-ref-format(1). */
function isPathOnly({ text }: Argument): boolean {
  return text === "-" || /^[.:]|\/$|[*?[]/.test(text);
}

/** Other subcommands that bring a commit into the repository, by which the next ones may call it. */
const BRINGING: ReadonlySet<string> = new Set(["fetch", "worktree", "read-tree"]);

/** True for a call that checks out, resets to or fetches a full commit. */
export function gitCommit(call: Call): boolean {
  const checkout = gitCheckout(call);
  if (checkout !== undefined) return checkout.effect === "goes" && checkout.refs.some(isCommit);
  const [subcommand, ...rest] = gitWords(call);
  return BRINGING.has(subcommand?.text ?? "") && rest.some(({ text }) => isCommitId(text.split(":")[0] ?? ""));
}

/** A full commit, or one at a fixed distance in front of it: `COMMIT~2`. */
function isCommit({ text }: Argument): boolean {
  return isCommitId(text.replace(/[~^]\d?$/, ""));
}

/** True for a checkout that certainly leads to a branch or tag, or brings the changes of one. */
export function isMoving({ refs, effect, mayBeFile }: GitCheckout): boolean {
  if (refs.length === 0) return true;
  const moves = ({ text, unknown }: Argument) =>
    unknown.length === 0 && isBranchOrTag(text) && (!mayBeFile || isUsualName(text));
  return effect === "adds" ? refs.some(moves) : refs.every(moves);
}

/** False for `HEAD~1`, `@`, `FETCH_HEAD` and a short commit, which say nothing of a branch, and for what is not known. */
export function isBranchOrTag(text: string): boolean {
  return !/^(?:\w*HEAD|@)(?![\w/-])|^[0-9a-f]{7,64}(?:[~^]|$)|[$`]/.test(text);
}

/** `git checkout README.md` brings one file back: only what is named like the refs of most repositories is taken for one. */
function isUsualName(text: string): boolean {
  return USUAL_BRANCH.test(text) || USUAL_TAG.test(text);
}

const USUAL_BRANCH = /^(?:(?:main|master|develop|devel|dev|trunk|stable|next)$|(?:origin|upstream|refs|tags)\/)/;
const USUAL_TAG = /^[a-z]*[-_]?\d+(?:[._-](?:\d+|x|(?:rc|alpha|beta)\d*))*$/i;

/** Names that a git call gives a commit in this repository: `git branch NAME`, `git checkout -b NAME`, `git fetch origin COMMIT:NAME`. */
export function gitNames(call: Call): readonly string[] {
  if (call.program !== "git") return [];
  const [subcommand, ...rest] = gitWords(call);
  switch (subcommand?.text) {
    case "branch":
    case "tag":
      return rest.map(({ text }) => text);
    case "checkout":
    case "switch":
      return valuesOf(readOptions(rest, OPTIONS[subcommand.text]), ...MADE_BY).map(({ text }) => text);
    case "fetch":
      return rest.flatMap(({ text }) => text.split(":").slice(1));
    default:
      return [];
  }
}
