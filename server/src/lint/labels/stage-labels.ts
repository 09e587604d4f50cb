import type { StageEnd } from "../../fix/label-block.ts";
import { indentAt } from "../../fix/line-style.ts";
import { meantKey, successorOf } from "../../knowledge/labels/oci-keys.ts";
import type { BuildModel, LabelUse, Stage } from "../../model/build-model.ts";
import { holdsPlaceholder } from "../../model/images.ts";
import { lineage } from "../../model/lineage.ts";
import type { Span } from "../../text/span.ts";
import { once } from "../once.ts";
import { takenArguments } from "./label-arguments.ts";

/** The stage that `docker build` exports; undefined in a file without stages. */
export function exportedStage(model: BuildModel): Stage | undefined {
  return model.stages.findLast(({ exported }) => exported);
}

/** Keys of the labels that an image of this stage carries; a key from before and a slip count for the key that is meant, too. */
export function keysInImage(stage: Stage): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const each of lineage(stage)) {
    for (const { key } of each.labels) {
      keys.add(key);
      const meant = successorOf(key) ?? meantKey(key);
      if (meant !== undefined) keys.add(meant);
    }
  }
  return keys;
}

/** A label with the stage that it stands in. */
export interface PlacedLabel {
  readonly label: LabelUse;
  readonly stage: Stage;
}

/** All labels of a file. */
export const labelsOf = once(({ stages }: BuildModel): readonly PlacedLabel[] => {
  const placed: PlacedLabel[] = [];
  for (const stage of stages) for (const label of stage.labels) placed.push({ label, stage });
  return placed;
});

/** A key that is written out: without variables, and not made by a template. */
export function isPlainKey(key: string): boolean {
  return !key.includes("$") && !holdsPlaceholder(key);
}

/** The word FROM of a stage: what is wrong with the stage as a whole is said there. */
export function fromSpan(stage: Stage): Span {
  return stage.instructions[0]?.keywordSpan ?? stage.base.span;
}

/** Instructions behind which a new label costs no cached layer and stands with its like. */
const ANCHORS: ReadonlySet<string> = new Set(["FROM", "RUN", "COPY", "ADD", "WORKDIR", "LABEL", "ARG", "MAINTAINER"]);

/** Behind these a block of labels stands without a blank line. */
const LIKE_LABELS: ReadonlySet<string> = new Set(["LABEL", "ARG", "MAINTAINER"]);

const BLANK_LINE = /\n[ \t]*\r?\n/;

/** Behind the end of an instruction: a blank line, or nothing at all. */
const BLANK_BEHIND = /^[ \t\r]*(?:$|\n[ \t\r]*(?:$|\n))/;

/** Where new labels of a stage go. */
export const stageEnd = once((model: BuildModel, stage: Stage): StageEnd => {
  const { instructions } = stage;
  const at = instructions.findLastIndex(({ keyword }) => ANCHORS.has(keyword));
  const anchor = instructions[at];
  const span = anchor?.span ?? stage.base.span;
  const { escape } = model.dockerfile;
  const lastBody = anchor?.heredocs.at(-1)?.bodySpan;
  const { start, end } = fromSpan(stage);
  const behind = model.text.slice(span.end);
  const inFront = model.text.slice(instructions[at - 1]?.span.end ?? span.start, span.start);
  const isApart = at < instructions.length - 1 || BLANK_LINE.test(inFront);
  return {
    text: model.text,
    escape,
    keyword: model.text.slice(start, end),
    indentLike: span.start,
    after: span.end,
    isOpen: behind.trimStart().startsWith(escape) || (lastBody?.end ?? 0) >= span.end,
    isDivided: isApart && BLANK_BEHIND.test(behind) && !LIKE_LABELS.has(anchor?.keyword ?? ""),
    tabs: tabsIn(model.text, span.start),
    declared: new Set(namesOf(stage, "ARG")),
    // ENV wins over ARG, also that of a stage below.
    taken: new Set([...takenArguments(model), ...lineage(stage).flatMap((each) => namesOf(each, "ENV"))]),
  };
});

function namesOf({ variables }: Stage, kind: "ARG" | "ENV"): readonly string[] {
  return variables.filter((variable) => variable.kind === kind).map(({ name }) => name);
}

/** Told by the first line of a file that goes on. */
function tabsIn(text: string, offset: number): string | undefined {
  const [, indent = ""] = /[\\`]\r?\n([ \t]*)\S/.exec(text) ?? [];
  const own = indentAt(text, offset);
  if (indent === "" || (own + indent).includes(" ")) return undefined;
  return indent.slice(own.length) || "\t";
}
