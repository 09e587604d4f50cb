import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  parseDocument,
  visit,
} from "yaml";
import type { Span } from "../text/span.ts";

/** A YAML text as nodes of the `yaml` package, which know their places. */
export interface YamlDocument extends YamlText {
  /** As the package has it, with comments, to be changed and written. */
  readonly document: Document;
  /** Null for an empty text. */
  readonly root: unknown;
}

/** What the documents of a text have in common. */
interface YamlText {
  readonly errors: readonly { readonly span: Span; readonly message: string }[];
  /** The node itself, or what its alias stands for: the last node of that anchor before it, in its own document. */
  resolved(node: unknown): unknown;
}

/** A YAML text of any number of documents, in order; none for an empty one. */
export interface YamlStream extends YamlText {
  readonly roots: readonly unknown[];
}

// The package compares each key with all others of its map to find one that stands twice: too slow for a hostile text.
// Merge keys stay plain `<<`: who reads maps follows them.
const OPTIONS = { prettyErrors: false, merge: false, uniqueKeys: false, logLevel: "error" } as const;

/**
 * Reads a YAML text of one document; what is broken is an error, the rest is there. The text must not be deeply nested
 * (nesting.ts). This module loads the YAML reader: import it when a text comes.
 */
export function yamlDocument(text: string): YamlDocument {
  const document = parseDocument(text, OPTIONS);
  return { document, root: document.contents, ...readTogether([document]) };
}

/** Reads a YAML text as `yamlDocument` does, with all of its documents. */
export function yamlStream(text: string): YamlStream {
  const documents = parseAllDocuments(text, OPTIONS);
  return { roots: documents.map(({ contents }) => contents), ...readTogether([...documents]) };
}

function readTogether(documents: readonly Document[]): YamlText {
  // The package's own `resolve` walks the whole document for each alias.
  const targets = new Map<Alias, Node>();
  for (const document of documents) {
    const anchors = new Map<string, Node>();
    visit(document, {
      Alias(_, alias) {
        const target = anchors.get(alias.source);
        if (target !== undefined) targets.set(alias, target);
      },
      Value(_, node) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
      },
    });
  }
  return {
    errors: documents
      .flatMap(({ errors }) => errors)
      .map(({ pos: [start, end], code, message }) => {
        const said = code === "MULTIPLE_DOCS" ? "a second document begins here: only the first is read" : message;
        return { span: { start, end: Math.max(start, end) }, message: said };
      }),
    resolved: (node) => (isAlias(node) ? targets.get(node) : node),
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

/** The key of a pair as a text; empty for what is no scalar. */
export function keyOf(node: unknown): string {
  return isScalar(node) ? String(node.value) : "";
}
