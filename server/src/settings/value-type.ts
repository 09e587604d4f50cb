import { enumeration } from "../text/enumeration.ts";
import { suggestion } from "../text/nearest-name.ts";
import { describeNode, type Report, type SettingNode } from "./setting-node.ts";

/** A JSON schema, or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** The type of a setting: how it is read, how a JSON schema and how the documentation say it. */
export interface ValueType<T> {
  /** For the documentation and for messages: "must be …". */
  readonly words: string;
  readonly schema: JsonSchema;
  /** Undefined when the node is of another type, which was reported then. */
  read(node: SettingNode, report: Report): T | undefined;
}

/** Says that a node is not what it must be. */
export function refuse(node: SettingNode, words: string, report: Report): undefined {
  report(node.span, `must be ${words}, not ${describeNode(node)}`);
  return undefined;
}

/** One of a few words. */
export function choice<Word extends string>(words: readonly Word[]): ValueType<Word> {
  const inWords = enumeration(words, "or");
  return {
    words: inWords,
    schema: { enum: words },
    read(node, report) {
      const found = node.kind === "scalar" ? words.find((word) => word === node.source) : undefined;
      return found ?? refuse(node, inWords, report);
    },
  };
}

/** True or false, not as a text. */
export const flag: ValueType<boolean> = {
  words: "true or false",
  schema: { type: "boolean" },
  read(node, report) {
    if (node.kind === "scalar" && typeof node.value === "boolean") return node.value;
    return refuse(node, "true or false", report);
  },
};

/** A whole number that is not negative. */
export const count: ValueType<number> = {
  words: "a whole number from 0 on",
  schema: { type: "integer", minimum: 0 },
  read(node, report) {
    const value = node.kind === "scalar" ? node.value : undefined;
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
    return refuse(node, "a whole number from 0 on", report);
  },
};

/** Any text; numbers and the like count as they are written. */
export const text: ValueType<string> = {
  words: "a text",
  schema: { type: ["string", "number", "boolean"] },
  read(node, report) {
    if (node.kind === "scalar" && node.value !== null) return node.source;
    return refuse(node, "a text", report);
  },
};

const GLOB = "^(?!!|\\.\\.(/|$))";

/** A glob; one that can match nothing is reported and left out. */
const glob: ValueType<string> = {
  words: "a glob",
  schema: { ...text.schema, pattern: GLOB },
  read(node, report) {
    const written = text.read(node, report);
    if (written === undefined || new RegExp(GLOB).test(written)) return written;
    report(node.span, `${describeNode(node)} matches nothing: a glob neither takes back nor leads out of this folder`);
    return undefined;
  },
};

const INSIDE = "^(?![/\\\\~]|[A-Za-z]:|(.*[/\\\\])?\\.\\.([/\\\\]|$))";

/** A folder that a repository names: none that leads out of it, for files are written there. */
export const folderInside: ValueType<string> = {
  words: "a folder of the repository",
  schema: { ...text.schema, pattern: INSIDE },
  read(node, report) {
    const written = text.read(node, report);
    if (written === undefined || new RegExp(INSIDE).test(written)) return written;
    return refuse(node, "a folder of the repository", report);
  },
};

/** A list; items of another type are reported and left out. */
export function listOf<T>(item: ValueType<T>, words: string): ValueType<readonly T[]> {
  return {
    words,
    schema: { type: "array", items: item.schema },
    read(node, report) {
      if (node.kind !== "list") return refuse(node, words, report);
      const found: T[] = [];
      for (const child of node.items) {
        const read = item.read(child, report);
        if (read !== undefined) found.push(read);
      }
      return found;
    },
  };
}

/** A map with free keys, or with some of `keys`; values of another type are reported and left out. */
export function mapOf<T>(
  value: ValueType<T>,
  words: string,
  keys?: readonly string[],
): ValueType<ReadonlyMap<string, T>> {
  return {
    words,
    schema: {
      type: "object",
      ...(keys === undefined ? {} : { propertyNames: { enum: keys } }),
      additionalProperties: value.schema,
    },
    read(node, report) {
      if (node.kind !== "map") return refuse(node, words, report);
      const found = new Map<string, T>();
      for (const entry of node.entries) {
        if (keys?.includes(entry.key) === false) {
          report(entry.keySpan, `unknown key "${entry.key}"${suggestion(entry.key, keys)}`);
          continue;
        }
        const read = value.read(entry.value, (span, message) => report(span, `"${entry.key}" ${message}`));
        if (read !== undefined) found.set(entry.key, read);
      }
      return found;
    },
  };
}

/** What is meant with paths. */
export const globs = listOf(glob, "a list of globs");
