import type { Span } from "../text/span.ts";

/** A value of a settings source, with its place where the source is a text: what YAML and an editor's JSON have in common. */
export type SettingNode =
  | {
      readonly kind: "scalar";
      readonly value: string | number | boolean | null;
      /** As written, quotes removed: `1.10` stays `1.10`. */
      readonly source: string;
      readonly span: Span;
    }
  | { readonly kind: "list"; readonly items: readonly SettingNode[]; readonly span: Span }
  | { readonly kind: "map"; readonly entries: readonly SettingEntry[]; readonly span: Span };

/** A key of a map with its value. */
export interface SettingEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: SettingNode;
}

/** Something in a settings source that we cannot follow. The span is that of the source's text. */
export interface SettingProblem {
  readonly span: Span;
  /** One clause without a full stop. */
  readonly message: string;
}

/** Takes what of a source could not be followed, as a clause. */
export type Report = (span: Span, message: string) => void;

/** Deeper values are cut off: no setting is nested more than half as deep. */
export const MAX_SETTING_DEPTH = 16;

const NOWHERE: Span = { start: 0, end: 0 };

/** A JSON value as an editor hands it over; it has no place. What JSON does not know becomes null. */
export function nodeOfJson(value: unknown, depth = 0): SettingNode {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return { kind: "scalar", value, source: String(value), span: NOWHERE };
  }
  if (typeof value !== "object" || value === null || depth >= MAX_SETTING_DEPTH) {
    return nothingAt(NOWHERE);
  }
  if (Array.isArray(value)) {
    return { kind: "list", items: value.map((item) => nodeOfJson(item, depth + 1)), span: NOWHERE };
  }
  const entries = Object.entries(value).map(([key, item]) => ({
    key,
    keySpan: NOWHERE,
    value: nodeOfJson(item, depth + 1),
  }));
  return { kind: "map", entries, span: NOWHERE };
}

/** A value that says nothing. */
export function nothingAt(span: Span): SettingNode {
  return { kind: "scalar", value: null, source: "null", span };
}

/** How a node is named in a message: `"x"`, `a list`, `a map`, `nothing`. */
export function describeNode(node: SettingNode): string {
  if (node.kind === "list") return "a list";
  if (node.kind === "map") return "a map";
  return node.value === null ? "nothing" : JSON.stringify(node.source);
}

/** The entries that say something, also inside of maps: editors hand over `null` for what nobody set. */
export function withoutNulls(entries: readonly SettingEntry[]): readonly SettingEntry[] {
  return entries.flatMap((entry) => {
    const { value } = entry;
    if (value.kind === "scalar" && value.value === null) return [];
    return [value.kind === "map" ? { ...entry, value: { ...value, entries: withoutNulls(value.entries) } } : entry];
  });
}
