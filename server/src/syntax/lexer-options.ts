import type { Traced } from "../text/traced.ts";

/**
 * What happens to a variable that `lookup` does not know: nothing is put in, it stays with its quotes removed (as
 * BuildKit reads here-document words), or it counts as unknown. `written`: every variable stays as it is.
 */
export type Unset = "empty" | "kept" | "unknown" | "written";

/** The value of a variable that is set, though not known to what: it stays as written, and no default stands in for it. */
export const SET_SOMEHOW: Traced = { text: "", at: [0], from: [0], unknown: [{ start: 0, end: 0 }], inserted: [] };

/** Values of variables; undefined: not known. */
export type Lookup = (name: string) => Traced | undefined;

/** How a text is read. Quotes and escapes may stay in. */
export interface LexerOptions {
  readonly escape: string;
  readonly unset: Unset;
  readonly rawQuotes: boolean;
  readonly rawEscapes: boolean;
  readonly lookup: Lookup;
}
