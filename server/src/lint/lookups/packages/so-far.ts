import type { Call } from "../../../knowledge/call.ts";
import { buildModel } from "../../../model/build.ts";
import type { BuildModel, Stage } from "../../../model/build-model.ts";
import { instructionAt } from "../../instruction-at.ts";

/**
 * The Dockerfile up to a command of a RUN, so that its build ends where the command would begin: `isWithin` keeps what the same
 * RUN does before it. Undefined where that cannot be cut off: in a branch, a loop, a subshell, quotes or a JSON array.
 */
export function textBefore(command: number, stage: Stage, model: BuildModel, isWithin: boolean): string | undefined {
  const run = instructionAt(stage, command);
  if (run === undefined || run.onbuild) return undefined;
  const { text } = model;
  if (!isWithin) return text.slice(0, run.span.start);
  const script = stage.sources.runs.find(({ offset }) => run.span.start <= offset && offset < run.span.end);
  const call = script?.calls.find(({ span }) => {
    const start = span.start + script.offset;
    return start <= command && command < span.end + script.offset;
  });
  if (script === undefined || call === undefined || run.form !== "shell" || !isPlain(call)) return undefined;
  const head = withoutJoin(text.slice(0, call.span.start + script.offset), model.dockerfile.escape);
  return isWhole(head, { stage, model, run: run.span.start, calls: script.calls.slice(0, call.index) })
    ? head
    : undefined;
}

/** A command of the RUN's own list, which ends in front of it as it does behind any other. */
function isPlain({ path, fromInput }: Call): boolean {
  return (
    fromInput === undefined &&
    path.every((step) => step.kind === "sequence" || (step.kind === "and-or" && step.operator !== "||"))
  );
}

/** What joined the command to the ones before it goes, with the line ends and comments in between. */
function withoutJoin(head: string, escape: string): string {
  let rest = head;
  for (;;) {
    const trimmed = rest.trimEnd();
    const line = trimmed.slice(trimmed.lastIndexOf("\n") + 1);
    const isJoin = trimmed.endsWith("&&");
    if (line.trimStart().startsWith("#")) rest = trimmed.slice(0, trimmed.length - line.length);
    else if (isJoin || trimmed.endsWith(";") || trimmed.endsWith(escape)) rest = trimmed.slice(0, isJoin ? -2 : -1);
    else return `${trimmed}\n`;
  }
}

/** Whether our own reading of the shorter file finds the same commands in its last RUN, and nothing that it cannot read. */
function isWhole(
  head: string,
  {
    stage,
    model,
    run,
    calls,
  }: { readonly stage: Stage; readonly model: BuildModel; readonly run: number; readonly calls: readonly Call[] },
): boolean {
  const after = buildModel(head);
  const same = after.stages[stage.index]?.sources.runs.find(({ offset }) => offset >= run);
  const programs = (of: readonly Call[]) => of.map(({ program }) => program).join("\n");
  const isSame = same !== undefined && programs(same.calls) === programs(calls) && calls.length > 0;
  return isSame && after.stages.length === stage.index + 1 && after.gaps.length <= model.gaps.length;
}
