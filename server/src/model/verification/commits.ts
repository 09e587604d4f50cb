import type { Argument, Call } from "../../knowledge/call.ts";
import type { CallGraph } from "../../knowledge/downloads/call-graph.ts";
import { gitInitFolder, gitPlace, gitWords } from "../../knowledge/downloads/git.ts";
import {
  type GitCheckout,
  gitCheckout,
  gitCommit,
  gitNames,
  isMoving,
  staysAtCommit,
} from "../../knowledge/downloads/git-checkouts.ts";
import { checkedOutRef } from "../../knowledge/downloads/git-refs.ts";
import { pathIn } from "../../knowledge/downloads/work-folder.ts";
import { isCommitId } from "../../text/commit-id.ts";
import { ASKED_PROGRAMS } from "./asked-programs.ts";
import type { Checkout, FoundCheck } from "./check.ts";
import { isFunction } from "./steps.ts";

/**
 * Git checks out a full commit or something else, or verifies the signature of a tag or commit. The names are those of the
 * folder it does so in and of the folders around it, the innermost first: the first of them that is a clone is meant.
 */
export function commitCheck(call: Call, graph: CallGraph): FoundCheck | undefined {
  const kind = kindOf(call, graph);
  if (kind === undefined) return undefined;
  const { path, names } = gitPlace(call, graph.folderOf(call));
  if (path !== undefined && isOfOwnRepository(path, call, graph)) return undefined;
  const checkout = gitCheckout(call);
  const isOfBranch = kind === "moved" ? checkout?.refs.length === 0 : checkout?.detaches === false;
  return {
    kind,
    names: new Set(names),
    lists: [],
    filters: [],
    hasUnknownName: names.length === 0,
    trust: kind === "gpg" ? "signed" : "inline",
    sources: [],
    failsOnMismatch: true,
    ofClone: { path, isOfBranch, checkout: checkout && checkoutOf(call, checkout, graph) },
  };
}

/** What `git init` makes in this RUN comes from no clone. */
function isOfOwnRepository(path: string, call: Call, graph: CallGraph): boolean {
  return callsBefore(call, graph.calls).some((each) => {
    const folder = gitInitFolder(each);
    return folder !== undefined && pathIn(gitPlace(each, graph.folderOf(each)).path, folder) === path;
  });
}

function kindOf(call: Call, graph: CallGraph): "commit" | "gpg" | "moved" | "gone" | undefined {
  if (gitCommit(call) || isGivenCommit(call, graph)) return "commit";
  if (verifiesSignature(call)) return "gpg";
  const checkout = gitCheckout(call);
  if (checkout === undefined || staysAtCommit(checkout)) return undefined;
  return movesAway(call, checkout, graph) ? "moved" : "gone";
}

function checkoutOf(call: Call, { effect }: GitCheckout, { calls }: CallGraph): Checkout {
  return {
    call: call.index,
    ref: checkedOutRef(call, calls)?.word.text,
    adds: effect === "adds",
    behind: callsBefore(call, calls).findLast((each) => isTestInFront(each, call))?.index ?? -1,
  };
}

function verifiesSignature(call: Call): boolean {
  const [subcommand, option] = gitWords(call).map(({ text }) => text);
  if (subcommand === "verify-tag" || subcommand === "verify-commit") return true;
  return subcommand === "tag" && (option === "-v" || option === "--verify");
}

/** More calls in front of one are not looked at. */
const MAX_CALLS = 64;

/** What is checked out is an argument of the function around it, and each of its callers gives a full commit. */
function isGivenCommit(call: Call, { calls }: CallGraph): boolean {
  const checkout = gitCheckout(call);
  const place = checkout?.effect === "goes" && checkout.refs.length === 1 ? positionOf(checkout.refs[0]) : undefined;
  const step = call.path.findLast(isFunction);
  if (place === undefined || step === undefined) return false;
  const callers = calls.filter(({ program }) => program === step.name);
  return callers.length > 0 && callers.every(({ args }) => isCommitId(args[place - 1]?.text ?? ""));
}

function positionOf(word: Argument | undefined): number | undefined {
  const digit = /^\$\{?([1-9])\}?$/.exec(word?.text ?? "")?.[1];
  return digit === undefined ? undefined : Number(digit);
}

/** Certain moves alone: not to a name that the RUN itself may have given a commit, nor behind a test. */
function movesAway(call: Call, checkout: GitCheckout, { calls }: CallGraph): boolean {
  if (!isMoving(checkout)) return false;
  const before = callsBefore(call, calls);
  const names = new Set(before.flatMap(gitNames));
  return !checkout.refs.some(({ text }) => names.has(text)) && !before.some((each) => isTestInFront(each, call));
}

function callsBefore({ index }: Call, calls: readonly Call[]): readonly Call[] {
  return calls.slice(Math.max(0, index - MAX_CALLS), index);
}

/** An earlier member of the same list, which goes on with what is behind the list when the test fails: `[ -n "$A" ] && git pull; make`. */
function isTestInFront({ program, path }: Call, call: Call): boolean {
  if (!ASKED_PROGRAMS.has(program)) return false;
  return call.path.some(
    ({ kind, id, index }) =>
      kind === "and-or" && path.some((step) => step.kind === "and-or" && step.id === id && step.index < index),
  );
}
