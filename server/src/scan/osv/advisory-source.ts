import type { Outcome } from "../../outcome/outcome.ts";
import type { OsvQuery } from "./ecosystem.ts";
import type { OsvRecord } from "./record.ts";

/** Advisories, from the network or from a folder. */
export interface AdvisorySource {
  /** Where they are from, in words. */
  readonly name: string;
  /** What it finds concerns the version that was asked for; else its records are of all versions. */
  readonly checksVersions: boolean;
  /** A failure ends the scan: it never ends with fewer findings. */
  find(queries: readonly OsvQuery[]): Promise<Outcome<FoundAdvisories>>;
}

export interface FoundAdvisories {
  /** As of when: ISO time of the question, or of the newest change in an export; undefined: none was looked at. */
  readonly at: string | undefined;
  /** By index of the question. Whether a record concerns the version is checked by its ranges, too. */
  readonly records: readonly (readonly OsvRecord[])[];
  /** Questions that got no answer. */
  readonly refused: readonly { readonly index: number; readonly why: string }[];
}
