import { imageRuntime } from "../../knowledge/distros/pythons.ts";
import { success } from "../../outcome/outcome.ts";
import type { Base, LanguageQuery } from "../../pin/query.ts";
import { getConfig } from "../oci/client.ts";
import { platformManifest } from "../oci/platform-manifest.ts";
import { registryOf } from "../oci/registry.ts";
import { openSession } from "../oci/session.ts";
import type { LookupWorld } from "../resolver.ts";
import type { Runtime } from "./language.ts";

/** Set by the official images of the language, and so by all that are built on them. */
const VARIABLES: Readonly<Record<Runtime, string>> = {
  python: "PYTHON_VERSION",
  ruby: "RUBY_VERSION",
  php: "PHP_VERSION",
  node: "NODE_VERSION",
};

/** The questions of one gesture come within this. */
const KEPT_MS = 60_000;

/** The version of the runtime: as the question says, else the base image's environment or tag; undefined where nothing tells it. */
export async function runtimeOf(
  query: Pick<LanguageQuery, "base" | "runtime">,
  runtime: Runtime | undefined,
  world: LookupWorld,
): Promise<string | undefined> {
  const { base } = query;
  if (query.runtime !== undefined || base === undefined || runtime === undefined) return saidRuntime(query, runtime);
  const environment = await environmentOf(base, world);
  const version = environment.get(VARIABLES[runtime]) ?? "";
  return /^\d{1,4}\.\d{1,4}(?:\.\d{1,4})?$/.exec(version)?.[0] ?? saidRuntime(query, runtime);
}

/** As far as it is known before anybody is asked: `python:3.11-slim` → `3.11`. */
export function saidRuntime(
  { base, runtime: said }: Pick<LanguageQuery, "base" | "runtime">,
  runtime: Runtime | undefined,
): string | undefined {
  if (runtime === undefined) return undefined;
  if (said !== undefined) return said.version;
  return base === undefined ? undefined : imageRuntime(base.reference, runtime);
}

/** The variables that the image sets; none where its registry does not tell, and it is not asked again at once. */
async function environmentOf({ reference, platform }: Base, world: LookupWorld): Promise<ReadonlyMap<string, string>> {
  const registry = registryOf(reference, world.settings);
  const name = reference.digest ?? reference.tag ?? "latest";
  const key = `environment ${registry.name}/${registry.repository} ${name} ${JSON.stringify(platform)}`;
  const found = await world.shared(key, KEPT_MS, async () => {
    const session = openSession(registry, world);
    const manifest = await platformManifest(session, name, platform);
    const config = manifest.ok ? await getConfig(session, manifest.value.image) : manifest;
    return success(config.ok ? config.value.environment : new Map<string, string>());
  });
  return found.ok ? found.value : new Map();
}
