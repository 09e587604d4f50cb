import type { LintOptions, Profile, Severity } from "../lint/rule.ts";
import type { Config, MachineConfig, ScanLimit, ScannerId } from "./config.ts";
import { RECOMMENDED_LABELS } from "./schema.ts";

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
  readonly afterBuild: "ask" | "always" | "never";
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
  const severities = new Map<string, Severity>([
    ...editor.rules,
    ...file.rules,
    ...overrides.flatMap(({ rules }) => [...rules]),
    ...commandLine.rules,
  ]);
  const chosenForPath = overrides.findLast((override) => override.profile !== undefined)?.profile;
  const profile: Profile =
    commandLine.profile ?? chosenForPath ?? profileOfPlace(path) ?? file.profile ?? editor.profile ?? "recommended";
  return {
    lint: {
      profile,
      severities,
      today,
      requiredLabels: first((config) => config.requiredLabels) ?? new Map(),
      recommendedLabels: first((config) => config.recommendedLabels) ?? RECOMMENDED_LABELS,
      labelsFromCI: first((config) => config.labelsFromCI) ?? false,
      strictLabels: first((config) => config.strictLabels) ?? false,
      trustedRegistries: first((config) => config.trustedRegistries),
      locked: new Set(file.locked),
      groupPackages: first((config) => config.groupPackages) ?? true,
    },
    buildArgs: new Map([...editor.buildArgs, ...file.buildArgs, ...commandLine.buildArgs]),
    buildContexts: [...editor.buildContexts, ...file.buildContexts],
    pins: {
      style: first((config) => config.pinStyle) ?? "auto",
      minimumReleaseAgeDays: first((config) => config.minimumReleaseAge) ?? 3,
      platforms: first((config) => config.platforms) ?? ["linux/amd64", "linux/arm64"],
    },
    scan: {
      scanner: first((config) => config.scanner) ?? "embedded",
      afterBuild: first((config) => config.scanAfterBuild) ?? "ask",
      failOn: first((config) => config.scanFailOn) ?? "high",
      vexPath: first((config) => config.vexPath) ?? ".vex",
    },
    machine: editor.machine,
    isExcluded: matches(file.exclude, path),
  };
}

/** A development container is made for one person's desk and rebuilt at will: its packages need no pins. */
function profileOfPlace(path: string): Profile | undefined {
  return path.startsWith(".devcontainer/") || path.includes("/.devcontainer/") ? "relaxed" : undefined;
}
