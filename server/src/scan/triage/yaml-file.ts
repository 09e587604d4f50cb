import type { Document } from "yaml";
import { isDeeplyNested } from "../../text/nesting.ts";
import { isRecord } from "../embedded/packages/json.ts";

/** A YAML file with fields, as nodes that keep its comments, and as plain values. */
export interface YamlFile {
  readonly document: Document;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Reads a YAML file; an empty one has no fields. Undefined: it is broken, is no map, or is nested too deep. */
export async function yamlFile(text: string): Promise<YamlFile | undefined> {
  if (isDeeplyNested(text)) return undefined;
  // CommonJS: in a bundle its exports stand in `default` alone.
  const { default: yaml } = await import("yaml");
  const document = yaml.parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: "silent" });
  if (document.errors.length > 0) return undefined;
  const value = plain(document);
  if (value === null) return { document, fields: {} };
  return isRecord(value) ? { document, fields: value } : undefined;
}

/** Aliases that grow out of bounds make the package throw. */
function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}
