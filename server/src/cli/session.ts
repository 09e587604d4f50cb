import type { FileSettings, SettingsReader } from "../engine/settings-reader.ts";
import { type Failure, failure, type Outcome, success } from "../outcome/outcome.ts";
import { loadGlobs, matchNothing } from "../settings/globs.ts";
import { counted } from "../text/counted.ts";
import type { Arguments } from "./arguments.ts";
import { commandLineConfig } from "./command-line-config.ts";
import { filesOf, type NamedFile, pathsOf } from "./named-files.ts";
import { errorText, problemError, type RunError } from "./run-error.ts";
import { openSettings } from "./run-settings.ts";
import { say } from "./say.ts";
import { outputTrouble } from "./sink.ts";
import type { World } from "./world.ts";

/** One text to work on. */
export interface Source extends Pick<NamedFile, "path" | "role" | "isStandardInput"> {
  /** How it is named to people: relative to where they stand. */
  readonly shown: string;
  readonly text: string;
  /** The byte order mark in front of the text; empty where there is none. */
  readonly mark: string;
  /** What went wrong between the text before and this one. Whoever works on several at once reports it in the text's turn. */
  readonly before: readonly RunError[];
}

/** A text with what holds for it. */
export interface Input extends Source {
  readonly settings: FileSettings;
}

/** The work of one run: its files one after the other, and what went wrong so far. */
export interface Session {
  inputs(): AsyncGenerator<Input>;
  /** A text that another thread of this run has read. */
  inputOf(source: Source): Promise<Input>;
  /** A text with what holds for it where the command line leaves no rule out. */
  inputOfEveryRule(source: Source): Promise<Input>;
  /** Before the first text: those of the user's own settings. */
  readonly errors: readonly RunError[];
  /** Notes an error and says it on standard error at once. */
  report(error: RunError): Promise<void>;
  /** When all texts are done: reports what went wrong behind the last, and says that there was nothing to look at where nothing else says why. */
  end(): Promise<void>;
}

/** Reads the common options; an unknown rule, a missing settings file or no place for the result ends the run before it begins. */
export async function openSession(args: Arguments, world: World): Promise<Outcome<Session>> {
  const commandLine = commandLineConfig(args);
  if (!commandLine.ok) return commandLine;
  const trouble = misuse(args) ?? outputTrouble(args, world, pathsOf(args));
  if (!trouble.ok) return trouble;
  const opened = await openSettings(args, commandLine.value, world);
  if (!opened.ok) return opened;
  const { reader, problems } = opened.value;
  // A slash at their start is where the user stands.
  const here = `${world.folder}/`;
  const globs = args.values("exclude").map((glob) => (glob.startsWith(here) ? glob.slice(here.length - 1) : glob));
  const matches = globs.length === 0 ? matchNothing : await loadGlobs();
  const errors: RunError[] = [];
  const report = (error: RunError) => {
    errors.push(error);
    return say([errorText(error)], world);
  };
  for (const problem of problems) await report(problemError(problem, world));
  const seen = new Set<string>();
  const excluded = new Set<string>();
  const locksAll = args.has("no-suppressions");
  const settingsBy = async ({ settingsOf }: SettingsReader, path: string) => {
    const settings = await settingsOf(path);
    return locksAll ? lockedWholly(settings) : settings;
  };
  const settingsOf = (path: string) => settingsBy(reader, path);
  let wide: ReturnType<typeof openSettings> | undefined;
  const late: RunError[] = [];
  const course = { reader, settingsOf, late, seen, excluded, isExcluded: (shown: string) => matches(globs, shown) };
  return success({
    errors,
    report,
    inputs: () => inputsOf(args, world, course),
    inputOf: async (source) => ({ ...source, settings: await settingsOf(source.path) }),
    async inputOfEveryRule(source) {
      wide ??= openSettings(args, { ...commandLine.value, rules: new Map() }, world);
      const opened = await wide;
      return { ...source, settings: await settingsBy(opened.ok ? opened.value.reader : reader, source.path) };
    },
    async end() {
      for (const error of late) await report(error);
      if (seen.size > excluded.size || errors.length > 0 || args.has("quiet")) return;
      const none = `no Dockerfile or Compose file ${whereOf(args)}`;
      await say([seen.size === 0 ? none : exclusion(seen.size)], world);
    },
  });
}

/** Where a run has looked for files. */
function whereOf({ words: [word, ...others] }: Arguments): string {
  if (others.length > 0) return "in these folders";
  return word === undefined || word === "." ? "here" : `in ${word}`;
}

/** Why there is nothing to look at although files are there. */
function exclusion(count: number): string {
  return `${counted(count, "file is", "files are")} excluded, by --exclude or exclude in .seaworthy.yaml: none is left`;
}

/** Words that would not do what they seem to. */
function misuse(args: Arguments): Failure | undefined {
  if (args.value("stdin-filename") !== undefined && !args.words.includes("-"))
    return failure("malformed", "--stdin-filename", "names standard input, which - reads: add - to the paths");
  const idle = args.values("exclude").find((glob) => glob.startsWith("!"));
  return idle === undefined
    ? undefined
    : failure("malformed", `--exclude ${idle}`, "matches nothing: no glob takes back what another one matches");
}

interface Course {
  readonly reader: SettingsReader;
  readonly settingsOf: SettingsReader["settingsOf"];
  /** What went wrong since the last text. */
  readonly late: RunError[];
  readonly isExcluded: (shown: string) => boolean;
  /** Paths that were found, `-` for standard input. */
  readonly seen: Set<string>;
  /** Those of them that are left out. */
  readonly excluded: Set<string>;
}

async function* inputsOf(args: Arguments, world: World, course: Course): AsyncGenerator<Input> {
  const { reader, settingsOf, late, isExcluded, seen, excluded } = course;
  const said = new Set<string>();
  let reported = 0;
  for await (const found of filesOf(args, world)) {
    if (found.kind === "missing") {
      late.push({ path: found.asked, message: found.detail });
      continue;
    }
    if (found.kind === "note") {
      if (!said.has(found.text)) await say([found.text], world);
      said.add(found.text);
      continue;
    }
    // Standard input is no file, whatever name it goes by.
    const key = found.isStandardInput ? "-" : found.path;
    if (seen.has(key)) continue;
    seen.add(key);
    const shown = world.shownPath(found.path);
    if (isExcluded(shown)) {
      excluded.add(key);
      continue;
    }
    const settings = await settingsOf(found.path);
    for (const problem of reader.problems().slice(reported)) late.push(problemError(problem, world));
    reported = reader.problems().length;
    if (settings.isExcluded) {
      excluded.add(key);
      continue;
    }
    const { path, role, isStandardInput } = found;
    const read = await found.read();
    if (!read.ok) {
      late.push({ path: shown, message: read.detail });
      continue;
    }
    const { mark, text } = read.value;
    yield { path, role, isStandardInput, shown, mark, text, before: late.splice(0), settings };
  }
}

function lockedWholly(settings: FileSettings): FileSettings {
  return { ...settings, lint: { ...settings.lint, locked: "all" } };
}
