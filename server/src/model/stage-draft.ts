import type { Fetch } from "../knowledge/downloads/download.ts";
import type { Instruction } from "../syntax/dockerfile.ts";
import type { StartedShell } from "../syntax/shell/shell-language.ts";
import type { CopiedFile, Gap, ImageUse, InsecureUse, LabelUse, MaintainerUse, VariableUse } from "./build-model.ts";
import type { OwnSources } from "./package-sources.ts";
import type { KnownFacts } from "./run-facts.ts";
import { LINUX_SHELL, shellOfBase } from "./run-shell.ts";
import type { Scope, ScopedVariable } from "./scope.ts";

/** Through so many stages is followed what a stage is built from: each is looked at again for all that are built from it. */
export const MAX_LINEAGE = 64;

/** What is read of a stage. */
export interface StageDraft {
  readonly index: number;
  readonly name: string | undefined;
  readonly from: Instruction;
  readonly base: ImageUse;
  readonly parent: StageDraft | undefined;
  /** Through so many stages of the file it is built. */
  readonly depth: number;
  readonly instructions: readonly Instruction[];
  readonly images: readonly ImageUse[];
  readonly labels: readonly LabelUse[];
  readonly maintainers: readonly MaintainerUse[];
  readonly variables: readonly VariableUse[];
  readonly copied: readonly CopiedFile[];
  readonly insecure: readonly InsecureUse[];
  readonly runs: readonly DraftRun[];
  readonly adds: readonly DraftAdd[];
  /** What was not read from its FROM to the next. */
  readonly gaps: readonly Gap[];
  readonly scope: Scope;
  /** Built from `scratch`, itself or through stages of the file. */
  readonly isBare: boolean;
  readonly shell: StartedShell;
  /** Package sources that this stage adds, once somebody has asked. */
  ownSources?: OwnSources;
}

/** A stage while its instructions are read in order. */
export interface OpenStage extends StageDraft {
  readonly instructions: Instruction[];
  readonly images: ImageUse[];
  readonly labels: LabelUse[];
  readonly maintainers: MaintainerUse[];
  readonly variables: VariableUse[];
  readonly copied: CopiedFile[];
  readonly insecure: InsecureUse[];
  readonly runs: DraftRun[];
  readonly adds: DraftAdd[];
  readonly gaps: Gap[];
  /** What its own ARGs and ENVs put into the scope, in order, with the places of their instructions. */
  readonly declared: DeclaredVariable[];
  shell: StartedShell;
  /** Undefined until a RUN asks. */
  before: BeforeRun | undefined;
}

/** What stands in front of a RUN, as far as it was looked at. */
export interface BeforeRun {
  /** So many RUNs, and so many variables of the stage's own. */
  runs: number;
  declared: number;
  hasFetches: boolean;
  /** Facts may stand in one of the variables. */
  mayTell: boolean;
}

/** A variable behind an instruction that declares it. */
interface DeclaredVariable {
  readonly at: number;
  readonly name: string;
  readonly variable: ScopedVariable;
}

/** The facts of a RUN, relative to `offset`. */
export interface DraftRun {
  readonly offset: number;
  /** Key of the facts in the cache; undefined: the script was not read, as nothing can stand in it. */
  readonly key: string | undefined;
  readonly known: KnownFacts;
}

/** What an ADD fetches; spans are absolute. */
export interface DraftAdd {
  readonly fetch: Fetch;
  /** Value of `--checksum`. */
  readonly checksum: string | undefined;
  /** How many RUNs of the stage stand in front of it. */
  readonly afterRuns: number;
}

/** A stage that begins: environment, shell and sources come from the in-file stage that it is built from. */
export function newStageDraft(
  identity: Pick<StageDraft, "index" | "name" | "from" | "base" | "parent">,
  inherited = identity.parent?.scope,
): OpenStage {
  const { parent, base, from } = identity;
  const isBare = parent === undefined ? base.class === "scratch" : parent.isBare;
  return {
    index: identity.index,
    name: identity.name,
    from,
    base,
    parent,
    depth: parent === undefined ? 0 : parent.depth + 1,
    instructions: [from],
    images: [base],
    labels: [],
    maintainers: [],
    variables: [],
    copied: [],
    insecure: [],
    runs: [],
    adds: [],
    gaps: [],
    declared: [],
    // Arguments too. Source: Dockerfile reference, ARG, "Scope": they are inherited by stages based on that stage.
    scope: new Map(inherited),
    isBare,
    shell: parent === undefined ? (isBare ? LINUX_SHELL : shellOfBase(base)) : parent.shell,
    before: undefined,
  };
}
