import type { LintOptions, Profile, Severity } from "../lint/rule.ts";
import type { Config, MachineConfig, ScanLimit, ScannerId } from "./config.ts";
import { SETTINGS } from "./schema.ts";

/** The sources of the settings of one file, the strongest first. */
export interface SettingLayers {
  readonly commandLine: Config;
  /** `.seaworthy.yaml` with what it extends, or `.hadolint.yaml`. */
  readonly file: Config;
  readonly editor: Config;
}

/** What holds for one file. */
export interface EffectiveSettings {
  readonly lint: LintOptions;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly buildContexts: readonly string[];
  readonly pins: PinSettings;
  readonly scan: ScanSettings;
  /** What the user alone says; files are not asked. */
  readonly machine: MachineConfig;
  /** `exclude` names it. */
  readonly isExcluded: boolean;
}

/** What is written when a value is looked up. */
export interface PinSettings {
  readonly style: NonNullable<Config["pinStyle"]>;
  readonly minimumReleaseAgeDays: number;
  readonly platforms: readonly string[];
}

/** What counts when an image is scanned. */
export interface ScanSettings {
  readonly scanner: ScannerId;
  readonly afterBuild: NonNullable<Config["scanAfterBuild"]>;
  readonly failOn: ScanLimit;
  /** Relative to the root of the repository. */
  readonly vexPath: string;
}

/** The path of a file with forward slashes. */
export interface FilePlace {
  /** Relative to the folder of its settings file. */
  readonly belowSettings: string;
  /** Relative to the root of its repository. */
  readonly inRepository: string;
}

/** Whether one of the globs matches the path. */
export type MatchGlobs = (globs: readonly string[], path: string) => boolean;

type Name = keyof typeof SETTINGS;
type Standard<Key extends Name> = (typeof SETTINGS)[Key]["standard"];

/** Lays the sources over each other. `today` is an ISO date. Order: command line, file, editor, profile, the rule's default. */
export function effectiveSettings(
  layers: SettingLayers,
  place: FilePlace,
  today: string,
  matches: MatchGlobs,
): EffectiveSettings {
  const { commandLine, file, editor } = layers;
  const overrides = file.overrides.filter(({ paths }) => matches(paths, place.belowSettings));
  const held = <Key extends keyof Config & Name>(key: Key): NonNullable<Config[Key]> | Standard<Key> => {
    const standard: Standard<Key> = SETTINGS[key].standard;
    return commandLine[key] ?? file[key] ?? editor[key] ?? standard;
  };
  const severities = new Map<string, Severity>([
    ...editor.rules,
    ...file.rules,
    ...overrides.flatMap(({ rules }) => [...rules]),
    ...commandLine.rules,
  ]);
  const chosenForPath = overrides.findLast((override) => override.profile !== undefined)?.profile;
  const ofPath = chosenForPath ?? profileOfPlace(place.inRepository);
  const profile = commandLine.profile ?? ofPath ?? file.profile ?? editor.profile ?? SETTINGS.profile.standard;
  return {
    lint: {
      profile,
      severities,
      today,
      requiredLabels: held("requiredLabels") ?? new Map(),
      recommendedLabels: held("recommendedLabels"),
      labelsFromCI: held("labelsFromCI"),
      strictLabels: file.strictLabels ?? false,
      trustedRegistries: held("trustedRegistries"),
      locked: new Set(file.locked),
      groupPackages: held("groupPackages"),
    },
    buildArgs: new Map([...editor.buildArgs, ...file.buildArgs, ...commandLine.buildArgs]),
    buildContexts: [...editor.buildContexts, ...file.buildContexts],
    pins: {
      style: held("pinStyle"),
      minimumReleaseAgeDays: held("minimumReleaseAge"),
      platforms: held("platforms"),
    },
    scan: {
      scanner: held("scanner"),
      afterBuild: held("scanAfterBuild"),
      failOn: held("scanFailOn"),
      vexPath: held("vexPath"),
    },
    machine: editor.machine,
    isExcluded: matches(file.exclude, place.belowSettings),
  };
}

/** A development container is made for one person's desk and rebuilt at will: its packages need no pins. */
function profileOfPlace(path: string): Profile | undefined {
  return path.startsWith(".devcontainer/") || path.includes("/.devcontainer/") ? "relaxed" : undefined;
}
