import { type Config, EMPTY_CONFIG } from "../settings/config.ts";
import type { SettingProblem } from "../settings/setting-node.ts";
import type { World } from "./world.ts";

/** The settings of the person who runs the command: what an editor keeps in its user settings, as YAML. */
export interface UserSettings {
  readonly config: Config;
  /** Undefined: there is no such file. */
  readonly path: string | undefined;
  readonly text: string;
  readonly problems: readonly SettingProblem[];
}

const NONE: UserSettings = { config: EMPTY_CONFIG, path: undefined, text: "", problems: [] };

/** Reads `seaworthy/settings.yaml` in the user's configuration folder. Hosts, programs and consent may stand there, and in no file of a repository. */
export async function readUserSettings({ outside, environment, absolutePath }: World): Promise<UserSettings> {
  const { XDG_CONFIG_HOME: xdg, APPDATA: roaming, HOME: home } = environment;
  const folder = [xdg, roaming].find((each) => each !== undefined && each !== "") ?? (home && `${home}/.config`);
  if (folder === undefined || folder === "") return NONE;
  const path = absolutePath(`${folder}/seaworthy/settings.yaml`);
  if (outside.files.kindOf(path) !== "file") return NONE;
  const text = outside.files.readText(path);
  if (!text.ok) return { ...NONE, path, problems: [{ span: { start: 0, end: 0 }, message: text.detail }] };
  const { readUserYaml } = await import("../settings/read-seaworthy-yaml.ts");
  const { config, problems } = await readUserYaml(text.value);
  return { config, path, text: text.value, problems };
}
