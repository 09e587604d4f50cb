import { isScalar, type Scalar } from "yaml";
import { splitReference, UNKNOWN_PART } from "../knowledge/image-reference.ts";
import type { Gap } from "../model/build-model.ts";
import { yamlDocument } from "../text/yaml-document.ts";
import { interpolate } from "./interpolate.ts";
import type { ComposeBuild, ComposeFile, ComposeImage } from "./read-compose.ts";
import { type YamlLookup, yamlLookup } from "./yaml-lookup.ts";

const MAX_SERVICES = 2000;
/** A service may extend another one of its file, and so on; so many steps are followed. */
const MAX_EXTENDS = 16;
/** The id of an image that is here, not a name with a tag. */
const IMAGE_ID = /^sha256:[0-9a-f]{64}$/;

/** Reads the services of a Compose text. This module loads the YAML reader: import it when a text comes. */
export function readServices(text: string): ComposeFile {
  const document = yamlDocument(text);
  return servicesOf(text, yamlLookup(document), document.root, document.errors);
}

function servicesOf(text: string, lookup: YamlLookup, root: unknown, errors: readonly Gap[]): ComposeFile {
  const images = new Map<number, ComposeImage>();
  const builds: ComposeBuild[] = [];
  const built = new Set<string>();
  const gaps = [...errors];
  const services = servicesIn(root, lookup);
  let index = 0;
  for (const [name, service] of services) {
    if (index === MAX_SERVICES) {
      gaps.push({ span: { start: 0, end: 0 }, message: `only the first ${MAX_SERVICES} services are read` });
      break;
    }
    const { maps, isWhole } = lineageOf(service, services, lookup);
    const layers = valuesIn(maps, "build", lookup);
    const scalar = lookup.scalarOf(valuesIn(maps, "image", lookup)[0]);
    const read = isWhole && layers.length > 0 ? buildOf(name, layers, lookup) : undefined;
    if (lookup.isSpent()) {
      const message = `only the first ${index} services are read: with what they share, the others hold too many values`;
      gaps.push({ span: { start: 0, end: 0 }, message });
      break;
    }
    index += 1;
    const image = imageOf(text, scalar);
    if (layers.length > 0) {
      if (read !== undefined) builds.push(named(read, scalar, lookup));
      if (image?.expanded !== undefined) built.add(withTag(image.expanded));
      continue;
    }
    if (image === undefined) continue;
    // Services that share an image by an anchor share its place, too.
    if (image.expanded !== undefined) images.set(image.span.start, image);
    else gaps.push({ span: image.span, message: "Compose refuses the variables of this image" });
  }
  for (const { names } of builds) for (const name of names) built.add(withTag(name));
  // What one service builds, another runs: Compose pulls it for neither.
  const pulled = [...images.values()].filter(({ expanded = "" }) => !built.has(withTag(expanded)));
  return { images: pulled.sort((a, b) => a.span.start - b.span.start), builds, gaps };
}

/** The services by name. A file of the first format has them at its top, and neither `services` nor `version`. */
function servicesIn(root: unknown, lookup: YamlLookup): ReadonlyMap<string, unknown> {
  const services = lookup.valueOf(root, "services");
  const isFirstFormat = services === undefined && lookup.valueOf(root, "version") === undefined;
  const pairs = lookup.pairsOf(isFirstFormat ? root : services);
  return new Map(
    pairs.filter(({ key }) => !isFirstFormat || !key.startsWith("x-")).map(({ key, value }) => [key, value]),
  );
}

/** The service, then those that it extends; not whole when that leads to another file. */
function lineageOf(service: unknown, services: ReadonlyMap<string, unknown>, lookup: YamlLookup) {
  const maps = [service];
  for (let base = lookup.valueOf(service, "extends"); !isNothing(base); ) {
    const isElsewhere = lookup.valueOf(base, "file") !== undefined;
    const map = services.get(lookup.textOf(base) ?? lookup.textOf(lookup.valueOf(base, "service")) ?? "");
    if (isElsewhere || map === undefined || maps.length > MAX_EXTENDS) return { maps, isWhole: false };
    maps.push(map);
    base = lookup.valueOf(map, "extends");
  }
  return { maps, isWhole: true };
}

/** What a service and those that it extends say of `key`, its own word first. */
function valuesIn(maps: readonly unknown[], key: string, lookup: YamlLookup): readonly unknown[] {
  const last = maps.findIndex((map) => lookup.isAlone(map, key));
  const asked = last < 0 ? maps : maps.slice(0, last + 1);
  return asked.map((map) => lookup.valueOf(map, key)).filter((value) => !isNothing(value));
}

function isNothing(node: unknown): boolean {
  return node === undefined || node === null || (isScalar(node) && node.value === null);
}

function withTag(image: string): string {
  const { tag, digest } = splitReference(image);
  return tag === undefined && digest === undefined ? `${image}:latest` : image;
}

function imageOf(text: string, scalar: Scalar | undefined): ComposeImage | undefined {
  if (scalar === undefined || typeof scalar.value !== "string" || !scalar.range) return undefined;
  const value = scalar.value.trim();
  if (IMAGE_ID.test(value)) return undefined;
  const expanded = interpolate(value, UNKNOWN_PART);
  const [start, end] = scalar.range;
  // A comment between the lines of a block would be its text: it is marked where it begins, and its text stands for no place.
  if (scalar.type?.startsWith("BLOCK")) return { span: { start, end: start + 1 }, value, expanded };
  const edge = scalar.type?.startsWith("QUOTE") ? 1 : 0;
  const at = text.slice(start, end).indexOf(value);
  const span =
    at < 0 ? { start: start + edge, end: end - edge } : { start: start + at, end: start + at + value.length };
  return { span, value: text.slice(span.start, span.end), expanded };
}

/** `layers`: the `build` of a service, and of those that it extends. */
function buildOf(service: string, layers: readonly unknown[], lookup: YamlLookup): ComposeBuild | undefined {
  const valueOf = (key: string): unknown => {
    for (const layer of layers) {
      const isShort = lookup.scalarOf(layer) !== undefined;
      const value = isShort && key === "context" ? layer : lookup.valueOf(layer, key);
      if (!isNothing(value)) return value;
    }
    return undefined;
  };
  const settingsOf = (key: string): ReadonlyMap<string, string | undefined> =>
    new Map([...layers].reverse().flatMap((layer) => [...settingsIn(lookup.valueOf(layer, key), lookup)]));
  if (valueOf("dockerfile_inline") !== undefined) return undefined;
  const context = pathIn(valueOf("context"), ".", lookup);
  const dockerfile = pathIn(valueOf("dockerfile"), "Dockerfile", lookup);
  // A place that only the environment knows may be any: nothing can be said of its Dockerfile.
  if (context === undefined || dockerfile === undefined) return undefined;
  const stage = lookup.scalarOf(valueOf("target"));
  const target = textIn(stage, lookup);
  const tags = layers.flatMap((layer) => lookup.itemsOf(lookup.valueOf(layer, "tags")));
  const names = tags.map((tag) => textIn(tag, lookup));
  return {
    service,
    context,
    dockerfile,
    target,
    names: names.filter((name) => name !== undefined),
    args: settingsOf("args"),
    contexts: [...settingsOf("additional_contexts").keys()],
    unknown: [
      ...(stage !== undefined && target === undefined ? (["target"] as const) : []),
      ...(names.includes(undefined) ? (["names"] as const) : []),
    ],
  };
}

/** A build with the name that `image:` gives it. */
function named(build: ComposeBuild, image: unknown, lookup: YamlLookup): ComposeBuild {
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
  const expanded = interpolate(text, UNKNOWN_PART);
  return expanded?.includes(UNKNOWN_PART) ? undefined : expanded;
}
