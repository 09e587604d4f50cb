import type { Files } from "../outside/outside.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import { SETTINGS } from "../settings/schema.ts";
import { contextTexts } from "./context-text.ts";
import { folderOf, joinPath } from "./path.ts";
import { repositoryRoot } from "./repository.ts";
import type { FileSettings } from "./settings-reader.ts";

/**
 * Tells what holds for the look-ups of a file, by its settings and path. `pinStyle: auto` (and `snapshot`, for what is not frozen) is decided by whether something in its
 * repository raises exact pins; that is looked for once in a repository.
 */
export function newLookupSettings(files: Files): (settings: FileSettings, path: string) => LookupSettings {
  /** By folder, the root's own among them. */
  const known = new Map<string, boolean>();

  function isKeptFresh(path: string): boolean {
    const folder = folderOf(path);
    const before = known.get(folder);
    if (before !== undefined) return before;
    const root = repositoryRoot(folder, files);
    const isFresh = known.get(root) ?? keepsPinsFresh(root, files);
    known.set(root, isFresh).set(folder, isFresh);
    return isFresh;
  }

  return (settings, path) => {
    const { pins, machine } = settings;
    const isScheduled = (machine.checkPinsSchedule ?? SETTINGS.checkPinsSchedule.standard) !== "never";
    const automatic = () => (isScheduled || isKeptFresh(path) ? "exact" : "wildcard");
    return {
      pinStyle: pins.style === "exact" || pins.style === "wildcard" ? pins.style : automatic(),
      freezesStages: pins.style === "snapshot",
      minimumReleaseAgeDays: pins.minimumReleaseAgeDays,
      platforms: pins.platforms,
      mirrors: machine.mirrors ?? new Map(),
      insecureRegistries: machine.insecureRegistries ?? SETTINGS.insecureRegistries.standard,
      indexes: machine.indexes ?? new Map(),
      order: machine.lookupOrder ?? SETTINGS.lookupOrder.standard,
      thirdParty: machine.thirdParty ?? SETTINGS.thirdParty.standard,
      engine: machine.engine,
      containerNetwork: machine.containerNetwork ?? SETTINGS.containerNetwork.standard,
      ...(machine.mistake === undefined ? {} : { mistake: machine.mistake }),
      ...(files.kindOf(path) === "file" ? buildOf(settings, path, files) : {}),
    };
  };
}

/** The folder that Compose gives to the build, else that of the file. */
function buildOf(
  { givenArgs, givenFolder }: FileSettings,
  path: string,
  files: Files,
): Required<Pick<LookupSettings, "build" | "contextText">> {
  const known = [...givenArgs].filter((pair): pair is [string, string] => pair[1] !== undefined);
  const context = givenFolder ?? folderOf(path);
  return {
    build: { context, buildArguments: Object.fromEntries(known) },
    contextText: contextTexts(context, path, files),
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

/** True when a repository has a Renovate configuration, or a pipeline that runs `check-pins` by the clock. */
function keepsPinsFresh(root: string, files: Files): boolean {
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
  return text.ok && text.value.includes("check-pins") && text.value.includes("schedule");
}
