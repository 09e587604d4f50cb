import type { Document } from "yaml";
import { type Fields, isRecord } from "../../json/fields.ts";
import { isDeeplyNested } from "../../yaml/nesting.ts";

/** A YAML file with fields, as nodes that keep its comments, and as plain values. */
export interface YamlFile {
  readonly document: Document;
  readonly fields: Fields;
}

/** Reads a YAML file; an empty one has no fields. Undefined: it is broken, is no map, or is nested too deep. */
export async function yamlFile(text: string): Promise<YamlFile | undefined> {
  if (isDeeplyNested(text)) return undefined;
  const { plainValue, yamlDocument } = await import("../../yaml/document.ts");
  const read = yamlDocument(text);
  if (read.errors.length > 0) return undefined;
  const value = plainValue(read);
  if (value === null) return { document: read.document, fields: {} };
  return isRecord(value) ? { document: read.document, fields: value } : undefined;
}

/** The list at a key of a YAML file; empty where there is none yet, undefined where something else stands. */
export function listIn({ fields }: YamlFile, key: string): readonly unknown[] | undefined {
  const value = fields[key] ?? [];
  return Array.isArray(value) ? value : undefined;
}

/** Puts values behind those of a list, which is made where there is none. */
export function append({ document, fields }: YamlFile, key: string, values: readonly unknown[]): void {
  if (values.length === 0) return;
  if (!Array.isArray(fields[key])) document.set(key, document.createNode(values));
  else for (const each of values) document.addIn([key], document.createNode(each));
}

/** The text of a YAML file, long lines as they are: it may be made for people, and a change of a few lines is to stay one. */
export function yamlText({ document }: Pick<YamlFile, "document">): string {
  return document.toString({ lineWidth: 0 });
}
