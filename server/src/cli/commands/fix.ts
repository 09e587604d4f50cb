import { type FixedFile, type FixRequest, fixFile } from "../../engine/fix.ts";
import { type FixesLeft, fixesLeft } from "../../engine/fixes-left.ts";
import { newLookupSettings } from "../../engine/lookup-settings.ts";
import type { LookupFailure } from "../../engine/lookups.ts";
import type { ChosenFix } from "../../fix/choose.ts";
import { ONLINE_RULE_IDS } from "../../lint/online-rule-ids.ts";
import { counted } from "../../text/counted.ts";
import { lineIndex } from "../../text/line-index.ts";
import { placeOf } from "../../text/place.ts";
import type { Arguments } from "../arguments.ts";
import { difference } from "../formats/difference.ts";
import { filesJson } from "../formats/files-json.ts";
import { type Style, styleFor } from "../formats/style.ts";
import { inOrder } from "../in-order.ts";
import { type LookupRun, openLookups } from "../look-up.ts";
import { errorsOf, isFailure, type RunError } from "../run-error.ts";
import { MISTAKEN } from "../run-settings.ts";
import { refuse, say } from "../say.ts";
import { type Input, openSession, type Session } from "../session.ts";
import { openSink, type Sink } from "../sink.ts";
import { EXIT, type World } from "../world.ts";

/** `seaworthy fix`: shows or writes what can be fixed. The result is the exit status; findings that stay do not count. */
export async function run(args: Arguments, given: World): Promise<number> {
  const lookups = args.has("offline") ? undefined : openLookups(args, given);
  const world = lookups?.world ?? given;
  const session = await openSession(args, world);
  if (!session.ok) return await refuse(session, world);
  if (lookups !== undefined && session.value.errors.length > 0) return await refuse(MISTAKEN, world);
  const trouble = misuse(args);
  if (trouble !== undefined) return await refuse(trouble, world);
  const isJson = args.value("format") === "json";
  const sink = openSink(args, world);
  const course: Course = {
    world,
    session: session.value,
    sink,
    writes: args.has("write"),
    style: styleFor(args, sink.isTerminal, world),
    json: isJson ? filesJson() : undefined,
    isSummed: !args.has("quiet") && !isJson,
    tally: { fixes: 0, files: 0, changed: 0, failed: 0, look: 0, network: 0 },
  };
  const safety = args.has("review") ? "review" : "safe";
  const updates = args.values("rule").some((id) => ONLINE_RULE_IDS.includes(id));
  await sink.write(course.json?.start ?? "");
  const work = workOf({ safety, updates }, course, lookups);
  const isCancelled = () => lookups?.isCancelled() === true;
  for await (const [input, fixed] of inOrder(eachOnce(session.value.inputs(), world), lookups?.jobs ?? 1, work)) {
    if (isCancelled()) break;
    for (const error of errorsOf(input, fixed.gaps)) await session.value.report(error);
    await lookups?.sayFailed(input, fixed.failed);
    await showFixed(input, fixed, course);
  }
  const isCut = isCancelled();
  if (!isCut) await session.value.end();
  const errors = isCut ? [...session.value.errors, CANCELLED] : session.value.errors;
  await sink.write(course.json?.end(errors) ?? "");
  const written = await sink.close();
  await lookups?.sayAsked();
  if (!written.ok) return await refuse(written, world);
  if (course.isSummed && course.tally.files > 0) await say([summary(course)], world);
  if (isCut) return await refuse(CANCELLED.message, world);
  return errors.some(isFailure) || course.tally.failed > 0 ? EXIT.failed : EXIT.clean;
}

/** What does not go together, or is asked for in vain. */
function misuse(args: Arguments): string | undefined {
  if (args.has("diff") && args.has("write")) return "--diff and --write exclude each other";
  const isApart = args.has("output") && args.value("format") !== "json" && !args.words.includes("-");
  if (args.has("write") && isApart)
    return "--write writes every file in its place: with --output only standard input (-)";
  if (!args.has("offline")) return undefined;
  const consent = ["tools", "containers", "allow-build"].find(args.has);
  const rule = args.values("rule").find((id) => ONLINE_RULE_IDS.includes(id));
  const vain = consent ?? (rule && `rule ${rule}`);
  return vain && `--offline asks nobody: no --${vain} with it`;
}

const CANCELLED: RunError = { path: ".", message: "cancelled: the files from here on are as they were" };

interface Course {
  readonly world: World;
  readonly session: Session;
  readonly sink: Sink;
  readonly writes: boolean;
  readonly style: Style;
  readonly json: ReturnType<typeof filesJson> | undefined;
  /** A line at the end says what the run came to. */
  readonly isSummed: boolean;
  /** `look` and `network` as in `FixesLeft`. */
  readonly tally: { fixes: number; files: number; changed: number; failed: number; look: number; network: number };
}

type Fixed = FixedFile & Partial<FixesLeft>;

interface Target extends Input {
  /** `shown`, but of the file that links lead to: a patch that names a link is refused. */
  readonly itself: string;
}

/** A file and a link to it are one text, to be fixed once. */
async function* eachOnce(inputs: AsyncIterable<Input>, world: World): AsyncGenerator<Target> {
  const { files } = world.outside;
  const folder = files.realPath(world.folder);
  const seen = new Set<string>();
  for await (const input of inputs) {
    const real = files.realPath(input.path);
    const itself = folder.ok && real.ok ? world.relativePath(folder.value, real.value) : input.shown;
    // Standard input is no file, whatever name it goes by.
    const isSeen = !input.isStandardInput && seen.has(itself);
    if (!input.isStandardInput) seen.add(itself);
    if (!isSeen) yield { ...input, itself };
  }
}

/** The work on one file; what it leaves alone is counted where somebody reads it. */
function workOf(
  chosen: Pick<FixRequest, "safety" | "updates">,
  { world, isSummed }: Course,
  lookups: LookupRun | undefined,
): (input: Input) => Promise<Fixed> {
  const { files } = world.outside;
  const settingsFor = newLookupSettings(files);
  return async (input) => {
    const request = { ...input, ...chosen, lookups: lookups?.lookupsFor(input) };
    const fixed = await fixFile(request, files);
    if (!isSummed) return fixed;
    const setup = { ...settingsFor(input.settings, input.path), platform: world.platform };
    return { ...fixed, ...(await fixesLeft({ ...request, text: fixed.text }, setup, files)) };
  };
}

async function showFixed(input: Target, fixed: Fixed, course: Course): Promise<void> {
  const { world, session, sink, style, writes, tally } = course;
  const isChanged = fixed.text !== input.text;
  tally.files += 1;
  // What no answer would help is no failure of this run: it would fail for ever.
  tally.failed += fixed.failed.filter(({ isUnwritable }) => isUnwritable !== true).length;
  tally.look += (fixed.look ?? 0) + fixed.leftPins;
  tally.network += fixed.network ?? 0;
  await sink.write(course.json?.write([{ text: JSON.stringify(fileObject(input, fixed)) }]) ?? "");
  if (writes && input.isStandardInput) {
    if (course.json === undefined) await sink.write(input.mark + fixed.text);
  } else if (writes && isChanged) {
    const written = world.outside.files.replaceText(input.path, input.text, fixed.text);
    if (!written.ok) {
      tally.failed += fixed.chosen.length;
      return await session.report({ path: input.shown, message: written.detail });
    }
  } else if (isChanged && course.json === undefined) {
    const [before, after] = [input.mark + input.text, input.mark + fixed.text];
    const change = { shown: input.itself, before, after };
    await sink.write(await difference(change, { style, isTerminal: sink.isTerminal }));
  }
  if (!isChanged) return;
  tally.changed += 1;
  tally.fixes += fixed.chosen.length;
}

/** Shape: docs/json.md. */
function fileObject({ shown, text }: Input, { chosen, postponed, failed }: FixedFile) {
  const lines = lineIndex(text);
  return {
    path: shown,
    edits: chosen.flatMap(({ rule, title, edits }) =>
      edits.map(({ span, newText }) => ({ rule, title, ...placeOf(lines, span), newText })),
    ),
    failed: [...postponed.map(overlapping), ...failed].map(({ rule, span, reason, message }) => {
      const { line, column } = placeOf(lines, span);
      return { rule, line, column, reason, message };
    }),
  };
}

function overlapping({ rule, span, title }: ChosenFix): Omit<LookupFailure, "title"> {
  const message = `"${title}" overlaps another fix; it can be made when that one is`;
  return { rule, span, reason: "ambiguous", message };
}

/** `1 fix in 1 of 2 files; --write makes it; 2 more fixes want a look (--review)`. */
function summary({ writes, tally }: Course): string {
  const { fixes, changed, failed, look, network } = tally;
  const files = counted(tally.files, "file");
  const more = changed > 0 ? "more " : "";
  const others = (count: number) => counted(count, `${more}fix`, `${more}fixes`);
  const rest = [
    failed > 0 ? `${others(failed)} could not be made` : "",
    look > 0 ? `${others(look)} ${look === 1 ? "wants" : "want"} a look (--review)` : "",
    network > 0 ? `${others(network)} ${network === 1 ? "needs" : "need"} the network` : "",
  ].filter((part) => part !== "");
  const advice = writes ? " written" : `; --write makes ${fixes === 1 ? "it" : "them"}`;
  const done =
    changed > 0
      ? `${counted(fixes, "fix", "fixes")} in ${changed} of ${files}${advice}`
      : `nothing ${rest.length > 0 ? "fixed" : "to fix"} in ${files}`;
  return [done, ...rest].join("; ");
}
