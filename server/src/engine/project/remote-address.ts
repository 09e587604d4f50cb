/** Hosts whose ssh paths differ from their pages: nothing is derived for them. */
const UNLIKE: ReadonlySet<string> = new Set(["ssh.dev.azure.com", "vs-ssh.visualstudio.com"]);

/**
 * The browsable https address of a git remote, user, password, port of ssh and `.git` taken away; undefined for a local path
 * or a host that is only a name of the user's own ssh configuration. Source: git-fetch(1), "Git URLs".
 */
export function httpsAddress(remote: string): string | undefined {
  const url = /^([a-z][a-z0-9+.-]*):\/\/(?:[^@/]*@)?([^/:]+)(:\d+)?\/(.+)$/i.exec(remote);
  if (url !== null) {
    const [, scheme = "", host = "", port = "", path = ""] = url;
    if (!["http", "https", "ssh", "git", "git+ssh", "ssh+git"].includes(scheme.toLowerCase())) return undefined;
    const keptPort = scheme.toLowerCase().startsWith("http") && port !== ":443" && port !== ":80" ? port : "";
    return address(host, keptPort, path);
  }
  const short = /^(?:[^@/\s]+@)?([^:/\s]+):(?!\/\/)(.+)$/.exec(remote);
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
