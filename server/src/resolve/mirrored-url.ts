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

function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
