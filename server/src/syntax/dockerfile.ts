import type { Change } from "../text/change.ts";
import type { JoinedText } from "../text/joined-text.ts";
import type { Span } from "../text/span.ts";

/** A parsed Dockerfile. Every text has one: what cannot be read is a `problem`, the rest is there. All spans are absolute. */
export interface Dockerfile {
  readonly text: string;
  readonly escape: "\\" | "`";
  /** Parser directives (`# syntax=`, `# escape=`, `# check=`) in the order of the file. */
  readonly directives: readonly Directive[];
  /** Whole-line comments, those inside continued instructions too; directives are not among them. */
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  readonly problems: readonly Problem[];
  /** What it shares with the version that it was read after. */
  readonly kept?: KeptInstructions | undefined;
}

/** Instructions that say the same as in the version before: so many at the front, in their places, and at the back, moved. */
export interface KeptInstructions {
  readonly front: number;
  readonly back: number;
  readonly change: Change;
}

export interface Directive {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  readonly span: Span;
  readonly valueSpan: Span;
}

/** One comment line, from its `#` to the end of the line (line end excluded). */
export interface Comment {
  readonly span: Span;
}

/** Something BuildKit would refuse, or that a cap kept us from reading. */
export interface Problem {
  readonly span: Span;
  readonly message: string;
}

export type Form = "plain" | "shell" | "exec" | "heredoc";

export interface Instruction {
  /** Upper case; of `ONBUILD RUN …` it is `RUN`, and `onbuild` is true. */
  readonly keyword: string;
  /** Where the keyword stands (of the trigger behind ONBUILD). */
  readonly keywordSpan: Span;
  readonly onbuild: boolean;
  /** From the first keyword to the end of the last line, here-documents included, trailing blanks and comment lines not. */
  readonly span: Span;
  readonly flags: readonly Flag[];
  /** How the arguments are written. `heredoc`: a RUN, COPY or ADD that opens at least one here-document. */
  readonly form: Form;
  readonly heredocs: readonly Heredoc[];
  /** The bodies of its here-documents, one behind the other. */
  readonly inlineText: string;
  /** What follows keyword and flags, continuations joined. Offsets of its pieces are relative to `span.start`. Made on first use. */
  readonly body: JoinedText;
  readonly known: KnownReadings;
}

/** What has been read of an instruction so far, relative to its start: versions of a file that hold the instruction share it, wherever it stands. */
export interface KnownReadings {
  words?: readonly DockerWord[];
  pairs?: readonly Pair[];
  /** Null: BuildKit accepts it. */
  problem?: Problem | null;
}

/** A word of an instruction: as written, quotes included; of a JSON array the decoded string. Offsets are relative to the instruction. */
export interface DockerWord {
  readonly span: Span;
  readonly joined: JoinedText;
}

/** `key=value`, the legacy `key value`, or a name alone (ARG). */
export interface Pair {
  readonly span: Span;
  readonly key: DockerWord;
  /** Undefined without `=`. */
  readonly value: DockerWord | undefined;
}

/** `--name=value` in front of the arguments of an instruction. */
export interface Flag {
  readonly name: string;
  /** Empty for a flag without `=`. */
  readonly value: string;
  readonly span: Span;
  readonly valueSpan: Span;
}

export interface Heredoc {
  readonly delimiter: string;
  /** False for a quoted delimiter: variables are not put in. */
  readonly expands: boolean;
  /** True for `<<-`: leading tabs are stripped. */
  readonly stripTabs: boolean;
  /** The lines of the body, the line of the delimiter excluded; absolute. */
  readonly bodySpan: Span;
}
