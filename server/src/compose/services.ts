import type { Scalar } from "yaml";
import { splitReference } from "../knowledge/image-reference.ts";
import type { Gap } from "../model/build-model.ts";
import { type YamlStream, yamlStream } from "../text/yaml-document.ts";
import { contextImageOf, imageOf } from "./image-scalar.ts";
import { readInline } from "./inline-dockerfile.ts";
import { isNothing, type Layer, valuesIn } from "./layers.ts";
import type { ComposeBuild, ComposeFile, ComposeImage } from "./read-compose.ts";
import { buildOf, contextsOf, inlineOf, named } from "./service-build.ts";
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

function servicesOf(text: string, lookup: YamlLookup, { roots, errors }: YamlStream): ComposeFile {
  const images = new Map<number, ComposeImage>();
  // Services that share these by an anchor share their places, too.
  const contexts = new Set<Scalar>();
  const inlines = new Map<Scalar, readonly string[]>();
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
      const given = contextsOf(layers, lookup);
      for (const context of given.values()) contexts.add(context);
      const inline = inlineOf(layers, lookup);
      if (inline !== undefined && !inlines.has(inline)) inlines.set(inline, [...given.keys()]);
      if (read !== undefined) builds.push(named(read, scalar, lookup));
      if (image?.expanded !== undefined) built.add(withTag(image.expanded));
      continue;
    }
    if (image === undefined) continue;
    // Services that share an image by an anchor share its place, too.
    if (image.expanded !== undefined) images.set(image.span.start, image);
    else gaps.push({ span: image.span, message: "Compose refuses the variables of this image" });
  }
  const inner = [...inlines].map(([inline, names]) => readInline(text, inline, names));
  gaps.push(...inner.map(({ gap }) => gap));
  const taken = [
    ...[...contexts].flatMap((context) => contextImageOf(text, context)),
    ...inner.flatMap(({ images }) => images),
  ];
  for (const image of taken) images.set(image.span.start, image);
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

function withTag(image: string): string {
  const { tag, digest } = splitReference(image);
  return tag === undefined && digest === undefined ? `${image}:latest` : image;
}
