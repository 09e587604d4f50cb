import type { CommandArgument, Redirection, Assignment as ShAssignment, Command as ShCommand } from "unbash";
import { assignmentOfWord } from "../peel.ts";
import { spanAt } from "../reading.ts";
import type { Assignment, Command, Redirect, Word, WordPart } from "../script.ts";
import { finishCommand } from "../simple-command.ts";
import { addText } from "../text-parts.ts";
import { commandOf } from "../tree.ts";
import type { ShReading } from "./sh-reading.ts";
import { addWord, heredocWord, wordOf } from "./words.ts";

/** Builtins whose `NAME=value` arguments set variables. The parser also marks those of `alias`, which set none. */
const DECLARES: ReadonlySet<string> = new Set(["export", "local", "readonly", "declare", "typeset"]);

/** A simple command. */
export function simpleCommand(node: ShCommand, reading: ShReading): Command {
  const assignments: Assignment[] = [];
  const redirects: Redirect[] = [];
  const words: Word[] = [];
  for (const item of node.prefix) {
    if (item.type === "Assignment") assignments.push(assignmentOf(item, reading));
    else addRedirect(redirects, item, reading);
  }
  if (node.name !== undefined) addUnlessComment(words, wordOf(node.name, reading));
  const declares = DECLARES.has(node.name?.text ?? "");
  for (const item of node.suffix) {
    if (item.type === "Word") {
      const word = wordOf(item, reading);
      addUnlessComment(words, word);
      // The parser takes `"A=b"` for a plain word; the shell declares A all the same.
      const assignment = declares ? assignmentOfWord(word) : undefined;
      if (assignment !== undefined) assignments.push(assignment);
    } else if (item.type === "Assignment") {
      if (declares) assignments.push(assignmentOf(item, reading));
      words.push(assignmentWord(item, reading));
    } else addRedirect(redirects, item, reading);
  }
  return finishCommand(commandOf(words, spanAt(reading, node.pos, node.end), redirects, assignments), reading);
}

/** A comment in backquotes is no word: behind "`# why`" the command begins with the next one. */
function addUnlessComment(words: Word[], word: Word): void {
  if (!word.raw.startsWith("`") || word.parts.some((part) => part.kind !== "text" || part.text !== ""))
    words.push(word);
}

/** Redirections in their order; one without a target (broken text) is left out. */
export function redirectsOf(redirections: readonly Redirection[], reading: ShReading): readonly Redirect[] {
  const redirects: Redirect[] = [];
  for (const redirection of redirections) addRedirect(redirects, redirection, reading);
  return redirects;
}

function addRedirect(redirects: Redirect[], redirection: Redirection, reading: ShReading): void {
  const { descriptor } = redirection;
  const number = descriptor?.type === "FileDescriptor" ? descriptor.value : undefined;
  if (redirection.type === "HereDoc") {
    redirects.push({ operator: "<<", descriptor: number, target: heredocWord(redirection, reading) });
  } else if (redirection.target !== undefined) {
    redirects.push({
      operator: redirection.operator,
      descriptor: number,
      target: wordOf(redirection.target, reading),
    });
  }
}

function assignmentOf(node: ShAssignment, reading: ShReading): Assignment {
  const { value } = node;
  const isArray = value.type === "ArrayValue";
  const values = isArray ? value.elements.map((element) => wordOf(element, reading)) : [wordOf(value, reading)];
  // `A[1]=x` sets one element and leaves the others.
  const isElement = node.index !== undefined;
  return {
    name: node.name,
    values,
    array: isArray || isElement,
    append: node.append === true || isElement,
    span: spanAt(reading, node.pos, node.end),
  };
}

/** `NAME=value` as an argument of `export` and its kin. */
function assignmentWord(node: ShAssignment & CommandArgument, reading: ShReading): Word {
  const { value } = node;
  const parts: WordPart[] = [];
  addText(parts, reading, { start: node.pos, end: value.pos }, false);
  if (value.type === "Word") addWord(parts, reading, value, false);
  else parts.push({ kind: "opaque", quoted: false, span: spanAt(reading, value.pos, value.end) });
  return { span: spanAt(reading, node.pos, node.end), raw: node.text, parts };
}
