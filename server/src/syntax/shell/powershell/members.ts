import type { Span } from "../../../text/span.ts";
import {
  CLOSE_PAREN,
  COLON,
  COMMA,
  DOLLAR,
  DOT,
  OPEN_CURLY,
  OPEN_PAREN,
  OPEN_SQUARE,
  QUESTION,
} from "../../characters.ts";
import { addGap, readDeeper, spanAt } from "../reading.ts";
import type { Assignment, Command, Node, Word, WordPart } from "../script.ts";
import { literalText, plainWord, wordOf } from "../text-parts.ts";
import { commandOf, outputOfScript, spanOfAll } from "../tree.ts";
import { readBlock, skipBalanced } from "./blocks.ts";
import { outputOf } from "./build-words.ts";
import { ahead, current, isNameCharacter, isQuote, skipLines } from "./characters.ts";
import type { PsReading } from "./ps-reading.ts";
import { addString } from "./strings.ts";
import { wordOfValue } from "./values.ts";

/** What stands in front of `.Member`, `::Member` and `[index]`. */
export interface Base {
  /** `command`: the output of a command; `new`: of one that only makes an object; `type`: `[Type]` in front of `::`. */
  readonly kind: "variable" | "type" | "new" | "command" | "other";
  readonly parts: readonly WordPart[];
  readonly elements: readonly Word[] | undefined;
  readonly node: Node | undefined;
}

/** A property, an index or a call of a method. */
interface Member {
  /** `.Name` or `::Name`; undefined for an index, and for a name in quotes or in a variable. */
  readonly word: Word | undefined;
  /** Undefined for a property. */
  readonly args: readonly Word[] | undefined;
  /** Behind its last character. */
  readonly end: number;
}

/** A call of a method whose name stands there. */
type Call = Member & { readonly word: Word; readonly args: readonly Word[] };

function isCall(member: Member | undefined): member is Call {
  return member?.word !== undefined && member.args !== undefined;
}

/** A base with its members: as parts of a word, and what it runs when it stands as a statement. */
export interface WithMembers {
  readonly parts: readonly WordPart[];
  readonly node: Node | undefined;
  readonly hasMembers: boolean;
}

/** Reads the members behind `base`, which begins at `start`. */
export function addMembers(reading: PsReading, base: Base, start: number): WithMembers {
  const baseEnd = reading.at;
  const members: Member[] = [];
  for (let member = readMember(reading); member !== undefined; member = readMember(reading)) members.push(member);
  if (members.length === 0) return { parts: base.parts, node: base.node, hasMembers: false };
  const span = spanAt(reading, start, reading.at);
  const action = members.filter(isCall).find((call) => isAction(call, base));
  if (action === undefined) {
    const last = members.at(-1);
    const comparison = comparisonOf(reading, base, members, { start, end: baseEnd });
    if (comparison !== undefined) return { parts: [outputOf(comparison, span)], node: comparison, hasMembers: true };
    const node = isCall(last) ? statementOf(base, last, span) : undefined;
    return { parts: partsOf(reading, base, members, { start, end: baseEnd }), node, hasMembers: true };
  }
  const actionSpan = spanAt(reading, start, action.end);
  const node = statementOf(base, action, actionSpan);
  const parts: WordPart[] = [outputOf(node, actionSpan)];
  addOpaque(parts, reading, action.end, members.slice(members.indexOf(action) + 1));
  return { parts, node, hasMembers: true };
}

/** Methods of web clients that read or write what is outside the script, in lower case. */
function isTransfer(name: string): boolean {
  return (
    name.startsWith(".download") ||
    name.startsWith(".openread") ||
    name.startsWith(".upload") ||
    (name.startsWith(".get") && name.endsWith("async"))
  );
}

/** A method that does something: each of a type or a new object but the constructor, else those known to. */
function isAction({ word }: Call, { kind }: Base): boolean {
  const name = word.raw.toLowerCase();
  return kind === "type" || kind === "new" ? name !== "::new" : isTransfer(name);
}

/** `(command).Equals(value)` or `$variable.Equals(value)` as the command that the same with `-eq` is; undefined for anything else. */
function comparisonOf(reading: PsReading, base: Base, members: readonly Member[], range: Span): Command | undefined {
  const last = members.at(-1);
  const isCompared = base.kind === "command" || base.kind === "variable";
  if (!isCompared || !isCall(last) || last.word.raw.toLowerCase() !== ".equals") return undefined;
  const { word, args } = last;
  const parts = partsOf(reading, base, members.slice(0, -1), range);
  const left = wordOf(reading, parts, range.start, word.span.start);
  return commandOf([left, word, ...args], spanOfAll([left, word, ...args]));
}

/** The call of a method as a command; what its object runs comes in front of it. */
function statementOf(base: Base, { word, args }: Call, span: Span): Node {
  const call = methodCommand([word, ...args], span);
  return base.kind === "command" && base.node !== undefined
    ? { kind: "pipeline", negated: false, parts: [base.node, call] }
    : call;
}

/** `[Environment]::SetEnvironmentVariable(name, value)` sets a variable; with a third argument that is not the process, elsewhere. */
function methodCommand(words: readonly Word[], span: Span): Command {
  const [method, first, second, scope] = words;
  const name = first === undefined ? undefined : literalText(first);
  const command = commandOf(words, span);
  if (method === undefined || second === undefined || name === undefined) return command;
  if (literalText(method)?.toLowerCase() !== "::setenvironmentvariable") return command;
  const assignments: readonly Assignment[] = [{ name, values: [second], array: false, append: false, span }];
  const isHere = scope === undefined || literalText(scope)?.toLowerCase() === "process";
  return { ...command, words: isHere ? [] : words, assignments };
}

/** The parts of a base whose members are not computed. */
function partsOf(reading: PsReading, base: Base, members: readonly Member[], range: Span): readonly WordPart[] {
  const [first] = base.parts;
  if (base.kind !== "variable" || first?.kind !== "variable") {
    const isText = base.parts.every((part) => part.kind !== "command");
    const parts = isText ? [] : [...base.parts];
    addOpaque(parts, reading, isText ? range.start : range.end, members);
    return parts;
  }
  const parts: WordPart[] = [
    { ...first, operator: "other", span: spanAt(reading, range.start, members.at(-1)?.end ?? range.end) },
  ];
  for (const { args } of members) addOutputs(parts, args ?? []);
  return parts;
}

function addOpaque(parts: WordPart[], reading: PsReading, start: number, members: readonly Member[]): void {
  const last = members.at(-1);
  if (last === undefined) return;
  parts.push({ kind: "opaque", quoted: true, span: spanAt(reading, start, last.end) });
  for (const { args } of members) addOutputs(parts, args ?? []);
}

/** Commands in the arguments of a method run, whatever the method makes of their output. */
function addOutputs(parts: WordPart[], words: readonly Word[]): void {
  for (const word of words) for (const part of word.parts) if (part.kind === "command") parts.push(part);
}

/** Reads `.Name`, `::Name`, `?.Name`, `.Name( … )`, `.Name{ … }` or `[ … ]`; undefined when none begins here. */
function readMember(reading: PsReading): Member | undefined {
  const code = current(reading);
  if (code === OPEN_SQUARE || (code === QUESTION && ahead(reading, 1) === OPEN_SQUARE)) {
    if (code === QUESTION) reading.at += 1;
    skipBalanced(reading);
    return { word: undefined, args: undefined, end: reading.at };
  }
  const sign = signLength(reading, code);
  if (sign === 0) return undefined;
  const start = code === QUESTION ? reading.at + 1 : reading.at;
  reading.at += sign;
  const isLiteral = isNameCharacter(current(reading));
  if (isQuote(current(reading))) addString([], reading);
  else if (!isLiteral) reading.at += 1;
  while (isNameCharacter(current(reading))) reading.at += 1;
  const word = isLiteral ? plainWord(reading, start, reading.at) : undefined;
  const args = readArguments(reading);
  return { word, args, end: reading.at };
}

/** Length of `.`, `?.` or `::` in front of a name. */
function signLength(reading: PsReading, code: number): number {
  const next = ahead(reading, 1);
  if (code === DOT) return startsName(next) ? 1 : 0;
  const isSign = (code === QUESTION && next === DOT) || (code === COLON && next === COLON);
  return isSign && startsName(ahead(reading, 2)) ? 2 : 0;
}

/** A name may stand in quotes (`.'dist-tags'`) or in a variable. */
function startsName(code: number): boolean {
  return isNameCharacter(code) || code === DOLLAR || isQuote(code);
}

/** The arguments of a method; undefined when no bracket follows its name. */
function readArguments(reading: PsReading): readonly Word[] | undefined {
  const open = reading.at;
  if (current(reading) === OPEN_CURLY) {
    const block = readBlock(reading, 1);
    return block === undefined ? [] : [wordOf(reading, [outputOfScript(block.script, block.span)], open, reading.at)];
  }
  if (current(reading) !== OPEN_PAREN) return undefined;
  const { limits } = reading;
  const args = readDeeper(limits, spanAt(reading, open, open + 1), () => {
    reading.at += 1;
    return argumentList(reading);
  });
  if (args === undefined) {
    skipBalanced(reading);
    return [];
  }
  if (current(reading) === CLOSE_PAREN) reading.at += 1;
  else {
    addGap(limits, spanAt(reading, open, open + 1), "no `)` closes this");
    reading.at = open;
    skipBalanced(reading);
  }
  return args;
}

function argumentList(reading: PsReading): readonly Word[] {
  const args: Word[] = [];
  for (;;) {
    skipLines(reading);
    const value = reading.readValue(reading, true);
    if (value !== undefined) args.push(wordOfValue(value, reading));
    skipLines(reading);
    if (current(reading) !== COMMA) return args;
    reading.at += 1;
  }
}
