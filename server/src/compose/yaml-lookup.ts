import { isMap, isScalar, isSeq, type Scalar, type YAMLMap } from "yaml";
import type { YamlDocument } from "../text/yaml-document.ts";

/** Aliases and merge keys (`<<`) lead on to other maps; so many steps are followed. */
const MAX_STEPS = 16;
/** So many pairs and items are looked at, those behind aliases as often as they are used: no bomb of aliases or merges goes off. */
const MAX_LOOKS = 500_000;

/** Reads maps of one YAML document, aliases resolved and merge keys followed. */
export interface YamlLookup {
  /** True when MAX_LOOKS is reached: what was asked since then found nothing. */
  isSpent(): boolean;
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
  let left = MAX_LOOKS;

  function lookUp(node: unknown, key: string, steps = 0): unknown {
    const map = resolved(node);
    if (!isMap(map) || steps > MAX_STEPS) return undefined;
    let merged: unknown;
    for (const pair of map.items) {
      if (!mayLook(1)) return undefined;
      const name = keyOf(pair.key);
      if (name === key) return resolved(pair.value);
      if (name !== "<<") continue;
      const source = resolved(pair.value);
      const sources = isSeq(source) ? source.items : [source];
      for (const one of sources) {
        if (merged !== undefined || !mayLook(1)) break;
        merged = lookUp(one, key, steps + 1);
      }
    }
    return merged;
  }

  function mayLook(count: number): boolean {
    left -= count;
    return left >= 0;
  }

  function keyOf(node: unknown): string {
    return isScalar(node) ? String(node.value) : "";
  }

  function scalarOf(node: unknown): Scalar | undefined {
    const value = resolved(node);
    return isScalar(value) && value.value !== null && value.value !== undefined ? value : undefined;
  }

  return {
    isSpent: () => left < 0,
    resolved,
    isMap,
    valueOf: (node, key) => lookUp(node, key),
    pairsOf(node) {
      const map = resolved(node);
      if (!isMap(map) || !mayLook(map.items.length)) return [];
      return map.items.map((pair) => ({ key: keyOf(pair.key), value: pair.value })).filter(({ key }) => key !== "<<");
    },
    itemsOf(node) {
      const list = resolved(node);
      return isSeq(list) && mayLook(list.items.length) ? list.items : [];
    },
    scalarOf,
    textOf(node) {
      const scalar = scalarOf(node);
      if (scalar === undefined) return undefined;
      return typeof scalar.value === "string" ? scalar.value : (scalar.source ?? String(scalar.value));
    },
  };
}
