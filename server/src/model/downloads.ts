import type { Fetch, Verified } from "../knowledge/downloads/download.ts";
import { baseName } from "../knowledge/downloads/downloader.ts";
import { kindOfUrl } from "../knowledge/downloads/kind.ts";
import type { DockerWord, Instruction } from "../syntax/dockerfile.ts";
import { expandWord } from "../syntax/expansion.ts";
import { wordsOf } from "../syntax/words.ts";
import { isCommitId } from "../text/commit-id.ts";
import { shiftSpan } from "../text/span.ts";
import type { DownloadUse } from "./build-model.ts";
import type { Judgement, RunFacts } from "./run-facts.ts";
import type { Scope } from "./scope.ts";
import type { DraftAdd, DraftRun, StageDraft } from "./stage-draft.ts";
import type { CheckedOut } from "./verification/checked-out.ts";
import { type PlacedFetch, stageChecks } from "./verification/stage-checks.ts";
import { UNVERIFIED, type Verification, verify } from "./verification/verify.ts";
import { workFolderIn } from "./work-folder.ts";

/** The downloads of a stage with what its checks say of them, in the order of the file. */
export function joinDownloads(draft: StageDraft): readonly DownloadUse[] {
  const { runs, adds } = draft;
  if (adds.length === 0 && runs.every(({ known }) => known.facts.fetches.length === 0)) return [];
  const added = adds.map(
    ({ fetch, afterRuns }): PlacedFetch => ({
      fetch: {
        ...fetch,
        call: -1,
        writtenTarget: fetch.target,
        isNamedByServer: false,
        renamed: undefined,
        ref: fetch.kind === "git" ? refOf(fetch.expanded) : undefined,
        steps: [],
        folder: ".",
        compared: undefined,
      },
      run: afterRuns,
      offset: 0,
    }),
  );
  const fetched = runs.flatMap(({ known, offset }, run) =>
    known.facts.fetches.map((fetch): PlacedFetch => ({ fetch, run, offset })),
  );
  const placed = [...added, ...fetched];
  const judgements = judgementsBefore(draft) ?? judgementsOf(placed, draft);
  const uses = placed.map((each, index) => {
    const facts = index < adds.length ? undefined : runs[each.run]?.known.facts;
    const { verification = UNVERIFIED, checkedOut } = judgements[index] ?? {};
    const use = downloadUse(each, facts, verification);
    return checkedOut === undefined ? use : { ...use, ...checkoutOf(checkedOut, runs) };
  });
  return uses.sort((a, b) => a.span.start - b.span.start);
}

/** What the checks of a stage say of its fetches, in their order. It is kept for the next version, which mostly has the same RUNs. */
function judgementsOf(placed: readonly PlacedFetch[], { runs, adds, instructions }: StageDraft): readonly Judgement[] {
  let folders: readonly (string | undefined)[] | undefined;
  const checks = stageChecks(
    placed,
    runs.map(({ known }) => known.facts.checks),
    () => {
      // As seen from the folder of the base image.
      const folderAt = workFolderIn(instructions);
      folders ??= runs.map(({ offset }) => folderAt(offset));
      return folders;
    },
  );
  const judgements = placed.map((each, index): Judgement => {
    const add = adds[index];
    const verification = (add && writtenVerification(add)) ?? verify(each, checks);
    return { verification, checkedOut: checks.checkedOut.get(each) };
  });
  const keeper = runs.find(bears)?.known;
  // Folders and what is added are no matter of the RUNs alone.
  if (keeper !== undefined && adds.length === 0 && folders === undefined) keeper.judged = { runs, judgements };
  return judgements;
}

/** What was said in the version before, where nothing of it can have changed. */
function judgementsBefore({ runs, adds }: StageDraft): readonly Judgement[] | undefined {
  const before = runs.find(bears)?.known.judged;
  const isSame =
    adds.length === 0 &&
    before?.runs.length === runs.length &&
    runs.every((run, index) => {
      const other = before.runs[index];
      return other !== undefined && (run.known === other.known || (!bears(run) && !bears(other)));
    });
  return isSame ? before.judgements : undefined;
}

/** A RUN that fetches or checks something bears on the downloads of its stage. */
function bears({ known: { facts } }: DraftRun): boolean {
  return facts.fetches.length > 0 || facts.checks.length > 0;
}

function checkoutOf({ ref, by }: CheckedOut, runs: StageDraft["runs"]): Pick<DownloadUse, "ref" | "checkout"> {
  const offset = runs[by?.run ?? -1]?.offset;
  return { ref, checkout: by === undefined || offset === undefined ? "uncertain" : { offset, call: by.call } };
}

function downloadUse(
  { fetch, offset }: PlacedFetch,
  facts: RunFacts | undefined,
  verification: Verification,
): DownloadUse {
  const { tool, url, resolved, expanded, undecided, kind, target, insecure, ref, call } = fetch;
  const { verified, covers, trust, weakSum, isSkipped, isList } = verification;
  return {
    span: shiftSpan(fetch.span, offset),
    tool,
    url,
    resolved,
    expanded,
    undecided,
    kind: isList ? "sig" : kind,
    target,
    insecure: insecure && { ...insecure, span: shiftSpan(insecure.span, offset) },
    ref,
    run: facts && { offset, calls: facts.calls, variables: facts.variables, call },
    verified,
    covers,
    trust,
    weakSum,
    isSkipped,
  };
}

/** What an ADD itself says: `--checksum`, or a full commit behind a git URL. */
function writtenVerification({ checksum, fetch }: DraftAdd): Verification | undefined {
  if (checksum !== undefined) return written("add-checksum");
  const isPinned = fetch.kind === "git" && isCommitId(commitOf(fetch.expanded));
  return isPinned ? written("commit") : undefined;
}

function written(verified: Verified): Verification {
  return { verified, covers: true, trust: "inline", weakSum: undefined, isSkipped: false };
}

/** The commit that a git URL names: `#COMMIT[:folder]`, or `?ref=`, `?commit=`, `?checksum=`. Source: BuildKit's git URL reference. */
function commitOf(url: string): string {
  const query = /[?&](?:commit|checksum)=([0-9a-f]+)/i.exec(url)?.[1];
  return query ?? refOf(url) ?? "";
}

/** What a git URL asks for: `#REF[:folder]`, or `?ref=`, `?tag=`, `?branch=`. */
function refOf(url: string): string | undefined {
  const query = /[?&](?:ref|tag|branch)=([^&#]+)/i.exec(url)?.[1];
  const ref = query ?? url.split("#")[1]?.split(":")[0];
  return ref === "" ? undefined : ref;
}

/** Of more ADDs in front of one the last are looked at for the file of a signature. */
const MAX_BEFORE = 64;

interface AddPlace {
  readonly escape: string;
  readonly scope: Scope;
  readonly afterRuns: number;
  readonly before: readonly DraftAdd[];
}

/** What an ADD fetches: its sources that are URLs. `afterRuns` is the number of RUNs in front of it, `before` what the stage adds there. */
export function addFetches(
  instruction: Instruction,
  { escape, scope, afterRuns, before }: AddPlace,
): readonly DraftAdd[] {
  const words = wordsOf(instruction);
  const folder = words.at(-1);
  if (folder === undefined || words.length < 2) return [];
  const checksum = instruction.flags.find(({ name }) => name === "checksum")?.value;
  const text = (word: DockerWord) => expandWord(word.joined, escape, (name) => scope.get(name)?.value).value;
  let urls: ReadonlySet<string> | undefined;
  const has = (url: string) => {
    urls ??= new Set([
      ...before.slice(-MAX_BEFORE).map(({ fetch }) => fetch.expanded),
      ...words.map((word) => text(word).text),
    ]);
    return urls.has(url);
  };
  return words.slice(0, -1).flatMap((word): readonly DraftAdd[] => {
    const source = text(word);
    if (!isUrl(source.text)) return [];
    const isGit = isGitUrl(source.text);
    const path = targetIn(text(folder).text, source.text);
    const fetch: Fetch = {
      span: shiftSpan(word.span, instruction.span.start),
      tool: "ADD",
      url: word.joined.text.replace(/["']/g, ""),
      resolved: source.unknown.length > 0 ? undefined : source.text,
      expanded: source.text,
      undecided: undefined,
      kind: isGit ? "git" : kindOfUrl(source.text, text(folder).text, { has }),
      target: isGit ? baseName(path) : path,
      insecure: undefined,
    };
    return [{ fetch, checksum, afterRuns }];
  });
}

function isUrl(text: string): boolean {
  return /^(?:https?|ftp|git|ssh):\/\//i.test(text) || /^git@[\w.-]+:/.test(text);
}

/** Source: BuildKit's ParseGitRef. */
function isGitUrl(text: string): boolean {
  const [path = ""] = text.split(/[#?]/);
  return /^(?:git:\/\/|ssh:\/\/|git@)/i.test(text) || /^https?:\/\/.*\.git$/i.test(path);
}

/** Folders of nearly every image: without a slash behind it, another name is that of the file. */
const FOLDERS: ReadonlySet<string> = new Set(
  `. .. /tmp /var/tmp /opt /root /home /srv /mnt /etc /lib /bin /sbin /usr /usr/bin /usr/sbin /usr/lib /usr/share /usr/src
  /usr/local /usr/local/bin /usr/local/sbin /usr/local/lib /usr/local/share /usr/local/src /var /var/lib /var/www`.split(
    /\s+/,
  ),
);

function targetIn(folder: string, url: string): string {
  if (folder.endsWith("/")) return folder + baseName(url);
  return FOLDERS.has(folder) ? `${folder}/${baseName(url)}` : folder;
}
