import { isUnderstood, type SourceChange, sourceChangesOf } from "../../knowledge/source-changes.ts";
import type { SourceRun, Stage } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import { shiftSpan } from "../../text/span.ts";

/** Every change of package sources in front of this offset, in the stage or in one that it is built from, in order. */
export function sourceChangesBefore(stage: Stage, offset: number): readonly SourceChange[] {
  const stages = [...lineage(stage)].reverse();
  return stages.flatMap((each) => changesOf(each).filter(({ span }) => each !== stage || span.start < offset));
}

/** Changes that the instructions of one stage make, in order, at their places in the file; found once for all packages. */
function changesOf(stage: Stage): readonly SourceChange[] {
  const changes = known.get(stage) ?? findChanges(stage);
  known.set(stage, changes);
  return changes;
}

const known = new WeakMap<Stage, readonly SourceChange[]>();

function findChanges({ instructions, sources }: Stage): readonly SourceChange[] {
  const copies = instructions.filter(({ keyword }) => keyword === "COPY" || keyword === "ADD");
  const copied = copies.flatMap(({ body: { text }, span }): readonly SourceChange[] =>
    /\/etc\/(?:apt|apk)\/|sources\.list|\.repos\.d/.test(text) ? [{ kind: "unknown", text: text.trim(), span }] : [],
  );
  return [...copied, ...sources.runs.flatMap(runChanges)].sort((a, b) => a.span.start - b.span.start);
}

/** A script may do anything, and one that comes from the network often adds a repository. */
const SCRIPT = /\.sh\b|\|\s*(?:sudo\s+(?:-E\s+)?)?(?:\/bin\/)?(?:ba|da)?sh\b/g;

/** Files and programs that say where packages come from, in whatever they stand. */
const SOURCE_WORD =
  /add-apt-repository|apt-add-repository|sources\.list|config-manager|\.repos\.d|addrepo|\/etc\/apk\/repositories|extrepo/g;

function runChanges({ offset, source, calls }: SourceRun): readonly SourceChange[] {
  const found = [...sourceChangesOf(calls, ({ start, end }) => source.slice(start, end))];
  const isRead = (at: number) =>
    calls.some((call) => isUnderstood(call) && call.span.start <= at && at < call.span.end);
  for (const { index, 0: text } of source.matchAll(SCRIPT)) {
    const start = wordStart(source, index);
    found.push(unknown(start, source.slice(start, index + text.length)));
  }
  for (const { index, 0: text } of source.matchAll(SOURCE_WORD)) if (!isRead(index)) found.push(unknown(index, text));
  return found.map((change) => ({ ...change, span: shiftSpan(change.span, offset) }));
}

function wordStart(source: string, end: number): number {
  let start = end;
  while (start > 0 && /[\w./-]/.test(source[start - 1] ?? "")) start -= 1;
  return start;
}

function unknown(start: number, text: string): SourceChange {
  return { kind: "unknown", text, span: { start, end: start + text.length } };
}
