import { parse } from "smol-toml";
import { textAt } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";

/** What a package's manifest says of it, as written; nothing of what is empty or no text. A broken one says nothing: its own tool reports it. */
export interface ManifestFacts {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly version: string | undefined;
  /** Not checked to be an SPDX expression. */
  readonly licence: string | undefined;
}

/** Manifests in the order in which they are asked; by base name. */
export const MANIFESTS: ReadonlyMap<string, (text: string) => ManifestFacts> = new Map([
  ["package.json", ofJson],
  ["pyproject.toml", (text) => ofToml(text, ["project"], ["tool", "poetry"])],
  ["Cargo.toml", ofCargo],
  ["composer.json", ofJson],
]);

/** package.json and composer.json name these four alike. A list of licences (composer: any of them) has no single answer here. */
function ofJson(text: string): ManifestFacts {
  return factsIn(parseJson(text), []);
}

/** The first of the tables that has a text counts. Sources: PEP 621, Poetry's and Cargo's manuals. */
function ofToml(text: string, ...tables: readonly (readonly string[])[]): ManifestFacts {
  return factsIn(parseToml(text), ...tables);
}

/** Of old a slash stands between licences that one may choose from. Source: Cargo's manual, "The license and license-file fields". */
function ofCargo(text: string): ManifestFacts {
  const facts = ofToml(text, ["package"], ["workspace", "package"]);
  const choice = facts.licence?.split("/").map((licence) => licence.trim());
  return { ...facts, licence: choice?.join(" OR ") };
}

function parseToml(text: string): unknown {
  try {
    return parse(text, { maxDepth: 100 });
  } catch {
    return undefined;
  }
}

/** `license = { text = "MIT" }` of PEP 621, until PEP 639: that may also be the whole text, which the licence file has as well. */
function lineOf(text: string | undefined): string | undefined {
  return text?.includes("\n") ? undefined : text;
}

function factsIn(manifest: unknown, ...tables: readonly (readonly string[])[]): ManifestFacts {
  const field = (...keys: readonly string[]) =>
    tables.map((table) => textAt(manifest, ...table, ...keys)?.trim()).find((text) => (text ?? "") !== "");
  return {
    name: field("name"),
    description: field("description"),
    version: field("version"),
    licence: field("license") ?? lineOf(field("license", "text")) ?? field("license", "type"),
  };
}
