import { mirrorOf } from "../pin/mirror.ts";

/**
 * The address that is asked instead of a URL: of the mirrors (host or URL prefix → host or URL prefix) the one with the longest
 * prefix. A mirror without a scheme keeps that of the URL.
 */
export function mirroredUrl(url: string, mirrors: ReadonlyMap<string, string>): string {
  const scheme = url.slice(0, url.indexOf("//") + 2);
  const found = mirrorOf(url.slice(scheme.length), mirrors, withoutScheme);
  if (found === undefined) return url;
  const mirror = found.mirror.replace(/\/$/, "");
  return `${/^https?:\/\//.test(mirror) ? "" : scheme}${mirror}${found.rest}`;
}

function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
