import type { Argument, Call } from "../call.ts";
import { longOptions, optionTable, readOptions } from "../managers/options.ts";
import { gitWords } from "./git.ts";
import { gitCheckout, gitNames, isBranchOrTag } from "./git-checkouts.ts";

/** Where a script names the branch or tag that a call checks out. */
export interface GitRef {
  readonly word: Argument;
  /** The call that has the word: the checkout, or the fetch in front of `git checkout FETCH_HEAD`. */
  readonly call: Call;
}

/** Source: git-fetch(1). */
const FETCH_OPTIONS = optionTable({
  valued: [
    "--jobs -j",
    "--server-option -o",
    ...longOptions(`
      depth deepen shallow-since shallow-exclude refmap upload-pack negotiation-tip filter recurse-submodules-default
      submodule-prefix
    `),
  ],
});

/** More calls in front of one are not looked at. */
const MAX_CALLS = 64;

/**
 * The word that names the one branch or tag of the remote that a call checks out; undefined where a commit, a place in the history,
 * a name that the script itself gives or the output of a program stands there.
 */
export function checkedOutRef(call: Call, calls: readonly Call[]): GitRef | undefined {
  const [word, ...others] = gitCheckout(call)?.refs ?? [];
  if (word === undefined || others.length > 0) return undefined;
  const before = calls.slice(Math.max(0, call.index - MAX_CALLS), call.index);
  if (word.text === "FETCH_HEAD") return fetchedRef(before);
  return isNameOfRemote(word) && !before.flatMap(gitNames).includes(word.text) ? { word, call } : undefined;
}

/** Of a variable without a value a part must be known: the whole may be a commit. */
function isNameOfRemote({ text, unknown }: Argument): boolean {
  if (unknown.length === 0) return isBranchOrTag(text);
  return !/[(`]/.test(text) && /[g-z._-]/i.test(text.replace(/\$(?:\w{1,80}|\{[^{}$]{0,80}\})/g, ""));
}

/** What the last fetch brings: `git fetch origin REF`, `git fetch origin tag REF`. */
function fetchedRef(before: readonly Call[]): GitRef | undefined {
  const call = before.findLast((each) => each.program === "git" && gitWords(each)[0]?.text === "fetch");
  if (call === undefined) return undefined;
  const [remote, ...refs] = readOptions(gitWords(call).slice(1), FETCH_OPTIONS).words;
  const [word, ...others] = refs[0]?.text === "tag" ? refs.slice(1) : refs;
  if (remote?.text !== "origin" || word === undefined || others.length > 0 || /[:+]/.test(word.text)) return undefined;
  return isNameOfRemote(word) ? { word, call } : undefined;
}
