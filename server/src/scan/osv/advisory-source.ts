import type { Outcome } from "../../outcome/outcome.ts";
import type { OsvQuery } from "./ecosystem.ts";
import type { OsvRecord } from "./record.ts";

/** Advisories, from the network or from a folder. */
export interface AdvisorySource {
  /** Where they are from, in words. */
  readonly name: string;
  /** ISO time of the newest of them; undefined: they are as of now. */
  readonly at: string | undefined;
  /** A failure ends the scan: it never ends with fewer findings. */
  find(queries: readonly OsvQuery[]): Promise<Outcome<FoundAdvisories>>;
}

export interface FoundAdvisories {
  /** By index of the question. Whether a record concerns the version is checked by its ranges, too. */
  readonly records: readonly (readonly OsvRecord[])[];
  /** Questions that got no answer. */
  readonly refused: readonly { readonly index: number; readonly why: string }[];
}
