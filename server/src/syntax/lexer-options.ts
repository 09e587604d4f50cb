import type { Traced } from "../text/traced.ts";

/**
 * What happens to a variable that `lookup` does not know: nothing is put in, it stays with its quotes removed (as
 * BuildKit reads here-document words), or it counts as unknown. `written`: every variable stays as it is.
 */
export type Unset = "empty" | "kept" | "unknown" | "written";

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
