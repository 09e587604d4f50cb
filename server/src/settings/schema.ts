import { ONLINE_RULE_IDS } from "../lint/online-rule-ids.ts";
import type { LabelType, Profile, Severity } from "../lint/rule.ts";
import { rules } from "../lint/rules.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import type { MachineConfig } from "./config.ts";
import { extensionType, overrideType, ruleIdType, ruleSeveritiesType } from "./rule-types.ts";
import { choice, count, flag, listOf, mapOf, text, type ValueType } from "./value-type.ts";

/** One key that a user can set. Everything said of settings elsewhere (package.json, JSON schema, docs, reader) is made of these. */
export interface Setting<T> {
  /** With dots, as it is written in an editor's settings: `labels.required`. */
  readonly key: string;
  readonly type: ValueType<T>;
  /** What holds when nothing is set; undefined: nothing is asked for. */
  readonly standard: NoInfer<T> | undefined;
  /** Markdown, one or two sentences. */
  readonly description: string;
  /** `file`: `.seaworthy.yaml` alone; `all`: the editor's settings too; `machine`: the user's own settings alone. */
  readonly where: "file" | "all" | "machine";
}

/** Label keys that label-missing asks for unless others are listed. Source: OCI image-spec, annotations.md. */
export const RECOMMENDED_LABELS = ["source", "revision", "version", "licenses", "title", "description"].map(
  (name) => `org.opencontainers.image.${name}`,
);

const PROFILES: readonly Profile[] = ["recommended", "relaxed", "strict"];
export const SEVERITIES: readonly Severity[] = ["off", "hint", "info", "warning"];
const LABEL_TYPES: readonly LabelType[] = ["text", "url", "semver", "sha", "date", "spdx", "email"];

const PIN_STYLES: readonly ("auto" | LookupSettings["pinStyle"])[] = ["auto", "exact", "wildcard", "snapshot"];
const SOURCES: LookupSettings["order"] = ["index", "tool", "container", "third-party"];
const SCHEDULES: readonly NonNullable<MachineConfig["checkPinsSchedule"]>[] = ["never", "daily", "weekly"];

const ruleIds = [...rules.map((rule) => rule.id), ...ONLINE_RULE_IDS];
const profile = choice(PROFILES);
const severities = ruleSeveritiesType(ruleIds, choice(SEVERITIES));

/** Every setting that exists, by the name that the reader knows it by. */
export const SETTINGS = {
  profile: setting({
    key: "profile",
    type: profile,
    standard: "recommended",
    description:
      "How strict the rules are. `relaxed` makes hints of the package rules (`*-unpinned`), `strict` makes warnings of " +
      "information and hints. A rule that is off stays off.",
    where: "all",
  }),
  rules: setting({
    key: "rules",
    type: severities,
    standard: undefined,
    description: "Severity of single rules: `off`, `hint`, `info` or `warning`. It wins over the profile.",
    where: "all",
  }),
  extends: setting({
    key: "extends",
    type: extensionType,
    standard: undefined,
    description:
      "Settings to start from: a file of this repository (`./` or `../` in front) or an installed package, whose " +
      "`seaworthy.yaml` is read from `node_modules`. Only data is read, nothing is fetched and nothing is run.",
    where: "file",
  }),
  overrides: setting({
    key: "overrides",
    type: listOf(overrideType(profile, severities), "a list of maps with `paths` and `profile` or `rules`"),
    standard: undefined,
    description:
      "What holds for some files only: `paths` are globs relative to this file; later entries win. " +
      "`.devcontainer/**` is `relaxed` unless an entry says otherwise.",
    where: "file",
  }),
  locked: setting({
    key: "locked",
    type: listOf(ruleIdType(ruleIds), "a list of rule ids"),
    standard: [],
    description: "Rules that no comment in a Dockerfile may silence.",
    where: "file",
  }),
  requiredLabels: setting({
    key: "labels.required",
    type: mapOf(choice(LABEL_TYPES), "a map of label key to the type of its value"),
    standard: undefined,
    description: "Labels that every exported image must have, and the type of each value.",
    where: "all",
  }),
  recommendedLabels: setting({
    key: "labels.recommended",
    type: listOf(text, "a list of label keys"),
    standard: RECOMMENDED_LABELS,
    description: "Labels that `label-missing` asks for.",
    where: "all",
  }),
  labelsFromCI: setting({
    key: "labels.fromCI",
    type: flag,
    standard: false,
    description: "CI adds the labels when it builds (metadata action, Bake, `--label`): `label-missing` says nothing.",
    where: "all",
  }),
  trustedRegistries: setting({
    key: "trustedRegistries",
    type: listOf(text, "a list of registry hosts"),
    standard: undefined,
    description: "Registries that images may come from; unless it is set, all are. Example: `docker.io`.",
    where: "all",
  }),
  buildArgs: setting({
    key: "buildArgs",
    type: mapOf(text, "a map of build argument to value"),
    standard: undefined,
    description:
      "Build arguments that your builds pass, as `docker build --build-arg` does. They win over those of Compose files.",
    where: "all",
  }),
  buildContexts: setting({
    key: "buildContexts",
    type: listOf(text, "a list of names"),
    standard: [],
    description:
      "Names of build contexts that your builds pass (`--build-context NAME=…`): such a name is not an image.",
    where: "all",
  }),
  groupPackages: setting({
    key: "groupPackages",
    type: flag,
    standard: true,
    description:
      "One warning for each install command, with a hint under each word; `false` makes every word a warning.",
    where: "all",
  }),
  pinStyle: setting({
    key: "pinStyle",
    type: choice(PIN_STYLES),
    standard: "auto",
    description:
      "Which pin a fix writes first. `exact`: one version. `wildcard`: an upstream version that survives rebuilds (apt, apk). " +
      "`snapshot`: the archive of one day (apt). `auto`: exact where the repository has Renovate or a scheduled `check-pins`, else wildcard.",
    where: "all",
  }),
  minimumReleaseAge: setting({
    key: "minimumReleaseAge",
    type: count,
    standard: 3,
    description: "Days that a version of a language package must have been out before it is written; `0`: none.",
    where: "all",
  }),
  platforms: setting({
    key: "platforms",
    type: listOf(text, "a list of platforms"),
    standard: ["linux/amd64", "linux/arm64"],
    description: "Platforms that checksums are written for where a URL depends on it.",
    where: "all",
  }),
  mirrors: setting({
    key: "mirrors",
    type: mapOf(text, "a map of host or URL prefix to what is asked instead"),
    standard: undefined,
    description:
      "Registries, archives and indexes that are asked through a mirror: host or URL prefix to host or URL prefix.",
    where: "machine",
  }),
  insecureRegistries: setting({
    key: "insecureRegistries",
    type: listOf(text, "a list of registry hosts"),
    standard: [],
    description: "Registries that may be asked over http, or with a certificate that cannot be checked.",
    where: "machine",
  }),
  indexes: setting({
    key: "index",
    type: mapOf(text, "a map of package manager to address"),
    standard: undefined,
    description: "The package index that is asked for a package manager: `npm`, `pip`, `go` and so on.",
    where: "machine",
  }),
  engine: setting({
    key: "engine",
    type: text,
    standard: undefined,
    description:
      "The program of the container engine; unless set, the first of docker, podman and nerdctl that is there.",
    where: "machine",
  }),
  lookupOrder: setting({
    key: "lookup.order",
    type: listOf(choice(SOURCES), "a list of index, tool, container and third-party"),
    standard: SOURCES,
    description:
      "Who is asked for language packages, in order: the index itself, the package manager on this machine, the one in the base image, deps.dev.",
    where: "machine",
  }),
  thirdParty: setting({
    key: "lookup.thirdParty",
    type: flag,
    standard: false,
    description:
      "Services that a build itself would not ask may be asked: deps.dev, the web API of Docker Hub, api.github.com.",
    where: "machine",
  }),
  checkPinsSchedule: setting({
    key: "checkPins.schedule",
    type: choice(SCHEDULES),
    standard: "never",
    description: "How often the pins of open files are checked without being asked to.",
    where: "machine",
  }),
  exclude: setting({
    key: "exclude",
    type: listOf(text, "a list of globs"),
    standard: [],
    description: "Files that are not looked at, as globs relative to this file; those of `.gitignore` never are.",
    where: "file",
  }),
} as const;

function setting<T>(facts: Setting<T>): Setting<T> {
  return facts;
}
