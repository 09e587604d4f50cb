import { lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import type { SecureContext } from "node:tls";
import { Agent, type Dispatcher, Pool, ProxyAgent } from "undici";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { loginIn } from "../../text/login-in-url.ts";
import type { Environment } from "../outside.ts";
import { isInsideAddress, literalAddress } from "./addresses.ts";
import { trustedAuthorities } from "./certificates.ts";
import { type HttpLimits, INSIDE_ADDRESS, MAX_HEADER_BYTES } from "./network-failure.ts";
import { proxyOf } from "./proxy.ts";

/** What connections depend on; names and their addresses are handed in by tests. */
export interface ConnectionOptions {
  readonly environment: Environment;
  readonly lookup?: LookupFunction;
  readonly isInside?: (address: string) => boolean;
}

/** How a hop is connected to. */
export interface Way {
  /** Addresses inside this network are not connected to. */
  readonly isGuarded: boolean;
  /** The certificate is not checked. */
  readonly isInsecure: boolean;
}

/** Connections that are kept and used again, by proxy and way. */
export interface Connections {
  /** What sends a request to this host, and the proxy's host if there is one. */
  of(url: URL, way: Way): Outcome<{ readonly dispatcher: Dispatcher; readonly proxy: string | undefined }>;
  /** Whether the host is one of this network, as far as the connections made so far tell. */
  isInside(url: URL): boolean;
}

/** Connections of one process; nothing is opened before a request is sent. */
export function newConnections(options: ConnectionOptions, limits: HttpLimits): Connections {
  const isInside = options.isInside ?? isInsideAddress;
  const insideNames = new Set<string>();
  const kept = new Map<string, Dispatcher>();
  let read: SecureContext | undefined;
  const authorities = () => {
    read ??= trustedAuthorities(options.environment);
    return read;
  };

  const open = watchedLookup(options.lookup ?? systemLookup, (name, addresses) => {
    if (addresses.some(isInside)) insideNames.add(name);
    return true;
  });
  const guarded = watchedLookup(options.lookup ?? systemLookup, (_name, addresses) => !addresses.some(isInside));

  const make = (url: URL, proxy: string | undefined, way: Way): Dispatcher => {
    // Plain http needs none, and reading them takes its time.
    const isPlain = url.protocol === "http:" && proxy?.startsWith("https:") !== true;
    const trust = isPlain ? {} : { secureContext: authorities() };
    const tls = { ...trust, rejectUnauthorized: !way.isInsecure };
    const common = { maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: limits.headersMs, bodyTimeout: limits.idleMs };
    const connect = { timeout: limits.connectMs, lookup: way.isGuarded ? guarded : open, ...tls };
    if (proxy === undefined) return new Agent({ ...common, connect });
    const login = loginIn(new URL(proxy));
    return new ProxyAgent({
      ...common,
      uri: proxy,
      ...(login === undefined ? {} : { token: login }),
      // With the tunnel plain http would be asked for by CONNECT too, which proxies refuse.
      proxyTunnel: false,
      proxyTls: { timeout: limits.connectMs, lookup: open, ...trust },
      requestTls: { timeout: limits.connectMs, ...tls },
      clientFactory: (origin, given) => new Pool(origin, { ...given, ...common }),
    });
  };

  return {
    of(url, way) {
      const address = literalAddress(url.hostname);
      if (way.isGuarded && (address === undefined ? isLocalName(url.hostname) : isInside(address)))
        return failure("refused", url.host, "is inside this network and was led to by a public host");
      const proxy = proxyOf(url, options.environment);
      if (proxy !== undefined && !isUsableProxy(proxy))
        return failure("unsupported", url.host, "cannot be asked: the proxy in the environment is no http(s) address");
      const key = `${url.protocol} ${way.isGuarded} ${way.isInsecure} ${proxy ?? ""}`;
      const dispatcher = kept.get(key) ?? make(url, proxy, way);
      kept.set(key, dispatcher);
      return success({ dispatcher, proxy: proxy === undefined ? undefined : new URL(proxy).host });
    },
    isInside(url) {
      const address = literalAddress(url.hostname);
      return address === undefined ? isLocalName(url.hostname) || insideNames.has(url.hostname) : isInside(address);
    },
  };
}

/** A name may end in the dot of the root. */
function isLocalName(hostname: string): boolean {
  return /(?:^|\.)localhost\.?$/.test(hostname);
}

function isUsableProxy(proxy: string): boolean {
  return URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol);
}

/** A lookup whose addresses are shown to `admit` first; when it says no the connection fails. */
function watchedLookup(
  lookup: LookupFunction,
  admit: (name: string, addresses: readonly string[]) => boolean,
): LookupFunction {
  return (name, options, callback) =>
    lookup(name, options, (error, found, family) => {
      const addresses = typeof found === "string" ? [found] : (found ?? []).map(({ address }) => address);
      if (admit(name, addresses)) callback(error, found, family);
      else callback(Object.assign(new Error("an address inside this network"), { code: INSIDE_ADDRESS }), "", 4);
    });
}
