import type { ReadFile } from "./read-stages.ts";
import type { Reuse } from "./reuse.ts";
import { newStageDraft, type OpenStage } from "./stage-draft.ts";
import { StandingStage } from "./standing-stage.ts";

/**
 * The stage that an edit stands in, as it was in front of the edit, so that reading goes on there. Undefined where what was
 * read behind the edit may have left its mark in front of it (a gap or an insecure switch stands where its variable is
 * defined), or where the shell changed: then the stage is read from its FROM on.
 */
export function resumedStage(
  { last, kept }: Reuse,
  { dockerfile, drafts, starts }: Pick<ReadFile, "dockerfile" | "drafts" | "starts">,
): OpenStage | undefined {
  const before = last.drafts[drafts.length];
  const first = last.starts[starts.length];
  const edited = last.dockerfile.instructions[kept.front];
  if (before === undefined || first === undefined || edited === undefined) return undefined;
  const isMarked = before instanceof StandingStage || before.gaps.length > 0 || before.insecure.length > 0;
  if (isMarked || before.instructions.some(({ keyword }) => keyword === "SHELL")) return undefined;
  const { index, name, from, base } = before;
  const parent = before.parent === undefined ? undefined : drafts[before.parent.index];
  const stage = newStageDraft({ index, name, from, base, parent });
  if (stage.shell !== before.shell) return undefined;
  for (let at = first + 1; at < kept.front; at += 1) {
    const instruction = dockerfile.instructions[at];
    // A FROM that names no image belongs to no stage.
    if (instruction !== undefined && (instruction.keyword !== "FROM" || instruction.onbuild))
      stage.instructions.push(instruction);
  }
  const end = edited.span.start;
  stage.images.length = 0;
  addInFront(stage.images, before.images, end, ({ span }) => span.start);
  addInFront(stage.labels, before.labels, end, ({ span }) => span.start);
  addInFront(stage.maintainers, before.maintainers, end, ({ valueSpan }) => valueSpan.start);
  addInFront(stage.variables, before.variables, end, ({ span }) => span.start);
  addInFront(stage.copied, before.copied, end, ({ span }) => span.start);
  addInFront(stage.runs, before.runs, end, ({ offset }) => offset);
  addInFront(stage.adds, before.adds, end, ({ fetch }) => fetch.span.start);
  addInFront(stage.declared, before.declared, end, ({ at }) => at);
  for (const { name: declared, variable } of stage.declared) stage.scope.set(declared, variable);
  return stage;
}

/** Adds what stands in front of an offset; places ascend. */
function addInFront<Item>(into: Item[], items: readonly Item[], end: number, placeOf: (item: Item) => number): void {
  for (const item of items) {
    if (placeOf(item) >= end) return;
    into.push(item);
  }
}
