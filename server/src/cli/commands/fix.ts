import { type FixedFile, fixFile } from "../../engine/fix.ts";
import type { LookupFailure } from "../../engine/lookups.ts";
import type { ChosenFix } from "../../fix/choose.ts";
import { ONLINE_RULE_IDS } from "../../lint/online-rule-ids.ts";
import { lineIndex } from "../../text/line-index.ts";
import type { Arguments } from "../arguments.ts";
import { difference } from "../formats/difference.ts";
import { errorObjects } from "../formats/error-objects.ts";
import { placeOf } from "../formats/format.ts";
import { type Style, styleOf, wantsColour } from "../formats/style.ts";
import { inOrder } from "../in-order.ts";
import { openLookups } from "../look-up.ts";
import { type Input, openSession, type Session } from "../session.ts";
import { openSink, type Sink } from "../sink.ts";
import { EXIT, type World } from "../world.ts";

/** `seaworthy fix`: shows or writes what can be fixed. The result is the exit status; findings that stay do not count. */
export async function run(args: Arguments, given: World): Promise<number> {
  const lookups = args.has("offline") ? undefined : openLookups(args, given);
  const world = lookups?.world ?? given;
  const session = await openSession(args, world);
  if (!session.ok) return await refuse(session.detail, world);
  if (args.has("diff") && args.has("write")) return await refuse("--diff and --write exclude each other", world);
  const sink = openSink(args, world);
  const course: Course = {
    world,
    session: session.value,
    sink,
    writes: args.has("write"),
    style: styleOf(wantsColour(args.value("color"), sink.isTerminal, world.environment)),
    json: args.value("format") === "json" ? [] : undefined,
    tally: { fixes: 0, files: 0, changed: 0, failed: 0 },
  };
  const safety = args.has("review") ? "review" : "safe";
  const updates = args.values("rule").some((id) => ONLINE_RULE_IDS.includes(id));
  const work = (input: Input) =>
    fixFile({ ...input, safety, updates, lookups: lookups?.lookupsFor(input) }, world.outside.files);
  for await (const [input, fixed] of inOrder(session.value.inputs(), lookups?.jobs ?? 1, work)) {
    if (lookups?.isCancelled() === true) break;
    await lookups?.sayFailed(input, fixed.failed);
    await showFixed(input, fixed, course);
  }
  const { errors } = session.value;
  if (course.json !== undefined) {
    const files = course.json.map((file) => `\n${JSON.stringify(file)}`).join(",");
    await sink.write(`{"version":1,"files":[${files}\n],"errors":${JSON.stringify(errorObjects(errors))}}\n`);
  }
  const written = await sink.close();
  await lookups?.sayAsked();
  if (!written.ok) return await refuse(`${written.asked} ${written.detail}`, world);
  if (!args.has("quiet") && course.json === undefined) await world.errors.write(summary(course, args));
  if (lookups?.isCancelled() === true) return await refuse("cancelled: the files from here on are as they were", world);
  return errors.length > 0 || course.tally.failed > 0 ? EXIT.failed : EXIT.clean;
}

interface Course {
  readonly world: World;
  readonly session: Session;
  readonly sink: Sink;
  readonly writes: boolean;
  readonly style: Style;
  /** The objects of the JSON output, when that is asked for. */
  readonly json: ReturnType<typeof fileObject>[] | undefined;
  readonly tally: { fixes: number; files: number; changed: number; failed: number };
}

async function showFixed(input: Input, fixed: FixedFile, course: Course): Promise<void> {
  const { world, session, sink, style, writes, tally } = course;
  const isChanged = fixed.text !== input.text;
  tally.files += 1;
  // A value that has no place in the file is no failure of this run.
  tally.failed += fixed.failed.filter(({ isUnwritable }) => isUnwritable !== true).length;
  course.json?.push(fileObject(input, fixed));
  if (writes && input.isStandardInput) {
    if (course.json === undefined) await sink.write(fixed.text);
  } else if (writes && isChanged) {
    const written = world.outside.files.replaceText(input.path, input.text, fixed.text);
    if (!written.ok) {
      await session.report({ path: input.shown, message: written.detail });
      return;
    }
  } else if (isChanged && course.json === undefined) {
    await sink.write(
      await difference({ ...input, before: input.text, after: fixed.text }, { style, isTerminal: sink.isTerminal }),
    );
  }
  if (!isChanged) return;
  tally.changed += 1;
  tally.fixes += fixed.chosen.length;
}

/** Shape: product, "JSON of `fix`". */
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

function summary({ writes, tally }: Course, args: Arguments): string {
  const files = tally.files === 1 ? "1 file" : `${tally.files} files`;
  if (tally.changed === 0) {
    const missing = [args.has("offline") ? "the network" : "", args.has("review") ? "" : "--review"];
    const without = missing.filter((word) => word !== "").join(" and ");
    return `seaworthy: nothing to fix in ${files}${without === "" ? "" : ` without ${without}`}\n`;
  }
  const fixes = tally.fixes === 1 ? "1 fix" : `${tally.fixes} fixes`;
  const advice = writes ? "" : "; --write makes them";
  return `seaworthy: ${fixes} in ${tally.changed} of ${files}${writes ? " written" : ""}${advice}\n`;
}

async function refuse(message: string, world: World): Promise<number> {
  await world.errors.write(`seaworthy: ${message}\n`);
  return EXIT.failed;
}
