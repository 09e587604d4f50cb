import { createHash } from "node:crypto";

/** What goes by its digest in a registry and in an archive: `sha256:…` of its bytes. */
export function digestOf(bytes: string | Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
