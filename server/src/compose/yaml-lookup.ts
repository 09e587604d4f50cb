import { isMap, isNode, isScalar, isSeq, type Scalar, type YAMLMap } from "yaml";
import { keyOf, type YamlStream } from "../yaml/document.ts";

/** Aliases and merge keys (`<<`) lead on to other maps; so many steps are followed. */
const MAX_STEPS = 16;
/** So many pairs and items are looked at, those behind aliases as often as they are used: no bomb of aliases or merges goes off. */
const MAX_LOOKS = 500_000;

/** A pair of a map; keys are read as texts. */
interface Pair {
  readonly key: string;
  readonly value: unknown;
}

/** Reads maps of a YAML text, aliases resolved and merge keys followed. */
export interface YamlLookup {
  /** True when MAX_LOOKS is reached: what was asked since then found nothing. */
  isSpent(): boolean;
  /** The value of `key`: the map's own, else that of the maps it merges. */
  valueOf(node: unknown, key: string): unknown;
  /** The keys of which the map itself says that they take nothing from what it extends or overrides: `!reset`, `!override`. */
  aloneIn(node: unknown): ReadonlySet<string>;
  /** The pairs of a map and of those that it merges, as `valueOf` finds them: its own first. */
  pairsOf(node: unknown): readonly Pair[];
  itemsOf(node: unknown): readonly unknown[];
  /** The scalar, when it is one that is not empty. */
  scalarOf(node: unknown): Scalar | undefined;
  /** A scalar as Compose passes it: `1.10` is the number 1.1. Undefined for what is no scalar, and for some numbers. */
  textOf(node: unknown): string | undefined;
}

/** Lookup in what a text holds. */
export function yamlLookup({ resolved }: Pick<YamlStream, "resolved">): YamlLookup {
  let left = MAX_LOOKS;

  /** The map, then those that it merges, the stronger first. */
  function* layersOf(node: unknown, steps = 0): Generator<YAMLMap> {
    const map = resolved(node);
    if (!isMap(map) || steps > MAX_STEPS) return;
    yield map;
    for (const { key, value } of map.items) {
      if (!mayLook(1)) return;
      if (keyOf(key) !== "<<") continue;
      const source = resolved(value);
      for (const merged of isSeq(source) ? source.items : [source]) {
        if (mayLook(1)) yield* layersOf(merged, steps + 1);
      }
    }
  }

  function mayLook(count: number): boolean {
    left -= count;
    return left >= 0;
  }

  return {
    isSpent: () => left < 0,
    valueOf(node, key) {
      for (const { items } of layersOf(node)) {
        const pair = mayLook(items.length) ? pairOf(items, key) : undefined;
        if (pair !== undefined) return resolved(pair.value);
      }
      return undefined;
    },
    aloneIn(node) {
      const map = resolved(node);
      const items = isMap(map) && mayLook(map.items.length) ? map.items : [];
      return new Set(items.filter(isMarked).map(({ key }) => keyOf(key)));
    },
    pairsOf(node) {
      const found = new Map<string, Pair>();
      for (const { items } of layersOf(node)) {
        for (const { key, value } of mayLook(items.length) ? items : []) {
          const name = keyOf(key);
          if (name !== "<<" && !found.has(name) && !isReset(value)) found.set(name, { key: name, value });
        }
      }
      return [...found.values()];
    },
    itemsOf(node) {
      const list = resolved(node);
      return isSeq(list) && mayLook(list.items.length) ? list.items : [];
    },
    scalarOf: (node) => scalarIn(resolved(node)),
    textOf: (node) => textIn(scalarIn(resolved(node))),
  };
}

function pairOf(items: YAMLMap["items"], key: string) {
  return items.find((one) => keyOf(one.key) === key && !isReset(one.value));
}

/** Compose takes a pair that is marked so for not there: what is merged shows. */
function isReset(node: unknown): boolean {
  return isNode(node) && node.tag === "!reset";
}

function isMarked({ value }: { readonly value: unknown }): boolean {
  return isReset(value) || (isNode(value) && value.tag === "!override");
}

function scalarIn(node: unknown): Scalar | undefined {
  return isScalar(node) && node.value !== null && node.value !== undefined ? node : undefined;
}

function textIn(scalar: Scalar | undefined): string | undefined {
  return scalar === undefined || isOtherForCompose(scalar) ? undefined : String(scalar.value);
}

const DATE = /^\d{4}-\d\d?-\d\d?(?:[Tt ]|$)/;

/** Large, tiny and octal numbers are others there or written in other ways, and `1_000`, `0b1` and dates are texts only here. */
function isOtherForCompose({ value, type, tag, source = "" }: Scalar): boolean {
  if (typeof value === "number") {
    const isPlain = Number.isSafeInteger(value) || (Math.abs(value) < 1e6 && Math.abs(value) >= 1e-4);
    return !isPlain || /^[-+]?0\d/.test(source);
  }
  const isUntold = type === "PLAIN" && tag === undefined;
  return isUntold && (DATE.test(source) || !Number.isNaN(Number(source.replaceAll("_", ""))));
}
