import type { Files } from "../outside/outside.ts";
import { type Config, EMPTY_CONFIG } from "../settings/config.ts";
import { type EffectiveSettings, effectiveSettings, type MatchGlobs } from "../settings/effective.ts";
import { MISNAMED_YAML, SEAWORTHY_YAML } from "../settings/file-names.ts";
import { loadGlobs, matchNothing } from "../settings/globs.ts";
import type { GivenToBuild, newBuildReader } from "./build-arguments.ts";
import { folderOf, nameOf, pathBelow } from "./path.ts";
import type { PlacedProblem, ReadSettings } from "./settings-file.ts";
import { newSurroundings } from "./surroundings.ts";

/** Where settings come from besides the files around a Dockerfile. */
export interface SettingsSources {
  readonly files: Files;
  readonly commandLine: Config;
  readonly editor: Config;
  /** Read this file and look for no other. */
  readonly settingsPath: string | undefined;
  /** Workspace folder, or where the user stands: ends the search for Compose and Bake files where there is no repository. */
  readonly limit: string | undefined;
  /** ISO date. */
  readonly today: string;
}

/** What holds for one file, and what its build is given. */
export interface FileSettings extends EffectiveSettings {
  /** Undefined value: passed, but to what is not known. */
  readonly givenArgs: ReadonlyMap<string, string | undefined>;
  /** The folder that its build is given as context, where Compose or Bake files say it. */
  readonly givenFolder?: string | undefined;
  /** Of a Compose file: the text of the one that it overrides. */
  readonly overridden?: string | undefined;
  /** Why Bake files around it were not read: what they give to its build is not known. */
  readonly unreadBuilds?: readonly string[] | undefined;
  /** The settings file that was read. */
  readonly settingsPath: string | undefined;
}

/** The settings of the files of one run, or of one workspace folder. */
export interface SettingsReader {
  /** `path` is absolute with forward slashes; the file itself is not read. */
  settingsOf(path: string): Promise<FileSettings>;
  /** For a text that is no file, by its name: no other file says anything of it. */
  settingsOfName(name: string): Promise<FileSettings>;
  /** What could not be followed in the settings files read so far, each once. */
  problems(): readonly PlacedProblem[];
}

interface ReadFile {
  readonly config: Config;
  readonly folder: string;
  readonly matches: MatchGlobs;
}

const NOTHING_GIVEN: GivenToBuild = { args: new Map(), contexts: [], folder: undefined, unread: [] };

/** What Compose and Bake files give is read by what is loaded with the first of them. */
function lazyBuildReader(files: Files): ReturnType<typeof newBuildReader> {
  let reader: Promise<ReturnType<typeof newBuildReader>> | undefined;
  return async (path, buildPaths) => {
    if (buildPaths.length === 0) return NOTHING_GIVEN;
    reader ??= import("./build-arguments.ts").then((loaded) => loaded.newBuildReader(files));
    return (await reader)(path, buildPaths);
  };
}

/** Finds, reads and remembers the settings files of a run. When one of them changes, make a new reader. */
export function newSettingsReader(sources: SettingsSources): SettingsReader {
  const { files, commandLine, editor, today } = sources;
  const surroundingsOf = newSurroundings(files, sources.limit);
  const givenToBuild = lazyBuildReader(files);
  const known = new Map<string, Promise<ReadFile>>();
  /** Settings that hold for all files of a folder, whatever their names. */
  const ofFolder = new Map<string, FileSettings>();
  const problems: PlacedProblem[] = [];

  function read(path: string, root: string): Promise<ReadFile> {
    const before = known.get(path);
    if (before !== undefined) return before;
    const reading = readFile(path, root).then(async (found) => {
      problems.push(...found.problems);
      return { config: found.config, folder: folderOf(path), matches: await globsFor(found.config) };
    });
    known.set(path, reading);
    return reading;
  }

  /** Few files have settings of their own: what reads them is loaded with the first. */
  async function readFile(path: string, root: string) {
    if (path !== sources.settingsPath && nameOf(path) === MISNAMED_YAML) return misnamed(path);
    const { readSettingsFile } = await import("./settings-file.ts");
    return await readSettingsFile(path, root, files);
  }

  async function settingsFor(path: string): Promise<FileSettings> {
    const folder = folderOf(path);
    const around = surroundingsOf(folder);
    const settingsPath = sources.settingsPath ?? around.settingsPath ?? around.hadolintPath;
    const file =
      settingsPath === undefined
        ? { config: EMPTY_CONFIG, folder: around.root, matches: matchNothing }
        : await read(settingsPath, surroundingsOf(folderOf(settingsPath)).root);
    const inRepository = pathBelow(around.root, path) ?? nameOf(path);
    const place = { belowSettings: pathBelow(file.folder, path) ?? inRepository, inRepository };
    const settings = await laidOver({ commandLine, file: file.config, editor }, place, today, file.matches);
    const given = await givenToBuild(path, around.buildPaths);
    const found = {
      ...settings,
      buildContexts: [...settings.buildContexts, ...given.contexts],
      givenArgs: new Map([...given.args, ...settings.buildArgs]),
      givenFolder: given.folder,
      unreadBuilds: given.unread,
      overridden: given.overridden,
      settingsPath,
    };
    if (file.matches === matchNothing && around.buildPaths.length === 0) ofFolder.set(folder, found);
    return found;
  }

  return {
    settingsOf: async (path) => ofFolder.get(folderOf(path)) ?? (await settingsFor(path)),
    settingsOfName: (name) => settingsOfName(name, sources),
    problems: () => problems,
  };
}

async function settingsOfName(name: string, { commandLine, editor, today }: SettingsSources): Promise<FileSettings> {
  const place = { belowSettings: name, inRepository: name };
  const settings = await laidOver({ commandLine, file: EMPTY_CONFIG, editor }, place, today, matchNothing);
  return { ...settings, givenArgs: settings.buildArgs, settingsPath: undefined };
}

/** The lists of licences are no part of what starts a process: they come with the first settings. */
async function laidOver(...sources: Parameters<typeof effectiveSettings>): Promise<EffectiveSettings> {
  const settings = effectiveSettings(...sources);
  const { isLicence } = await import("./project/spdx.ts");
  return { ...settings, lint: { ...settings.lint, isLicence } };
}

async function globsFor({ overrides, exclude }: Config): Promise<MatchGlobs> {
  return overrides.length > 0 || exclude.length > 0 ? await loadGlobs() : matchNothing;
}

function misnamed(path: string): ReadSettings {
  const message = `is not read: name it ${SEAWORTHY_YAML}`;
  return { config: EMPTY_CONFIG, problems: [{ path, text: "", span: { start: 0, end: 0 }, message }] };
}
