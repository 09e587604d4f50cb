import { createHash, hash } from "node:crypto";

/** True for the digests that registries use. Source: OCI image specification, "Digests", registered algorithms. */
export function isDigest(text: string): boolean {
  return /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(text);
}

/** True when these bytes have the digest. */
export function hasDigest(bytes: Uint8Array, digest: string): boolean {
  if (!isDigest(digest)) return false;
  const check = digestCheck(digest);
  check.update(bytes);
  return check.holds();
}

/** Whether bytes that come piece by piece have a digest that is one. */
export function digestCheck(digest: string): { update(chunk: Uint8Array): void; holds(): boolean } {
  const [algorithm = "", hex] = digest.split(":");
  const hash = createHash(algorithm);
  return { update: (chunk) => void hash.update(chunk), holds: () => hash.digest("hex") === hex };
}

/** The digest that registries give to these bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${hash("sha256", bytes)}`;
}
