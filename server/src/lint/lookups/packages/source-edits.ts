import type { Call } from "../../../knowledge/call.ts";
import { isUnderstood, type SourceChange, sourceChangesOf } from "../../../knowledge/source-changes.ts";
import type { SourceRun, Stage } from "../../../model/build-model.ts";
import { lineage } from "../../../model/lineage.ts";
import { keptAwayBy } from "../../../model/verification/reach.ts";
import { type Span, shiftSpan } from "../../../text/span.ts";
import { runOutline } from "../run-outline.ts";

/**
 * Every change of package sources in front of this offset, in the stage or in one that it is built from, in order. Those that a
 * build argument would have to ask for count only for a command that one has to ask for, too. What a command changes itself is
 * for later ones.
 */
export function sourceChangesBefore(stage: Stage, offset: number): readonly SourceChange[] {
  const isAskedFor = changesOf(stage).askedFor.some(({ start, end }) => start <= offset && offset < end);
  return [...lineage(stage)].reverse().flatMap((each) => {
    const { all, byDefault } = changesOf(each);
    return (isAskedFor ? all : byDefault).filter(({ span }) => each !== stage || span.end <= offset);
  });
}

/** What the instructions of one stage change, in order, at their places in the file. */
interface StageChanges {
  readonly all: readonly SourceChange[];
  /** Without those of `askedFor`. */
  readonly byDefault: readonly SourceChange[];
  /** Calls that do not run when nobody sets a build argument. */
  readonly askedFor: readonly Span[];
}

/** The changes of a stage, found once for all packages. */
function changesOf(stage: Stage): StageChanges {
  const changes = known.get(stage) ?? findChanges(stage);
  known.set(stage, changes);
  return changes;
}

const known = new WeakMap<Stage, StageChanges>();

function findChanges({ instructions, sources: { runs } }: Stage): StageChanges {
  const copies = instructions.filter(({ keyword }) => keyword === "COPY" || keyword === "ADD");
  const copied = copies.flatMap(({ body: { text }, span }): readonly SourceChange[] =>
    /\/etc\/(?:apt|apk)\/|sources\.list|\brepos\.d/.test(text) ? [{ kind: "unknown", text: text.trim(), span }] : [],
  );
  const changes = (counts: (call: Call) => boolean) => {
    const made = runs.flatMap((run) => runChanges(run, run.calls.filter(counts)));
    return [...copied, ...made].sort((a, b) => a.span.start - b.span.start);
  };
  const all = changes(() => true);
  // Most stages change nothing, and need not be asked what keeps their calls away.
  if (all.length === copied.length) return { all, byDefault: all, askedFor: [] };
  const asked = new Set(runs.flatMap(({ calls }) => callsAskedFor(calls)));
  return {
    all,
    byDefault: changes((call) => !asked.has(call)),
    askedFor: runs.flatMap(({ offset, calls }) =>
      calls.filter((call) => asked.has(call)).map(({ span }) => shiftSpan(span, offset)),
    ),
  };
}

function callsAskedFor(calls: readonly Call[]): readonly Call[] {
  return calls.filter((call) => keptAwayBy(call, runOutline(calls)) !== undefined);
}

/** A script may do anything, and one that comes from the network often adds a repository. */
const SCRIPT = /\.sh\b|\|\s*(?:sudo\s+(?:-E\s+)?)?(?:\/bin\/)?(?:ba|da)?sh\b/g;

/** Files and programs that say where packages come from, in whatever they stand. */
const SOURCE_WORD =
  /add-apt-repository|apt-add-repository|sources\.list|config-manager|\brepos\.d|addrepo|\/etc\/apk\/repositories|extrepo/g;

/** The changes that these calls of a RUN make, and what stands in its text besides. */
function runChanges({ offset, source, calls }: SourceRun, made: readonly Call[]): readonly SourceChange[] {
  const found = [...sourceChangesOf(made, ({ start, end }) => source.slice(start, end))];
  const isRead = (at: number) =>
    calls.some((call) => isUnderstood(call) && call.span.start <= at && at < call.span.end);
  for (const { index, 0: text } of source.matchAll(SCRIPT)) {
    const start = wordStart(source, index);
    found.push(unknown(start, source.slice(start, index + text.length)));
  }
  const shells = made.filter(runsFile).map(({ programSpan: { start }, span }) => ({ start, end: span.end }));
  for (const { start, end } of shells) found.push(unknown(start, source.slice(start, end)));
  const alone = calls.length === 0 ? SHELL_ALONE.exec(source) : null;
  if (alone !== null && !COMMAND_OPTION.test(alone[0]) && !NAMED_SCRIPT.test(alone[0]))
    found.push(unknown(alone.index, alone[0].trim()));
  for (const { index, 0: text } of source.matchAll(SOURCE_WORD)) if (!isRead(index)) found.push(unknown(index, text));
  return found.map((change) => ({ ...change, span: shiftSpan(change.span, offset) }));
}

const SHELL = /^(?:ba|da|a|z|k)?sh$/;
const EVALUATORS: ReadonlySet<string> = new Set([".", "source", "eval"]);
/** In a RUN whose calls nobody needs otherwise, so that it is not read. */
const SHELL_ALONE = /(?<=^RUN\s|&&\s|;\s)(?:ba|da|a|z|k)?sh[ \t][^\n]{1,80}/i;
const COMMAND_OPTION = /(?<!\S)-[a-z]*c(?!\S)/;
const NAMED_SCRIPT = /\.sh\b/;

/** A shell that is given a script of any name: `bash /tmp/setup_20.x`, `sh < install`, `sh -c "$(curl …)"`. */
function runsFile({ program, args, redirects, span, source }: Call): boolean {
  const words = args.map(({ text }) => text);
  const isShell = SHELL.test(program);
  if (!isShell && !EVALUATORS.has(program)) return false;
  if (!isShell || words.some((word) => COMMAND_OPTION.test(word)))
    return /[$<]\(\s{0,9}(?:curl|wget|cat)\b/.test(source.slice(span.start, span.end));
  const file = words.find((word, at) => !/^[-+]/.test(word) && words[at - 1] !== "-o");
  // The text tells of those that end with `.sh`.
  return (file !== undefined && !NAMED_SCRIPT.test(file)) || redirects.some(({ operator }) => operator === "<");
}

function wordStart(source: string, end: number): number {
  let start = end;
  while (start > 0 && /[\w./-]/.test(source[start - 1] ?? "")) start -= 1;
  return start;
}

function unknown(start: number, text: string): SourceChange {
  return { kind: "unknown", text, span: { start, end: start + text.length } };
}
