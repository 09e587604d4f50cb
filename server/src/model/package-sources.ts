import type { Instruction } from "../syntax/dockerfile.ts";
import type { PackageOrigins } from "./build-model.ts";
import type { StageDraft } from "./stage-draft.ts";

/** Archives that serve the packages of one chosen day, and the setting by which apt takes theirs. */
const SNAPSHOT_ARCHIVES = ["snapshot.debian.org", "snapshot.ubuntu.com", "APT::Snapshot"];
/** The same as an option of apt and in its lists of sources: `--snapshot 20250930T000000Z`. Source: apt-get(8), sources.list(5). */
const SNAPSHOT_OPTION = /--snapshot[ =]["']?\$|snapshot[=: ] ?["']?\d{8}T/i;

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

/** A part of each of them; most texts do not hold it. */
const SNAPSHOT_MARK = "napshot";

/** True when the text of an instruction makes apt read a snapshot archive. */
export function usesSnapshot(text: string): boolean {
  if (!text.includes(SNAPSHOT_MARK)) return false;
  return SNAPSHOT_ARCHIVES.some((archive) => text.includes(archive)) || SNAPSHOT_OPTION.test(text);
}

/** A part of each of them; most texts hold none. */
const FOREIGN_MARKS = ["repo", "sources.list", "config-manager", "apt-key"];

/** True when the text of an instruction adds a package repository. */
export function addsSource(text: string): boolean {
  return FOREIGN_MARKS.some((mark) => text.includes(mark)) && FOREIGN_SOURCES.some((word) => text.includes(word));
}

/** Where the packages of a stage come from besides its base image; asked of few files, so looked for on first use. */
export function packageSources(stage: StageDraft): PackageOrigins {
  return new LazyOrigins(stage);
}

/** A class, because an object literal with getters is a shape of its own each time, which V8 keeps with all that it holds. */
class LazyOrigins implements PackageOrigins {
  readonly #stage: StageDraft;
  #runs: PackageOrigins["runs"] | undefined;

  constructor(stage: StageDraft) {
    this.#stage = stage;
  }

  get snapshotFrom(): number | undefined {
    const { from } = this.#stage;
    for (let above = this.#stage.parent; above !== undefined; above = above.parent) {
      if (sourcesOf(above).snapshotFrom < NEVER) return from.span.start;
    }
    const own = sourcesOf(this.#stage).snapshotFrom;
    return own < NEVER ? own : undefined;
  }

  get isForeign(): boolean {
    for (let each: StageDraft | undefined = this.#stage; each !== undefined; each = each.parent) {
      if (sourcesOf(each).isForeign) return true;
    }
    return false;
  }

  get runs(): PackageOrigins["runs"] {
    this.#runs ??= this.#stage.runs.map(({ offset, known: { facts } }) => ({
      offset,
      source: facts.source,
      calls: facts.calls,
    }));
    return this.#runs;
  }
}

const NEVER = Number.POSITIVE_INFINITY;

function sourcesOf(stage: StageDraft): OwnSources {
  stage.ownSources ??= new OwnSources(stage);
  return stage.ownSources;
}

/** What the instructions of one stage add. Every text of the stage is searched for each, so only for what somebody asks. */
export class OwnSources {
  readonly #stage: Instructions;
  #snapshotFrom: number | undefined;
  #isForeign: boolean | undefined;

  constructor(stage: StageDraft) {
    this.#stage = stage;
  }

  /** Infinite: from nowhere on. */
  get snapshotFrom(): number {
    this.#snapshotFrom ??= firstSnapshot(this.#stage);
    return this.#snapshotFrom;
  }

  get isForeign(): boolean {
    this.#isForeign ??= addsForeign(this.#stage);
    return this.#isForeign;
  }
}

type Instructions = Pick<StageDraft, "runs" | "instructions">;

function firstSnapshot({ runs, instructions }: Instructions): number {
  const run = runs.find(({ known }) => known.facts.usesSnapshot);
  const other = instructions.find(
    (each) => (copies(each) || sets(each)) && (usesSnapshot(each.body.text) || usesSnapshot(each.inlineText)),
  );
  return Math.min(run?.offset ?? NEVER, other?.span.start ?? NEVER);
}

function addsForeign({ runs, instructions }: Instructions): boolean {
  return (
    runs.some(({ known }) => known.facts.addsSource) ||
    instructions.some((each) => copies(each) && addsSource(each.body.text))
  );
}

function copies({ keyword }: Instruction): boolean {
  return keyword === "COPY" || keyword === "ADD";
}

function sets({ keyword }: Instruction): boolean {
  return keyword === "ARG" || keyword === "ENV";
}
