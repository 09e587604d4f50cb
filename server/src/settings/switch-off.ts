import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { SettingEntry } from "./setting-node.ts";

/**
 * The edit of a `.seaworthy.yaml` that switches a rule off; the file's style stays, and the result reads as one would write
 * it. Undefined when the text cannot be read as settings. An empty text is a new file.
 */
export async function switchOff(text: string, rule: string): Promise<TextEdit | undefined> {
  const { entriesOfYaml } = await import("./yaml-node.ts");
  const { entries, problems } = entriesOfYaml(text);
  if (problems.length > 0) return undefined;
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const rules = entries.find(({ key }) => key === "rules");
  if (rules === undefined) return appended(text, rule, lineEnd);
  if (rules.value.kind !== "map") return belowKey(text, rules, rule, lineEnd);
  const set = rules.value.entries.find(({ key }) => key === rule);
  if (set !== undefined) return { span: withoutTail(text, set.value.span), newText: "off" };
  const [first] = rules.value.entries;
  if (text[rules.value.span.start] === "{") {
    const at = rules.value.span.start + 1;
    return insert(at, first === undefined ? `${rule}: off` : `${rule}: off, `);
  }
  if (first === undefined) return undefined;
  const indent = text.slice(text.lastIndexOf("\n", first.keySpan.start - 1) + 1, first.keySpan.start);
  return indent.trim() === "" ? insert(first.keySpan.start, `${rule}: off${lineEnd}${indent}`) : undefined;
}

function appended(text: string, rule: string, lineEnd: string): TextEdit {
  const before = text === "" || text.endsWith("\n") ? "" : lineEnd;
  return insert(text.length, `${before}rules:${lineEnd}  ${rule}: off${lineEnd}`);
}

/** `rules:` with nothing behind it. */
function belowKey(text: string, { keySpan, value }: SettingEntry, rule: string, lineEnd: string): TextEdit | undefined {
  const isEmpty = value.kind === "scalar" && value.value === null;
  const colon = text.indexOf(":", keySpan.end);
  return isEmpty && colon >= 0 ? insert(colon + 1, `${lineEnd}  ${rule}: off`) : undefined;
}

/** The span of a block value ends behind its last line end, which must stay. */
function withoutTail(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

function insert(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}
