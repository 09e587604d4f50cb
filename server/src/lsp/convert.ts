import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type TextEdit as ProtocolEdit,
  type Range,
} from "vscode-languageserver/node";
import type { ShownFinding } from "../lint/group.ts";
import type { RuledFinding } from "../lint/rule.ts";
import type { Gap } from "../model/build-model.ts";
import type { LineIndex } from "../text/line-index.ts";
import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";

// The only place where offsets become lines and characters and back.

/** Whom an editor names beside a diagnostic. */
export const DIAGNOSTIC_SOURCE = "seaworthy";
/** Code of a diagnostic that says what was not read or not followed. */
const GAP_CODE = "not-checked";
/** A longer list of words helps nobody and is sent with every keystroke. */
const MAX_RELATED = 20;

/** The place of a span that lies in the text. Written for speed: every diagnostic of a file is made on every keystroke. */
export function rangeOf(lines: LineIndex, { start, end }: Span): Range {
  const line = lines.lineAt(start);
  const endLine = end < lines.lineStart(line + 1) ? line : lines.lineAt(end);
  const from = { line, character: start - lines.lineStart(line) };
  const to = { line: endLine, character: end - lines.lineStart(endLine) };
  return { start: from, end: to };
}

/** What a client sends is not trusted: ends outside the text are moved into it, ends in the wrong order exchanged. */
export function spanOf(lines: LineIndex, range: Range): Span {
  const from = offsetOf(lines, range.start);
  const to = offsetOf(lines, range.end);
  return from <= to ? { start: from, end: to } : { start: to, end: from };
}

/** The offset of a place that a client sends, moved into the text where it is outside. */
export function offsetOf(lines: LineIndex, { line, character }: Range["start"]): number {
  return lines.offsetAt({ line: wholeNumber(line), column: wholeNumber(character) });
}

function wholeNumber(value: unknown): number {
  return typeof value === "number" ? Math.floor(value) : 0;
}

/** Edits in the protocol's words. Their spans lie in the text that `lines` is the index of. */
export function protocolEdits(lines: LineIndex, edits: readonly TextEdit[]): ProtocolEdit[] {
  return edits.map(({ span, newText }) => ({ range: rangeOf(lines, span), newText }));
}

const SEVERITIES: Readonly<Record<RuledFinding["severity"], DiagnosticSeverity>> = {
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What the diagnostics of a document are made of. */
export interface DiagnosticSource {
  readonly uri: string;
  readonly lines: LineIndex;
  readonly shown: readonly ShownFinding[];
  readonly gaps: readonly Gap[];
}

/** Diagnostics of findings and gaps. `related`: the client shows the words that an install command stands for. */
export function diagnosticsOf({ uri, lines, shown, gaps }: DiagnosticSource, related: boolean): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const finding of shown) {
    const diagnostic = findingDiagnostic(lines, finding);
    if (related && finding.words.length > 0) diagnostic.relatedInformation = relatedWords(finding.words, uri, lines);
    found.push(diagnostic);
  }
  // A workflow may be called compose-deploy.yml, and is no problem of anybody.
  for (const gap of gaps) found.push(noteDiagnostic(lines, gap, gap.isForeign && DiagnosticSeverity.Hint));
  return found;
}

/** The diagnostic of one finding, without related places. */
function findingDiagnostic(lines: LineIndex, { span, message, rule, severity }: ShownFinding): Diagnostic {
  return {
    range: rangeOf(lines, span),
    severity: SEVERITIES[severity],
    code: rule,
    source: DIAGNOSTIC_SOURCE,
    message,
  };
}

function relatedWords(words: readonly RuledFinding[], uri: string, lines: LineIndex): DiagnosticRelatedInformation[] {
  return words.slice(0, MAX_RELATED).map(({ span, message }) => ({
    location: { uri, range: rangeOf(lines, span) },
    message,
  }));
}

/** Something that was not read, or a setting that could not be followed. */
export function noteDiagnostic(
  lines: LineIndex,
  { span, message }: Gap,
  severity: DiagnosticSeverity = DiagnosticSeverity.Information,
) {
  return { range: rangeOf(lines, span), severity, code: GAP_CODE, source: DIAGNOSTIC_SOURCE, message };
}

/** True when an editor would show the same for both lists. */
export function sameDiagnostics(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && a.every((one, index) => sameDiagnostic(one, b[index]));
}

function sameDiagnostic(a: Diagnostic, b: Diagnostic | undefined): boolean {
  return (
    b !== undefined &&
    a.code === b.code &&
    a.severity === b.severity &&
    a.message === b.message &&
    sameRange(a.range, b.range) &&
    sameRelated(a.relatedInformation ?? [], b.relatedInformation ?? [])
  );
}

function sameRelated(a: readonly DiagnosticRelatedInformation[], b: readonly DiagnosticRelatedInformation[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ message, location }, index) => {
      const other = b[index];
      return other?.message === message && sameRange(location.range, other.location.range);
    })
  );
}

/** True when both begin and end at the same places. */
export function sameRange(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
