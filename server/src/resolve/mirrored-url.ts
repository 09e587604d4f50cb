/**
 * The address that is asked instead of a URL: of the mirrors (host or URL prefix → host or URL prefix) the one with the longest
 * prefix. A mirror without a scheme keeps that of the URL.
 */
export function mirroredUrl(url: string, mirrors: ReadonlyMap<string, string>): string {
  const scheme = url.slice(0, url.indexOf("//") + 2);
  const address = url.slice(scheme.length);
  let longest = "";
  let mirrored = url;
  for (const [key, value] of mirrors) {
    const prefix = withoutScheme(key);
    if (prefix.length <= longest.length || !`${address}/`.startsWith(`${prefix}/`)) continue;
    longest = prefix;
    const mirror = value.replace(/\/$/, "");
    mirrored = `${/^https?:\/\//.test(mirror) ? "" : scheme}${mirror}${address.slice(prefix.length)}`;
  }
  return mirrored;
}

function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
