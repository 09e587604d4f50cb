import { checkFile } from "../engine/check.ts";
import { newLookupSettings } from "../engine/lookup-settings.ts";
import { folderOf } from "../engine/path.ts";
import { knownFixes } from "../fix/choose.ts";
import type { KnownFix, ProjectFacts } from "../fix/fix.ts";
import { groupFindings } from "../lint/group.ts";
import type { RuledFinding } from "../lint/rule.ts";
import type { BuildModel, Gap } from "../model/build-model.ts";
import { lineIndex } from "../text/line-index.ts";
import { type Accepted, type Baseline, marksOf } from "./baseline.ts";
import type { Entry, LintFormat } from "./formats/format.ts";
import { errorsOf, type RunError } from "./run-error.ts";
import type { Input, Source } from "./session.ts";
import { reaches } from "./severities.ts";
import type { World } from "./world.ts";

/** What `lint` has to say of one file. Plain values: another thread may have made it. */
export interface FileReport {
  readonly entries: readonly Entry[];
  /** What could not be read or checked, in front of the file and in it. */
  readonly errors: readonly RunError[];
  /** How many findings the baseline knows. */
  readonly knownCount: number;
  /** There are some at or above `--fail-on`. */
  readonly hasFindings: boolean;
  /** All findings, where a baseline is written. */
  readonly accepted: Accepted | undefined;
}

/** How files are checked and shown. */
export interface Reporting {
  readonly world: World;
  readonly format: LintFormat;
  readonly failOn: string;
  readonly baseline: {
    /** Paths in a baseline are relative to its own folder, so that it holds wherever the run is started. */
    readonly folder: string;
    readonly known: Baseline | undefined;
    readonly isWritten: boolean;
    /** Given where the command line leaves rules out: the text with what holds for it otherwise. */
    readonly inputOfEveryRule: ((source: Source) => Promise<Input>) | undefined;
  };
}

/** A pipe that brought nothing is not to look like a file without findings. */
const NOTHING: Gap = { span: { start: 0, end: 0 }, message: "is empty: there is nothing to check", isNote: true };

/** Makes what checks file after file. */
export function newReporter({ world, format, failOn, baseline }: Reporting): (input: Input) => Promise<FileReport> {
  const lookupSettings = newLookupSettings(world.outside.files);
  /** Facts of the project, by the folder of the Dockerfile. */
  const projects = new Map<string, ProjectFacts>();

  return async (input) => {
    const { path, shown, text, settings, role } = input;
    const { model, findings: all, gaps } = await checkFile(role, text, settings);
    const lines = lineIndex(text);
    const inBaseline = world.relativePath(baseline.folder, path);
    const accepted = baseline.isWritten ? await acceptedOf(input, inBaseline, all) : undefined;
    const findings = accepted === undefined ? (baseline.known?.newAmong(all, inBaseline, text) ?? all) : [];
    // The hint under a word is for an editor.
    const shownFindings = () =>
      groupFindings(findings, settings.lint.groupPackages).filter(({ role }) => role !== "word");
    const fixesOf = await fixesFor(input, model);
    return {
      entries: format.entriesOf({ path: shown, text, lines, findings, shown: shownFindings, fixesOf }),
      errors: errorsOf(input, text.trim() === "" ? [...gaps, NOTHING] : gaps),
      knownCount: all.length - findings.length,
      hasFindings: findings.some(({ severity }) => reaches(severity, failOn)),
      accepted,
    };
  };

  async function acceptedOf(source: Source, path: string, found: readonly RuledFinding[]): Promise<Accepted> {
    const marks = new Set(marksOf(found, path, source.text));
    const known = baseline.known?.files.get(path);
    if (baseline.inputOfEveryRule !== undefined && known !== undefined) {
      // What is known of rules that this run leaves out stays known, as long as it is there.
      const { role, text, settings } = await baseline.inputOfEveryRule(source);
      const { findings } = await checkFile(role, text, settings);
      for (const mark of marksOf(findings, path, text)) if (known.has(mark)) marks.add(mark);
    }
    return { path, fingerprints: [...marks] };
  }

  /** The fixes are made for their titles: nothing is asked. */
  async function fixesFor(
    { settings, path }: Input,
    model: BuildModel,
  ): Promise<(finding: RuledFinding) => readonly KnownFix[]> {
    if (!format.showsFixes) return () => [];
    const { lookupFixes } = await import("../lint/lookups/lookup-fixes.ts");
    const { projectFacts } = await import("../engine/project/project-facts.ts");
    const setup = {
      ...lookupSettings(settings, path),
      platform: world.platform,
    };
    const folder = folderOf(path);
    const facts = () => {
      const read = projects.get(folder) ?? projectFacts(folder, world.outside.files);
      projects.set(folder, read);
      return read;
    };
    return (finding) => [...lookupFixes(finding, model, setup), ...knownFixes(finding.fixes, facts)];
  }
}
