import { withoutQuotes } from "../../../fix/quote.ts";
import type { Argument, Call } from "../../../knowledge/call.ts";
import { type GitClone, gitWords } from "../../../knowledge/downloads/git.ts";
import { checkedOutRef, type GitRef } from "../../../knowledge/downloads/git-refs.ts";
import type { BuildModel, DownloadCheckout } from "../../../model/build-model.ts";
import { type Span, shiftSpan } from "../../../text/span.ts";
import { type Attempt, isFollowedByList, isStatement } from "../downloads/append-check.ts";
import { writtenOf } from "../downloads/download-address.ts";
import { type DownloadPlace, isPlain } from "../downloads/download-place.ts";
import { proven } from "../downloads/proven.ts";
import { mayStopBuild } from "../downloads/run-joins.ts";
import { dependsOnBranch } from "../downloads/script-variables.ts";
import { siblingArgument, siblingWord } from "../downloads/sibling-argument.ts";
import type { Offer } from "../offer.ts";
import { commitFix } from "./commit-fix.ts";

/** Several commands decide, or one that cannot take a commit. */
export const UNDECIDED =
  "What is checked out is decided later: by several commands, on a condition, or by a name that is no branch or tag of the repository.";

/** Windows PowerShell has no `&&`, and goes on where a program fails. */
export const GIT_STATUS = "if ($LASTEXITCODE -ne 0) { throw 'git failed' }";

/** Tells whether a checkout can be written at all. */
export const SAMPLE = "0".repeat(40);

/** Write the commit for the branch or tag that a call behind the clone checks out. */
export function checkoutPins({ offset, call: index }: DownloadCheckout, clone: GitClone, place: DownloadPlace): Offer {
  const { stage, model, download } = place;
  const runs = stage.sources.runs.filter((run) => place.offset <= run.offset && run.offset <= offset);
  const calls = runs.at(-1)?.calls ?? [];
  const call = calls[index];
  const found = call && checkedOutRef(call, calls);
  const ref = found && nameAtRemote(found.word);
  if (found === undefined || ref === undefined || runs.some((run) => run.calls.some(changesRemotes))) return UNDECIDED;
  if (!mayBeCommit(found.call)) return UNDECIDED;
  const isWhole = !clone.isShallow || calls.some(({ args }) => args.some(({ text }) => text === "--unshallow"));
  if (!isWhole && call === found.call)
    return "The clone is shallow: once the branch or tag has moved, the commit that it is today is not in it. Fetch that commit by its id first.";
  if (!mayStopBuild(found.call, calls)) return UNSTOPPED;
  const use: Use = { ...found, offset, isPlain: isPlain({ model, call: found.call, calls, offset }) };
  const edits = (commit: string) =>
    proven(stopping(attempts(commit, use, place), use, model), { download, stage }, model);
  // Where the status of a program stops nothing by itself a test may stand behind it already.
  if (found.call.language !== "sh" && edits(SAMPLE).length === 0) return UNSTOPPED;
  const safety = isLiteral(use, model) && !dependsOnBranch(writtenOf(clone.url), place) ? "safe" : "review";
  // What stands behind `origin/` is a branch.
  const isBranch = /(?:^|\/)origin\//.test(found.word.text);
  const wanted = { url: clone.url.text, ref, ...(isBranch ? {} : { isOfCheckout: true as const }) };
  return [commitFix(download, wanted, { safety, edits })];
}

const UNSTOPPED = "Nothing stops the build where the checkout fails: let the script end there, or join it with &&.";

/** As they are, and with an end of the script behind a checkout whose status a list would lose. */
function stopping(attempts: readonly Attempt[], use: Use, { text }: BuildModel): readonly Attempt[] {
  const { start, end } = spanAt(use.call.span, use);
  const [before, behind] = endOfScript(use);
  if (behind === "" || !isFollowedByList(text, end)) return attempts;
  const edits = [
    { span: { start, end: start }, newText: before },
    { span: { start: end, end }, newText: behind },
  ];
  return [...attempts, ...attempts.map((attempt) => [...attempt, ...edits])];
}

/** What stands in front of and behind a program so that its failure ends the script; nothing where it cannot be told so. */
function endOfScript({ call: { language, path }, isPlain }: Use): readonly [before: string, behind: string] {
  const step = path.at(-1);
  if (language === "powershell" && isPlain && isStatement(step)) return ["", `; ${GIT_STATUS}`];
  if (language === "sh" && step?.kind === "sequence") return ["", " || exit 1"];
  return language === "sh" && step?.kind === "and-or" ? ["{ ", " || exit 1; }"] : ["", ""];
}

/** The word with the offset of its RUN. */
interface Use extends GitRef {
  readonly offset: number;
  /** Commands can be put behind it as they are: no quotes of sh stand around it. */
  readonly isPlain: boolean;
}

/** As the remote calls it; undefined for a place in the history of a branch. */
function nameAtRemote({ text, unknown }: Argument): string | undefined {
  const name = text
    .replace(/^(?:(?:refs\/)?remotes\/)?origin\//, "")
    .replace(/\^(?:0|\{(?:commit)?\})$/, "")
    .replace(/^(?=(?:heads|tags)\/)/, "refs/");
  return unknown.length > 0 || /[~^:@]/.test(name) ? undefined : name;
}

/** Behind `git remote add` a name may be that of another repository. */
function changesRemotes(call: Call): boolean {
  if (call.program !== "git") return false;
  const [subcommand, action] = gitWords(call).map(({ text }) => text);
  return subcommand === "remote" && (action === "add" || action === "set-url" || action === "rename");
}

/** A branch that is followed is none where a commit stands. */
function mayBeCommit({ args }: Call): boolean {
  return !args.some(({ text }) => text === "--track" || text === "-t" || text === "tag");
}

function isLiteral(use: Use, model: BuildModel): boolean {
  const { start, end } = spanAt(use.word.span, use);
  const written = model.text.slice(start, end);
  return use.word.via === undefined && withoutQuotes(written) === use.word.text;
}

function spanAt(span: Span, { offset }: Use): Span {
  return shiftSpan(span, offset);
}

/** Where the name stands, also in the variable that holds it alone; else a variable of its own beside that one. */
function attempts(commit: string, use: Use, { stage, model }: DownloadPlace): readonly Attempt[] {
  const { word, call } = use;
  const option = needsDetach(call) ? "--detach " : "";
  const written = (text: string) => ({ span: spanAt(word.word?.span ?? word.span, use), newText: option + text });
  if (isLiteral(use, model)) return [[written(commit)]];
  const value = spanAt(word.span, use);
  if (isOnlyUse(word, model) && option === "" && model.text.slice(value.start, value.end) === word.text)
    return [[{ span: value, newText: commit }]];
  const sibling = siblingArgument(writtenOf(word), "COMMIT", { stage, before: use.offset, model });
  const isQuoted = call.path.some(({ kind }) => kind === "nested");
  return [
    ...(sibling === undefined ? [] : [[sibling.edit(commit), written(siblingWord(sibling, call, isQuoted))]]),
    [written(commit)],
  ];
}

/** Source: git-switch(1), `--detach`. */
function needsDetach({ args }: Call): boolean {
  const words = args.map(({ text }) => text);
  return words.includes("switch") && !words.some((text) => /^(?:--detach|-d|-[cC]|--(?:force-)?create)$/.test(text));
}

/** The word is one variable, which nothing else in the file takes. */
function isOnlyUse({ via }: Argument, { text }: BuildModel): boolean {
  if (via === undefined) return false;
  const use = new RegExp(`(?:\\$(?:env:|\\{(?:env:)?)?|%)${via}(?!\\w)`, "gi");
  return [...text.matchAll(use)].length === 1;
}
