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

/** Whether one of the globs matches the path. */
export type MatchGlobs = (globs: readonly string[], path: string) => boolean;

/**
 * Lays the sources over each other. `path` is relative to the folder of the settings file, with forward slashes; `today` is
 * an ISO date. Order: command line, file, editor, profile, the rule's default.
 */
export function effectiveSettings(
  layers: SettingLayers,
  path: string,
  today: string,
  matches: MatchGlobs,
): EffectiveSettings {
  const { commandLine, file, editor } = layers;
  const overrides = file.overrides.filter(({ paths }) => matches(paths, path));
  const first = <T>(pick: (config: Config) => T | undefined): T | undefined =>
    pick(commandLine) ?? pick(file) ?? pick(editor);
  const held = <T, Standard>(pick: (config: Config) => T | undefined, { standard }: { readonly standard: Standard }) =>
    first(pick) ?? standard;
  const severities = new Map<string, Severity>([
    ...editor.rules,
    ...file.rules,
    ...overrides.flatMap(({ rules }) => [...rules]),
    ...commandLine.rules,
  ]);
  const chosenForPath = overrides.findLast((override) => override.profile !== undefined)?.profile;
  const ofPath = chosenForPath ?? profileOfPlace(path);
  const profile = commandLine.profile ?? ofPath ?? file.profile ?? editor.profile ?? SETTINGS.profile.standard;
  return {
    lint: {
      profile,
      severities,
      today,
      requiredLabels: held((config) => config.requiredLabels, SETTINGS.requiredLabels) ?? new Map(),
      recommendedLabels: held((config) => config.recommendedLabels, SETTINGS.recommendedLabels),
      labelsFromCI: held((config) => config.labelsFromCI, SETTINGS.labelsFromCI),
      strictLabels: first((config) => config.strictLabels) ?? false,
      trustedRegistries: held((config) => config.trustedRegistries, SETTINGS.trustedRegistries),
      locked: new Set(file.locked),
      groupPackages: held((config) => config.groupPackages, SETTINGS.groupPackages),
    },
    buildArgs: new Map([...editor.buildArgs, ...file.buildArgs, ...commandLine.buildArgs]),
    buildContexts: [...editor.buildContexts, ...file.buildContexts],
    pins: {
      style: held((config) => config.pinStyle, SETTINGS.pinStyle),
      minimumReleaseAgeDays: held((config) => config.minimumReleaseAge, SETTINGS.minimumReleaseAge),
      platforms: held((config) => config.platforms, SETTINGS.platforms),
    },
    scan: {
      scanner: held((config) => config.scanner, SETTINGS.scanner),
      afterBuild: held((config) => config.scanAfterBuild, SETTINGS.scanAfterBuild),
      failOn: held((config) => config.scanFailOn, SETTINGS.scanFailOn),
      vexPath: held((config) => config.vexPath, SETTINGS.vexPath),
    },
    machine: editor.machine,
    isExcluded: matches(file.exclude, path),
  };
}

/** A development container is made for one person's desk and rebuilt at will: its packages need no pins. */
function profileOfPlace(path: string): Profile | undefined {
  return path.startsWith(".devcontainer/") || path.includes("/.devcontainer/") ? "relaxed" : undefined;
}
