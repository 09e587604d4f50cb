import type { LabelType, Severity } from "../lint/rule.ts";
import { rules } from "../lint/rules.ts";
import { EMPTY_CONFIG } from "./config.ts";
import type { ReadConfig } from "./read-config.ts";
import { type SettingProblem, withoutNulls } from "./setting-node.ts";
import { choice, flag, listOf, mapOf, text, type ValueType } from "./value-type.ts";

const SEVERITY_OF_LEVEL: ReadonlyMap<string, Severity> = new Map([
  ["error", "warning"],
  ["warning", "warning"],
  ["info", "info"],
  ["style", "hint"],
]);

const LABEL_TYPE_OF_SCHEMA: ReadonlyMap<string, LabelType> = new Map([
  ["text", "text"],
  ["url", "url"],
  ["semver", "semver"],
  ["hash", "sha"],
  ["rfc3339", "date"],
  ["spdx", "spdx"],
  ["email", "email"],
]);

const codes = listOf(text, "a list of codes");
const levels = mapOf(codes, "a map of level to a list of codes");
const labelSchema = mapOf(choice([...LABEL_TYPE_OF_SCHEMA.keys()]), "a map of label key to type");

/**
 * Reads what we follow of a `.hadolint.yaml`: `ignored`, `override`, `trustedRegistries`, `label-schema`,
 * `strict-labels` and `disable-ignore-pragma`. Its other keys, and codes that no rule of ours answers to, are hadolint's own affair.
 * Source: hadolint's README, "Configure".
 */
export async function readHadolintYaml(yamlText: string): Promise<ReadConfig> {
  const { entriesOfYaml } = await import("./yaml-node.ts");
  const { entries: written, problems: broken } = entriesOfYaml(yamlText);
  // Of a key without a value, all of whose list is commented out, hadolint takes nothing.
  const entries = withoutNulls(written);
  const problems: SettingProblem[] = [...broken];
  const take = <T>(key: string, type: ValueType<T>): T | undefined => {
    const node = entries.find((entry) => entry.key === key)?.value;
    return node && type.read(node, (span, message) => problems.push({ span, message: `"${key}": ${message}` }));
  };
  const severities = [...(take("override", levels) ?? [])].flatMap(([level, of]) =>
    severitiesOf(of, SEVERITY_OF_LEVEL.get(level)),
  );
  const off = severitiesOf(take("ignored", codes) ?? [], "off");
  const labels = take("label-schema", labelSchema);
  const registries = take("trustedRegistries", listOf(text, "a list of registry hosts"));
  const config = {
    ...EMPTY_CONFIG,
    rules: new Map([...severities, ...off]),
    requiredLabels: labels && requiredLabels(labels),
    strictLabels: take("strict-labels", flag),
    // Where none of its own comments may silence a rule, none of another style may.
    locked: take("disable-ignore-pragma", flag) === true ? rules.map(({ id }) => id) : [],
    // To hadolint an empty list trusts all.
    trustedRegistries: registries?.length === 0 ? undefined : registries,
  };
  return { config, problems };
}

/** The rules that answer to the codes; none where the level is none that hadolint has. */
function severitiesOf(
  wanted: readonly string[],
  severity: Severity | undefined,
): readonly (readonly [string, Severity])[] {
  if (severity === undefined) return [];
  return wanted.flatMap((code) =>
    rules.filter(({ answersTo }) => answersTo.includes(code)).map(({ id }) => [id, severity] as const),
  );
}

function requiredLabels(labels: ReadonlyMap<string, string>): ReadonlyMap<string, LabelType> {
  return new Map([...labels].map(([key, type]) => [key, LABEL_TYPE_OF_SCHEMA.get(type) ?? "text"]));
}
