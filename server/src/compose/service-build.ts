import type { Scalar } from "yaml";
import { UNKNOWN_PART } from "../knowledge/image-reference.ts";
import { interpolate } from "./interpolate.ts";
import { isNothing, type Layer, valuesIn } from "./layers.ts";
import type { ComposeBuild } from "./read-compose.ts";
import type { YamlLookup } from "./yaml-lookup.ts";

/** What `layers` say of the `build` of a service; undefined: of a place that only the environment knows, or of no Dockerfile outside of the file. */
export function buildOf(service: string, layers: readonly Layer[], lookup: YamlLookup): ComposeBuild | undefined {
  const valueOf = (key: string): unknown => valuesIn(layers, key, lookup)[0]?.node;
  const settingsOf = (key: string): ReadonlyMap<string, string | undefined> =>
    new Map(
      valuesIn(layers, key, lookup)
        .toReversed()
        .flatMap(({ node }) => [...settingsIn(node, lookup)]),
    );
  if (inlineOf(layers, lookup) !== undefined) return undefined;
  const context = pathIn(valueOf("context"), ".", lookup);
  const dockerfile = pathIn(valueOf("dockerfile"), "Dockerfile", lookup);
  // A place that only the environment knows may be any: nothing can be said of its Dockerfile.
  if (context === undefined || dockerfile === undefined) return undefined;
  const stage = lookup.scalarOf(valueOf("target"));
  const target = textIn(stage, lookup);
  const names = tagsOf(layers, lookup);
  return {
    service,
    context,
    dockerfile,
    target: target === "" ? undefined : target,
    names: names.filter((name) => name !== undefined),
    args: settingsOf("args"),
    contexts: [...settingsOf("additional_contexts").keys()],
    unknown: [
      ...(stage !== undefined && target === undefined ? (["target"] as const) : []),
      ...(names.includes(undefined) ? (["names"] as const) : []),
    ],
  };
}

/** The Dockerfile that stands in the file itself; an empty one is none. */
export function inlineOf(layers: readonly Layer[], lookup: YamlLookup): Scalar | undefined {
  const inline = lookup.scalarOf(valuesIn(layers, "dockerfile_inline", lookup)[0]?.node);
  return inline?.value === "" ? undefined : inline;
}

/** Names that the image gets beside that of `image:`; undefined for one that only the environment knows. */
export function tagsOf(layers: readonly Layer[], lookup: YamlLookup): readonly (string | undefined)[] {
  const tags = valuesIn(layers, "tags", lookup).flatMap(({ node }) => lookup.itemsOf(node));
  return tags.map((tag) => textIn(tag, lookup));
}

/** The values of `additional_contexts` by name; of `[name=value]` each item. */
export function contextsOf(layers: readonly Layer[], lookup: YamlLookup): ReadonlyMap<string, Scalar> {
  const found = new Map<string, Scalar>();
  const add = (name: string, node: unknown): void => {
    const scalar = lookup.scalarOf(node);
    if (scalar !== undefined && !found.has(name)) found.set(name, scalar);
  };
  for (const { node } of valuesIn(layers, "additional_contexts", lookup)) {
    for (const { key, value } of lookup.pairsOf(node)) add(key, value);
    for (const item of lookup.itemsOf(node)) add(lookup.textOf(item)?.split("=")[0] ?? "", item);
  }
  return found;
}

/** A build with the name that `image:` gives it. */
export function named(build: ComposeBuild, image: unknown, lookup: YamlLookup): ComposeBuild {
  if (lookup.scalarOf(image) === undefined) return build;
  const name = textIn(image, lookup);
  return name === undefined
    ? { ...build, unknown: [...new Set([...build.unknown, "names" as const])] }
    : { ...build, names: [name, ...build.names] };
}

/** `{A: b}` or `[A=b, C]`; a name without a value takes it from the environment. */
function settingsIn(node: unknown, lookup: YamlLookup): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const { key, value } of lookup.pairsOf(node)) found.set(key, textIn(value, lookup));
  for (const item of lookup.itemsOf(node)) {
    const text = lookup.textOf(item) ?? "";
    const equals = text.indexOf("=");
    if (equals > 0) found.set(text.slice(0, equals), known(text.slice(equals + 1)));
    else if (text !== "") found.set(text, undefined);
  }
  return found;
}

function pathIn(node: unknown, standard: string, lookup: YamlLookup): string | undefined {
  const path = isNothing(node) ? "" : textIn(node, lookup);
  return path === "" ? standard : path;
}

function textIn(node: unknown, lookup: YamlLookup): string | undefined {
  const text = lookup.textOf(node);
  return text === undefined ? undefined : known(text);
}

function known(text: string): string | undefined {
  const expanded = interpolate(text);
  return expanded?.includes(UNKNOWN_PART) ? undefined : expanded;
}
