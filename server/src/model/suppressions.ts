import { isBlank } from "../syntax/blanks.ts";
import { HASH } from "../syntax/characters.ts";
import type { Comment, Dockerfile, Instruction } from "../syntax/dockerfile.ts";
import { firstIndex } from "../text/halving.ts";
import type { Span } from "../text/span.ts";
import type { Suppression } from "./build-model.ts";

/**
 * Comments that silence rules: `# seaworthy [global] ignore=a,b -- reason`, `# hadolint [global] ignore=…` (also
 * `shell=` is theirs and not read), and the directive `# check=skip=…;error=…`.
 */
export function suppressionsOf(dockerfile: Dockerfile): readonly Suppression[] {
  const found: Suppression[] = [];
  for (const { name, value, span, valueSpan } of dockerfile.directives) {
    if (name === "check") found.push(...ofCheckDirective(value, span, valueSpan.start));
  }
  const { text, comments } = dockerfile;
  let next: Span | undefined;
  for (const comment of comments) {
    if (!namesTool(text, comment.span.start)) continue;
    // Comments that follow each other share the line below them.
    if (next === undefined || next.start <= comment.span.start) next = nextCodeLine(text, comment.span.end);
    const suppression = ofComment(comment, dockerfile, next);
    if (suppression !== undefined) found.push(suppression);
  }
  return found;
}

/** Most comments are prose, which the name of a tool tells apart without a copy of the text. */
function namesTool(text: string, start: number): boolean {
  let at = start + 1;
  for (let code = text.charCodeAt(at); isBlank(code) || code === HASH; code = text.charCodeAt(at)) at += 1;
  return text.startsWith("eaworthy", at + 1) || text.startsWith("hadolint", at);
}

function ofCheckDirective(value: string, span: Span, offset: number): readonly Suppression[] {
  const skip = value.toLowerCase().indexOf("skip=");
  if (skip < 0) return [];
  const start = skip + "skip=".length;
  const semicolon = value.indexOf(";", start);
  const list = value.slice(start, semicolon < 0 ? value.length : semicolon);
  return [{ span, style: "buildkit", codes: codesIn(list, offset + start), covers: undefined, reason: undefined }];
}

function ofComment(comment: Comment, dockerfile: Dockerfile, next: Span): Suppression | undefined {
  const { start, end } = comment.span;
  const text = dockerfile.text.slice(start, end);
  const match = /^#[ \t]*(seaworthy|hadolint)[ \t]+(global[ \t]+)?ignore[ \t]*=/.exec(text);
  if (match === null)
    return MEANT.test(text)
      ? { span: comment.span, style: "seaworthy", codes: [], covers: undefined, reason: undefined }
      : undefined;
  const listStart = match[0].length;
  const reasonAt = text.indexOf(" -- ", listStart);
  const hashAt = text.indexOf("#", listStart);
  const listEnd = Math.min(...[reasonAt, hashAt, text.length].filter((offset) => offset >= 0));
  return {
    span: comment.span,
    style: match[1] === "seaworthy" ? "seaworthy" : "hadolint",
    codes: codesIn(text.slice(listStart, listEnd), start + listStart),
    covers: match[2] === undefined ? linesBelow(comment, dockerfile, next) : undefined,
    reason: reasonAt < 0 ? undefined : text.slice(reasonAt + " -- ".length).trim(),
  };
}

/** A comment of ours that is written in another way, and silences nothing. */
const MEANT = /^#+[ \t]*[Ss]eaworthy[ \t:-]+(?:global[ \t]+)?(?:ignore|disable|skip)\b/;

function codesIn(list: string, offset: number): Suppression["codes"] {
  return [...list.matchAll(/[^\s,;]+/g)].map(({ 0: code, index }) => ({
    code,
    span: { start: offset + index, end: offset + index + code.length },
  }));
}

/** Inside a continued instruction the `next` line that is no comment; above an instruction, with nothing but comments between, all of it. */
function linesBelow(comment: Comment, dockerfile: Dockerfile, next: Span): Span {
  const below = instructionAt(dockerfile.instructions, next.end);
  return below !== undefined && below.span.start >= comment.span.end
    ? { start: next.start, end: below.span.end }
    : next;
}

/** The first line behind `offset` that is no comment line; a blank line is one, so a comment above a gap silences nothing. */
function nextCodeLine(text: string, offset: number): Span {
  let start = offset;
  for (;;) {
    const lineEnd = text.indexOf("\n", start);
    if (lineEnd < 0) return { start: text.length, end: text.length };
    start = lineEnd + 1;
    let first = start;
    while (text.charCodeAt(first) === 32 || text.charCodeAt(first) === 9) first += 1;
    if (text.charCodeAt(first) === 35) continue;
    const end = text.indexOf("\n", start);
    return { start, end: end < 0 ? text.length : end };
  }
}

/** The instruction whose span holds `offset`. */
function instructionAt(instructions: readonly Instruction[], offset: number): Instruction | undefined {
  const instruction =
    instructions[firstIndex(instructions.length, (at) => (instructions[at]?.span.end ?? 0) >= offset)];
  return instruction !== undefined && instruction.span.start <= offset ? instruction : undefined;
}
