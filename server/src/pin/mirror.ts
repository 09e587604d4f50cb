import type { ImageReference } from "../knowledge/image-reference.ts";

/** The mirror with the longest prefix of an address, and what stands behind that; undefined: none stands in for it. */
export function mirrorOf(
  address: string,
  mirrors: ReadonlyMap<string, string>,
  prefixOf: (key: string) => string,
): { readonly mirror: string; readonly rest: string } | undefined {
  let longest = "";
  let found: { readonly mirror: string; readonly rest: string } | undefined;
  for (const [key, mirror] of mirrors) {
    const prefix = prefixOf(key);
    if (prefix.length <= longest.length || !`${address}/`.startsWith(`${prefix}/`)) continue;
    longest = prefix;
    found = { mirror, rest: address.slice(prefix.length) };
  }
  return found;
}

/** The host of Docker Hub's registry; `docker.io` itself serves none. */
export const HUB_API_HOST = "registry-1.docker.io";

const HUB_NAMES: ReadonlySet<string> = new Set(["docker.io", "index.docker.io", HUB_API_HOST]);

/** What people call a registry: Docker Hub has several hosts. */
export function registryName(host: string): string {
  return HUB_NAMES.has(host) ? "docker.io" : host;
}

/** What stands in for registry and repository of an image, as a reference begins with it (`mirror.example/hub/library/debian`); undefined: nothing. */
export function imageMirror(
  { registry, repository }: Pick<ImageReference, "registry" | "repository">,
  mirrors: ReadonlyMap<string, string>,
): string | undefined {
  const found = mirrorOf(`${registryName(registry)}/${repository}`, mirrors, bare);
  return found && bare(found.mirror) + found.rest;
}

/** Host and path of an address, as a reference begins with them. */
function bare(address: string): string {
  const text = address.replace(/^https?:\/\//, "").replace(/(?<!\/)\/+$/, "");
  const [host = "", ...path] = text.split("/");
  return [registryName(host), ...path].join("/");
}
