import type { KnownFix } from "../../fix/fix.ts";
import type { ShownFinding } from "../../lint/group.ts";
import type { PinFinding } from "../../lint/online-rule.ts";
import type { RuledFinding } from "../../lint/rule.ts";
import type { LineIndex } from "../../text/line-index.ts";
import type { RunError } from "../run-error.ts";
import type { Style } from "./style.ts";

/** One file and its findings. */
export interface LintedFile {
  /** As people name it, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** Every word by itself. */
  readonly findings: readonly (RuledFinding & Partial<Pick<PinFinding, "pin">>)[];
  /** As people see them: those of the words of one install command put together, where the settings say so. */
  shown(): readonly ShownFinding[];
  /** Those of a finding as they are in its project, with the ones that look a value up; for formats that show fixes. */
  fixesOf(finding: RuledFinding): readonly KnownFix[];
}

/** What the whole run came to. */
export interface LintSummary {
  readonly fileCount: number;
  readonly errors: readonly RunError[];
  /** Findings that a baseline knows already. */
  readonly knownCount: number;
}

/** How to write, as far as the formats for people need it. */
export interface FormatOptions {
  readonly style: Style;
  /** Columns to write in. */
  readonly width: number;
  /** What to do next, at the end. */
  readonly advice: string;
  /** Only findings at or above this severity; undefined: all. */
  readonly only: string | undefined;
}

/** A piece of a result: what is written of one finding, or of one file. */
export interface Entry {
  readonly text: string;
  /** Of the finding. */
  readonly severity?: RuledFinding["severity"];
}

/** Writes the result of `lint` piece by piece, so that a run over many files holds only some of them. */
export interface LintFormat {
  /** It names all fixes, not only those that are known without a look at the project. */
  readonly showsFixes?: boolean;
  start(): string;
  /** The same for the same file, whatever was written before. */
  entriesOf(file: LintedFile): readonly Entry[];
  /** Writes the entries of one file behind those of others. */
  write(entries: readonly Entry[]): string;
  end(summary: LintSummary): string;
}

/** Writes the elements of a JSON array, each on a line of its own. */
export function elementsWriter(): LintFormat["write"] {
  let isFirst = true;
  return (entries) => {
    if (entries.length === 0) return "";
    const start = isFirst ? "\n" : ",\n";
    isFirst = false;
    return start + entries.map(({ text }) => text).join(",\n");
  };
}

/** More words of one command are only counted. */
export const MAX_NAMED_WORDS = 12;

/** The message of a finding with the words that it stands for: `2 of 3 packages have no version: curl, git`. */
export function messageWithWords({ message, words }: ShownFinding, { text }: LintedFile): string {
  if (words.length < 2) return message;
  const named = words.slice(0, MAX_NAMED_WORDS).map(({ span }) => text.slice(span.start, span.end));
  const more = words.length - named.length;
  return `${message}: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
