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

/** A text of one form. */
function textLike(words: string, pattern: string): ValueType<string> {
  return {
    words,
    schema: { ...text.schema, pattern },
    read(node, report) {
      const written = text.read(node, report);
      return written === undefined || new RegExp(pattern).test(written) ? written : refuse(node, words, report);
    },
  };
}

/** A folder that a repository names: none that leads out of it, for files are written there. */
export const folderInside = textLike(
  "a folder of the repository",
  "^(?![/\\\\~]|[A-Za-z]:|(.*[/\\\\])?\\.\\.([/\\\\]|$))",
);

/** The address of a service. */
export const webAddress = textLike("an address such as https://server.example", "^https?://[^\\s/]\\S*$");

/** What addresses begin with: a host, or more, the scheme or not. */
export const addressStart = textLike(
  "a host or an address such as https://mirror.example/hub",
  "^(https?://)?(\\[[0-9A-Fa-f:.]+\\]|[\\w.-]+)(:\\d+)?(/\\S*)?$",
);

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

/** A key that is one of these. */
export function keyOf(keys: readonly string[]): ValueType<string> {
  return {
    words: enumeration(keys, "or"),
    schema: { enum: keys },
    read(node, report) {
      const found = node.kind === "scalar" ? keys.find((key) => key === node.source) : undefined;
      if (found === undefined && node.kind === "scalar")
        report(node.span, `unknown key "${node.source}"${suggestion(node.source, keys)}`);
      return found;
    },
  };
}

/** A map; what is of another type is reported and left out. */
export function mapOf<T>(value: ValueType<T>, words: string, key = text): ValueType<ReadonlyMap<string, T>> {
  return {
    words,
    schema: {
      type: "object",
      ...(key === text ? {} : { propertyNames: key.schema }),
      additionalProperties: value.schema,
    },
    read(node, report) {
      if (node.kind !== "map") return refuse(node, words, report);
      const found = new Map<string, T>();
      for (const { key: name, keySpan: span, value: child } of node.entries) {
        if (key.read({ kind: "scalar", value: name, source: name, span }, report) === undefined) continue;
        const read = value.read(child, (span, message) => report(span, `"${name}" ${message}`));
        if (read !== undefined) found.set(name, read);
      }
      return found;
    },
  };
}

/** What is meant with paths. */
export const globs = listOf(glob, "a list of globs");
