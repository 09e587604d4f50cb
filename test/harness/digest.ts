import { createHash } from "node:crypto";

/** What goes by its digest in a registry and in an archive: `sha256:…` of its bytes, reckoned without the server's own `digestOf`. */
export function digestOf(bytes: string | Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
