import type { ParsedScript } from "unbash";
import type { Reading } from "../reading.ts";
import type { Script } from "../script.ts";

/** A script being read from the shell parser's tree. */
export interface ShReading extends Reading {
  /** Converts the tree of a substitution. Handed down because words stand in nodes and nodes in words. */
  readonly convert: (script: ParsedScript, reading: ShReading) => Script;
}
