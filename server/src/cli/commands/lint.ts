import { checkFile } from "../../engine/check.ts";
import { hostPlatform } from "../../engine/host-platform.ts";
import { newLookupSettings } from "../../engine/lookup-settings.ts";
import { folderOf } from "../../engine/path.ts";
import { knownFixes } from "../../fix/choose.ts";
import type { KnownFix, ProjectFacts } from "../../fix/fix.ts";
import { groupFindings } from "../../lint/group.ts";
import { ONLINE_RULE_IDS } from "../../lint/online-rule-ids.ts";
import type { RuledFinding } from "../../lint/rule.ts";
import type { BuildModel } from "../../model/build-model.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { lineIndex } from "../../text/line-index.ts";
import type { Arguments } from "../arguments.ts";
import type { Baseline, BaselineWriter } from "../baseline.ts";
import { formatFor } from "../formats/choose-format.ts";
import type { LintFormat } from "../formats/format.ts";
import { refuse } from "../say.ts";
import { errorAt, type Input, openSession, type Session, sayNothingFound } from "../session.ts";
import { reaches } from "../severities.ts";
import { openSink, type Sink } from "../sink.ts";
import { EXIT, type World } from "../world.ts";

const ADVICE = "Why: seaworthy explain RULE. What can be fixed: seaworthy fix PATH.";

/** `seaworthy lint`: checks files and writes what was found. The result is the exit status. */
export async function run(args: Arguments, world: World): Promise<number> {
  const session = await openSession(args, world);
  if (!session.ok) return await refuse(session, world);
  const online = args.values("rule").find((id) => ONLINE_RULE_IDS.includes(id));
  if (online !== undefined) return await refuse(`${online} asks the network: see seaworthy check-pins`, world);
  const accepted = await openBaseline(args, world);
  if (!accepted.ok) return await refuse(accepted, world);
  const sink = openSink(args, world);
  const course: Course = {
    world,
    session: session.value,
    sink,
    format: await formatFor(args, world, sink, ADVICE),
    lookupSettings: newLookupSettings(world.outside.files),
    projects: new Map(),
    failOn: args.value("fail-on") ?? "warning",
    baseline: accepted.value,
    tally: { fileCount: 0, knownCount: 0, hasFindings: false },
  };
  await sink.write(course.format.start());
  for await (const input of session.value.inputs()) await lintOne(input, course);
  const { fileCount, knownCount, hasFindings } = course.tally;
  await sayNothingFound(session.value, args, world);
  await sink.write(course.format.end({ fileCount, knownCount, errors: session.value.errors }));
  const written = await sink.close();
  if (!written.ok) return await refuse(written, world);
  const saved = saveBaseline(accepted.value, world);
  if (!saved.ok) return await refuse(saved, world);
  if (session.value.errors.length > 0) return EXIT.failed;
  return hasFindings ? EXIT.findings : EXIT.clean;
}

interface Course {
  readonly world: World;
  readonly session: Session;
  readonly sink: Sink;
  readonly format: LintFormat;
  readonly lookupSettings: ReturnType<typeof newLookupSettings>;
  /** Facts of the project, by the folder of the Dockerfile. */
  readonly projects: Map<string, ProjectFacts>;
  readonly failOn: string;
  readonly baseline: OpenBaseline;
  readonly tally: { fileCount: number; knownCount: number; hasFindings: boolean };
}

async function lintOne(input: Input, course: Course): Promise<void> {
  const { shown, text, settings } = input;
  const { tally, session, sink, format } = course;
  const { model, findings: all, gaps } = await checkFile(input.role, text, settings);
  const lines = lineIndex(text);
  for (const gap of gaps) await session.report(errorAt(gap, shown, lines));
  const findings = newFindings(all, input, course);
  tally.fileCount += 1;
  tally.knownCount += all.length - findings.length;
  tally.hasFindings ||= findings.some(({ severity }) => reaches(severity, course.failOn));
  const grouped = () => groupFindings(findings, settings.lint.groupPackages);
  const fixesOf = await fixesFor(input, model, course);
  await sink.write(format.file({ path: shown, text, lines, findings, grouped, fixesOf }));
}

/** The fixes are made for their titles: nothing is asked. */
async function fixesFor(
  { settings, path }: Input,
  model: BuildModel,
  { world, format, lookupSettings, projects }: Course,
): Promise<(finding: RuledFinding) => readonly KnownFix[]> {
  if (!format.showsFixes) return () => [];
  const { lookupFixes } = await import("../../lint/lookups/lookup-fixes.ts");
  const { projectFacts } = await import("../../engine/project/project-facts.ts");
  const setup = {
    ...lookupSettings(settings, path),
    platform: hostPlatform(world.architecture),
  };
  const folder = folderOf(path);
  const facts = () => {
    const read = projects.get(folder) ?? projectFacts(folder, world.outside.files);
    projects.set(folder, read);
    return read;
  };
  return (finding) => [...lookupFixes(finding, model, setup), ...knownFixes(finding.fixes, facts)];
}

function newFindings(
  findings: readonly RuledFinding[],
  { path, text }: Input,
  { baseline, world }: Course,
): readonly RuledFinding[] {
  const inBaseline = world.relativePath(baseline.folder, path);
  baseline.writer?.add(findings, inBaseline, text);
  if (baseline.writer !== undefined) return [];
  return baseline.known?.newAmong(findings, inBaseline, text) ?? findings;
}

interface OpenBaseline {
  readonly path: string;
  /** Paths in a baseline are relative to its own folder, so that it holds wherever the run is started. */
  readonly folder: string;
  readonly known: Baseline | undefined;
  readonly writer: BaselineWriter | undefined;
}

async function openBaseline(args: Arguments, world: World): Promise<Outcome<OpenBaseline>> {
  const name = args.value("baseline");
  if (name === undefined) {
    if (args.has("update-baseline")) return failure("malformed", "--update-baseline", "needs --baseline FILE");
    return success({ path: "", folder: world.folder, known: undefined, writer: undefined });
  }
  const path = world.absolutePath(name);
  const folder = world.absolutePath(`${path}/..`);
  const { newBaselineWriter, readBaseline } = await import("../baseline.ts");
  const isUpdate = args.has("update-baseline");
  const text = world.outside.files.readText(path);
  if (!text.ok && text.reason === "not-found" && isUpdate)
    return success({ path, folder, known: undefined, writer: newBaselineWriter() });
  if (!text.ok) {
    const cure = text.reason === "not-found" ? ": --update-baseline makes it" : "";
    return failure(text.reason, name, `${text.detail}${cure}`);
  }
  const known = readBaseline(text.value, name);
  if (!known.ok) return isUpdate ? { ...known, detail: `${known.detail}, and is not written over` } : known;
  return success({ path, folder, known: known.value, writer: isUpdate ? newBaselineWriter() : undefined });
}

function saveBaseline({ path, writer }: OpenBaseline, world: World): Outcome<undefined> {
  return writer === undefined ? success(undefined) : world.outside.files.writeText(path, writer.text());
}
