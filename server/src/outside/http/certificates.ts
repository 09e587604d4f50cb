import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import type { Environment } from "../outside.ts";

/** Where systems keep the authorities that they trust, the first that is there. */
const SYSTEM_BUNDLES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/**
 * What TLS trusts: Node's own authorities, those of the system, and the files that `NODE_EXTRA_CA_CERTS` and `SSL_CERT_FILE` name.
 * A file that is not there or holds no certificates adds nothing. Costs about 30 ms: made once.
 */
export function trustedAuthorities(environment: Environment): tls.SecureContext {
  const named = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"].flatMap((name) => textOf(environment[name]));
  const system = [...SYSTEM_BUNDLES.flatMap(textOf).slice(0, 1), ...systemStore()];
  return tls.createSecureContext({ ca: [...tls.rootCertificates, ...new Set([...named, ...system])] });
}

/** What Windows and macOS trust stands in no file: Node reads it from 22.15 on. */
function systemStore(): readonly string[] {
  const read: unknown = Reflect.get(tls, "getCACertificates");
  if (process.platform === "linux" || typeof read !== "function") return [];
  const found: unknown = read("system");
  return Array.isArray(found) ? found.filter((each) => typeof each === "string") : [];
}

function textOf(path: string | undefined): readonly string[] {
  if (path === undefined || path === "") return [];
  try {
    return [readFileSync(path, "utf8")];
  } catch {
    return [];
  }
}
