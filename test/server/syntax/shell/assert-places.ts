import assert from "node:assert/strict";
import type { Command, Node, Redirect, Script, Word, WordPart } from "../../../../server/src/syntax/shell/script.ts";
import type { Span } from "../../../../server/src/text/span.ts";

/** Fails unless every literal, variable, word and command of a script covers its own characters of the source. */
export function assertPlaces(script: Script, source: string): void {
  for (const item of script.body.items) checkNode(item, source);
  for (const { span } of script.gaps) assert.ok(span.start >= 0 && span.end <= source.length, "a gap is in the source");
}

function checkNode(node: Node, source: string): void {
  switch (node.kind) {
    case "command":
      checkCommand(node, source);
      break;
    case "sequence":
      for (const item of node.items) checkNode(item, source);
      break;
    case "and-or":
      checkNode(node.first, source);
      for (const rest of node.rest) checkNode(rest.node, source);
      break;
    case "pipeline":
      for (const part of node.parts) checkNode(part, source);
      break;
    case "if":
      for (const { test, body } of node.branches) {
        if (test !== undefined) checkNode(test, source);
        checkNode(body, source);
      }
      break;
    case "case":
      checkWord(node.word, source);
      for (const arm of node.arms) {
        for (const pattern of arm.patterns) checkWord(pattern, source);
        checkNode(arm.body, source);
      }
      break;
    case "for":
      for (const value of node.values ?? []) checkWord(value, source);
      checkNode(node.body, source);
      break;
    case "while":
      checkNode(node.test, source);
      checkNode(node.body, source);
      break;
    case "group":
      checkRedirects(node.redirects, source);
      checkNode(node.body, source);
      break;
    case "function":
      checkNode(node.body, source);
  }
}

function checkCommand(command: Command, source: string): void {
  for (const assignment of command.assignments) {
    const written = cut(source, assignment.span).toLowerCase();
    assert.ok(written.includes(assignment.name.toLowerCase()), `the place of ${assignment.name}=`);
    for (const value of assignment.values) checkWord(value, source);
  }
  for (const word of command.words) {
    checkWord(word, source);
    const isInside = word.span.start >= command.span.start && word.span.end <= command.span.end;
    assert.ok(isInside, `${word.raw} lies in its command`);
  }
  checkRedirects(command.redirects, source);
  if (command.nested !== undefined) assertPlaces(command.nested, source);
}

function checkRedirects(redirects: readonly Redirect[], source: string): void {
  for (const { target } of redirects) checkWord(target, source);
}

function checkWord(word: Word, source: string): void {
  for (const part of word.parts) checkPart(part, word, source);
}

function checkPart(part: WordPart, word: Word, source: string): void {
  const written = cut(source, part.span);
  // The escapes of `$'…'` and PowerShell's backquote are the texts that are shorter than what is written.
  const isExact = !written.startsWith("$'") && !written.startsWith("`");
  if (part.kind === "text" && part.text !== "" && isExact)
    assert.equal(written, part.text, `the place of a part of ${word.raw}`);
  if (part.kind === "variable") {
    assert.match(written, /^[$%!@]/, `the place of a variable of ${word.raw}`);
    assert.ok(written.toLowerCase().includes(part.name.toLowerCase()), `${part.name} stands in ${written}`);
    for (const operand of part.operands) checkWord(operand, source);
  }
  if (part.kind === "command") assertPlaces(part.script, source);
}

function cut(source: string, span: Span): string {
  return source.slice(span.start, span.end);
}
