import { isUnderstood, type SourceChange, sourceChangesOf } from "../knowledge/source-changes.ts";
import type { Instruction } from "../syntax/dockerfile.ts";
import { shiftSpan } from "../text/span.ts";
import type { PackageOrigins } from "./build-model.ts";
import type { DraftRun, StageDraft } from "./stage-draft.ts";

/** Archives that serve the packages of one chosen day. */
const SNAPSHOT_ARCHIVES = ["snapshot.debian.org", "snapshot.ubuntu.com"];

/** Words of commands and files that add a repository which the base image does not have. */
const FOREIGN_SOURCES = [
  "add-apt-repository",
  "apt-add-repository",
  "sources.list",
  "yum-config-manager",
  "config-manager",
  "yum.repos.d",
  "zypp/repos.d",
  "addrepo",
  "/etc/apk/repositories",
  "apt-key",
  "extrepo",
];

/** True when the text of an instruction makes apt read a snapshot archive. */
export function usesSnapshot(text: string): boolean {
  return SNAPSHOT_ARCHIVES.some((archive) => text.includes(archive));
}

/** A part of each of them; most texts hold none. */
const FOREIGN_MARKS = ["repo", "sources.list", "config-manager", "apt-key"];

/** True when the text of an instruction adds a package repository. */
export function addsSource(text: string): boolean {
  return FOREIGN_MARKS.some((mark) => text.includes(mark)) && FOREIGN_SOURCES.some((word) => text.includes(word));
}

/** Where the packages of a stage come from besides its base image; asked of few files, so looked for on first use. */
export function packageSources(stage: StageDraft): PackageOrigins {
  return {
    get snapshotFrom() {
      for (let above = stage.parent; above !== undefined; above = above.parent) {
        if (sourcesOf(above).snapshotFrom !== undefined) return stage.from.span.start;
      }
      return sourcesOf(stage).snapshotFrom;
    },
    get isForeign() {
      for (let each: StageDraft | undefined = stage; each !== undefined; each = each.parent) {
        if (sourcesOf(each).isForeign) return true;
      }
      return false;
    },
    changesBefore(offset) {
      const above: SourceChange[][] = [];
      for (let each: StageDraft | undefined = stage; each !== undefined; each = each.parent) {
        above.unshift(changesOf(each).filter(({ span }) => each !== stage || span.start < offset));
      }
      return above.flat();
    },
  };
}

function sourcesOf(stage: StageDraft): OwnSources {
  stage.ownSources ??= ownSources(stage);
  return stage.ownSources;
}

/** What the instructions of one stage add. */
export interface OwnSources {
  readonly snapshotFrom: number | undefined;
  readonly isForeign: boolean;
}

function ownSources({ runs, instructions }: StageDraft): OwnSources {
  const copies = instructions.filter(isCopy);
  const run = runs.find(({ known }) => known.facts.usesSnapshot)?.offset;
  const copy = copies.find(({ body }) => usesSnapshot(body.text))?.span.start;
  return {
    snapshotFrom: run === undefined || copy === undefined ? (run ?? copy) : Math.min(run, copy),
    isForeign: runs.some(({ known }) => known.facts.addsSource) || copies.some(({ body }) => addsSource(body.text)),
  };
}

function isCopy({ keyword }: Instruction): boolean {
  return keyword === "COPY" || keyword === "ADD";
}

/** Changes that the instructions of one stage make, in order, at their places in the file. */
function changesOf(stage: StageDraft): SourceChange[] {
  const copies = stage.instructions.filter(isCopy).flatMap((copy): readonly SourceChange[] => {
    if (!addsSource(copy.body.text) && !copy.body.text.includes("/etc/apt/")) return [];
    return [{ kind: "unknown", text: copy.body.text.trim(), span: copy.span }];
  });
  return [...copies, ...stage.runs.flatMap(runChanges)].sort((a, b) => a.span.start - b.span.start);
}

/** A script may do anything, and one that comes from the network often adds a repository. */
const SCRIPT = /[\w./-]+\.sh\b|\|\s*(?:sudo\s+(?:-E\s+)?)?(?:\/bin\/)?(?:ba|da)?sh\b/g;

function runChanges({ offset, known: { facts } }: DraftRun): readonly SourceChange[] {
  const { source, calls } = facts;
  const found = [...sourceChangesOf(calls, ({ start, end }) => source.slice(start, end))];
  for (const match of source.matchAll(SCRIPT)) {
    found.push({ kind: "unknown", text: match[0], span: { start: match.index, end: match.index + match[0].length } });
  }
  for (const word of FOREIGN_SOURCES) {
    // Keys are no sources.
    if (word === "apt-key") continue;
    for (let at = source.indexOf(word); at >= 0; at = source.indexOf(word, at + 1)) {
      const isRead = calls.some((call) => isUnderstood(call) && call.span.start <= at && at < call.span.end);
      if (!isRead) found.push({ kind: "unknown", text: word, span: { start: at, end: at + word.length } });
    }
  }
  return found.map((change) => ({ ...change, span: shiftSpan(change.span, offset) }));
}
