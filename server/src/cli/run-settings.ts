import { isAbsolute } from "node:path";
import type { PlacedProblem, ReadSettings } from "../engine/settings-file.ts";
import { newSettingsReader, type SettingsReader } from "../engine/settings-reader.ts";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import { type Config, EMPTY_CONFIG } from "../settings/config.ts";
import type { Arguments } from "./arguments.ts";
import type { World } from "./world.ts";

/** Where the settings of a run come from, and what is wrong with those of the user. */
export interface RunSettings {
  readonly reader: SettingsReader;
  readonly problems: readonly PlacedProblem[];
}

/** Why nobody is asked by settings with a mistake: they say who is asked, and who is not to be. */
export const MISTAKEN = failure(
  "malformed",
  "The settings",
  "are not as they are meant, so nothing was done and nobody was asked: correct them first",
);

/** Opens the settings of a run: of the command line, of `--config` or else of the folders, and of the user. */
export async function openSettings(args: Arguments, commandLine: Config, world: World): Promise<Outcome<RunSettings>> {
  const { files, now } = world.outside;
  const config = args.value("config");
  const settingsPath = config === undefined ? undefined : world.absolutePath(config);
  const read = settingsPath === undefined ? undefined : files.readText(settingsPath);
  // Without the settings that somebody names, nothing is done as it is meant.
  if (read?.ok === false) return read;
  const user = await readUserSettings(world);
  const reader = newSettingsReader({
    files,
    commandLine,
    editor: user.config,
    settingsPath,
    limit: world.folder,
    today: now().toISOString().slice(0, "2000-01-01".length),
  });
  return success({ reader, problems: user.problems });
}

const NONE: ReadSettings = { config: EMPTY_CONFIG, problems: [] };

/**
 * Reads `seaworthy/settings.yaml` in the configuration folder of the person who runs the command: what an editor keeps in its user
 * settings. Hosts, programs and consent may stand there, and in no file of a repository.
 */
async function readUserSettings({ outside, environment, absolutePath }: World): Promise<ReadSettings> {
  const { XDG_CONFIG_HOME: xdg, APPDATA: roaming, HOME: home } = environment;
  // One that is not absolute would be a folder of the repository. Source: XDG Base Directory Specification.
  const folder = [xdg, roaming, home && `${home}/.config`].find((each) => each && isAbsolute(each));
  if (folder === undefined) return NONE;
  const path = absolutePath(`${folder}/seaworthy/settings.yaml`);
  if (outside.files.kindOf(path) !== "file") return NONE;
  const text = outside.files.readText(path);
  if (!text.ok) return { ...NONE, problems: [{ path, text: "", span: { start: 0, end: 0 }, message: text.detail }] };
  const { readUserYaml } = await import("../settings/read-seaworthy-yaml.ts");
  const { config, problems } = await readUserYaml(text.value);
  return { config, problems: problems.map((problem) => ({ ...problem, path, text: text.value })) };
}
