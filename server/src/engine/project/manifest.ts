import { tomlStrings } from "./toml-strings.ts";

/** What a package's manifest says of it, as written. */
export interface ManifestFacts {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly version: string | undefined;
  /** Not checked to be an SPDX expression. */
  readonly licence: string | undefined;
}

/** Manifests in the order in which they are asked; by base name. */
export const MANIFESTS: ReadonlyMap<string, (text: string) => ManifestFacts> = new Map([
  ["package.json", ofPackageJson],
  ["pyproject.toml", ofPyproject],
  ["Cargo.toml", ofCargo],
  ["composer.json", ofPackageJson],
]);

const NOTHING: ManifestFacts = { name: undefined, description: undefined, version: undefined, licence: undefined };

/** package.json and composer.json name these four alike. A list of licences (composer: any of them) has no single answer here. */
function ofPackageJson(text: string): ManifestFacts {
  const json = parsed(text);
  if (json === undefined) return NOTHING;
  const field = (key: string): string | undefined => {
    const value = json.get(key);
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  return {
    name: field("name"),
    description: field("description"),
    version: field("version"),
    licence: field("license"),
  };
}

function parsed(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? new Map(Object.entries(json)) : undefined;
  } catch {
    // A broken manifest says nothing; its own tool reports it.
    return undefined;
  }
}

/** `[project]` (PEP 621), else `[tool.poetry]`. A licence given as a table is read for its `text`. */
function ofPyproject(text: string): ManifestFacts {
  const strings = tomlStrings(text);
  return ofTables(strings, ["project", "tool.poetry"]);
}

function ofCargo(text: string): ManifestFacts {
  const strings = tomlStrings(text);
  return ofTables(strings, ["package", "workspace.package"]);
}

function ofTables(strings: ReadonlyMap<string, string>, tables: readonly string[]): ManifestFacts {
  const field = (key: string): string | undefined => {
    const table = tables.find((name) => strings.has(`${name}.${key}`));
    return table === undefined ? undefined : strings.get(`${table}.${key}`);
  };
  return {
    name: field("name"),
    description: field("description"),
    version: field("version"),
    licence: field("license"),
  };
}
