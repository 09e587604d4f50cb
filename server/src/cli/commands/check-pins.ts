import { type CheckedPins, checkPins } from "../../engine/check-pins.ts";
import { groupFindings } from "../../lint/group.ts";
import { ONLINE_RULE_IDS } from "../../lint/online-rule-ids.ts";
import { lineIndex } from "../../text/line-index.ts";
import type { Arguments } from "../arguments.ts";
import { formatFor } from "../formats/choose-format.ts";
import type { LintedFile } from "../formats/format.ts";
import { inOrder } from "../in-order.ts";
import { openLookups } from "../look-up.ts";
import { errorsOf, isFailure, type RunError } from "../run-error.ts";
import { MISTAKEN } from "../run-settings.ts";
import { refuse, say } from "../say.ts";
import { type Input, openSession } from "../session.ts";
import { reaches } from "../severities.ts";
import { openSink } from "../sink.ts";
import { EXIT, type World } from "../world.ts";

const ADVICE = "Why: seaworthy explain RULE. To write a fix: seaworthy fix --write --rule RULE PATH.";

/** A report that goes on to others tells it, too. */
const CANCELLED: RunError = { path: ".", message: "cancelled: not all pins were looked up" };

/** `seaworthy check-pins`: looks every pin up anew and says what is stale, gone or outdated. The result is the exit status. */
export async function run(args: Arguments, given: World): Promise<number> {
  const lookups = openLookups(args, given);
  const { world } = lookups;
  const session = await openSession(args, world);
  if (!session.ok) return await refuse(session, world);
  if (session.value.errors.length > 0) return await refuse(MISTAKEN, world);
  const offline = args.values("rule").find((id) => !ONLINE_RULE_IDS.includes(id));
  if (offline !== undefined) return await refuse(`${offline} is no rule about pins: see seaworthy lint`, world);
  const sink = openSink(args, world);
  const format = await formatFor(args, world, sink, ADVICE);
  const failOn = args.value("fail-on") ?? "warning";
  const tally = { fileCount: 0, hasFindings: false };
  const failures: RunError[] = [];
  await sink.write(format.start());
  const work = (input: Input) => checkPins(input, lookups.lookupsFor(input));
  for await (const [input, checked] of inOrder(session.value.inputs(), lookups.jobs, work)) {
    if (lookups.isCancelled()) break;
    for (const error of errorsOf(input, checked.model.gaps)) await session.value.report(error);
    tally.fileCount += 1;
    tally.hasFindings ||= checked.findings.some(({ severity }) => reaches(severity, failOn));
    failures.push(...(await lookups.sayFailed(input, checked.failed)));
    await sink.write(format.write(format.entriesOf(shownFile(input, checked))));
  }
  if (lookups.isCancelled()) {
    failures.push(CANCELLED);
    await say([CANCELLED.message], world);
  } else await session.value.end();
  const errors = [...session.value.errors, ...failures];
  await sink.write(format.end({ fileCount: tally.fileCount, knownCount: 0, errors }));
  const written = await sink.close();
  await lookups.sayAsked();
  if (!written.ok) return await refuse(written, world);
  if (errors.some(isFailure)) return EXIT.failed;
  return tally.hasFindings ? EXIT.findings : EXIT.clean;
}

function shownFile({ shown, text }: Input, { findings }: CheckedPins): LintedFile {
  return {
    path: shown,
    text,
    lines: lineIndex(text),
    findings,
    shown: () => groupFindings(findings, false),
    fixesOf: ({ fixes }) => fixes.filter((fix) => fix.kind !== "local"),
  };
}
