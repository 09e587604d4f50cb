import { isMap, isNode, type Scalar, visit, type YAMLMap } from "yaml";
import { splitReference } from "../knowledge/image-reference.ts";
import type { Gap } from "../model/build-model.ts";
import { keyOf, type YamlStream, yamlStream } from "../yaml/document.ts";
import { contextImageOf, imageOf } from "./image-scalar.ts";
import { imagesOfInline, readInline } from "./inline-dockerfile.ts";
import { interpolate } from "./interpolate.ts";
import { isNothing, type Layer, valuesIn } from "./layers.ts";
import type { ComposeBuild, ComposeFile } from "./read-compose.ts";
import { buildOf, contextsOf, inlineOf, named, tagsOf } from "./service-build.ts";
import { type YamlLookup, yamlLookup } from "./yaml-lookup.ts";

const MAX_SERVICES = 2000;
/** A service may extend another one of its file, and so on; so many steps are followed. */
const MAX_EXTENDS = 16;

/**
 * Reads the services of a Compose text, each document of which overrides those in front of it, as another file would. This
 * module loads the YAML reader: import it when a text comes.
 */
export function readServices(text: string): ComposeFile {
  const stream = yamlStream(text);
  return servicesOf(text, yamlLookup(stream), stream);
}

/** True for a text without errors of YAML. */
export function isYaml(text: string): boolean {
  return yamlStream(text).errors.length === 0;
}

/** What is gathered, service by service. What services share by an anchor has one place, and stands here once. */
interface Found {
  /** Values that name an image. */
  readonly images: Set<Scalar>;
  readonly contexts: Set<Scalar>;
  /** Dockerfiles in the file, with the names of the contexts that their builds are given. */
  readonly inlines: Map<Scalar, readonly string[]>;
  readonly builds: ComposeBuild[];
  /** Services whose Dockerfile stands in the file. */
  readonly inline: string[];
  /** Names, with a tag, of what is built here. */
  readonly built: Set<string>;
}

function servicesOf(text: string, lookup: YamlLookup, { roots, errors }: YamlStream): ComposeFile {
  const found: Found = {
    images: new Set(),
    contexts: new Set(),
    inlines: new Map(),
    builds: [],
    inline: [],
    built: new Set(),
  };
  const end = readAll(roots, lookup, found);
  const inlines = Array.from(found.inlines, ([scalar, names]) => ({ scalar, read: readInline(text, scalar, names) }));
  const dockerfiles = inlines.flatMap(({ read }) => read ?? []);
  const written = [...found.images].flatMap((scalar) => imageOf(text, scalar) ?? []);
  const images = [
    ...written.flatMap(({ span, value, expanded = "" }) => (expanded === "" ? [] : { span, value, expanded })),
    ...[...found.contexts].flatMap((context) => contextImageOf(text, context)),
    ...dockerfiles.flatMap(imagesOfInline),
  ];
  const refused = written.filter(({ expanded }) => expanded === undefined);
  // What one service builds, another runs: Compose pulls it for neither.
  const pulled = images.filter(({ expanded }) => !found.built.has(withTag(expanded)));
  return {
    images: pulled.sort((a, b) => a.span.start - b.span.start),
    builds: found.builds,
    dockerfiles,
    inline: found.inline,
    gaps: [
      ...errors,
      ...repeatedKey(roots),
      ...refused.map(({ span }) => ({ span, message: "Compose refuses the variables of this image" })),
      ...inlines.flatMap(({ scalar, read }) => (read === undefined ? unreadInline(scalar) : [])),
      ...(end === undefined ? [] : [{ span: NOWHERE, message: end }]),
      ...(isForeign(roots, lookup, found) ? [FOREIGN] : []),
    ],
  };
}

/** The first key that stands twice in its map. Of such a file the first place is read, though Compose refuses it. */
function repeatedKey(roots: readonly unknown[]): readonly Gap[] {
  const found: Gap[] = [];
  for (const root of roots.filter(isNode)) {
    visit(root, {
      Map(_, { items }) {
        found.push(...repeatedIn(items));
        return found.length > 0 ? visit.BREAK : undefined;
      },
    });
  }
  return found.slice(0, 1);
}

function repeatedIn(items: YAMLMap["items"]): readonly Gap[] {
  const seen = new Set<string>();
  for (const { key } of items) {
    const name = keyOf(key);
    const range = isNode(key) ? key.range : undefined;
    if (seen.has(name) && range)
      return [{ span: { start: range[0], end: range[1] }, message: `${name} stands twice: Compose refuses this file` }];
    seen.add(name);
  }
  return [];
}

/** What stands at the top of Compose files, and hardly in those of other programs. */
const TOP_KEYS: ReadonlySet<string> = new Set("services include volumes networks configs secrets models".split(" "));

const NOWHERE: Gap["span"] = { start: 0, end: 0 };

const FOREIGN: Gap = { span: NOWHERE, message: "not a Compose file: nothing in it is checked", isForeign: true };

/** A file that somebody names may be one of Kubernetes: nothing was found in it, and that says nothing. */
function isForeign(roots: readonly unknown[], lookup: YamlLookup, found: Found): boolean {
  const { images, contexts, inline, builds } = found;
  if (images.size + contexts.size + inline.length + builds.length > 0 || lookup.isSpent()) return false;
  const isOwn = (root: unknown) => {
    const services = lookup.valueOf(root, "services");
    // GitLab's files have a list there.
    if (!isNothing(services) && !isMap(services)) return false;
    return isNothing(root) || lookup.pairsOf(root).some(({ key }) => isTopKey(key));
  };
  return !roots.every(isOwn);
}

function isTopKey(key: string): boolean {
  return TOP_KEYS.has(key) || key.startsWith("x-");
}

function unreadInline({ range }: Scalar): readonly Gap[] {
  const [start] = range ?? [0];
  const message = "this Dockerfile is not read: it has to be a block (|) with variables that Compose takes";
  return [{ span: { start, end: start + 1 }, message }];
}

/** Reads services and jobs; what it says is why not all of them were. */
function readAll(roots: readonly unknown[], lookup: YamlLookup, found: Found): string | undefined {
  let index = 0;
  for (const kind of ["services", "jobs"]) {
    const documents = serviceMaps(roots, kind, lookup);
    const names = new Set(documents.toReversed().flatMap(({ services }) => [...services.keys()]));
    for (const name of names) {
      if (index === MAX_SERVICES) return `only the first ${MAX_SERVICES} services are read`;
      readService(name, documents, lookup, found);
      if (lookup.isSpent())
        return `only the first ${index} services are read: with what they share, the others hold too many values`;
      index += 1;
    }
  }
  return undefined;
}

function readService(name: string, documents: readonly ServiceMap[], lookup: YamlLookup, found: Found): void {
  const { service, isWhole } = layersOf(name, documents, lookup);
  const layers = valuesIn(service, "build", lookup);
  const image = lookup.scalarOf(valuesIn(service, "image", lookup)[0]?.node);
  const build = isWhole ? buildOf(name, layers, lookup) : undefined;
  const tags = tagsOf(layers, lookup);
  const others = imagesBeside(service, lookup);
  const given = contextsOf(layers, lookup);
  const inline = inlineOf(layers, lookup);
  // What could be looked at in part only is left out.
  if (lookup.isSpent()) return;
  for (const other of others) found.images.add(other);
  for (const context of given.values()) found.contexts.add(context);
  if (inline !== undefined) {
    found.inline.push(name);
    if (!found.inlines.has(inline)) found.inlines.set(inline, [...given.keys()]);
  }
  if (layers.length === 0) {
    if (image !== undefined) found.images.add(image);
    return;
  }
  const written = typeof image?.value === "string" ? interpolate(image.value.trim()) : undefined;
  for (const name of [written, ...tags]) if (name !== undefined) found.built.add(withTag(name));
  if (build !== undefined) found.builds.push(named(build, image, lookup));
}

/** Images of containers that run in front of a service (`pre_start`), and those that it mounts. */
function imagesBeside(service: readonly Layer[], lookup: YamlLookup): readonly Scalar[] {
  const itemsOf = (key: string) =>
    valuesIn(service, key, lookup).flatMap(({ node }) => lookup.itemsOf(node).toReversed());
  const run = itemsOf("pre_start").map((hook) => lookup.valueOf(hook, "image"));
  // At one place stands the volume that is said last.
  const mounted = new Map<string, unknown>();
  for (const volume of itemsOf("volumes")) {
    const place = lookup.textOf(lookup.valueOf(volume, "target"));
    if (place === undefined || mounted.has(place)) continue;
    const isImage = lookup.textOf(lookup.valueOf(volume, "type")) === "image";
    mounted.set(place, isImage ? lookup.valueOf(volume, "source") : undefined);
  }
  return [...run, ...mounted.values()].flatMap((node) => lookup.scalarOf(node) ?? []);
}

/** The services of one document by name. */
interface ServiceMap {
  readonly document: number;
  readonly services: ReadonlyMap<string, unknown>;
  /** Names that take nothing from the documents in front. */
  readonly alone: ReadonlySet<string>;
}

/** The services, or jobs, of each document, the last one first. */
function serviceMaps(roots: readonly unknown[], kind: string, lookup: YamlLookup): readonly ServiceMap[] {
  const documents = roots.toReversed().map((node, document): Layer => ({ node, document, isOwn: true }));
  const services = valuesIn(documents, kind, lookup);
  const isFirstFormat =
    kind === "services" &&
    ["services", "version", "jobs"].every((key) => valuesIn(documents, key, lookup).length === 0);
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

function withTag(image: string): string {
  const { tag, digest } = splitReference(image);
  return tag === undefined && digest === undefined ? `${image}:latest` : image;
}
