import { isMap, isScalar, isSeq, type Scalar, type YAMLMap } from "yaml";
import type { YamlDocument } from "../text/yaml-document.ts";

/** Aliases and merge keys (`<<`) lead on to other maps; so many steps are followed. */
const MAX_STEPS = 16;

/** Reads maps of one YAML document, aliases resolved and merge keys followed. Nothing is copied, so an alias bomb stays small. */
export interface YamlLookup {
  /** The node itself, or what its alias stands for. */
  resolved(node: unknown): unknown;
  isMap(node: unknown): node is YAMLMap;
  /** The value of `key`: the map's own, else that of the maps it merges. */
  valueOf(node: unknown, key: string): unknown;
  /** Own pairs with text keys; those that come by a merge are left out. */
  pairsOf(node: unknown): readonly { readonly key: string; readonly value: unknown }[];
  itemsOf(node: unknown): readonly unknown[];
  /** The scalar, when it is one that is not empty. */
  scalarOf(node: unknown): Scalar | undefined;
  /** A scalar as it is written (`1.10` stays so). */
  textOf(node: unknown): string | undefined;
}

/** Lookup in `document`. */
export function yamlLookup(document: YamlDocument): YamlLookup {
  const { resolved } = document;

  function lookUp(node: unknown, key: string, steps = 0): unknown {
    const map = resolved(node);
    if (!isMap(map) || steps > MAX_STEPS) return undefined;
    let merged: unknown;
    for (const pair of map.items) {
      const name = keyOf(pair.key);
      if (name === key) return resolved(pair.value);
      if (name !== "<<") continue;
      const source = resolved(pair.value);
      const sources = isSeq(source) ? source.items : [source];
      for (const one of sources) merged ??= lookUp(one, key, steps + 1);
    }
    return merged;
  }

  function keyOf(node: unknown): string {
    return isScalar(node) ? String(node.value) : "";
  }

  function scalarOf(node: unknown): Scalar | undefined {
    const value = resolved(node);
    return isScalar(value) && value.value !== null && value.value !== undefined ? value : undefined;
  }

  return {
    resolved,
    isMap,
    valueOf: (node, key) => lookUp(node, key),
    pairsOf(node) {
      const map = resolved(node);
      if (!isMap(map)) return [];
      return map.items.map((pair) => ({ key: keyOf(pair.key), value: pair.value })).filter(({ key }) => key !== "<<");
    },
    itemsOf(node) {
      const list = resolved(node);
      return isSeq(list) ? list.items : [];
    },
    scalarOf,
    textOf(node) {
      const scalar = scalarOf(node);
      if (scalar === undefined) return undefined;
      return typeof scalar.value === "string" ? scalar.value : (scalar.source ?? String(scalar.value));
    },
  };
}
