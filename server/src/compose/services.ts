import { isScalar, type Scalar } from "yaml";
import { splitReference, UNKNOWN_PART } from "../knowledge/image-reference.ts";
import type { Gap } from "../model/build-model.ts";
import { type YamlStream, yamlStream } from "../text/yaml-document.ts";
import { interpolate } from "./interpolate.ts";
import type { ComposeBuild, ComposeFile, ComposeImage } from "./read-compose.ts";
import { type YamlLookup, yamlLookup } from "./yaml-lookup.ts";

const MAX_SERVICES = 2000;
/** A service may extend another one of its file, and so on; so many steps are followed. */
const MAX_EXTENDS = 16;
/** The id of an image that is here, not a name with a tag. */
const IMAGE_ID = /^sha256:[0-9a-f]{64}$/;

/**
 * Reads the services of a Compose text, each document of which overrides those in front of it, as another file would. This
 * module loads the YAML reader: import it when a text comes.
 */
export function readServices(text: string): ComposeFile {
  const stream = yamlStream(text);
  return servicesOf(text, yamlLookup(stream), stream);
}

/** A value, with where its word stands among others about the same thing. */
interface Layer {
  readonly node: unknown;
  /** Index of its document, the last one being 0. */
  readonly document: number;
  /** It stands in the service itself, and in none that this one extends. */
  readonly isOwn: boolean;
}

function servicesOf(text: string, lookup: YamlLookup, { roots, errors }: YamlStream): ComposeFile {
  const images = new Map<number, ComposeImage>();
  const builds: ComposeBuild[] = [];
  const built = new Set<string>();
  const gaps: Gap[] = [...errors];
  const documents = serviceMaps(roots, lookup);
  const names = new Set(documents.toReversed().flatMap(({ services }) => [...services.keys()]));
  let index = 0;
  for (const name of names) {
    if (index === MAX_SERVICES) {
      gaps.push({ span: { start: 0, end: 0 }, message: `only the first ${MAX_SERVICES} services are read` });
      break;
    }
    const { service, isWhole } = layersOf(name, documents, lookup);
    const layers = valuesIn(service, "build", lookup);
    const scalar = lookup.scalarOf(valuesIn(service, "image", lookup)[0]?.node);
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

/** The services of one document by name. */
interface ServiceMap {
  readonly document: number;
  readonly services: ReadonlyMap<string, unknown>;
  /** Names that take nothing from the documents in front. */
  readonly alone: ReadonlySet<string>;
}

/** The services of each document, the last one first. */
function serviceMaps(roots: readonly unknown[], lookup: YamlLookup): readonly ServiceMap[] {
  const documents = roots.toReversed().map((node, document): Layer => ({ node, document, isOwn: true }));
  const services = valuesIn(documents, "services", lookup);
  const isFirstFormat = services.length === 0 && valuesIn(documents, "version", lookup).length === 0;
  // A file of the first format has its services at its top, and neither `services` nor `version`.
  return (isFirstFormat ? documents : services).map(({ node, document }) => {
    const pairs = lookup.pairsOf(node).filter(({ key }) => !isFirstFormat || !key.startsWith("x-"));
    return {
      document,
      services: new Map(pairs.map(({ key, value }) => [key, value])),
      alone: lookup.aloneIn(node),
    };
  });
}

/** What the documents say of a service, the stronger word first; not whole when a part of it stands in another file. */
function layersOf(name: string, documents: readonly ServiceMap[], lookup: YamlLookup) {
  const service: Layer[] = [];
  let isWhole = true;
  for (const { document, services, alone } of documents) {
    if (services.has(name)) {
      const lineage = lineageOf(services.get(name), services, lookup);
      isWhole &&= lineage.isWhole;
      for (const [step, node] of lineage.maps.entries()) service.push({ node, document, isOwn: step === 0 });
    }
    if (alone.has(name)) break;
  }
  return { service, isWhole };
}

/** The service, then those of its document that it extends; not whole when that leads to another file. */
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

/** What `layers` say of `key`. A mark cuts off what the value's own service extends, and in the service itself the documents in front, too. */
function valuesIn(layers: readonly Layer[], key: string, lookup: YamlLookup): readonly Layer[] {
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

/** `layers`: what is said of the `build` of a service. */
function buildOf(service: string, layers: readonly Layer[], lookup: YamlLookup): ComposeBuild | undefined {
  const valueOf = (key: string): unknown => valuesIn(layers, key, lookup)[0]?.node;
  const settingsOf = (key: string): ReadonlyMap<string, string | undefined> =>
    new Map(
      valuesIn(layers, key, lookup)
        .toReversed()
        .flatMap(({ node }) => [...settingsIn(node, lookup)]),
    );
  if (valueOf("dockerfile_inline") !== undefined) return undefined;
  const context = pathIn(valueOf("context"), ".", lookup);
  const dockerfile = pathIn(valueOf("dockerfile"), "Dockerfile", lookup);
  // A place that only the environment knows may be any: nothing can be said of its Dockerfile.
  if (context === undefined || dockerfile === undefined) return undefined;
  const stage = lookup.scalarOf(valueOf("target"));
  const target = textIn(stage, lookup);
  const tags = valuesIn(layers, "tags", lookup).flatMap(({ node }) => lookup.itemsOf(node));
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
