import { meantRule } from "../lint/meant-rule.ts";
import type { Profile, Severity } from "../lint/rule.ts";
import { RULE_IDS } from "../lint/rule-ids.ts";
import { rules } from "../lint/rules.ts";
import { suggestion } from "../text/nearest-name.ts";
import type { Extension, Override } from "./config.ts";
import { describeNode, type Report, type SettingEntry, type SettingNode } from "./setting-node.ts";
import { globs, refuse, text, type ValueType } from "./value-type.ts";

/** Severity by rule id: `apt-unpinned: hint`, or `apt-unpinned: {severity: hint}`. */
export function ruleSeveritiesType(severity: ValueType<Severity>): ValueType<ReadonlyMap<string, Severity>> {
  const one = {
    anyOf: [
      severity.schema,
      {
        type: "object",
        properties: { severity: severity.schema },
        required: ["severity"],
        additionalProperties: false,
      },
    ],
  };
  const words = `a map of rule to ${severity.words}`;
  return {
    words,
    schema: {
      type: "object",
      properties: Object.fromEntries(RULE_IDS.map((id) => [id, one])),
      additionalProperties: false,
    },
    read(node, report) {
      if (node.kind !== "map") return refuse(node, words, report);
      const found = new Map<string, Severity>();
      for (const { key, keySpan, value } of node.entries) {
        if (!RULE_IDS.includes(key)) {
          report(keySpan, `unknown rule "${key}"${meantRule(key, rules)}`);
          continue;
        }
        const level = readSeverity(value, severity, (span, message) => report(span, `"${key}" ${message}`));
        if (level !== undefined) found.set(key, level);
      }
      return found;
    },
  };
}

function readSeverity(node: SettingNode, severity: ValueType<Severity>, report: Report): Severity | undefined {
  if (node.kind !== "map") return severity.read(node, report);
  let found: Severity | undefined;
  if (node.entries.length === 0) report(node.span, "lacks `severity`");
  for (const { key, keySpan, value } of node.entries) {
    if (key === "severity") found = severity.read(value, report);
    else report(keySpan, `has no option "${key}"${suggestion(key, ["severity"])}`);
  }
  return found;
}

/** The id of a rule. */
export const ruleIdType: ValueType<string> = {
  words: "the id of a rule",
  schema: { enum: RULE_IDS },
  read(node, report) {
    if (node.kind !== "scalar") return refuse(node, "the id of a rule", report);
    if (RULE_IDS.includes(node.source)) return node.source;
    report(node.span, `holds the unknown rule ${describeNode(node)}${meantRule(node.source, rules)}`);
    return undefined;
  },
};

/** One source or a list of them. */
export const extensionType: ValueType<readonly Extension[]> = {
  words: "the path of a YAML file, the name of an installed package, or a list of these",
  schema: { anyOf: [text.schema, { type: "array", items: text.schema }] },
  read(node, report) {
    const items = node.kind === "list" ? node.items : [node];
    return items.flatMap((item) => {
      const from = text.read(item, report);
      return from === undefined ? [] : [{ from, span: item.span }];
    });
  },
};

const OVERRIDE = "a map with `paths` and `profile` or `rules`";

/** An entry of `overrides`. */
export function overrideType(
  profile: ValueType<Profile>,
  rules: ValueType<ReadonlyMap<string, Severity>>,
): ValueType<Override> {
  return {
    words: OVERRIDE,
    schema: {
      type: "object",
      properties: { paths: globs.schema, profile: profile.schema, rules: rules.schema },
      required: ["paths"],
      additionalProperties: false,
    },
    read(node, report) {
      if (node.kind !== "map") return refuse(node, OVERRIDE, report);
      const { entries } = node;
      const paths = entryOf(entries, "paths");
      if (paths === undefined) report(node.span, "lacks `paths`");
      reportUnknown(entries, ["paths", "profile", "rules"], report);
      const chosen = entryOf(entries, "profile");
      const levels = entryOf(entries, "rules");
      return {
        paths: (paths && globs.read(paths, named("paths", report))) ?? [],
        profile: chosen && profile.read(chosen, named("profile", report)),
        rules: (levels && rules.read(levels, report)) ?? new Map(),
      };
    },
  };
}

function entryOf(entries: readonly SettingEntry[], key: string): SettingNode | undefined {
  return entries.find((entry) => entry.key === key)?.value;
}

function reportUnknown(entries: readonly SettingEntry[], known: readonly string[], report: Report): void {
  for (const { key, keySpan } of entries) {
    if (!known.includes(key)) report(keySpan, `has no key "${key}"${suggestion(key, known)}`);
  }
}

function named(key: string, report: Report): Report {
  return (span, message) => report(span, `"${key}" ${message}`);
}
