import { folderOf, joinPath } from "../../engine/path.ts";
import { ONLINE_RULE_IDS } from "../../lint/online-rule-ids.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Arguments } from "../arguments.ts";
import type { Baseline, BaselineWriter } from "../baseline.ts";
import { newReporter } from "../file-report.ts";
import { formatFor } from "../formats/choose-format.ts";
import { inThreads } from "../in-threads.ts";
import { isFailure } from "../run-error.ts";
import { refuse } from "../say.ts";
import { openSession } from "../session.ts";
import { folderTrouble, openSink, writeNamed } from "../sink.ts";
import { EXIT, type World } from "../world.ts";

const ADVICE = "Why: seaworthy explain RULE. What can be fixed: seaworthy fix PATH.";
/** Each takes 40 MB and more: a run over 10,000 files is to stay below 250. */
const STANDARD_JOBS = 3;

/** `seaworthy lint`: checks files and writes what was found. The result is the exit status. */
export async function run(args: Arguments, world: World): Promise<number> {
  const opened = await openSession(args, world);
  if (!opened.ok) return await refuse(opened, world);
  const session = opened.value;
  const online = args.values("rule").find((id) => ONLINE_RULE_IDS.includes(id));
  if (online !== undefined) return await refuse(`${online} asks the network: see seaworthy check-pins`, world);
  const accepted = await openBaseline(args, world);
  if (!accepted.ok) return await refuse(accepted, world);
  const { folder, known, writer } = accepted.value;
  const sink = openSink(args, world);
  const format = await formatFor(args, world, sink, ADVICE);
  const check = newReporter({
    world,
    format,
    failOn: args.value("fail-on") ?? "warning",
    baseline: {
      folder,
      known,
      isWritten: writer !== undefined,
      inputOfEveryRule: args.has("rule") || args.has("ignore") ? session.inputOfEveryRule : undefined,
    },
  });
  if (world.serve !== undefined) {
    await world.serve(async (source) => await check(await session.inputOf(source)));
    return EXIT.clean;
  }
  const tally = { fileCount: 0, knownCount: 0, hasFindings: false };
  const jobs = Number(args.value("jobs") ?? Math.min(world.processors, STANDARD_JOBS));
  await sink.write(format.start());
  for await (const report of inThreads(session.inputs(), { check, startThread: world.startThread, jobs })) {
    for (const error of report.errors) await session.report(error);
    if (report.accepted !== undefined) writer?.add(report.accepted);
    tally.fileCount += 1;
    tally.knownCount += report.knownCount;
    tally.hasFindings ||= report.hasFindings;
    await sink.write(format.write(report.entries));
  }
  await session.end();
  await sink.write(format.end({ ...tally, errors: session.errors }));
  const written = await sink.close();
  if (!written.ok) return await refuse(written, world);
  const isFailed = session.errors.some(isFailure);
  // A mistyped path is no reason to forget what is accepted, nor to accept nothing.
  if (tally.fileCount > 0 || !isFailed) {
    const saved = saveBaseline(accepted.value, world);
    if (!saved.ok) return await refuse(saved, world);
  }
  if (isFailed) return EXIT.failed;
  return tally.hasFindings ? EXIT.findings : EXIT.clean;
}

interface OpenBaseline {
  /** As the command line has it. */
  readonly name: string;
  readonly folder: string;
  readonly known: Baseline | undefined;
  readonly writer: BaselineWriter | undefined;
}

async function openBaseline(args: Arguments, world: World): Promise<Outcome<OpenBaseline>> {
  const name = args.value("baseline");
  if (name === undefined) {
    if (args.has("update-baseline")) return failure("malformed", "--update-baseline", "needs --baseline FILE");
    return success({ name: "", folder: world.folder, known: undefined, writer: undefined });
  }
  const path = world.absolutePath(name);
  const folder = folderOf(path);
  const { newBaselineWriter, readBaseline } = await import("../baseline.ts");
  const isUpdate = args.has("update-baseline");
  const text = world.outside.files.readText(path);
  if (!text.ok && text.reason === "not-found" && isUpdate) {
    const trouble = folderTrouble(name, world);
    return trouble.ok ? success({ name, folder, known: undefined, writer: newBaselineWriter([]) }) : trouble;
  }
  if (!text.ok) {
    const cure = text.reason === "not-found" ? ": --update-baseline makes it" : "";
    return failure(text.reason, name, `${text.detail}${cure}`);
  }
  const known = readBaseline(text.value, name);
  if (!known.ok) return isUpdate ? { ...known, detail: `${known.detail}, and is not written over` } : known;
  // A run over some files is no reason to forget the others, as long as they are there.
  const isThere = (file: string) => world.outside.files.kindOf(joinPath(folder, file)) !== undefined;
  const others = [...known.value.files].filter(([file]) => isUpdate && isThere(file));
  return success({ name, folder, known: known.value, writer: isUpdate ? newBaselineWriter(others) : undefined });
}

function saveBaseline({ name, writer }: OpenBaseline, world: World): Outcome<undefined> {
  return writer === undefined ? success(undefined) : writeNamed(name, writer.text(), world);
}
