import { createHash } from "node:crypto";
import type { Span } from "../text/span.ts";

/** Recognises findings in a later version of a file. */
export interface FingerprintMaker {
  /** The same for the same rule, path and words, whatever lines stand above them; the nth of equal ones is told apart. */
  of(finding: { readonly rule: string; readonly span: Span }): string;
}

/**
 * Fingerprints of the findings of one file, asked for in the order of their places. They are made of the words that are
 * marked, not of line numbers, so that a change elsewhere in the line makes no finding new.
 */
export function fingerprints(path: string, text: string): FingerprintMaker {
  const seen = new Map<string, number>();
  return {
    of({ rule, span }) {
      const words = text
        .slice(span.start, span.end)
        .replace(/\\?\s+/g, " ")
        .trim();
      const base = `${rule}\u0000${path}\u0000${words}`;
      const count = (seen.get(base) ?? 0) + 1;
      seen.set(base, count);
      return createHash("sha256").update(`${base}\u0000${count}`).digest("hex").slice(0, HASH_LENGTH);
    },
  };
}

const HASH_LENGTH = 32;
