import type { Environment } from "../outside.ts";
import { isInNetwork, literalAddress } from "./addresses.ts";

/**
 * The proxy that the environment names for an address; undefined: none is used. `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and
 * `NO_PROXY`, lower case first, read as curl reads them, and in `NO_PROXY` networks (`10.0.0.0/8`) and `<local>`.
 */
export function proxyOf(url: URL, environment: Environment): string | undefined {
  const named = url.protocol === "https:" ? "https_proxy" : "http_proxy";
  const proxy = (valueOf(environment, named) ?? valueOf(environment, "all_proxy") ?? "").trim();
  if (proxy === "" || isExcepted(url, valueOf(environment, "no_proxy") ?? "")) return undefined;
  return proxy.includes("://") ? proxy : `http://${proxy}`;
}

function valueOf(environment: Environment, name: string): string | undefined {
  // An empty one counts as none.
  return environment[name] || environment[name.toUpperCase()] || undefined;
}

function isExcepted(url: URL, exceptions: string): boolean {
  return exceptions.split(/[,\s]/).some((entry) => excepts(entry.toLowerCase(), url));
}

function excepts(entry: string, url: URL): boolean {
  if (entry === "*") return true;
  const host = withoutRoot(url.hostname);
  const address = literalAddress(host);
  if (entry === "<local>") return address === undefined && !host.includes(".");
  if (entry.includes("/")) return address !== undefined && isInNetwork(address, entry);
  const { name: written, port } = splitPort(entry);
  const name = withoutRoot(written);
  if (port !== undefined && port !== (url.port || (url.protocol === "https:" ? "443" : "80"))) return false;
  if (address !== undefined) return address === literalAddress(name);
  const suffix = name.replace(/^\*?\./, "");
  return host === suffix || host.endsWith(`.${suffix}`);
}

/** A name may end in the dot of the root. */
function withoutRoot(name: string): string {
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

function splitPort(entry: string): { readonly name: string; readonly port: string | undefined } {
  const colon = entry.lastIndexOf(":");
  const port = entry.slice(colon + 1);
  // An IPv6 address without brackets has colons and no port.
  if (colon < 0 || literalAddress(entry) !== undefined) return { name: entry, port: undefined };
  return { name: entry.slice(0, colon), port };
}
