/** One instruction as BuildKit's parser sees it; lines count from 1. Names are those of the Go program's JSON. */
export interface OracleInstruction {
  readonly keyword: string;
  readonly flags: readonly string[];
  readonly args: readonly string[];
  readonly json: boolean;
  readonly heredocs: readonly OracleHeredoc[];
  readonly start: number;
  readonly end: number;
  readonly trigger: OracleInstruction | null;
  readonly refused: string;
}

export interface OracleHeredoc {
  readonly name: string;
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly content: string;
}

export interface OracleFile {
  readonly syntax: string | null;
  readonly check: string | null;
  readonly error: string;
  readonly refused: string;
  readonly escape: string;
  readonly instructions: readonly OracleInstruction[];
}

export interface OracleWord {
  readonly value: string;
  readonly valueError: string;
  readonly words: readonly string[];
  readonly wordsError: string;
  readonly names: readonly string[];
}

/** A word to ask about. Field names are the Go program's. */
export interface WordQuestion {
  readonly Word: string;
  readonly Escape: "\\" | "`";
  readonly Env: readonly string[];
  /** A variable that is not set stays in the word. */
  readonly Kept: boolean;
  readonly RawQuotes: boolean;
  readonly RawEscapes: boolean;
}

/** All empty when the text is no reference. */
export interface OracleReference {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

export interface Answers {
  readonly files: readonly OracleFile[];
  readonly words: readonly OracleWord[];
  readonly references: readonly OracleReference[];
}
