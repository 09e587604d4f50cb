import { LABEL_TYPES, PROFILES, SEVERITIES } from "../lint/rule.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import { type Config, INDEXED_MANAGERS, type MachineConfig, SCAN_LIMITS, SCANNERS, type ScannerId } from "./config.ts";
import { extensionType, overrideType, ruleIdType, ruleSeveritiesType } from "./rule-types.ts";
import {
  addressStart,
  choice,
  count,
  flag,
  folderInside,
  globs,
  keyOf,
  listOf,
  mapOf,
  text,
  type ValueType,
  webAddress,
} from "./value-type.ts";

/** One key that a user can set. Everything said of settings elsewhere (package.json, JSON schema, docs, reader) is made of these; what they do stands in descriptions.ts. */
export interface Setting<T> {
  /** With dots, as it is written in an editor's settings: `labels.required`. */
  readonly key: string;
  readonly type: ValueType<T>;
  /** What holds when nothing is set; undefined: nothing is asked for. */
  readonly standard: NoInfer<T> | undefined;
  /** `file`: `.seaworthy.yaml` alone; `all`: the editor's settings too; `machine`: the user's own settings alone. */
  readonly where: "file" | "all" | "machine";
}

/** Label keys that label-missing asks for unless others are listed. Source: OCI image-spec, annotations.md. */
export const RECOMMENDED_LABELS = ["source", "revision", "version", "licenses", "title", "description"].map(
  (name) => `org.opencontainers.image.${name}`,
);

const PIN_STYLES: readonly NonNullable<Config["pinStyle"]>[] = ["auto", "exact", "wildcard", "snapshot"];
const SOURCES: LookupSettings["order"] = ["index", "tool", "container", "third-party"];
/** Those that publishers' words for processors are known of (`lint/lookups/architectures.ts`, which is loaded later). */
const PLATFORMS = ["amd64", "arm64", "arm/v7", "arm/v6", "arm/v5", "386", "ppc64le", "s390x", "riscv64"].map(
  (processor) => `linux/${processor}`,
);
const SCHEDULES: readonly NonNullable<MachineConfig["checkPinsSchedule"]>[] = ["never", "daily", "weekly"];
/** Clair is a service; of the others, which are programs, two work with one. */
const SCANNER_SERVICES: readonly ScannerId[] = ["trivy", "twistcli", "clair"];
const SCANNER_PROGRAMS = SCANNERS.filter((id) => !["embedded", "installed", "clair"].includes(id));
/** Those that run in a container where they are not installed. */
const SCANNER_IMAGES: readonly ScannerId[] = ["trivy", "grype", "osv-scanner"];
const AFTER_BUILD: readonly NonNullable<Config["scanAfterBuild"]>[] = ["ask", "always", "never"];

const profile = choice(PROFILES);
const severities = ruleSeveritiesType(choice(SEVERITIES));

/** Every setting that exists, by the name that the reader knows it by. */
export const SETTINGS = {
  profile: setting({
    key: "profile",
    type: profile,
    standard: "recommended",
    where: "all",
  }),
  rules: setting({
    key: "rules",
    type: severities,
    standard: undefined,
    where: "all",
  }),
  extends: setting({
    key: "extends",
    type: extensionType,
    standard: undefined,
    where: "file",
  }),
  overrides: setting({
    key: "overrides",
    type: listOf(overrideType(profile, severities), "a list of maps with `paths` and `profile` or `rules`"),
    standard: undefined,
    where: "file",
  }),
  locked: setting({
    key: "locked",
    type: listOf(ruleIdType, "a list of rule ids"),
    standard: [],
    where: "file",
  }),
  requiredLabels: setting({
    key: "labels.required",
    type: mapOf(choice(LABEL_TYPES), "a map of label key to the type of its value"),
    standard: undefined,
    where: "all",
  }),
  recommendedLabels: setting({
    key: "labels.recommended",
    type: listOf(text, "a list of label keys"),
    standard: RECOMMENDED_LABELS,
    where: "all",
  }),
  labelsFromCI: setting({
    key: "labels.fromCI",
    type: flag,
    standard: false,
    where: "all",
  }),
  trustedRegistries: setting({
    key: "trustedRegistries",
    type: listOf(text, "a list of registry hosts"),
    standard: undefined,
    where: "all",
  }),
  buildArgs: setting({
    key: "buildArgs",
    type: mapOf(text, "a map of build argument to value"),
    standard: undefined,
    where: "all",
  }),
  buildContexts: setting({
    key: "buildContexts",
    type: listOf(text, "a list of names"),
    standard: [],
    where: "all",
  }),
  groupPackages: setting({
    key: "groupPackages",
    type: flag,
    standard: true,
    where: "all",
  }),
  pinStyle: setting({
    key: "pinStyle",
    type: choice(PIN_STYLES),
    standard: "auto",
    where: "all",
  }),
  minimumReleaseAge: setting({
    key: "minimumReleaseAge",
    type: count,
    standard: 3,
    where: "all",
  }),
  platforms: setting({
    key: "platforms",
    type: listOf(choice(PLATFORMS), "a list of platforms"),
    standard: ["linux/amd64", "linux/arm64"],
    where: "all",
  }),
  scanner: setting({
    key: "scan.scanner",
    type: choice(SCANNERS),
    standard: "embedded",
    where: "all",
  }),
  scanAfterBuild: setting({
    key: "scan.afterBuild",
    type: choice(AFTER_BUILD),
    standard: "ask",
    where: "all",
  }),
  scanFailOn: setting({
    key: "scan.failOn",
    type: choice(SCAN_LIMITS),
    standard: "high",
    where: "all",
  }),
  vexPath: setting({
    key: "vex.path",
    type: folderInside,
    standard: ".vex",
    where: "all",
  }),
  mirrors: setting({
    key: "mirrors",
    type: mapOf(addressStart, "a map of host or URL prefix to what is asked instead", addressStart),
    standard: undefined,
    where: "machine",
  }),
  insecureRegistries: setting({
    key: "insecureRegistries",
    type: listOf(text, "a list of registry hosts"),
    standard: [],
    where: "machine",
  }),
  indexes: setting({
    key: "index",
    type: mapOf(webAddress, "a map of package manager to address", keyOf(INDEXED_MANAGERS)),
    standard: undefined,
    where: "machine",
  }),
  engine: setting({
    key: "engine",
    type: text,
    standard: undefined,
    where: "machine",
  }),
  containerNetwork: setting({
    key: "lookup.containerNetwork",
    type: choice(["default", "host"] as const),
    standard: "default",
    where: "machine",
  }),
  lookupOrder: setting({
    key: "lookup.order",
    type: listOf(choice(SOURCES), "a list of index, tool, container and third-party"),
    standard: SOURCES,
    where: "machine",
  }),
  thirdParty: setting({
    key: "lookup.thirdParty",
    type: flag,
    standard: false,
    where: "machine",
  }),
  checkPinsSchedule: setting({
    key: "checkPins.schedule",
    type: choice(SCHEDULES),
    standard: "never",
    where: "machine",
  }),
  osvEndpoint: setting({
    key: "osv.endpoint",
    type: text,
    standard: undefined,
    where: "machine",
  }),
  scannerPrograms: setting({
    key: "scanners.programs",
    type: mapOf(text, "a map of scanner to program", keyOf(SCANNER_PROGRAMS)),
    standard: undefined,
    where: "machine",
  }),
  scannerServers: setting({
    key: "scanners.servers",
    type: mapOf(webAddress, "a map of scanner to address", keyOf(SCANNER_SERVICES)),
    standard: undefined,
    where: "machine",
  }),
  scannerImages: setting({
    key: "scanners.images",
    type: mapOf(text, "a map of scanner to image", keyOf(SCANNER_IMAGES)),
    standard: undefined,
    where: "machine",
  }),
  layersAddress: setting({
    key: "scanners.layersAddress",
    type: text,
    standard: undefined,
    where: "machine",
  }),
  exclude: setting({
    key: "exclude",
    type: globs,
    standard: [],
    where: "file",
  }),
} as const;

/** Keeps what holds when nothing is set as exactly as it is written. */
function setting<T, const Standard extends NoInfer<T> | undefined>(
  facts: Setting<T> & { readonly standard: Standard },
): Setting<T> & { readonly standard: Standard } {
  return facts;
}
