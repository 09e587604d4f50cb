import { parseJson } from "../json/parse.ts";
import { isTooDeep } from "../json/shallow.ts";
import { newBakeScope } from "./bake-scope.ts";
import { type HclBlock, type HclFile, type HclValue, readHcl, templateValue } from "./hcl.ts";
import type { ComposeBuild } from "./read-compose.ts";

/** A Bake file is small; a larger one gives nothing. */
const MAX_BAKE_LENGTH = 256 * 1024;
/** Targets inherit from targets; so many steps are followed. */
const MAX_INHERITANCE = 16;
/** So many values all builds may have, inherited ones counted with each: files that give more give nothing. */
const MAX_VALUES = 100_000;

/** The text of a Bake file, which is JSON or HCL by its name. */
export interface BakeText {
  readonly name: string;
  readonly text: string;
}

/** What Bake files say of builds. */
export interface BakeFile {
  readonly builds: readonly ComposeBuild[];
  /** Targets whose Dockerfile stands in the file: none of `builds`. */
  readonly inline: readonly string[];
  /** Names of the contexts of targets whose place is computed: any Dockerfile may be theirs. */
  readonly contexts: readonly string[];
  /** Which file was not read, and why: then nothing is known of any. */
  readonly gap?: { readonly name: string; readonly why: string };
}

/**
 * The builds of Bake files that are read together, the later ones over those in front, as far as their values are literal
 * or variables with a default. Source: Docker, "Bake file reference".
 */
export function readBake(texts: readonly BakeText[]): BakeFile {
  const files: HclFile[] = [];
  for (const { name, text } of texts) {
    const isJson = name.endsWith(".json");
    if (text.length > MAX_BAKE_LENGTH) return nothing(name, `is over ${MAX_BAKE_LENGTH / 1024} KB and is not read`);
    if (isJson && isTooDeep(new TextEncoder().encode(text))) return nothing(name, "is nested too deeply to be read");
    files.push(isJson ? fileOfJson(parseJson(text)) : readHcl(text));
  }
  const targets = targetsOf(files);
  const builds: ComposeBuild[] = [];
  const contexts: string[] = [];
  const inline: string[] = [];
  let values = 0;
  for (const [name, target] of targets) {
    const { blocks, isWhole } = lineage(target, targets);
    for (const attributes of blocks) for (const value of attributes.values()) values += sizeOf(value);
    if (values > MAX_VALUES) return nothing(nameOf(texts), "holds too many values to be read");
    const build = isWhole ? buildOf(name, blocks) : undefined;
    if (build !== undefined) builds.push(build);
    else if (blocks.some((attributes) => attributes.has("dockerfile-inline"))) inline.push(name);
    else contexts.push(...merged(blocks, "contexts").keys());
  }
  return { builds, contexts, inline };
}

function nothing(name: string, why: string): BakeFile {
  return { builds: [], contexts: [], inline: [], gap: { name, why } };
}

function nameOf(texts: readonly BakeText[]): string {
  return texts.map(({ name }) => name).join(" with ");
}

type Attributes = HclBlock["attributes"];

/** The targets by name, variables put in. Of one that is written twice the later word holds. */
function targetsOf(files: readonly HclFile[]): ReadonlyMap<string, Attributes> {
  const scope = newBakeScope(files);
  const targets = new Map<string, Attributes>();
  for (const { type, labels, attributes } of files.flatMap(({ blocks }) => blocks)) {
    const [name] = labels;
    if (type !== "target" || name === undefined) continue;
    const before = targets.get(name);
    const known = scope.resolved(attributes);
    targets.set(name, before === undefined ? known : together(before, known));
  }
  return targets;
}

function together(before: Attributes, later: Attributes): Attributes {
  const both = new Map(before);
  for (const [key, value] of later) {
    const old = before.get(key);
    if (old?.kind === "map" && value.kind === "map")
      both.set(key, { kind: "map", entries: new Map([...old.entries, ...value.entries]) });
    else if (key === "inherits" && old?.kind === "list" && value.kind === "list")
      both.set(key, { kind: "list", items: [...old.items, ...value.items] });
    else both.set(key, value);
  }
  return both;
}

function sizeOf(value: HclValue): number {
  return value.kind === "list" ? value.items.length : value.kind === "map" ? value.entries.size : 1;
}

/**
 * The target and those that it inherits from, the stronger first: behind each stands what it inherits itself, the last of
 * `inherits` in front. Not whole when one of them is computed, or none of this file.
 */
function lineage(target: Attributes, targets: ReadonlyMap<string, Attributes>) {
  const blocks = [target];
  let isWhole = true;
  addParents(target);
  return { blocks, isWhole };

  function addParents(attributes: Attributes): void {
    const inherits = attributes.get("inherits");
    const names = inherits?.kind === "list" ? inherits.items.slice(-MAX_INHERITANCE).reverse() : [];
    if (inherits?.kind === "unknown") isWhole = false;
    for (const name of names) {
      const parent = name.kind === "text" ? targets.get(name.text) : undefined;
      if (parent === undefined) isWhole = false;
      else if (!blocks.includes(parent) && blocks.length < MAX_INHERITANCE) {
        blocks.push(parent);
        addParents(parent);
      }
    }
  }
}

function buildOf(service: string, blocks: readonly Attributes[]): ComposeBuild | undefined {
  const value = (key: string): HclValue | undefined => blocks.find((attributes) => attributes.has(key))?.get(key);
  const context = pathOf(value("context"), ".");
  const dockerfile = pathOf(value("dockerfile"), "Dockerfile");
  const isInline = value("dockerfile-inline") !== undefined;
  if (context === undefined || dockerfile === undefined || isInline) return undefined;
  const stage = value("target");
  const target = stage && textOf(stage);
  const tags = value("tags");
  const written = tags?.kind === "list" ? tags.items.map(textOf) : [];
  // Bake leaves out an empty name, which is what a variable may leave.
  const names = written.filter((name) => name !== undefined).filter((name) => name !== "");
  const isWhole = tags === undefined || (tags.kind === "list" && !written.includes(undefined));
  const args = merged(blocks, "args");
  const contexts = [...merged(blocks, "contexts").keys()];
  const unknown = [
    ...(stage !== undefined && target === undefined ? (["target"] as const) : []),
    ...(isWhole ? [] : (["names"] as const)),
  ];
  return { service, context, dockerfile, target, names, args, contexts, unknown };
}

/** Undefined: written, but not literally. An empty path is the standard one. */
function pathOf(value: HclValue | undefined, standard: string): string | undefined {
  return value === undefined ? standard : textOf(value) === "" ? standard : textOf(value);
}

function textOf(value: HclValue): string | undefined {
  return value.kind === "text" ? value.text : undefined;
}

function merged(blocks: readonly Attributes[], key: string): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const attributes of blocks) {
    const value = attributes.get(key);
    for (const [name, entry] of value?.kind === "map" ? value.entries : []) {
      if (!found.has(name)) found.set(name, textOf(entry));
    }
  }
  return found;
}

/** What is no Bake file at all has no blocks. */
function fileOfJson(value: unknown): HclFile {
  const root = hclOfJson(value);
  const entries = root.kind === "map" ? root.entries : new Map<string, HclValue>();
  const blocks = ["target", "variable"].flatMap((type) => {
    const labelled = entries.get(type);
    return [...(labelled?.kind === "map" ? labelled.entries : [])].flatMap(([label, body]) =>
      body.kind === "map" ? [{ type, labels: [label], attributes: body.entries }] : [],
    );
  });
  return { blocks, attributes: entries };
}

/** Strings of a Bake file in JSON may hold expressions, too. Deep nesting was refused before. */
function hclOfJson(value: unknown): HclValue {
  if (typeof value === "string") return templateValue(value);
  if (typeof value === "number" || typeof value === "boolean") return { kind: "text", text: String(value) };
  if (Array.isArray(value)) return { kind: "list", items: value.map(hclOfJson) };
  if (typeof value !== "object" || value === null) return { kind: "null" };
  return { kind: "map", entries: new Map(Object.entries(value).map(([key, item]) => [key, hclOfJson(item)])) };
}
