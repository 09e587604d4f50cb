import { readFileSync } from "node:fs";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";

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
export function trustedAuthorities(environment: Readonly<Record<string, string | undefined>>): SecureContext {
  const named = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"].flatMap((name) => textOf(environment[name]));
  const system = SYSTEM_BUNDLES.flatMap(textOf).slice(0, 1);
  return createSecureContext({ ca: [...rootCertificates, ...new Set([...named, ...system])] });
}

function textOf(path: string | undefined): readonly string[] {
  if (path === undefined || path === "") return [];
  try {
    return [readFileSync(path, "utf8")];
  } catch {
    return [];
  }
}
