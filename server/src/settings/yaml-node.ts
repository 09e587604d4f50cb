import { isDeeplyNested } from "../text/nesting.ts";
import type { Span } from "../text/span.ts";
import { MAX_SETTING_DEPTH, type SettingEntry, type SettingNode, type SettingProblem } from "./setting-node.ts";

type Yaml = typeof import("yaml");

/** Settings files are small; a larger one is refused. */
const MAX_SETTINGS_LENGTH = 128 * 1024;
/** So many values may come out of a file, aliases counted as often as they are used: no bomb goes off. */
const MAX_NODES = 20_000;

/** The top-level map of a YAML text with the place of every value. The YAML reader is loaded when the first text comes. */
export async function entriesOfYaml(
  text: string,
): Promise<{ readonly entries: readonly SettingEntry[]; readonly problems: readonly SettingProblem[] }> {
  if (text.length > MAX_SETTINGS_LENGTH) {
    return refused({ start: 0, end: 0 }, `is larger than ${MAX_SETTINGS_LENGTH / 1024} KB`);
  }
  if (isDeeplyNested(text)) return refused({ start: 0, end: 0 }, "is nested too deeply to be read");
  const yaml = await import("yaml");
  return read(text, yaml);
}

function refused(span: Span, message: string) {
  return { entries: [], problems: [{ span, message }] };
}

function read(text: string, yaml: Yaml) {
  const document = yaml.parseDocument(text, { prettyErrors: false, uniqueKeys: true, merge: true });
  const problems = document.errors.map(({ pos, message }): SettingProblem => {
    return { span: { start: pos[0], end: Math.max(pos[0], pos[1]) }, message };
  });
  if (document.contents === null) return { entries: [], problems };
  const root = converter(document, yaml, problems)(document.contents, 0);
  if (root.kind === "map") return { entries: root.entries, problems };
  return { entries: [], problems: [...problems, { span: root.span, message: "must be a map of settings" }] };
}

function converter(
  document: import("yaml").Document.Parsed,
  yaml: Yaml,
  problems: SettingProblem[],
): (node: unknown, depth: number) => SettingNode {
  let left = MAX_NODES;
  return convert;

  function convert(node: unknown, depth: number): SettingNode {
    const span = spanOf(node, yaml);
    left -= 1;
    if (left === 0) problems.push({ span, message: "holds too many values; the rest is not read" });
    if (left <= 0 || depth > MAX_SETTING_DEPTH) return { kind: "scalar", value: null, source: "null", span };
    if (yaml.isAlias(node)) {
      return { ...convert(node.resolve(document), depth + 1), span };
    }
    if (yaml.isSeq(node)) return { kind: "list", items: node.items.map((item) => convert(item, depth + 1)), span };
    if (yaml.isMap(node)) return { kind: "map", entries: entriesOf(node, depth), span };
    return scalarOf(node, span);
  }

  function entriesOf(map: import("yaml").YAMLMap, depth: number): readonly SettingEntry[] {
    return map.items.flatMap((pair) => {
      const value = convert(pair.value, depth + 1);
      if (yaml.isScalar(pair.key) && pair.key.value === "<<") return value.kind === "map" ? value.entries : [];
      const key = convert(pair.key, depth + 1);
      return [{ key: key.kind === "scalar" ? key.source : "", keySpan: key.span, value }];
    });
  }

  function scalarOf(node: unknown, span: Span): SettingNode {
    const value = yaml.isScalar(node) ? node.value : null;
    const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    if (!isPlain) return { kind: "scalar", value: null, source: "null", span };
    const source = yaml.isScalar(node) && typeof value !== "string" ? (node.source ?? String(value)) : String(value);
    return { kind: "scalar", value, source, span };
  }
}

function spanOf(node: unknown, yaml: Yaml): Span {
  const range = yaml.isNode(node) ? node.range : undefined;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}
