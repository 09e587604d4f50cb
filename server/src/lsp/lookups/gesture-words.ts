import type { LookupFailure } from "../../engine/lookups.ts";
import { counted } from "../../text/counted.ts";
import type { CheckedDocument } from "../document-state.ts";
import { nameOfUri } from "../uri.ts";

/** One line of the log for each value that could not be had. */
export function failureLines(
  { uri, lines }: Pick<CheckedDocument, "uri" | "lines">,
  failed: readonly LookupFailure[],
): readonly string[] {
  return failed.map(({ span, rule, title, message }) => {
    const { line } = lines.positionAt(span.start);
    return `${nameOfUri(uri)}:${line + 1}: ${title} (${rule}): ${message}`;
  });
}

/** What a run over many values came to: "3 changes to look at; 1 value could not be looked up: the log says why". */
export function changesSentence(changes: number, failures: number): string {
  const made = changes === 0 ? "Nothing is to be changed" : `${counted(changes, "change")} to look at`;
  return `${made}${failureClause(failures)}.`;
}

/** The same for a check of pins that asked so many questions. */
export function foundSentence(found: number, failures: number, asked: number): string {
  if (asked === 0) return "This file has no pin to check.";
  const nothing =
    failures === 0 ? "All pins are what they should be today" : "Nothing was found in what could be asked";
  return `${found === 0 ? nothing : `${counted(found, "pin")} to look at`}${failureClause(failures)}.`;
}

function failureClause(failures: number): string {
  return failures === 0 ? "" : `; ${counted(failures, "value")} could not be looked up: the log says why`;
}
