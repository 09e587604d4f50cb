import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseDocument, visit } from "yaml";
import { firstIndex } from "./halving.ts";
import type { Span } from "./span.ts";

/** A YAML text as nodes of the `yaml` package, which know their places. */
export interface YamlDocument {
  /** As the package has it, with comments, to be changed and written. */
  readonly document: Document;
  /** Null for an empty text. */
  readonly root: unknown;
  readonly errors: readonly { readonly span: Span; readonly message: string }[];
  /** The node itself, or what its alias stands for: the last node of that anchor before it. */
  resolved(node: unknown): unknown;
}

/**
 * Reads a YAML text; what is broken is an error, the rest is there. The text must not be deeply nested (nesting.ts). This
 * module loads the YAML reader: import it when a text comes.
 */
export function yamlDocument(text: string): YamlDocument {
  // The package compares each key with all others of its map to find one that stands twice: too slow for a hostile text.
  // Merge keys stay plain `<<`: who reads maps follows them.
  const document = parseDocument(text, { prettyErrors: false, merge: false, uniqueKeys: false, logLevel: "error" });
  const errors = document.errors.map(({ pos: [start, end], code, message }) => {
    const said = code === "MULTIPLE_DOCS" ? "a second document begins here: only the first is read" : message;
    return { span: { start, end: Math.max(start, end) }, message: said };
  });
  // The package's own `resolve` walks the whole document for each alias.
  const anchors = new Map<string, Node[]>();
  visit(document, {
    Value(_, node) {
      if (node.anchor === undefined) return;
      const sameName = anchors.get(node.anchor);
      if (sameName === undefined) anchors.set(node.anchor, [node]);
      else sameName.push(node);
    },
  });
  return {
    document,
    root: document.contents,
    errors,
    resolved(node) {
      if (!isAlias(node)) return node;
      const start = startOf(node);
      const sameName = anchors.get(node.source) ?? [];
      return sameName[firstIndex(sameName.length, (index) => startOf(sameName[index]) >= start) - 1];
    },
  };
}

/** So many values may come out of a text, aliases counted as often as they are used; what holds itself ends there, too. */
const MAX_VALUES = 100_000;
/** Indentation may be that deep (nesting.ts), and an alias adds the depth of what it stands for. */
const MAX_DEPTH = 500;

/** The values as JSON has them, null for an empty text; undefined when there are more than MAX_VALUES. Keys are texts. */
export function plainValue({ root, resolved }: YamlDocument): unknown {
  let left = MAX_VALUES;
  const value = plain(root, 0);
  return left < 0 ? undefined : value;

  function plain(node: unknown, depth: number): unknown {
    left = depth > MAX_DEPTH ? -1 : left - 1;
    if (left < 0) return undefined;
    if (isAlias(node)) return plain(resolved(node), depth + 1);
    if (isSeq(node)) return node.items.map((item) => plain(item, depth + 1));
    if (isMap(node))
      return Object.fromEntries(node.items.map(({ key, value }) => [keyOf(resolved(key)), plain(value, depth + 1)]));
    return isScalar(node) ? node.value : null;
  }
}

function keyOf(node: unknown): string {
  return isScalar(node) ? String(node.value) : "";
}

function startOf(node: Node | undefined): number {
  return node?.range?.[0] ?? 0;
}
