import type { Span } from "../../text/span.ts";

/** What runs the text of a RUN. `unknown`: a program that is no shell we read (python, node …). */
export type ShellLanguage = "sh" | "powershell" | "cmd" | "unknown";

/**
 * Shell text as a tree. Every span is relative to the start of the instruction that holds it, in characters of the file
 * (so the same text gives the same tree wherever it stands). The tree is total: what cannot be read becomes a `gap`.
 */
export interface Script {
  readonly language: ShellLanguage;
  readonly body: Sequence;
  readonly gaps: readonly ScriptGap[];
}

export interface ScriptGap {
  readonly span: Span;
  readonly message: string;
}

export type Node = Command | Pipeline | AndOr | Sequence | If | Case | For | While | Group | FunctionDefinition;

/** Nodes run one after the other, whatever the one before returned (`;`, line end). */
export interface Sequence {
  readonly kind: "sequence";
  readonly items: readonly Node[];
}

/** `first && a || b …`, left to right. */
export interface AndOr {
  readonly kind: "and-or";
  readonly first: Node;
  readonly rest: readonly { readonly operator: "&&" | "||"; readonly node: Node }[];
}

/** `a | b | c`, a single negated command (`! a`), and one that is not waited for (`a &`) in front of an empty sequence. */
export interface Pipeline {
  readonly kind: "pipeline";
  readonly negated: boolean;
  readonly parts: readonly Node[];
}

/** if / elif / else: `test` is undefined for else alone. */
export interface If {
  readonly kind: "if";
  readonly branches: readonly { readonly test: Node | undefined; readonly body: Node }[];
}

export interface Case {
  readonly kind: "case";
  readonly word: Word;
  readonly arms: readonly { readonly patterns: readonly Word[]; readonly body: Node }[];
}

export interface For {
  readonly kind: "for";
  readonly variable: string;
  /** Undefined: over the positional parameters, or an arithmetic loop. */
  readonly values: readonly Word[] | undefined;
  readonly body: Node;
}

export interface While {
  readonly kind: "while";
  readonly test: Node;
  readonly body: Node;
}

/** `( … )` (a subshell) or `{ … }`, also a compound command with redirects of its own. */
export interface Group {
  readonly kind: "group";
  readonly subshell: boolean;
  /** The body of a `try` in front of its catches, which are written as the other members of a list of `||`. */
  readonly catches: boolean;
  readonly body: Node;
  readonly redirects: readonly Redirect[];
}

export interface FunctionDefinition {
  readonly kind: "function";
  readonly name: string;
  readonly body: Node;
}

/**
 * One simple command, wrappers (sudo, env, xargs, time, nice, exec, command, a path in front of the program …) peeled off.
 * `[[ … ]]` is the command `[[` with its words; `(( … ))` the command `((`. A command of assignments alone has no words.
 */
export interface Command {
  readonly kind: "command";
  /** From the first wrapper, assignment or program word to the last word or redirect. */
  readonly span: Span;
  /** In front of the program (those of `env` too); with no words they set shell variables. `export A=b`, `local`, `readonly`, `declare` are kept as words AND as assignments. */
  readonly assignments: readonly Assignment[];
  /** words[0] is the program. */
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
  /** Names of the wrappers that were peeled off, outermost first. With "xargs" the last arguments come from standard input. */
  readonly wrappers: readonly string[];
  /** The script given to `sh -c`, `bash -lc`, `su -c`, `eval`, `powershell -Command`, `cmd /c`, `bash <<EOF`; undefined when there is none or it is not literal enough. */
  readonly nested: Script | undefined;
}

export interface Assignment {
  readonly name: string;
  /** The elements of an array, or the one word of a scalar. */
  readonly values: readonly Word[];
  readonly array: boolean;
  /** `+=` */
  readonly append: boolean;
  readonly span: Span;
}

export interface Redirect {
  /** `>`, `>>`, `<`, `>|`, `&>`, `>&`, `<<<` (target is the string), `<<` (target is the body of the here-document). */
  readonly operator: string;
  /** File descriptor, when written. */
  readonly descriptor: number | undefined;
  readonly target: Word;
}

export interface Word {
  readonly span: Span;
  /** As written, continuation marks left out. */
  readonly raw: string;
  readonly parts: readonly WordPart[];
}

export type WordPart = TextPart | VariablePart | CommandPart | OpaquePart;

/** Literal characters, quotes and escapes resolved. */
export interface TextPart {
  readonly kind: "text";
  readonly text: string;
  /** Inside quotes, or escaped. An unquoted `*`, `?`, `[` is a pattern. */
  readonly quoted: boolean;
  readonly span: Span;
}

/** `$X`, `${X}`, `${X:-word}`, `${X%pattern}`, `${X[@]}`, `$env:X`, `%X%`. */
export interface VariablePart {
  readonly kind: "variable";
  readonly name: string;
  readonly quoted: boolean;
  /** Operator behind the name: `:-`, `-`, `:+`, `+`, `:=`, `=`, `:?`, `?`, `#`, `##`, `%`, `%%`, `/`, `//`, `[@]`, `[*]`; `other` for one that is not computed; undefined for none. */
  readonly operator: string | undefined;
  /** The operator's words: default, alternative, pattern; replacement second for `/`. */
  readonly operands: readonly Word[];
  readonly span: Span;
}

/** `$( … )`, backticks, `<( … )`: runs, its output is not known. */
export interface CommandPart {
  readonly kind: "command";
  readonly script: Script;
  /** True for `<( … )` and `>( … )`. */
  readonly process: boolean;
  readonly quoted: boolean;
  readonly span: Span;
}

/** Anything else whose value is not computed (arithmetic, extended globs, positional parameters). */
export interface OpaquePart {
  readonly kind: "opaque";
  readonly quoted: boolean;
  readonly span: Span;
}
