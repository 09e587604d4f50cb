/** Hosts whose ssh paths differ from their pages: nothing is derived for them. */
const UNLIKE: ReadonlySet<string> = new Set(["ssh.dev.azure.com", "vs-ssh.visualstudio.com"]);

/**
 * The browsable https address of a git remote, user, password, port of ssh and `.git` taken away; undefined for a local path
 * or a host that is only a name of the user's own ssh configuration. Source: git-fetch(1), "Git URLs".
 */
export function httpsAddress(remote: string): string | undefined {
  const url = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/]*@)?([^/:@]+)(:\d+)?\/(.+)$/i.exec(remote);
  if (url !== null) {
    const [, written = "", host = "", port = "", path = ""] = url;
    const scheme = written.toLowerCase();
    if (!["http", "https", "ssh", "git", "git+ssh", "ssh+git"].includes(scheme)) return undefined;
    // What answers there by http need not by https.
    if (scheme === "http" && port !== "" && port !== ":80") return undefined;
    return address(host, scheme === "https" && port !== ":443" ? port : "", path);
  }
  const short = /^(?:[^:/\s]+@)?([^:/\s@]+):(?!\/\/)(.+)$/.exec(remote);
  if (short === null || remote.includes("\\")) return undefined;
  const [, host = "", path = ""] = short;
  return address(host, "", path);
}

function address(host: string, port: string, path: string): string | undefined {
  const lowerHost = host.toLowerCase();
  if (!lowerHost.includes(".") || UNLIKE.has(lowerHost)) return undefined;
  const cleanPath = path
    .replace(/^\/+/, "")
    .replace(/(?<!\/)\/+$/, "")
    .replace(/\.git$/, "");
  const isPath = cleanPath !== "" && /^[\w.~%/+@-]+$/.test(cleanPath);
  return isPath ? `https://${lowerHost}${port}/${cleanPath}` : undefined;
}
