import type { ImageReference } from "../knowledge/image-reference.ts";

/**
 * True when an entry of `trustedRegistries` covers an image. An entry is a registry (`docker.io`), one with a path in front of
 * repositories (`ghcr.io/team`), or a registry that begins or ends with `*`; `https://` in front of it says nothing. `hub.docker.com` and `docker.io` are one.
 * Source: hadolint, DL3026 (`matchRegistry`).
 */
export function isTrusted({ registry, repository }: ImageReference, written: string): boolean {
  const entry = written.replace(/^https?:\/\//, "");
  const slash = entry.indexOf("/");
  const host = canonicalHost(slash < 0 ? entry : entry.slice(0, slash));
  const path = slash < 0 ? "" : entry.slice(slash + 1).replace(/\/?\*?$/, "");
  if (!coversHost(host, canonicalHost(registry))) return false;
  return path === "" || repository === path || repository.startsWith(`${path}/`);
}

function coversHost(pattern: string, host: string): boolean {
  if (pattern.startsWith("*")) return host.endsWith(pattern.slice(1));
  return pattern.endsWith("*") ? host.startsWith(pattern.slice(0, -1)) : pattern === host;
}

function canonicalHost(host: string): string {
  const lower = host.toLowerCase();
  return lower === "hub.docker.com" || lower === "index.docker.io" ? "docker.io" : lower;
}
