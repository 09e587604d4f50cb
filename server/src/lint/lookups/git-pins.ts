import type { LookupFix } from "../../fix/fix.ts";
import type { Argument, Call } from "../../knowledge/call.ts";
import { type GitClone, gitClone, gitPlace } from "../../knowledge/downloads/git.ts";
import { type GitCheckout, gitCheckout } from "../../knowledge/downloads/git-checkouts.ts";
import { workFolders } from "../../knowledge/downloads/work-folder.ts";
import type { BuildModel, DownloadUse, Stage } from "../../model/build-model.ts";
import type { GitQuery } from "../../pin/query.ts";
import { shiftSpan } from "../../text/span.ts";
import { fileOf } from "../download-uses.ts";
import type { RuledFinding } from "../rule.ts";
import { type Attempt, appendCommands } from "./append-check.ts";
import { type DownloadPlace, downloadAt, placeOf, writtenAt } from "./download-place.ts";
import { type Offer, UNKNOWN_ADDRESS } from "./offer.ts";
import { proven } from "./proven.ts";
import { type SiblingArgument, siblingArgument } from "./sibling-argument.ts";

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
  if (clone === undefined || clone.url.unknown.length > 0) return UNKNOWN_ADDRESS;
  if (clone.ref !== undefined && download.ref === undefined)
    return "The test in front of it excludes the default of its branch or tag, so what it clones is not known before the build.";
  if (clone.isUnusual) return "The clone has options with which another checkout is not certain to work.";
  const [later, ...others] = laterCheckouts(place);
  if (later !== undefined) {
    const word = others.length === 0 ? literalRef(later, place) : undefined;
    return word === undefined ? LATER : [checkoutOf(word, clone, place)];
  }
  if (!/^[\w./${}-]+$/.test(clone.path)) return "The folder that it is cloned into is not known before the build.";
  return [commitBehind(clone, place)];
}

const LATER =
  "What is checked out is decided later, by commands that take a variable or more than a plain `git checkout REF`.";

function fixOf(download: DownloadUse, query: GitQuery, rest: Pick<LookupFix, "safety" | "edits">): LookupFix {
  const what = query.ref ?? "the default branch";
  const title = `Check out the commit that ${what} of ${fileOf(download)} is today`;
  return { kind: "lookup", title, style: "commit", query: () => query, ...rest };
}

function queryOf(url: string, ref: string | undefined): GitQuery {
  return { kind: "git", url, ...(ref !== undefined && { ref }) };
}

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Another checkout behind the clone; a tag that a variable holds gets a variable for its commit. */
function commitBehind(clone: GitClone, place: DownloadPlace): LookupFix {
  const { download, stage, model, call } = place;
  const { ref } = clone;
  const written = ref?.word?.written ?? ref?.written ?? "";
  const isVariable = ref !== undefined && written !== ref.text;
  const before = place.instruction.span.start;
  const sibling = isVariable ? siblingArgument(written, "COMMIT", { stage, before, model }) : undefined;
  return fixOf(download, queryOf(clone.url.text, ref?.text), {
    safety: isVariable ? "review" : "safe",
    edits({ text }) {
      if (!COMMIT.test(text)) return [];
      const attempts = (value: string) => appendCommands(checkoutCommands(clone, value), call, place);
      return proven(withSibling(attempts, sibling, text), { download, stage }, model);
    },
  });
}

function withSibling(
  attempts: (value: string) => readonly Attempt[],
  sibling: SiblingArgument | undefined,
  commit: string,
): readonly Attempt[] {
  if (sibling === undefined) return attempts(commit);
  return attempts(`"$\{${sibling.name}}"`).map((edits) => [sibling.edit(commit), ...edits]);
}

/** A shallow clone has no other commit than its tip, so that of today is fetched by its name. */
function checkoutCommands({ path, isShallow, isRecursive }: GitClone, commit: string): readonly string[] {
  const git = `git -C ${path}`;
  return [
    ...(isShallow ? [`${git} fetch --depth 1 origin ${commit}`] : []),
    `${git} checkout ${commit}`,
    ...(isRecursive ? [`${git} submodule update --init --recursive`] : []),
  ];
}

/** A checkout behind a clone. */
interface LaterCheckout extends GitCheckout {
  /** It stands in the RUN of the clone, and no other clone can be meant. */
  readonly isCertain: boolean;
}

/** What is checked out behind a clone, but for what certainly belongs to another one. */
function laterCheckouts(place: DownloadPlace): readonly LaterCheckout[] {
  const { stage, download, call, offset } = place;
  const found: LaterCheckout[] = [];
  for (const run of stage.sources.runs) {
    if (run.offset < offset) continue;
    const isOwn = run.offset === offset;
    const folderOf = workFolders(run.calls);
    for (const each of isOwn ? run.calls.slice(call.index + 1) : run.calls) {
      const checkout = gitCheckout(each);
      if (checkout === undefined) continue;
      const clone = cloneMeant(each, { folder: folderOf(each), offset: run.offset, stage });
      if (clone === undefined || clone === download)
        found.push({ ...checkout, isCertain: isOwn && clone !== undefined });
    }
  }
  return found;
}

/** The clone that a call works in; undefined when it may be one of several. */
function cloneMeant(
  call: Call,
  { folder, offset, stage }: Pick<DownloadPlace, "offset" | "stage"> & { readonly folder: string | undefined },
): DownloadUse | undefined {
  const before = stage.downloads.filter(({ kind, span }) => kind === "git" && span.start < offset + call.span.start);
  if (before.length < 2) return before[0];
  const { path, names } = gitPlace(call, folder);
  const named = names.map((name) => before.filter(({ target }) => target === name)).find(({ length }) => length > 0);
  const near = path === undefined ? [] : before.filter(({ run }) => run?.offset === offset);
  const clones = named ?? near;
  const last = clones.at(-1);
  // Two of one RUN may be alternatives.
  return clones.filter(({ run }) => run?.offset === last?.run?.offset).length === 1 ? last : undefined;
}

/** The word of `git checkout REF`; undefined where a variable holds it, which may be another one elsewhere. */
function literalRef({ refs, isPlain, isCertain }: LaterCheckout, place: DownloadPlace): Argument | undefined {
  const [ref] = refs;
  if (!isPlain || !isCertain || ref === undefined || ref.via !== undefined || ref.unknown.length > 0) return undefined;
  return writtenAt(ref.span, place) === ref.text ? ref : undefined;
}

/** The tag that is checked out becomes its commit. */
function checkoutOf(word: Argument, clone: GitClone, place: DownloadPlace): LookupFix {
  const { download, stage, model, offset } = place;
  return fixOf(download, queryOf(clone.url.text, word.text.replace(/^origin\//, "")), {
    safety: "safe",
    edits({ text }) {
      if (!COMMIT.test(text)) return [];
      return proven([[{ span: shiftSpan(word.span, offset), newText: text }]], { download, stage }, model);
    },
  });
}

/** `ADD https://…git#v1.4.0:folder`: the commit takes the place of the tag. In the form with a query it stands beside the tag. */
function addedRepository(download: DownloadUse, stage: Stage, model: BuildModel): Offer {
  const { url, resolved, ref, span } = download;
  const isQuery = url.includes("?") && !url.includes("#");
  if (resolved === undefined || model.text.slice(span.start, span.end) !== url) return UNKNOWN_ADDRESS;
  if (resolved !== url && !isQuery) return UNKNOWN_ADDRESS;
  const sibling = siblingArgument(url, "COMMIT", { stage, before: span.start, model });
  if (resolved !== url && sibling === undefined) return UNKNOWN_ADDRESS;
  const address = resolved.split(/[?#]/)[0] ?? resolved;
  const folder = url.includes("#") ? url.replace(/^[^#]*#[^:]*/, "") : "";
  const pinned = (commit: string) => (isQuery ? `${url}&checksum=${commit}` : `${address}#${commit}${folder}`);
  const attempts = (commit: string): readonly Attempt[] => {
    if (sibling === undefined) return [[{ span, newText: pinned(commit) }]];
    return [[sibling.edit(commit), { span, newText: pinned(`$\{${sibling.name}}`) }]];
  };
  return [
    fixOf(download, queryOf(address, ref), {
      safety: "safe",
      edits: ({ text }) => (COMMIT.test(text) ? proven(attempts(text), { download, stage }, model) : []),
    }),
  ];
}
