import type { LabelType, Profile, Severity } from "../lint/rule.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import type { Span } from "../text/span.ts";

/** What one source says (a file, the editor, the command line); undefined or empty: it says nothing of it. */
export interface Config {
  readonly profile: Profile | undefined;
  /** Severity by rule id. */
  readonly rules: ReadonlyMap<string, Severity>;
  readonly extends: readonly Extension[];
  /** In the order of the file: later ones win. */
  readonly overrides: readonly Override[];
  readonly locked: readonly string[];
  readonly requiredLabels: ReadonlyMap<string, LabelType> | undefined;
  readonly recommendedLabels: readonly string[] | undefined;
  readonly labelsFromCI: boolean | undefined;
  readonly strictLabels: boolean | undefined;
  readonly trustedRegistries: readonly string[] | undefined;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly buildContexts: readonly string[];
  readonly groupPackages: boolean | undefined;
  readonly pinStyle: "auto" | LookupSettings["pinStyle"] | "snapshot" | undefined;
  readonly minimumReleaseAge: number | undefined;
  readonly platforms: readonly string[] | undefined;
  readonly scanner: ScannerId | undefined;
  readonly scanAfterBuild: "ask" | "always" | "never" | undefined;
  readonly scanFailOn: ScanLimit | undefined;
  readonly vexPath: string | undefined;
  readonly machine: MachineConfig;
  /** Globs, relative to the folder of the file. */
  readonly exclude: readonly string[];
}

/** What only the user says, never a repository: hosts, addresses, programs and consent. */
export interface MachineConfig {
  readonly mirrors: ReadonlyMap<string, string> | undefined;
  readonly insecureRegistries: readonly string[] | undefined;
  readonly indexes: ReadonlyMap<string, string> | undefined;
  readonly engine: string | undefined;
  readonly containerNetwork: LookupSettings["containerNetwork"];
  readonly lookupOrder: LookupSettings["order"] | undefined;
  readonly thirdParty: boolean | undefined;
  readonly checkPinsSchedule: "never" | "daily" | "weekly" | undefined;
  readonly osvEndpoint: string | undefined;
  /** Scanner → its program. */
  readonly scannerPrograms: ReadonlyMap<string, string> | undefined;
  /** Scanner → address of its service. */
  readonly scannerServers: ReadonlyMap<string, string> | undefined;
  /** Scanner → image that it runs from in a container. */
  readonly scannerImages: ReadonlyMap<string, string> | undefined;
  readonly layersAddress: string | undefined;
  /** The first of these keys whose value could not be followed: it may have said who is not to be asked. */
  readonly mistake?: string;
}

/**
 * Who may scan an image, in the order that they are offered in: our own engine, the first of the others here that is installed and tells
 * nobody of the image, or one by its name.
 */
export const SCANNERS = [
  "embedded",
  "installed",
  "trivy",
  "grype",
  "osv-scanner",
  "scout",
  "snyk",
  "twistcli",
  "clair",
] as const;

/** Package managers whose index a setting may name: those of `resolve/language`. */
export const INDEXED_MANAGERS = [
  "npm",
  "pnpm",
  "yarn",
  "bun",
  "deno",
  "pip",
  "pipx",
  "uv",
  "conda",
  "mamba",
  "micromamba",
  "go",
  "cargo",
  "gem",
  "bundle",
  "composer",
  "dotnet",
  "powershell",
  "pecl",
  "luarocks",
] as const;

export type ScannerId = (typeof SCANNERS)[number];

/** From which severity on a vulnerability makes a scan fail. */
export const SCAN_LIMITS = ["low", "medium", "high", "critical", "never"] as const;

export type ScanLimit = (typeof SCAN_LIMITS)[number];

/** A source to start from, and where that is written. */
export interface Extension {
  /** A path that begins with `.`, or the name of an installed package. */
  readonly from: string;
  readonly span: Span;
}

/** What holds for some paths only. */
export interface Override {
  /** Globs, relative to the folder of the file. */
  readonly paths: readonly string[];
  readonly profile: Profile | undefined;
  readonly rules: ReadonlyMap<string, Severity>;
}

const NO_MACHINE: MachineConfig = {
  mirrors: undefined,
  insecureRegistries: undefined,
  indexes: undefined,
  engine: undefined,
  containerNetwork: undefined,
  lookupOrder: undefined,
  thirdParty: undefined,
  checkPinsSchedule: undefined,
  osvEndpoint: undefined,
  scannerPrograms: undefined,
  scannerServers: undefined,
  scannerImages: undefined,
  layersAddress: undefined,
};

/** A source that says nothing. */
export const EMPTY_CONFIG: Config = {
  profile: undefined,
  rules: new Map(),
  extends: [],
  overrides: [],
  locked: [],
  requiredLabels: undefined,
  recommendedLabels: undefined,
  labelsFromCI: undefined,
  strictLabels: undefined,
  trustedRegistries: undefined,
  buildArgs: new Map(),
  buildContexts: [],
  groupPackages: undefined,
  pinStyle: undefined,
  minimumReleaseAge: undefined,
  platforms: undefined,
  scanner: undefined,
  scanAfterBuild: undefined,
  scanFailOn: undefined,
  vexPath: undefined,
  machine: NO_MACHINE,
  exclude: [],
};
