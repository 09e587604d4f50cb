import type { Files } from "../outside/outside.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import { folderOf, joinPath } from "./path.ts";
import type { FileSettings } from "./settings-reader.ts";
import { newSurroundings } from "./surroundings.ts";

/** What holds for the look-ups of a file. `pinStyle: auto` is decided by whether something in its repository raises exact pins. */
export function lookupSettings(settings: FileSettings, path: string, files: Files): LookupSettings {
  const { pins, machine } = settings;
  const isScheduled = (machine.checkPinsSchedule ?? "never") !== "never";
  const automatic = () => (isScheduled || keepsPinsFresh(path, files) ? "exact" : "wildcard");
  return {
    pinStyle: pins.style === "auto" ? automatic() : pins.style,
    minimumReleaseAgeDays: pins.minimumReleaseAgeDays,
    platforms: pins.platforms,
    mirrors: machine.mirrors ?? new Map(),
    insecureRegistries: machine.insecureRegistries ?? [],
    indexes: machine.indexes ?? new Map(),
    order: machine.lookupOrder ?? ["index", "tool", "container", "third-party"],
    thirdParty: machine.thirdParty ?? false,
    engine: machine.engine,
    containerNetwork: machine.containerNetwork ?? "default",
  };
}

/** Source: Renovate's documentation, "Configuration options", the list of file names. */
const RENOVATE_FILES = [
  "renovate.json",
  "renovate.json5",
  ".github/renovate.json",
  ".github/renovate.json5",
  ".gitlab/renovate.json",
  ".gitlab/renovate.json5",
  ".renovaterc",
  ".renovaterc.json",
  ".renovaterc.json5",
];

/** True when the repository of a file has a Renovate configuration, or a pipeline that runs `check-pins` by the clock. */
function keepsPinsFresh(path: string, files: Files): boolean {
  const { root } = newSurroundings(files, undefined)(folderOf(path));
  if (RENOVATE_FILES.some((name) => files.kindOf(joinPath(root, name)) === "file")) return true;
  if (holdsCheck(joinPath(root, ".gitlab-ci.yml"), files)) return true;
  const workflows = joinPath(root, ".github/workflows");
  const listed = files.list(workflows);
  return (
    listed.ok &&
    listed.value
      .filter(({ name, kind }) => kind === "file" && /\.ya?ml$/.test(name))
      .some(({ name }) => holdsCheck(joinPath(workflows, name), files))
  );
}

function holdsCheck(path: string, files: Files): boolean {
  const text = files.readText(path);
  return text.ok && text.value.includes("check-pins") && /schedule/.test(text.value);
}
