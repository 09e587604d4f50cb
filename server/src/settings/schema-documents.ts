import { isRecord } from "../json/fields.ts";
import { everyRule } from "../lint/every-rule.ts";
import { type RuleFacts, SEVERITIES } from "../lint/rule.ts";
import { DESCRIPTIONS } from "./descriptions.ts";
import { SETTINGS, type Setting } from "./schema.ts";
import type { JsonSchema } from "./value-type.ts";

/** A setting with what it does. */
interface DescribedSetting extends Setting<unknown> {
  readonly description: string;
}

const DESCRIBED: ReadonlyMap<string, string> = new Map(Object.entries(DESCRIPTIONS));
const ALL_SETTINGS: readonly DescribedSetting[] = Object.entries(SETTINGS).map(([name, setting]) => ({
  ...setting,
  description: DESCRIBED.get(name) ?? "",
}));

/** The JSON schema of `.seaworthy.yaml`, which editors complete and check it with. Written to schemas/seaworthy.schema.json. */
export function jsonSchema(): JsonSchema {
  const groups = new Map<string, Record<string, JsonSchema>>();
  const properties: Record<string, JsonSchema> = {};
  // As in an editor's settings: right, but nothing to complete.
  const dotted: Record<string, JsonSchema> = {};
  for (const setting of ALL_SETTINGS) {
    if (setting.where === "machine") continue;
    const [group = "", member] = setting.key.split(".");
    if (member === undefined) properties[group] = propertyOf(setting);
    else {
      groups.set(group, { ...groups.get(group), [member]: propertyOf(setting) });
      dotted[`^${group}\\.${member}$`] = setting.type.schema;
    }
  }
  for (const [group, members] of groups) {
    properties[group] = { type: "object", properties: members, additionalProperties: false };
  }
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Settings of Seaworthy (.seaworthy.yaml)",
    type: "object",
    properties,
    patternProperties: dotted,
    additionalProperties: false,
  };
}

function propertyOf(setting: DescribedSetting): JsonSchema {
  if (setting.key !== "rules") return described(setting);
  const { properties } = setting.type.schema;
  const ofRules = isRecord(properties) ? properties : {};
  const members = Object.fromEntries(
    everyRule.map((rule) => {
      const schema = ofRules[rule.id];
      return [rule.id, { ...(isRecord(schema) ? schema : {}), description: ruleDescription(rule) }];
    }),
  );
  return { ...described(setting), properties: members };
}

function described({ type, description, standard }: DescribedSetting): JsonSchema {
  return { ...type.schema, description, ...(standard === undefined ? {} : { default: standard }) };
}

/** `contributes.configuration` of package.json: every setting that the editor may hold, and one for each rule. */
export function packageJsonConfiguration(): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const setting of ALL_SETTINGS) {
    if (setting.where !== "file" && setting.key !== "rules")
      properties[`seaworthy.${setting.key}`] = editorSetting(setting);
  }
  for (const rule of everyRule) properties[`seaworthy.rules.${rule.id}`] = ruleSetting(rule);
  properties["seaworthy.trace.server"] = {
    type: "string",
    enum: ["off", "messages", "verbose"],
    default: "off",
    scope: "window",
    description: "What the output channel shows of the talk between the editor and the language server.",
  };
  return { title: "Seaworthy", properties };
}

/**
 * VS Code shows a field for plain types alone, and fills in an empty value where there is no default: an empty text and an empty map say
 * nothing. An empty list says that nothing is in it, so a list without a standard is null, which has no field.
 */
function editorSetting({ type, description, standard, where }: DescribedSetting): JsonSchema {
  const base = { scope: where === "machine" ? "machine" : "resource", markdownDescription: description };
  const schema = plainSchema(type.schema);
  if (standard !== undefined) return { ...schema, default: standard, ...base };
  if (schema.type === "string") return { ...schema, default: "", ...base };
  if (schema.type === "object") return { ...schema, default: {}, ...base };
  return { anyOf: [schema, { type: "null" }], default: null, ...base };
}

/** A text is a text there, also in lists and maps: only YAML makes a number of one. */
function plainSchema(schema: JsonSchema): JsonSchema {
  const { type, enum: words, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(Array.isArray(type) || words !== undefined ? { type: "string" } : {}),
    ...(isRecord(items) ? { items: plainSchema(items) } : {}),
    ...(isRecord(additionalProperties) ? { additionalProperties: plainSchema(additionalProperties) } : {}),
  };
}

function ruleSetting(rule: RuleFacts): JsonSchema {
  return {
    type: ["string", "null"],
    enum: [...SEVERITIES, null],
    default: null,
    scope: "resource",
    markdownDescription: ruleDescription(rule),
  };
}

function ruleDescription({ summary, severity }: RuleFacts): string {
  return `${summary} (${severity} unless a profile or a setting says otherwise)`;
}

const PLACES: Readonly<Record<Setting<unknown>["where"], string>> = {
  all: "`.seaworthy.yaml`, editor",
  file: "`.seaworthy.yaml`",
  machine: "the user's settings",
};

/** The table of docs/configuration.md. */
export function settingsTable(): string {
  const rows = ALL_SETTINGS.map(({ key, type, standard, where, description }) => {
    const place = PLACES[where];
    const cells = [
      `\`${key === "rules" ? "rules.ID" : key}\``,
      type.words,
      standardWords(standard),
      place,
      description,
    ];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return ["| key | value | unless set | where | what it does |", "|---|---|---|---|---|", ...rows, ""].join("\n");
}

function standardWords(standard: unknown): string {
  if (standard === undefined) return "–";
  if (Array.isArray(standard)) return standard.length === 0 ? "none" : standard.map((item) => `\`${item}\``).join(" ");
  return `\`${String(standard)}\``;
}
