import { parseJson } from "../json/parse.ts";
import { isDeeplyNested } from "../text/nesting.ts";
import { type HclBlock, type HclValue, hclBlocks } from "./hcl.ts";
import type { ComposeBuild } from "./read-compose.ts";

/** A Bake file is small; a larger one gives nothing. */
const MAX_BAKE_LENGTH = 256 * 1024;
/** Targets inherit from targets; so many steps are followed. */
const MAX_INHERITANCE = 16;
/** So many values all builds of a file may have, inherited ones counted with each: a file that gives more gives nothing. */
const MAX_VALUES = 100_000;

/** What a Bake file says of builds. */
export interface BakeFile {
  readonly builds: readonly ComposeBuild[];
  /** Names of the contexts of targets whose place is computed: any Dockerfile may be theirs. */
  readonly contexts: readonly string[];
}

const NOTHING: BakeFile = { builds: [], contexts: [] };

/**
 * The builds of a Bake file, HCL or JSON, as far as their values are literal: variables and functions are set but unknown.
 * Source: Docker, "Bake file reference".
 */
export function readBake(text: string, isJson: boolean): BakeFile {
  if (text.length > MAX_BAKE_LENGTH) return NOTHING;
  const blocks = isJson ? jsonBlocks(text) : hclBlocks(text);
  const targets = new Map(
    blocks.flatMap((block): [string, HclBlock][] =>
      block.type === "target" && block.labels[0] !== undefined ? [[block.labels[0], block]] : [],
    ),
  );
  const builds: ComposeBuild[] = [];
  const contexts: string[] = [];
  let values = 0;
  for (const [name, target] of targets) {
    const { blocks, isWhole } = lineage(target, targets);
    for (const { attributes } of blocks) for (const value of attributes.values()) values += sizeOf(value);
    if (values > MAX_VALUES) return NOTHING;
    const build = isWhole ? buildOf(name, blocks) : undefined;
    if (build !== undefined) builds.push(build);
    else contexts.push(...merged(blocks, "contexts").keys());
  }
  return { builds, contexts };
}

function sizeOf(value: HclValue): number {
  return value.kind === "list" ? value.items.length : value.kind === "map" ? value.entries.size : 1;
}

/**
 * The target and those that it inherits from, the stronger first: behind each stands what it inherits itself, the last of
 * `inherits` in front. Not whole when one of them is computed, or none of this file.
 */
function lineage(target: HclBlock, targets: ReadonlyMap<string, HclBlock>) {
  const blocks = [target];
  let isWhole = true;
  addParents(target);
  return { blocks, isWhole };

  function addParents({ attributes }: HclBlock): void {
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

function buildOf(service: string, blocks: readonly HclBlock[]): ComposeBuild | undefined {
  const value = (key: string): HclValue | undefined =>
    blocks.find(({ attributes }) => attributes.has(key))?.attributes.get(key);
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

/** Undefined: written, but not literally. */
function pathOf(value: HclValue | undefined, standard: string): string | undefined {
  return value === undefined ? standard : textOf(value);
}

function textOf(value: HclValue): string | undefined {
  return value.kind === "text" ? value.text : undefined;
}

function merged(blocks: readonly HclBlock[], key: string): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const { attributes } of blocks) {
    const value = attributes.get(key);
    for (const [name, entry] of value?.kind === "map" ? value.entries : []) {
      if (!found.has(name)) found.set(name, textOf(entry));
    }
  }
  return found;
}

function jsonBlocks(text: string): readonly HclBlock[] {
  if (isDeeplyNested(text)) return [];
  const root = hclOfJson(parseJson(text));
  const targets = root.kind === "map" ? root.entries.get("target") : undefined;
  if (targets?.kind !== "map") return [];
  return [...targets.entries].flatMap(([label, target]) =>
    target.kind === "map" ? [{ type: "target", labels: [label], attributes: target.entries }] : [],
  );
}

/** Strings of a Bake file in JSON may hold expressions, too. Deep nesting was refused before. */
function hclOfJson(value: unknown): HclValue {
  if (typeof value === "string") return /[$%]\{/.test(value) ? { kind: "unknown" } : { kind: "text", text: value };
  if (typeof value === "number" || typeof value === "boolean") return { kind: "text", text: String(value) };
  if (Array.isArray(value)) return { kind: "list", items: value.map(hclOfJson) };
  if (typeof value !== "object" || value === null) return { kind: "unknown" };
  return { kind: "map", entries: new Map(Object.entries(value).map(([key, item]) => [key, hclOfJson(item)])) };
}
