import { newSettingsReader } from "../engine/settings-reader.ts";
import { lineEndOf } from "../fix/line-style.ts";
import type { Files } from "../outside/outside.ts";
import { EMPTY_CONFIG } from "../settings/config.ts";
import type { SettingEntry } from "../settings/setting-node.ts";
import { applyEdits } from "../text/apply-edits.ts";
import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";

/** Text of a new settings file that switches a rule off. `base`: a file whose settings are to hold on, as a path for `extends`. */
export function newSettingsText(rule: string, base: string | undefined): string {
  const extended = base === undefined ? "" : `extends: ${base}\n`;
  return `${extended}rules:\n  ${rule}: off\n`;
}

/** The edit that switches a rule off in the text of a `.seaworthy.yaml`; undefined: there is no place for that in it. */
export async function ruleOffEdit(text: string, rule: string): Promise<TextEdit | undefined> {
  const { entriesOfYaml } = await import("../settings/yaml-node.ts");
  const edit = placedEdit(text, rule, entriesOfYaml(text).entries);
  const after = applyEdits(text, [edit]);
  // YAML is written in more ways than are edited here: `{ profile: strict }`, several documents, text that is no map.
  return after !== undefined && isOffIn(entriesOfYaml(after).entries, rule) ? edit : undefined;
}

/** Whether a rule is off in the file at a path, as the settings files say it. An override may say otherwise than the rules beside it. */
export async function isOffFor(path: string, rule: string, files: Files): Promise<boolean> {
  const nobody = { commandLine: EMPTY_CONFIG, editor: EMPTY_CONFIG, settingsPath: undefined, limit: undefined };
  const { lint } = await newSettingsReader({ ...nobody, files, today: "" }).settingsOf(path);
  return lint.severities.get(rule) === "off";
}

function isOffIn(entries: readonly SettingEntry[], rule: string): boolean {
  const rules = entries.find(({ key }) => key === "rules")?.value;
  const value = rules?.kind === "map" ? rules.entries.find(({ key }) => key === rule)?.value : undefined;
  return value?.kind === "scalar" && value.source === "off";
}

function placedEdit(text: string, rule: string, entries: readonly SettingEntry[]): TextEdit {
  const rules = entries.find(({ key }) => key === "rules");
  if (rules === undefined) return appended(text, rule);
  const { value } = rules;
  if (value.kind !== "map") return belowColon(text, rules, rule);
  const same = value.entries.find(({ key }) => key === rule);
  if (same !== undefined) return { span: withoutTail(text, same.value.span), newText: "off" };
  const first = value.entries[0];
  if (text[value.span.start] === "{" || first === undefined) {
    const start = value.span.start + 1;
    return { span: { start, end: start }, newText: first === undefined ? `${rule}: off` : `${rule}: off, ` };
  }
  const at = text.lastIndexOf("\n", first.keySpan.start) + 1;
  const indent = text.slice(at, first.keySpan.start);
  return { span: { start: at, end: at }, newText: `${indent}${rule}: off${lineEndOf(text)}` };
}

/** The span of a block value ends behind its last line end, which must stay. */
function withoutTail(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** For `rules:` with nothing behind it. */
function belowColon(text: string, { keySpan }: SettingEntry, rule: string): TextEdit {
  const at = text.indexOf(":", keySpan.end) + 1;
  return { span: { start: at, end: at }, newText: `${lineEndOf(text)}  ${rule}: off` };
}

function appended(text: string, rule: string): TextEdit {
  const lineEnd = lineEndOf(text);
  const gap = text === "" || text.endsWith("\n") ? "" : lineEnd;
  const at = text.length;
  return { span: { start: at, end: at }, newText: `${gap}rules:${lineEnd}  ${rule}: off${lineEnd}` };
}
