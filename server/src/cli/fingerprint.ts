import { createHash } from "node:crypto";
import type { Span } from "../text/span.ts";

/**
 * Recognises the findings of one file in a later version of it; they are asked for in the order of their places. Fingerprints are made of
 * the words that are marked, not of line numbers, so that a change elsewhere makes no finding new; the nth of equal ones is told apart.
 */
export function fingerprints(
  path: string,
  text: string,
): (finding: { readonly rule: string; readonly span: Span }) => string {
  const seen = new Map<string, number>();
  return ({ rule, span }) => {
    const words = text
      .slice(span.start, span.end)
      .replace(/\\?\s+/g, " ")
      .trim();
    const base = `${rule}\u0000${path}\u0000${words}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return createHash("sha256").update(`${base}\u0000${count}`).digest("hex").slice(0, HASH_LENGTH);
  };
}

const HASH_LENGTH = 32;
