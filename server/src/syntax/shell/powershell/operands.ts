import { AT, DOLLAR, DOT, isDigit, MINUS, OPEN_CURLY, OPEN_PAREN, OPEN_SQUARE } from "../../characters.ts";
import { spanAt } from "../reading.ts";
import type { Node, Word, WordPart } from "../script.ts";
import { plainWord, wordOf } from "../text-parts.ts";
import { nodeOf, outputOfScript } from "../tree.ts";
import { readBlock, skipBalanced } from "./blocks.ts";
import { ahead, current, isNameCharacter, isQuote, skipBlanks } from "./characters.ts";
import { addMembers, type Base } from "./members.ts";
import { inBlock, type PsReading } from "./ps-reading.ts";
import { addHereString, addString, isHereString } from "./strings.ts";
import { elementsOf, nodeOfValue, wordOfValue } from "./values.ts";
import { addVariable } from "./variables.ts";

/** One operand of an expression. */
export interface Operand {
  readonly word: Word;
  /** Of a list in brackets: its elements. */
  readonly elements: readonly Word[] | undefined;
  /** What it runs when it stands as a statement. */
  readonly node: Node | undefined;
}

/** Reads the operand that begins here, with its casts and members; undefined when none does. */
export function readOperand(reading: PsReading): Operand | undefined {
  const start = reading.at;
  let cast: Base | undefined;
  while (current(reading) === OPEN_SQUARE) {
    cast = readType(reading);
    if (cast.kind === "type") return operandOf(reading, cast, start);
    skipBlanks(reading);
  }
  const base = readBase(reading) ?? cast;
  return base === undefined ? undefined : operandOf(reading, base, start);
}

/** The operand of a base that was read, with the members behind it. */
function operandOf(reading: PsReading, base: Base, start: number): Operand {
  const { parts, node, hasMembers } = addMembers(reading, base, start);
  const word = wordOf(reading, parts, start, reading.at);
  return { word, elements: hasMembers ? undefined : base.elements, node };
}

/** `[Type]`: of a static member when `::` follows, else a cast of what stands behind. */
function readType(reading: PsReading): Base {
  const start = reading.at;
  skipBalanced(reading);
  const parts = plainWord(reading, start, reading.at).parts;
  const isStatic = reading.text.startsWith("::", reading.at);
  return baseOf(parts, isStatic ? "type" : "other");
}

/** Reads a variable, a string, a number or a bracket; the reader stays when there is none. */
function readBase(reading: PsReading): Base | undefined {
  const code = current(reading);
  if (code === DOLLAR) return readDollar(reading);
  if (isQuote(code)) {
    const parts: WordPart[] = [];
    addString(parts, reading);
    return baseOf(parts);
  }
  if (code === OPEN_PAREN || code === OPEN_CURLY) return readParenthesis(reading, 1);
  if (code === AT) return readAt(reading);
  if (!isDigit(code) && !((code === MINUS || code === DOT) && isDigit(ahead(reading, 1)))) return undefined;
  const start = reading.at;
  reading.at += 1;
  while (isNameCharacter(current(reading)) || (current(reading) === DOT && isDigit(ahead(reading, 1)))) reading.at += 1;
  return baseOf(plainWord(reading, start, reading.at).parts);
}

function baseOf(parts: readonly WordPart[], kind: Base["kind"] = "other"): Base {
  return { kind, parts, elements: undefined, node: undefined };
}

function readDollar(reading: PsReading): Base | undefined {
  if (ahead(reading, 1) === OPEN_PAREN) return readParenthesis(reading, 2);
  const parts: WordPart[] = [];
  addVariable(parts, reading, false);
  if (parts.length === 0) return undefined;
  return baseOf(parts, parts[0]?.kind === "variable" ? "variable" : "other");
}

/** What begins with `@`: a here-string, a list, a hash table, or the arguments in a variable (`@options`). */
function readAt(reading: PsReading): Base | undefined {
  const parts: WordPart[] = [];
  if (isHereString(reading)) {
    addHereString(parts, reading);
    return baseOf(parts);
  }
  const next = ahead(reading, 1);
  if (next === OPEN_PAREN) return readParenthesis(reading, 2);
  if (next === OPEN_CURLY) {
    const start = reading.at;
    reading.at += 1;
    skipBalanced(reading);
    parts.push({ kind: "opaque", quoted: true, span: spanAt(reading, start, reading.at) });
  } else if (isNameCharacter(next)) addVariable(parts, reading, false);
  else return undefined;
  return baseOf(parts);
}

/** `( … )`, `$( … )`, `@( … )` and `{ … }`: what they hold as a value, or the output of what they run. */
function readParenthesis(reading: PsReading, opening: 1 | 2): Base {
  const start = reading.at;
  const isList = current(reading) === AT;
  const isScriptBlock = current(reading) === OPEN_CURLY;
  const hasElement = reading.hasElement && !isScriptBlock;
  const block = inBlock(reading, hasElement, () => readBlock(reading, opening));
  const span = spanAt(reading, start, reading.at);
  const opaque: WordPart = { kind: "opaque", quoted: true, span };
  if (block === undefined) return baseOf([opaque]);
  const { items, values } = block.statements;
  const [value] = values ?? [];
  const output = outputOfScript(block.script, span);
  if (isList && values !== undefined)
    return { ...baseOf([opaque]), elements: values.flatMap((element) => elementsOf(element, reading)) };
  if (isScriptBlock || values?.length !== 1 || value === undefined) {
    const body = nodeOf(items);
    const kind = !isScriptBlock && createsObject(body) ? "new" : "command";
    const node: Node = isScriptBlock ? { kind: "group", subshell: false, catches: false, body, redirects: [] } : body;
    return { kind, parts: [output], elements: undefined, node };
  }
  const { parts } = wordOfValue(value, reading);
  const isVariable = parts.length === 1 && parts[0]?.kind === "variable";
  const node = value.words.length > 1 && !value.isList ? nodeOfValue(value) : value.node;
  return { kind: isVariable ? "variable" : "other", parts, elements: value.isList ? value.words : undefined, node };
}

/** A command that makes an object and does nothing else. */
function createsObject(node: Node): boolean {
  return node.kind === "command" && node.words[0]?.raw.toLowerCase() === "new-object";
}
