import type { Reading } from "../reading.ts";
import type { Node, Word } from "../script.ts";

/** A PowerShell text being read from left to right. */
export interface PsReading extends Reading {
  /** The text of `joined`. */
  readonly text: string;
  /** Where the reader stands. */
  at: number;
  /** Variables that hold lists, in lower case: a program gets each of their elements as an argument of its own. */
  readonly lists: Set<string>;
  /** In the block that a list is piped into: `$_` is one of its elements. */
  hasElement: boolean;
  /**
   * Reads statements up to a closing bracket or the end; the bracket is not consumed. Handed down because words stand in
   * statements and statements in words.
   */
  readonly readStatements: (reading: PsReading) => Statements;
  /** Reads an expression; undefined when none begins here. With `stopsAtComma` it is one argument of a method. */
  readonly readValue: (reading: PsReading, stopsAtComma: boolean) => Value | undefined;
}

/** What stands between two brackets. */
export interface Statements {
  readonly items: readonly Node[];
  /** Set when every statement is an expression. */
  readonly values: readonly Value[] | undefined;
}

/** An expression: its operands and operators in the order of the text, the commas of lists left out. */
export interface Value {
  readonly kind: "value";
  readonly words: readonly Word[];
  /** Elements of a list, and no operator. */
  readonly isList: boolean;
  /** What it runs when it stands as a statement: `(command)`, `$x.Method()`. */
  readonly node: Node | undefined;
}

/** Reads what stands in a block of its own: `$_` is an element of a list there, or nothing that is known. */
export function inBlock<T>(reading: PsReading, hasElement: boolean, read: (reading: PsReading) => T): T {
  const before = reading.hasElement;
  reading.hasElement = hasElement;
  const result = read(reading);
  reading.hasElement = before;
  return result;
}
