import type * as Unbash from "unbash";
import { type JoinedText, sourceSpan } from "../../text/joined-text.ts";
import type { Span } from "../../text/span.ts";
import type { Command, CommandPart, Script, ScriptGap, TextPart, Word, WordPart } from "./script.ts";

/** What the conversion of one script needs. */
export interface Conversion {
  /** The text that unbash parsed, with the places of its characters in the instruction. */
  readonly joined: JoinedText;
  readonly gaps: ScriptGap[];
  /** How deep scripts are nested in each other. */
  readonly depth: number;
  /** Converts the script of a substitution. */
  convertScript(script: Unbash.ParsedScript | undefined, conversion: Conversion): Script;
  /** The script that a command gives to another shell. */
  nestedScript(command: Command, conversion: Conversion): Script | undefined;
}

/** Where the characters [start, end) of the parsed text stand. */
export function placeOf(conversion: Conversion, start: number, end: number): Span {
  return sourceSpan(conversion.joined, start, end);
}

/** A word of unbash as ours. Every text part is as long as its span: parts are split at escapes and continuations. */
export function convertWord(word: Unbash.Word, conversion: Conversion): Word {
  const parts: WordPart[] = [];
  const given = word.parts;
  if (given === undefined) pushLiteral(parts, { raw: word.text, pos: word.pos, quoted: false }, conversion);
  else for (const part of given) pushPart(parts, part, false, conversion);
  return { span: placeOf(conversion, word.pos, word.end), raw: word.text, parts };
}

/** Parts of a here-document's body; one quoted text when its delimiter was quoted. */
export function convertHeredoc(heredoc: Unbash.HereDoc, conversion: Conversion): Word {
  const { body, delimiter } = heredoc;
  const parts: WordPart[] = [];
  if (delimiter?.quoted === true || body.parts === undefined) {
    pushText(parts, body.text, body.pos, true, conversion);
  } else {
    for (const part of body.parts) pushPart(parts, part, true, conversion);
  }
  return { span: placeOf(conversion, body.pos, body.end), raw: body.text, parts };
}

function pushPart(parts: WordPart[], part: Unbash.WordPart, quoted: boolean, conversion: Conversion): void {
  const span = placeOf(conversion, part.pos, part.end);
  switch (part.type) {
    case "Literal":
      pushLiteral(parts, { raw: part.text, pos: part.pos, quoted }, conversion);
      break;
    case "Glob":
    case "BraceExpansion":
    case "ExtendedGlob":
      pushText(parts, part.text, part.pos, quoted, conversion);
      break;
    case "SingleQuoted":
      pushText(parts, part.value, part.pos + 1, true, conversion);
      break;
    case "DoubleQuoted":
    case "LocaleString":
      if (part.parts.length === 0)
        parts.push({ kind: "text", text: "", quoted: true, span: { start: span.start, end: span.start } });
      for (const inner of part.parts) pushPart(parts, inner, true, conversion);
      break;
    case "AnsiCQuoted":
      pushText(parts, part.value, part.pos + 2, true, conversion);
      break;
    case "SimpleExpansion":
      parts.push(simpleExpansion(part.text, quoted, span));
      break;
    case "ParameterExpansion":
      parts.push(parameterExpansion(part, quoted, conversion));
      break;
    case "CommandExpansion":
    case "ProcessSubstitution":
      parts.push(commandPart(part, quoted, conversion));
      break;
    case "ArithmeticExpansion":
      parts.push({ kind: "opaque", quoted, span });
      break;
  }
}

/** Literal characters as written: a backslash makes the next character literal (in quotes only before `$`, backtick, `"`, `\`). */
function pushLiteral(
  parts: WordPart[],
  { raw, pos, quoted }: { readonly raw: string; readonly pos: number; readonly quoted: boolean },
  conversion: Conversion,
): void {
  let start = 0;
  for (let index = raw.indexOf("\\"); index >= 0 && index + 1 < raw.length; index = raw.indexOf("\\", index + 2)) {
    const next = raw[index + 1] ?? "";
    if (quoted && !'$`"\\\n'.includes(next)) continue;
    if (index > start) pushText(parts, raw.slice(start, index), pos + start, quoted, conversion);
    if (next !== "\n") pushText(parts, next, pos + index + 1, true, conversion);
    start = index + 2;
  }
  if (start < raw.length) pushText(parts, raw.slice(start), pos + start, quoted, conversion);
}

// biome-ignore lint/complexity/useMaxParams: one part's text, place and quoting travel together on the hottest path.
function pushText(parts: WordPart[], text: string, pos: number, quoted: boolean, conversion: Conversion): void {
  const span = placeOf(conversion, pos, pos + text.length);
  if (span.end - span.start === text.length) {
    parts.push({ kind: "text", text, quoted, span });
    return;
  }
  for (const part of splitAtSeams(text, pos, conversion)) parts.push({ ...part, quoted });
}

/** The text cut where a continuation or a comment line was left out of it. */
function splitAtSeams(text: string, pos: number, conversion: Conversion): readonly Omit<TextPart, "quoted">[] {
  const { at } = conversion.joined;
  const seams = at.filter((start) => start > pos && start < pos + text.length);
  return [pos, ...seams].map((start, piece) => {
    const end = seams[piece] ?? pos + text.length;
    return { kind: "text", text: text.slice(start - pos, end - pos), span: placeOf(conversion, start, end) };
  });
}

function simpleExpansion(text: string, quoted: boolean, span: Span): WordPart {
  const name = text.slice(1);
  return /^[A-Za-z_]\w*$/.test(name)
    ? { kind: "variable", name, quoted, operator: undefined, operands: [], span }
    : { kind: "opaque", quoted, span };
}

function parameterExpansion(part: Unbash.ParameterExpansionPart, quoted: boolean, conversion: Conversion): WordPart {
  const span = placeOf(conversion, part.pos, part.end);
  if (part.prefix !== undefined || !/^[A-Za-z_]\w*$/.test(part.parameter)) return { kind: "opaque", quoted, span };
  const variable = { kind: "variable", name: part.parameter, quoted, span } as const;
  if (part.index !== undefined) {
    const isWhole = part.index.text === "@" || part.index.text === "*";
    return { ...variable, operator: isWhole ? `[${part.index.text}]` : "other", operands: [] };
  }
  const { operation } = part;
  if (operation === undefined) return { ...variable, operator: undefined, operands: [] };
  const words = operandsOf(operation);
  return {
    ...variable,
    operator: words === undefined || !("operator" in operation) ? "other" : operation.operator,
    operands: (words ?? []).map((word) => convertWord(word, conversion)),
  };
}

function operandsOf(operation: Unbash.ParameterOperation): readonly Unbash.Word[] | undefined {
  switch (operation.type) {
    case "Default":
    case "Remove":
      return [operation.operand];
    case "Replace":
      return [operation.pattern, operation.replacement];
    default:
      return undefined;
  }
}

function commandPart(
  part: Unbash.CommandExpansionPart | Unbash.ProcessSubstitutionPart,
  quoted: boolean,
  conversion: Conversion,
): CommandPart {
  const script = part.script?.source === undefined ? part.script : undefined;
  return {
    kind: "command",
    script: conversion.convertScript(script, conversion),
    process: part.type === "ProcessSubstitution",
    quoted,
    span: placeOf(conversion, part.pos, part.end),
  };
}
