import type { ImageReference } from "../../knowledge/image-reference.ts";
import type { LookupSettings } from "../../pin/lookup-settings.ts";
import { HUB_API_HOST, imageMirror, registryName } from "../../pin/mirror.ts";

/** Who answers for a repository, and how it may be asked. */
export interface Registry {
  /** What its login is kept under, and what people call it: `docker.io`, `ghcr.io`, `localhost:5000`. */
  readonly name: string;
  /** Host, with port where one is written, that serves the API. */
  readonly host: string;
  /** Path there, without `/v2/`. */
  readonly repository: string;
  /** Tried in this order; http only for this machine and where the settings allow it. */
  readonly schemes: readonly [Scheme, Scheme?];
  /** The settings allow a certificate that cannot be checked. */
  readonly isUnchecked: boolean;
}

export type Scheme = "https" | "http";

/** The registry that is asked for an image: its own, or the mirror that the settings name for it. */
export function registryOf(
  reference: ImageReference,
  settings: Pick<LookupSettings, "mirrors" | "insecureRegistries">,
): Registry {
  const mirrored = imageMirror(reference, settings.mirrors);
  const [host = registryName(reference.registry), ...path] = mirrored?.split("/") ?? [];
  const isInsecure = settings.insecureRegistries.includes(host);
  return {
    name: host,
    host: host === "docker.io" ? HUB_API_HOST : host,
    repository: mirrored === undefined ? reference.repository : path.join("/"),
    schemes: isInsecure || isLoopback(host) ? ["https", "http"] : ["https"],
    isUnchecked: isInsecure,
  };
}

/** True for a host of this very machine; a port may stand behind it. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/.test(host);
}
