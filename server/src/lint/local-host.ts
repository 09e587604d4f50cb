/** True for a URL or host of the building machine itself: nothing in between can change what it answers. */
export function isLocal(urlOrHost: string): boolean {
  if (!MAY_BE_LOCAL.test(urlOrHost)) return false;
  const host = hostOf(urlOrHost);
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Every such host holds one of these. */
const MAY_BE_LOCAL = /localhost|127\.|::1/i;

/** The host of a URL, lower case, without user, port and path; a text without `://` is taken for a host. */
export function hostOf(url: string): string {
  const scheme = url.indexOf("://");
  const from = scheme < 0 ? 0 : scheme + 3;
  const stop = url.slice(from).search(/[/?#]/);
  const authority = stop < 0 ? url.slice(from) : url.slice(from, from + stop);
  const host = authority.slice(authority.lastIndexOf("@") + 1).toLowerCase();
  if (host.startsWith("[")) return host.slice(0, host.indexOf("]") + 1);
  const colon = host.indexOf(":");
  return colon < 0 ? host : host.slice(0, colon);
}

/** True when all of some hosts or URLs, divided by blanks or commas, are this machine, or files of it: `file:///srv`. */
export function areLocal(places: string): boolean {
  const written = places.split(/[\s,]+/).filter((place) => place !== "");
  return written.length > 0 && written.every((place) => place.startsWith("file:") || isLocal(place));
}
