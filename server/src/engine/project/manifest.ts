import { parse } from "smol-toml";
import { textAt, textEntriesOf, valueAt } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { httpsAddress } from "./remote-address.ts";

/** What a package's manifest says of it, as written; nothing of what is empty or no text. A broken one says nothing: its own tool reports it. */
export interface ManifestFacts {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly version: string | undefined;
  /** Not checked to be an SPDX expression. */
  readonly licence: string | undefined;
  /** The browsable https address of the source. */
  readonly repository: string | undefined;
}

/** Manifests in the order in which they are asked; by base name. */
export const MANIFESTS: ReadonlyMap<string, (text: string) => ManifestFacts> = new Map([
  ["package.json", ofJson],
  ["pyproject.toml", (text) => ofToml(text, ["project"], ["tool", "poetry"])],
  ["Cargo.toml", ofCargo],
  ["composer.json", ofJson],
]);

/** package.json and composer.json name these alike. A list of licences (composer: any of them) has no single answer here. */
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
    repository: repositoryIn(
      field("repository") ??
        field("repository", "url") ??
        tables.map((table) => sourceIn(valueAt(manifest, ...table, "urls"))).find((url) => url !== undefined),
    ),
  };
}

/** The address that an own label of a project gives. Source: PEP 753, "Well-known labels". */
function sourceIn(urls: unknown): string | undefined {
  const normal = (label: string) => label.replace(/[\W_]/g, "").toLowerCase();
  return textEntriesOf(urls).find(([label]) => SOURCE_LABELS.has(normal(label)))?.[1];
}

const SOURCE_LABELS: ReadonlySet<string> = new Set(["source", "repository", "sourcecode", "github"]);

/** Hosts of npm's short forms, `github:owner/name`; the first one may be left out. Source: npm, package.json, "repository". */
const HOSTS: ReadonlyMap<string, string> = new Map([
  ["github", "github.com"],
  ["gitlab", "gitlab.com"],
  ["bitbucket", "bitbucket.org"],
]);

function repositoryIn(written: string | undefined): string | undefined {
  const [, host = "github", path] = /^(?:(\w+):)?([\w-]+\/[\w.-]+)$/.exec(written ?? "") ?? [];
  const known = HOSTS.get(host);
  if (path !== undefined && known !== undefined) return httpsAddress(`https://${known}/${path}`);
  return written === undefined ? undefined : httpsAddress(written.replace(/^git\+(?=https?:)/, ""));
}
