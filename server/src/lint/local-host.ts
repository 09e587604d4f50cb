/** True for a URL or host of the building machine itself: nothing in between can change what it answers. */
export function isLocal(urlOrHost: string): boolean {
  const host = hostOf(urlOrHost);
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

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

/** True for a line of a package source list whose packages come from this machine: `deb [trusted=yes] file:///srv ./`. */
export function isLocalSource(line: string): boolean {
  const url = /\b[a-z]+:\/[^\s'"]*/i.exec(line)?.[0];
  return url !== undefined && (url.startsWith("file:") || isLocal(url));
}
