import { isScalar } from "yaml";
import type { YamlLookup } from "./yaml-lookup.ts";

/** A value, with where its word stands among others about the same thing. */
export interface Layer {
  readonly node: unknown;
  /** Index of its document, the last one being 0. */
  readonly document: number;
  /** It stands in the service itself, and in none that this one extends. */
  readonly isOwn: boolean;
}

/** What `layers` say of `key`. A mark cuts off what the value's own service extends, and in the service itself the documents in front, too. */
export function valuesIn(layers: readonly Layer[], key: string, lookup: YamlLookup): readonly Layer[] {
  const found: Layer[] = [];
  let cut: number | undefined;
  for (const { node, document, isOwn } of layers) {
    if (document === cut) continue;
    // `build: ./web` says where, and nothing else.
    const isPlace = key === "context" && lookup.scalarOf(node) !== undefined;
    const value = isPlace ? node : lookup.valueOf(node, key);
    if (!isNothing(value)) found.push({ node: value, document, isOwn });
    if (!lookup.aloneIn(node).has(key)) continue;
    if (isOwn) break;
    cut = document;
  }
  return found;
}

/** True for what is not written, or written without a value. */
export function isNothing(node: unknown): boolean {
  return node === undefined || node === null || (isScalar(node) && node.value === null);
}
