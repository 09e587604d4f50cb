import { isAlias, type Node, parseDocument, visit } from "yaml";
import type { Span } from "./span.ts";

/** A YAML text as nodes of the `yaml` package, which know their places. */
export interface YamlDocument {
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
  const document = parseDocument(text, { prettyErrors: false, merge: true, uniqueKeys: false, logLevel: "silent" });
  const errors = document.errors.map(({ pos: [start, end], message }) => {
    return { span: { start, end: Math.max(start, end) }, message };
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
    root: document.contents,
    errors,
    resolved(node) {
      if (!isAlias(node)) return node;
      const start = startOf(node);
      return anchors.get(node.source)?.findLast((anchored) => startOf(anchored) < start);
    },
  };
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
