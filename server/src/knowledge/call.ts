import type { ShellLanguage } from "../syntax/shell/script.ts";
import type { ErrorAction } from "../syntax/shell/shell-language.ts";
import type { Span } from "../text/span.ts";

/** One argument of a program, as far as the file tells it. Spans are relative like those of the script. */
export interface Argument {
  /** Where the word stands. A word of a list variable stands at its definition (then `via` is set). */
  readonly span: Span;
  /** As written there, shell quotes removed, variables not put in: `curl=${V}`. */
  readonly written: string;
  /** With known variables put in; an unknown substitution stays as written. */
  readonly text: string;
  /** Parts of `text` (offsets in `text`) that are not known; empty when all is. */
  readonly unknown: readonly Span[];
  /** Name of the variable that holds this word, when the word comes from nowhere else. */
  readonly via: string | undefined;
  /** With `via`: the word of the command itself and how it is written there (`$PKGS`); a URL is reported at that place. */
  readonly word?: { readonly span: Span; readonly written: string };
  /** With `word`: the place of its value among those that the variable may have. */
  readonly choice?: number;
  /** Has an unquoted `*`, `?`, `[`. */
  readonly glob: boolean;
  /** `text`, with the variables as written that have other values in other branches; undefined: there are none. */
  readonly undecided?: string;
  /** What spans are relative to, for a word whose pieces have places of their own over several lines. */
  readonly source?: string;
}

/** True for a word of another value that the variable behind `word` may have instead. */
export function isInsteadOf(word: Argument, argument: Argument | undefined): boolean {
  return word.word !== undefined && argument?.word === word.word && argument.choice !== word.choice;
}

/** Where the standard output of a call goes, or what its standard input is. */
export interface CallRedirect {
  /** `>`, `>>`, `<`, `&>`, `<<<`, `<<` … as in script.ts. */
  readonly operator: string;
  readonly descriptor: number | undefined;
  readonly target: Argument;
}

/**
 * One step from the root of the script to a call. `id` tells constructs apart: two calls whose paths share a step with the
 * same id stand in the same construct. `index` is the place inside it.
 */
export type PathStep =
  /** Item `index` of a list joined by `;` or line ends. */
  | { readonly kind: "sequence"; readonly id: number; readonly index: number; readonly size: number }
  /** Member `index` of an and-or list; `operator` is what stands before it (undefined for the first), `next` what follows. */
  | {
      readonly kind: "and-or";
      readonly id: number;
      readonly index: number;
      readonly operator: "&&" | "||" | undefined;
      readonly next: "&&" | "||" | undefined;
    }
  /** Here as in a group and a substitution `errexit` is that of the shell around it, which what is set inside does not change. */
  | {
      readonly kind: "pipeline";
      readonly id: number;
      readonly index: number;
      readonly size: number;
      readonly negated: boolean;
      readonly errexit: boolean;
      readonly pipefail: boolean;
    }
  /** In the test or the body of branch `index`; `isElse` for the branch without a test. */
  | {
      readonly kind: "if";
      readonly id: number;
      readonly index: number;
      readonly part: "test" | "body";
      readonly isElse: boolean;
    }
  /** In arm `index`, which is taken where the word is like one of the patterns, as written; −1: in the word itself. */
  | {
      readonly kind: "case";
      readonly id: number;
      readonly index: number;
      readonly word: Argument;
      readonly patterns: readonly { readonly raw: string }[];
    }
  | {
      readonly kind: "for";
      readonly id: number;
      readonly index: number;
      readonly variable: string;
      readonly values: readonly Argument[];
    }
  | { readonly kind: "while"; readonly id: number; readonly index: number; readonly part: "test" | "body" }
  /** `catches`: it is tried, and the members behind it in its list run when an error of PowerShell leaves it. */
  | {
      readonly kind: "group";
      readonly id: number;
      readonly index: number;
      readonly subshell: boolean;
      readonly catches: boolean;
      readonly errexit: boolean;
      readonly redirects: readonly CallRedirect[];
    }
  | { readonly kind: "function"; readonly id: number; readonly index: number; readonly name: string }
  /** Inside `$(…)` or `<(…)`; `variable`: the variable that its output is assigned to; `of`: index of the call that has it as an argument (−1: none). */
  | {
      readonly kind: "substitution";
      readonly id: number;
      readonly index: number;
      readonly process: boolean;
      readonly variable: string | undefined;
      readonly of: number;
      readonly errexit: boolean;
      /** The variable is one of a command (`export V=$(…)`, `V=$(…) cmd`), which has a status of its own. */
      readonly isMasked?: boolean;
    }
  /** Inside the script of `sh -c`, `eval` …; `of`: index of the call that runs it. */
  | { readonly kind: "nested"; readonly id: number; readonly index: number; readonly of: number };

/** One program that runs, with what the file tells of its arguments. Calls stand in the order of the text. */
export interface Call {
  /** Index among the calls of its RUN. */
  readonly index: number;
  /** Base name of the program, `.exe` dropped, lower case for PowerShell and cmd: `pip3`, `curl`, `[`, `[[`. */
  readonly program: string;
  readonly programSpan: Span;
  /**
   * The first word where it is not known: a value that PowerShell compares (`program` is empty), or a program whose version is not
   * (`pip$VERSION`, with `pip` as `program`).
   */
  readonly programWord?: Argument;
  readonly args: readonly Argument[];
  readonly redirects: readonly CallRedirect[];
  /** Variables set for this call alone (`A=b program`, `env A=b`), by name. */
  readonly environment: ReadonlyMap<string, string>;
  readonly language: ShellLanguage;
  /** The word xargs in front of the program, wholly unknown: the last arguments come from standard input. */
  readonly fromInput: Argument | undefined;
  /** A program that fails here ends the script: `set -e` holds (also by SHELL `-e`), or PowerShell was told so. A single RUN ends with its last command's status anyway. */
  readonly errexit: boolean;
  /** What an error of PowerShell does here. */
  readonly errorAction: ErrorAction;
  readonly path: readonly PathStep[];
  /** Whole command, wrappers and redirects included. */
  readonly span: Span;
  /** Text of the instruction, which all spans index. */
  readonly source: string;
}

/** A shell variable that a script sets; `span` holds name and value. */
export interface ShellVariable {
  readonly name: string;
  readonly span: Span;
  /** Where it is set, as for a call. */
  readonly path: readonly PathStep[];
  /** Index of the first call behind it. */
  readonly before: number;
}
