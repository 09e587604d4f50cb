import type { Instruction } from "../syntax/dockerfile.ts";
import type { Gap } from "./build-model.ts";
import { type FileReading, newNamedDrafts, readInstruction, readingIn } from "./read-instruction.ts";
import { fromParts } from "./references.ts";
import { type DraftRun, newStageDraft, type OpenStage, type StageDraft } from "./stage-draft.ts";

/** What of a stage changes when it moves, and what is kept of it for the next version. */
type Place = Pick<StageDraft, "from" | "parent" | "instructions" | "gaps">;

/**
 * A stage that says what it said in an earlier version, at another place. What rules and requests want to know of it is read
 * when somebody asks; until then it costs next to nothing.
 */
export class StandingStage implements StageDraft {
  readonly index: number;
  readonly name: string | undefined;
  readonly from: Instruction;
  readonly parent: StageDraft | undefined;
  readonly depth: number;
  readonly instructions: readonly Instruction[];
  readonly gaps: readonly Gap[];
  readonly isBare: boolean;
  readonly shell: StageDraft["shell"];
  /** Stages that it names, in any order; their places are those of an earlier version. */
  readonly references: StageDraft["images"];
  /** The facts of its RUNs, which hold wherever it stands. */
  readonly facts: readonly Pick<DraftRun, "key" | "known">[];
  ownSources?: NonNullable<StageDraft["ownSources"]>;
  #file: FileReading | undefined;
  #read: OpenStage | undefined;

  constructor(before: StageDraft, { from, parent, instructions, gaps }: Place) {
    this.index = before.index;
    this.name = before.name;
    this.from = from;
    this.parent = parent;
    this.depth = before.depth;
    this.instructions = instructions;
    this.gaps = gaps;
    this.isBare = before.isBare;
    this.shell = before.shell;
    this.references = before instanceof StandingStage ? before.references : before.images;
    this.facts = before instanceof StandingStage ? before.facts : before.runs;
  }

  /** The file that it is read with, if it is not read yet: of several versions that say the same the last, so that no earlier one is held. */
  standIn(file: FileReading): void {
    if (this.#read === undefined) this.#file = file;
  }

  get base(): StageDraft["base"] {
    return this.#open().base;
  }

  get images(): StageDraft["images"] {
    return this.#open().images;
  }

  get labels(): StageDraft["labels"] {
    return this.#open().labels;
  }

  get maintainers(): StageDraft["maintainers"] {
    return this.#open().maintainers;
  }

  get variables(): StageDraft["variables"] {
    return this.#open().variables;
  }

  get copied(): StageDraft["copied"] {
    return this.#open().copied;
  }

  get insecure(): StageDraft["insecure"] {
    return this.#open().insecure;
  }

  get runs(): StageDraft["runs"] {
    return this.#open().runs;
  }

  get adds(): StageDraft["adds"] {
    return this.#open().adds;
  }

  get scope(): StageDraft["scope"] {
    return this.#open().scope;
  }

  #open(): OpenStage {
    // The stages that it is built from come first: there may be thousands, so they do not call each other.
    const unread: StandingStage[] = [];
    for (let stage: StageDraft | undefined = this; stage instanceof StandingStage; stage = stage.parent) {
      if (stage.#read !== undefined) break;
      unread.push(stage);
    }
    for (const stage of unread.reverse()) stage.#read = stage.#readAgain();
    if (this.#read === undefined) throw new Error("a stage that stands was not read");
    return this.#read;
  }

  #readAgain(): OpenStage {
    const file = this.#file;
    const parts = file && fromParts(this.from, readingIn(upTo(file, this.index), file.globalScope));
    if (file === undefined || parts === undefined) throw new Error("a stage that stands has no file");
    const { index, name, from, parent } = this;
    const stage = newStageDraft({ index, name, from, base: parts.base, parent });
    const reading = upTo(file, index + 1);
    for (const instruction of this.instructions) if (instruction !== from) readInstruction(reading, instruction, stage);
    this.#file = undefined;
    return stage;
  }
}

/** The file as it was read when it had so many stages. */
function upTo(file: FileReading, count: number): FileReading {
  return { ...file, drafts: file.drafts.slice(0, count), named: newNamedDrafts() };
}
