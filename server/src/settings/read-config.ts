import { suggestion } from "../text/nearest-name.ts";
import type { Span } from "../text/span.ts";
import { type Config, EMPTY_CONFIG } from "./config.ts";
import { SETTINGS, type Setting } from "./schema.ts";
import {
  describeNode,
  nodeOfJson,
  type SettingEntry,
  type SettingNode,
  type SettingProblem,
  withoutNulls,
} from "./setting-node.ts";

/** What a source says, and what in it could not be followed (the rest counts). */
export interface ReadConfig {
  readonly config: Config;
  readonly problems: readonly SettingProblem[];
}

const ALL_SETTINGS = Object.values(SETTINGS);
const GROUPS: ReadonlySet<string> = new Set(
  ALL_SETTINGS.flatMap(({ key }) => (key.includes(".") ? [key.slice(0, key.indexOf("."))] : [])),
);
/** Keys of the editor that are not about Dockerfiles. */
const EDITOR_ONLY: ReadonlySet<string> = new Set(["trace"]);

/** The settings of an editor (section `seaworthy`, as JSON). `null` and an empty text stand for "not set". */
export function readEditorSettings(value: unknown): ReadConfig {
  const root = nodeOfJson(value);
  return root.kind === "map"
    ? readConfig(withoutNulls(root.entries), "editor")
    : { config: EMPTY_CONFIG, problems: [] };
}

/** Reads the entries of a source. Unknown keys, wrong types and keys that may not stand there are problems at their place. */
export function readConfig(entries: readonly SettingEntry[], place: "file" | "editor"): ReadConfig {
  const problems: SettingProblem[] = [];
  const found = new Map<string, SettingNode>();
  collect(entries, place, found, problems);
  let mistake: string | undefined;
  const take = <T>({ key, type, where }: Setting<T>): T | undefined => {
    const node = found.get(key);
    const report = (span: Span, message: string) => {
      problems.push({ span, message: `"${key}": ${message}` });
      if (where === "machine") mistake ??= key;
    };
    return node && type.read(node, report);
  };
  const config: Config = {
    profile: take(SETTINGS.profile),
    rules: take(SETTINGS.rules) ?? new Map(),
    extends: take(SETTINGS.extends) ?? [],
    overrides: take(SETTINGS.overrides) ?? [],
    locked: take(SETTINGS.locked) ?? [],
    requiredLabels: take(SETTINGS.requiredLabels),
    recommendedLabels: take(SETTINGS.recommendedLabels),
    labelsFromCI: take(SETTINGS.labelsFromCI),
    strictLabels: undefined,
    trustedRegistries: take(SETTINGS.trustedRegistries),
    buildArgs: take(SETTINGS.buildArgs) ?? new Map(),
    buildContexts: take(SETTINGS.buildContexts) ?? [],
    groupPackages: take(SETTINGS.groupPackages),
    pinStyle: take(SETTINGS.pinStyle),
    minimumReleaseAge: take(SETTINGS.minimumReleaseAge),
    platforms: take(SETTINGS.platforms),
    scanner: take(SETTINGS.scanner),
    scanAfterBuild: take(SETTINGS.scanAfterBuild),
    scanFailOn: take(SETTINGS.scanFailOn),
    vexPath: take(SETTINGS.vexPath),
    machine: {
      mirrors: take(SETTINGS.mirrors),
      insecureRegistries: take(SETTINGS.insecureRegistries),
      indexes: take(SETTINGS.indexes),
      engine: take(SETTINGS.engine),
      containerNetwork: take(SETTINGS.containerNetwork),
      lookupOrder: take(SETTINGS.lookupOrder),
      thirdParty: take(SETTINGS.thirdParty),
      checkPinsSchedule: take(SETTINGS.checkPinsSchedule),
      osvEndpoint: take(SETTINGS.osvEndpoint),
      scannerPrograms: take(SETTINGS.scannerPrograms),
      scannerServers: take(SETTINGS.scannerServers),
      scannerImages: take(SETTINGS.scannerImages),
      layersAddress: take(SETTINGS.layersAddress),
    },
    exclude: take(SETTINGS.exclude) ?? [],
  };
  if (mistake === undefined) return { config, problems };
  return { config: { ...config, machine: { ...config.machine, mistake } }, problems };
}

/** Sorts the entries, those of the groups too, by the full key of their setting. */
function collect(
  entries: readonly SettingEntry[],
  place: "file" | "editor",
  found: Map<string, SettingNode>,
  problems: SettingProblem[],
): void {
  const elsewhere = place === "file" ? "machine" : "file";
  const allowed = ALL_SETTINGS.filter(({ where }) => where !== elsewhere).map(({ key }) => key);
  for (const { key, keySpan, value } of entries) {
    if (allowed.includes(key)) keep(key, value);
    else if (GROUPS.has(key)) collectGroup(key, value);
    else if (place === "file" || !EDITOR_ONLY.has(key))
      problems.push({ span: keySpan, message: unknown(key, [...allowed, ...GROUPS]) });
  }

  /** An editor hands over an empty text for what nobody set. */
  function keep(key: string, node: SettingNode): void {
    if (place === "file" || node.kind !== "scalar" || node.value !== "") found.set(key, node);
  }

  function collectGroup(group: string, node: SettingNode): void {
    if (node.kind !== "map") {
      problems.push({ span: node.span, message: `"${group}": must be a map, not ${describeNode(node)}` });
      return;
    }
    for (const { key, keySpan, value } of node.entries) {
      const full = `${group}.${key}`;
      if (entries.some((each) => each.key === full))
        problems.push({ span: keySpan, message: `"${full}" stands twice` });
      if (allowed.includes(full)) keep(full, value);
      else problems.push({ span: keySpan, message: unknown(full, allowed) });
    }
  }

  function unknown(key: string, names: readonly string[]): string {
    const known = ALL_SETTINGS.find((setting) => setting.key === key);
    if (known?.where === "machine") return `"${key}" can only be set by the user, not by a repository`;
    if (known !== undefined) return `"${key}" can only be set in .seaworthy.yaml`;
    return `unknown key "${key}"${suggestion(key.replace(/^seaworthy\./, ""), names)}`;
  }
}
