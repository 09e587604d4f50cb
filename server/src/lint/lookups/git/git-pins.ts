import { withoutQuotes } from "../../../fix/quote.ts";
import type { Argument } from "../../../knowledge/call.ts";
import { variablesIn } from "../../../knowledge/downloads/call-graph.ts";
import { type GitClone, gitClone, gitWords } from "../../../knowledge/downloads/git.ts";
import type { BuildModel, DownloadUse, Stage } from "../../../model/build-model.ts";
import { keptAwayBy } from "../../../model/verification/reach.ts";
import { isCommitId } from "../../../text/commit-id.ts";
import type { RuledFinding } from "../../rule.ts";
import { type Attempt, appendCommands, appendStatements } from "../downloads/append-check.ts";
import { writtenOf } from "../downloads/download-address.ts";
import { type DownloadPlace, downloadAt, placeOf, writtenAt } from "../downloads/download-place.ts";
import { isWritable, proven } from "../downloads/proven.ts";
import { dependsOnBranch, isAmbiguous, variablesBehind } from "../downloads/script-variables.ts";
import { type SiblingArgument, siblingArgument, siblingWord } from "../downloads/sibling-argument.ts";
import { type Offer, UNKNOWN_ADDRESS } from "../offer.ts";
import { runOutline } from "../run-outline.ts";
import { checkoutPins, GIT_STATUS, SAMPLE, UNDECIDED } from "./checkout-pins.ts";
import { commitFix } from "./commit-fix.ts";

/** Check out the commit that the branch or tag of a clone is today. */
export function gitPins(finding: RuledFinding, model: BuildModel): Offer {
  const placed = downloadAt(finding, model);
  if (placed === undefined) return [];
  const { download, stage } = placed;
  if (download.tool === "ADD") return addedRepository(download, stage, model);
  const place = placeOf(download, stage, model);
  if (place === undefined)
    return "No checkout can be put behind it: it stands in a JSON array, in a script in quotes or behind ONBUILD.";
  const clone = gitClone(place.call);
  if (clone === undefined || isOpen(clone.url, place)) return UNKNOWN_ADDRESS;
  if (clone.isUnusual) return "The clone has options with which another checkout is not certain to work.";
  const { checkout } = download;
  if (checkout === "uncertain" || isGiven(place)) return UNDECIDED;
  if (checkout !== undefined) return checkoutPins(checkout, clone, place);
  if (clone.isEmpty) return "Its files are not checked out, so no commit of them can be.";
  if (clone.ref !== undefined && (download.ref === undefined || isOpen(clone.ref, place)))
    return "Its branch or tag is not known before the build: a variable has no default or several, or a test in front of it excludes the one that it has.";
  if (isCommitId(clone.ref?.text ?? ""))
    return "git clone takes no commit behind --branch: leave it out there, and check it out behind the clone.";
  if (!isPlainFolder(clone.path, place)) return "The folder that it is cloned into is not known before the build.";
  return commitBehind(clone, place);
}

/** A folder that means the same to `git -C`. */
function isPlainFolder(path: string, place: DownloadPlace): boolean {
  const { language, span } = place.call;
  if (language !== "sh") return /^[\w./${}:\\-]+$/.test(path);
  // `~/`, which the shell puts in outside of quotes.
  const isOfHome = /\s~\//.test(writtenAt(span, place));
  return /^[\w./${}-]+$/.test(isOfHome ? path.replace(/^~\//, "") : path);
}

/** Only a variable that is given lets the clone run, and says what is checked out: `[ -n "$REV" ] && git clone … && git checkout $REV`. */
function isGiven(place: DownloadPlace): boolean {
  const { call, calls } = place;
  const test = keptAwayBy(call, runOutline(calls));
  const names = (calls[test ?? -1]?.args ?? []).flatMap(({ word, written }) => variablesIn(word?.written ?? written));
  return calls.some(({ program, index, span }) => {
    if (program !== "git" || index <= call.index) return false;
    const written = writtenAt(span, place);
    return CHECKOUT.test(written) && variablesIn(written).some((name) => names.includes(name));
  });
}

const CHECKOUT = /\b(?:checkout|switch|reset)\b/;

/** Something in the word is not known, or one of several. */
function isOpen(word: Argument, place: DownloadPlace): boolean {
  if (word.unknown.length > 0) return true;
  return variablesBehind(writtenOf(word), place).some((name) => isAmbiguous(name, place));
}

/** Another checkout behind the clone; a tag that a variable holds gets a variable for its commit. */
function commitBehind(clone: GitClone, place: DownloadPlace): Offer {
  const { download, stage, model } = place;
  const { ref } = clone;
  const written = ref === undefined ? "" : writtenOf(ref);
  const isVariable = ref !== undefined && written !== ref.text;
  const before = place.instruction.span.start;
  const sibling = isVariable ? siblingArgument(written, "COMMIT", { stage, before, model }) : undefined;
  const git = gitAsWritten(place);
  if (git === undefined) return "No checkout can be put behind it: it takes the place of the shell.";
  const attempts = (value: string) => appendCheckout(checkoutCommands(git, clone, value), place);
  if (!isWritable(attempts(SAMPLE), place))
    return "No checkout can be put behind it: what follows depends on its status or its output, or nothing around it stops the build.";
  const fix = commitFix(
    download,
    { url: clone.url.text, ref: ref?.text },
    {
      safety: isVariable || dependsOnBranch(writtenOf(clone.url), place) || mayBePowershell(place) ? "review" : "safe",
      edits: (commit) => proven(withSibling(attempts, sibling, commit, place), { download, stage }, model),
    },
  );
  return [fix];
}

/** A base image of Windows may bring a SHELL of its own, and nothing in the command tells which it is. */
function mayBePowershell({ call }: DownloadPlace): boolean {
  // Between double quotes it would put in its own variables.
  if (call.path.some(({ kind }) => kind === "nested")) return true;
  return call.language === "cmd" && call.path.at(-1)?.kind !== "and-or";
}

function appendCheckout(commands: readonly string[], place: DownloadPlace): readonly Attempt[] {
  const { call } = place;
  if (call.language !== "powershell") return appendCommands(commands, call, place);
  return appendStatements(
    commands.map((command) => `${command}; ${GIT_STATUS}`),
    place,
  );
}

function withSibling(
  attempts: (value: string) => readonly Attempt[],
  sibling: SiblingArgument | undefined,
  commit: string,
  { call }: DownloadPlace,
): readonly Attempt[] {
  if (sibling === undefined) return attempts(commit);
  return attempts(siblingWord(sibling, call, false)).map((edits) => [sibling.edit(commit), ...edits]);
}

/**
 * The program with what stands in front of it and its own options, which others of the same repository need as well: `sudo git`,
 * `GIT_LFS_SKIP_SMUDGE=1 git -c http.proxy=…`. Undefined where nothing runs behind it.
 */
function gitAsWritten(place: DownloadPlace): string | undefined {
  const { call } = place;
  const subcommand = gitWords(call)[0];
  // A variable may hold the program with its words.
  if (call.language !== "sh" || subcommand === undefined || subcommand.via !== undefined) return "git";
  const written = writtenAt({ start: call.span.start, end: subcommand.span.start }, place);
  return /\bexec\s/.test(written) ? undefined : written.replace(/(?:\s|\\\r?\n)+/g, " ").trim();
}

/** A shallow clone has no other commit than its tip, so that of today is fetched by its name. */
function checkoutCommands(git: string, { path, isShallow, isRecursive }: GitClone, commit: string): readonly string[] {
  const here = path === "." ? git : `${git} -C ${path}`;
  return [
    ...(isShallow ? [`${here} fetch --depth 1 origin ${commit}`] : []),
    `${here} checkout ${commit}`,
    ...(isRecursive ? [`${here} submodule update --init --recursive`] : []),
  ];
}

/**
 * `ADD https://…git#v1.4.0:folder`: the commit takes the place of the tag or branch. In the form with a query it stands beside a tag; beside a
 * branch it would stop the build once that moves. Source: BuildKit's `source/git`, "expected checksum to match".
 */
function addedRepository(download: DownloadUse, stage: Stage, model: BuildModel): Offer {
  const { url, resolved, ref } = download;
  const isQuery = url.includes("?") && !url.includes("#");
  const written = model.text.slice(download.span.start, download.span.end);
  if (resolved === undefined || withoutQuotes(written) !== url) return UNKNOWN_ADDRESS;
  const start = download.span.start + written.indexOf(url);
  const span = { start, end: start + url.length };
  const kind = isQuery ? /[?&](ref|branch|tag)=/.exec(url)?.[1] : undefined;
  const isBeside = kind === "tag" || (kind === "ref" && resolved !== url);
  if (resolved !== url && !isBeside)
    return "A variable gives a part of its address, and there a commit would take the place of what it names: write ?tag=…&checksum=COMMIT.";
  const sibling = siblingArgument(url, "COMMIT", { stage, before: span.start, model });
  if (resolved !== url && sibling === undefined) return UNKNOWN_ADDRESS;
  const address = resolved.split(/[?#]/)[0] ?? resolved;
  const pinned = (commit: string) => {
    if (!isQuery) return url.replace(/#[^:]*|$/, `#${commit}`);
    if (isBeside) return `${url}&checksum=${commit}`;
    return kind === undefined ? `${url}&ref=${commit}` : url.replace(/([?&])(?:ref|branch)=[^&]*/, `$1ref=${commit}`);
  };
  const attempts = (commit: string): readonly Attempt[] => {
    if (sibling === undefined) return [[{ span, newText: pinned(commit) }]];
    return [[sibling.edit(commit), { span, newText: pinned(`$\{${sibling.name}}`) }]];
  };
  return [
    commitFix(
      download,
      { url: address, ref },
      {
        safety: kind === "ref" && isBeside && !/\d/.test(ref ?? "") ? "review" : "safe",
        edits: (commit) => proven(attempts(commit), { download, stage }, model),
      },
    ),
  ];
}
