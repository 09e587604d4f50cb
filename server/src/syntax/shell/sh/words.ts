import type { HereDoc, ParameterExpansionPart, Word as ShWord, WordPart as ShWordPart } from "unbash";
import { endOfName } from "../../../text/end-of-name.ts";
import type { Span } from "../../../text/span.ts";
import { NEWLINE, TAB } from "../../characters.ts";
import { spanAt } from "../reading.ts";
import type { Word, WordPart } from "../script.ts";
import { addText, literalWord, spanOfWord, textPart } from "../text-parts.ts";
import { addEscapedText, isEscapableBare, isEscapableInHeredoc, isEscapableInQuotes } from "./escapes.ts";
import type { ShReading } from "./sh-reading.ts";
import { addSubstitution } from "./substitution.ts";

/** Our word of a word of the shell parser. `quoted`: it stands inside double quotes (an operand of `"${X:-…}"`). */
export function wordOf(word: ShWord, reading: ShReading, quoted = false): Word {
  const shParts = word.parts;
  if (shParts === undefined && !quoted && !word.text.includes("\\")) return literalWord(reading, word.pos, word.text);
  const parts: WordPart[] = [];
  addWord(parts, reading, word, quoted);
  const span = spanOfWord(reading, parts, word.pos, word.end);
  if (parts.length === 0 && word.text !== "") parts.push(textPart("", span, true));
  return { span, raw: word.text, parts };
}

/** Adds the parts of a word to those of a longer one. */
export function addWord(parts: WordPart[], reading: ShReading, word: ShWord, quoted: boolean): void {
  if (word.parts === undefined) {
    const range = { start: word.pos, end: word.end, quoted };
    addEscapedText(parts, reading, range, quoted ? isEscapableInQuotes : isEscapableBare);
  } else addParts(parts, reading, word.parts, quoted);
}

/** The body of a here-document as a word; the leading tabs of `<<-` are left out. */
export function heredocWord(heredoc: HereDoc, reading: ShReading): Word {
  const { body } = heredoc;
  const parts: WordPart[] = [];
  const span = spanAt(reading, body.pos, body.end);
  const isLiteral = heredoc.delimiter?.quoted === true;
  const pieces: readonly ShWordPart[] | undefined = isLiteral ? undefined : body.parts;
  for (const piece of pieces ?? [body]) {
    if (piece.type !== "Literal" && piece.type !== "HereDocBody") addParts(parts, reading, [piece], true);
    else if (heredoc.operator === "<<") addBody(parts, reading, { start: piece.pos, end: piece.end }, isLiteral);
    else for (const line of withoutTabs(reading.joined.text, piece)) addBody(parts, reading, line, isLiteral);
  }
  if (parts.length === 0) parts.push(textPart("", span, true));
  return { span, raw: body.text, parts };
}

function addBody(parts: WordPart[], reading: ShReading, range: Span, isLiteral: boolean): void {
  if (isLiteral) addText(parts, reading, range, true);
  else addEscapedText(parts, reading, { ...range, quoted: true }, isEscapableInHeredoc);
}

/** The lines of a range of a here-document, without the tabs they begin with. */
function withoutTabs(text: string, range: { readonly pos: number; readonly end: number }): readonly Span[] {
  const lines: Span[] = [];
  let start = range.pos;
  while (start < range.end) {
    if (start === 0 || text.charCodeAt(start - 1) === NEWLINE) while (text.charCodeAt(start) === TAB) start += 1;
    const lineEnd = text.indexOf("\n", start) + 1;
    const end = lineEnd === 0 ? range.end : Math.min(lineEnd, range.end);
    lines.push({ start, end });
    start = Math.max(end, start + 1);
  }
  return lines;
}

function addParts(parts: WordPart[], reading: ShReading, shParts: readonly ShWordPart[], quoted: boolean): void {
  for (const part of shParts) {
    switch (part.type) {
      case "Literal": {
        const range = { start: part.pos, end: part.end, quoted };
        addEscapedText(parts, reading, range, quoted ? isEscapableInQuotes : isEscapableBare);
        break;
      }
      case "Glob":
        addGlob(parts, reading, part, quoted);
        break;
      case "SingleQuoted":
        addText(parts, reading, { start: part.pos + 1, end: closingQuote(part, "'") }, true);
        break;
      case "AnsiCQuoted":
        addAnsiC(parts, reading, part);
        break;
      case "DoubleQuoted":
      case "LocaleString":
        addParts(parts, reading, part.parts, true);
        break;
      case "SimpleExpansion":
        addSimple(parts, part.text, spanAt(reading, part.pos, part.end), quoted);
        break;
      case "ParameterExpansion":
        parts.push(parameterPart(part, reading, quoted));
        break;
      case "CommandExpansion":
      case "ProcessSubstitution":
        addSubstitution(parts, reading, part, quoted);
        break;
      default:
        parts.push({ kind: "opaque", quoted, span: spanAt(reading, part.pos, part.end) });
    }
  }
}

/** Where the text of a quoted part ends; a quote that is never closed has no character of its own. */
function closingQuote(part: { readonly text: string; readonly end: number }, quote: string): number {
  return part.text.length > 1 && part.text.endsWith(quote) ? part.end - 1 : part.end;
}

function addGlob(
  parts: WordPart[],
  reading: ShReading,
  glob: ShWordPart & { readonly type: "Glob" },
  quoted: boolean,
): void {
  if (glob.text === glob.value) {
    const inner = glob.parts?.some((part) => part.type !== "Literal") ?? false;
    if (!inner) {
      addText(parts, reading, { start: glob.pos, end: glob.end }, quoted);
      return;
    }
  }
  addText(parts, reading, { start: glob.pos, end: glob.pos + 1 }, quoted);
  addParts(parts, reading, glob.parts ?? [], quoted);
  addText(parts, reading, { start: glob.end - 1, end: glob.end }, quoted);
}

/** `$'…'`. With escapes in it the text is shorter than its span: nothing can be pointed at inside. */
function addAnsiC(parts: WordPart[], reading: ShReading, part: ShWordPart & { readonly type: "AnsiCQuoted" }): void {
  const end = closingQuote(part, "'");
  if (end - part.pos - 2 === part.value.length) addText(parts, reading, { start: part.pos + 2, end }, true);
  else parts.push(textPart(part.value, spanAt(reading, part.pos, part.end), true));
}

function addSimple(parts: WordPart[], text: string, span: Span, quoted: boolean): void {
  const name = text.slice(1);
  if (isName(name)) parts.push({ kind: "variable", name, quoted, operator: undefined, operands: [], span });
  else parts.push({ kind: "opaque", quoted, span });
}

/** Positional and special parameters (`1`, `@`, `?`) are no names. */
function isName(text: string): boolean {
  return endOfName(text, 0) > 0;
}

function parameterPart(part: ParameterExpansionPart, reading: ShReading, quoted: boolean): WordPart {
  const span = spanAt(reading, part.pos, part.end);
  if (part.prefix === "!" || !isName(part.parameter)) return { kind: "opaque", quoted, span };
  const operands = operandsOf(part, reading, quoted);
  return { kind: "variable", name: part.parameter, quoted, operator: operatorOf(part), operands, span };
}

function operatorOf(part: ParameterExpansionPart): string | undefined {
  const { index, operation } = part;
  if (part.prefix === "#") return "other";
  if (index !== undefined) {
    if (operation !== undefined) return "other";
    return index.text === "@" || index.text === "*" ? `[${index.text}]` : "other";
  }
  switch (operation?.type) {
    case undefined:
      return undefined;
    case "Default":
    case "Remove":
      return operation.operator;
    case "Replace":
      return operation.operator === "/" || operation.operator === "//" ? operation.operator : "other";
    default:
      return "other";
  }
}

function operandsOf(part: ParameterExpansionPart, reading: ShReading, quoted: boolean): readonly Word[] {
  const { operation } = part;
  switch (operation?.type) {
    case "Default":
    case "Remove":
      return [wordOf(operation.operand, reading, quoted)];
    case "Replace":
      return [wordOf(operation.pattern, reading, quoted), wordOf(operation.replacement, reading, quoted)];
    default:
      return [];
  }
}
