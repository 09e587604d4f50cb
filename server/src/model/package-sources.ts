import type { Instruction } from "../syntax/dockerfile.ts";
import type { PackageOrigins } from "./build-model.ts";
import type { StageDraft } from "./stage-draft.ts";

/** The part of a stage that tells its package sources. */
type SourcedStage = Pick<StageDraft, "from" | "instructions" | "runs">;

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

/** True when the text of an instruction adds a package repository. */
export function addsSource(text: string): boolean {
  return FOREIGN_SOURCES.some((word) => text.includes(word));
}

/** Where the packages of a stage come from besides its base image; asked of few files, so looked for on first use. */
export class PackageSources implements PackageOrigins {
  readonly #stage: SourcedStage;
  readonly #parent: PackageOrigins | undefined;
  #snapshotFrom: number | undefined | null = null;
  #isForeign: boolean | undefined;

  constructor(stage: SourcedStage, parent: PackageOrigins | undefined) {
    this.#stage = stage;
    this.#parent = parent;
  }

  /** Offset from which on a snapshot archive is read; undefined: never. */
  get snapshotFrom(): number | undefined {
    if (this.#snapshotFrom === null) this.#snapshotFrom = this.#findSnapshot();
    return this.#snapshotFrom;
  }

  /** A repository that the base image does not have is added here or in a stage that this one is built from. */
  get isForeign(): boolean {
    this.#isForeign ??=
      this.#parent?.isForeign === true ||
      this.#stage.runs.some(({ known }) => known.facts.addsSource) ||
      this.#copies().some(({ body }) => addsSource(body.text));
    return this.#isForeign;
  }

  #findSnapshot(): number | undefined {
    const { runs, from } = this.#stage;
    if (this.#parent?.snapshotFrom !== undefined) return from.span.start;
    const run = runs.find(({ known }) => known.facts.usesSnapshot)?.offset;
    const copy = this.#copies().find(({ body }) => usesSnapshot(body.text))?.span.start;
    return run === undefined || copy === undefined ? (run ?? copy) : Math.min(run, copy);
  }

  #copies(): readonly Instruction[] {
    return this.#stage.instructions.filter(({ keyword }) => keyword === "COPY" || keyword === "ADD");
  }
}
