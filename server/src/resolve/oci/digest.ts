import { createHash } from "node:crypto";

/** True for the digests that registries use. Source: OCI image specification, "Digests", registered algorithms. */
export function isDigest(text: string): boolean {
  return /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(text);
}

/** True when these bytes have the digest. */
export function hasDigest(bytes: Uint8Array, digest: string): boolean {
  const [algorithm = ""] = digest.split(":");
  return isDigest(digest) && `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}` === digest;
}

/** The digest that registries give to these bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
