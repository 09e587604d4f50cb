import { isAlias, isMap, isNode, isScalar, isSeq, type Scalar, type YAMLMap } from "yaml";
import type { Span } from "../text/span.ts";
import { type YamlDocument, yamlDocument } from "../yaml/document.ts";
import { isDeeplyNested } from "../yaml/nesting.ts";
import {
  describeNode,
  MAX_SETTING_DEPTH,
  nothingAt,
  type SettingEntry,
  type SettingNode,
  type SettingProblem,
} from "./setting-node.ts";

/** Settings files are small; a larger one is refused. */
const MAX_SETTINGS_LENGTH = 128 * 1024;
/** So many values may come out of a file, aliases counted as often as they are used: no bomb goes off. */
const MAX_NODES = 20_000;

/** The top-level map of a YAML text with the place of every value. This module loads the YAML reader: import it when a text comes. */
export function entriesOfYaml(text: string): {
  readonly entries: readonly SettingEntry[];
  readonly problems: readonly SettingProblem[];
} {
  if (text.length > MAX_SETTINGS_LENGTH) {
    return refused({ start: 0, end: 0 }, `is larger than ${MAX_SETTINGS_LENGTH / 1024} KB`);
  }
  if (isDeeplyNested(text)) return refused({ start: 0, end: 0 }, "is nested too deeply to be read");
  return read(text);
}

function refused(span: Span, message: string) {
  return { entries: [], problems: [{ span, message }] };
}

function read(text: string) {
  const document = yamlDocument(text);
  const problems: SettingProblem[] = [...document.errors];
  if (document.root === null) return { entries: [], problems };
  const root = converter(document, problems)(document.root, 0);
  if (root.kind === "map") return { entries: root.entries, problems };
  return { entries: [], problems: [...problems, { span: root.span, message: "must be a map of settings" }] };
}

function converter(document: YamlDocument, problems: SettingProblem[]): (node: unknown, depth: number) => SettingNode {
  let left = MAX_NODES;
  return convert;

  function convert(node: unknown, depth: number): SettingNode {
    const span = spanOf(node);
    left -= 1;
    if (left === 0) problems.push({ span, message: "holds too many values; the rest is not read" });
    if (left <= 0 || depth > MAX_SETTING_DEPTH) return nothingAt(span);
    if (isAlias(node)) {
      const target = document.resolved(node);
      if (target === undefined) problems.push({ span, message: `no anchor &${node.source} stands above it` });
      return { ...convert(target, depth + 1), span };
    }
    if (isSeq(node)) return { kind: "list", items: node.items.map((item) => convert(item, depth + 1)), span };
    if (isMap(node)) return { kind: "map", entries: entriesOf(node, depth), span };
    return isScalar(node) ? scalarOf(node, span) : nothingAt(span);
  }

  /** The map's own entries, and behind them those of merges (`<<`) that it does not have itself. Source: the merge key of YAML 1.1. */
  function entriesOf(map: YAMLMap, depth: number): readonly SettingEntry[] {
    const entries: SettingEntry[] = [];
    const merged: SettingEntry[] = [];
    const seen = new Set<string>();
    for (const pair of map.items) {
      const value = convert(pair.value, depth + 1);
      if (isScalar(pair.key) && pair.key.value === "<<") {
        const sources = value.kind === "list" ? value.items : [value];
        merged.push(...sources.flatMap((source) => (source.kind === "map" ? source.entries : [])));
        continue;
      }
      const key = convert(pair.key, depth + 1);
      if (key.kind !== "scalar" || key.value === null) {
        problems.push({ span: key.span, message: `${describeNode(key)} is no key` });
        continue;
      }
      const name = key.source;
      if (seen.has(name)) problems.push({ span: key.span, message: `"${name}" stands twice` });
      seen.add(name);
      entries.push({ key: name, keySpan: key.span, value });
    }
    for (const entry of merged) {
      if (!seen.has(entry.key)) entries.push(entry);
      seen.add(entry.key);
    }
    return entries;
  }
}

function scalarOf({ value, source }: Scalar, span: Span): SettingNode {
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? { kind: "scalar", value, source: source ?? String(value), span } : nothingAt(span);
}

function spanOf(node: unknown): Span {
  const range = isNode(node) ? node.range : undefined;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}
