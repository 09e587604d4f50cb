import type { Scalar } from "yaml";
import { UNKNOWN_PART } from "../knowledge/image-reference.ts";
import type { Gap } from "../model/build-model.ts";
import { yamlDocument } from "../text/yaml-document.ts";
import { interpolate } from "./interpolate.ts";
import type { ComposeBuild, ComposeFile, ComposeImage } from "./read-compose.ts";
import { type YamlLookup, yamlLookup } from "./yaml-lookup.ts";

const MAX_SERVICES = 2000;

/** Reads the services of a Compose text. This module loads the YAML reader: import it when a text comes. */
export function readServices(text: string): ComposeFile {
  const document = yamlDocument(text);
  return servicesOf(text, yamlLookup(document), document.root, document.errors);
}

function servicesOf(text: string, lookup: YamlLookup, root: unknown, errors: readonly Gap[]): ComposeFile {
  const images = new Map<number, ComposeImage>();
  const builds: ComposeBuild[] = [];
  const gaps = [...errors];
  for (const [index, { key, value }] of lookup.pairsOf(lookup.valueOf(root, "services")).entries()) {
    if (index === MAX_SERVICES) {
      gaps.push({ span: { start: 0, end: 0 }, message: `only the first ${MAX_SERVICES} services are read` });
      break;
    }
    const build = lookup.valueOf(value, "build");
    const name = lookup.valueOf(value, "image");
    const isBuilt = build !== undefined && build !== null;
    const read = isBuilt ? buildOf(key, build, lookup) : undefined;
    if (lookup.isSpent()) {
      const message = `only the first ${index} services are read: with what they share, the others hold too many values`;
      gaps.push({ span: { start: 0, end: 0 }, message });
      break;
    }
    if (isBuilt) {
      if (read !== undefined) builds.push(named(read, name, lookup));
      continue;
    }
    // Services that share an image by an anchor share its place, too.
    const image = imageOf(text, lookup.scalarOf(name));
    if (image !== undefined) images.set(image.span.start, image);
  }
  const ordered = [...images.values()].sort((a, b) => a.span.start - b.span.start);
  return { images: ordered, builds, gaps };
}

function imageOf(text: string, scalar: Scalar | undefined): ComposeImage | undefined {
  if (scalar === undefined || typeof scalar.value !== "string" || !scalar.range) return undefined;
  const isQuoted = scalar.type === "QUOTE_DOUBLE" || scalar.type === "QUOTE_SINGLE";
  const edge = isQuoted ? 1 : 0;
  const span = { start: scalar.range[0] + edge, end: scalar.range[1] - edge };
  const value = text.slice(span.start, span.end);
  const expanded = interpolate(scalar.value.trim(), UNKNOWN_PART);
  return { span, value, expanded, isLiteral: value === scalar.value && !value.includes("$") };
}

function buildOf(service: string, build: unknown, lookup: YamlLookup): ComposeBuild | undefined {
  const short = textIn(build, lookup);
  const standard = { service, dockerfile: "Dockerfile", target: undefined, names: [], args: new Map(), contexts: [] };
  if (short !== undefined) return { ...standard, context: short, unknown: [] };
  if (!lookup.isMap(build) || lookup.valueOf(build, "dockerfile_inline") !== undefined) return undefined;
  const context = pathIn(lookup.valueOf(build, "context"), ".", lookup);
  const dockerfile = pathIn(lookup.valueOf(build, "dockerfile"), "Dockerfile", lookup);
  // A place that only the environment knows may be any: nothing can be said of its Dockerfile.
  if (context === undefined || dockerfile === undefined) return undefined;
  const contexts = settingsIn(lookup.valueOf(build, "additional_contexts"), lookup);
  const stage = lookup.scalarOf(lookup.valueOf(build, "target"));
  const target = textIn(stage, lookup);
  const tags = lookup.itemsOf(lookup.valueOf(build, "tags")).map((tag) => textIn(tag, lookup));
  return {
    service,
    context,
    dockerfile,
    target,
    names: tags.filter((tag) => tag !== undefined),
    args: settingsIn(lookup.valueOf(build, "args"), lookup),
    contexts: [...contexts.keys()],
    unknown: [
      ...(stage !== undefined && target === undefined ? (["target"] as const) : []),
      ...(tags.includes(undefined) ? (["names"] as const) : []),
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
  return node === undefined || node === null ? standard : textIn(node, lookup);
}

function textIn(node: unknown, lookup: YamlLookup): string | undefined {
  const text = lookup.textOf(node);
  return text === undefined ? undefined : known(text);
}

function known(text: string): string | undefined {
  const expanded = interpolate(text, UNKNOWN_PART);
  return expanded?.includes(UNKNOWN_PART) ? undefined : expanded;
}
