import { trimEnd } from "../../blanks.ts";
import {
  AMPERSAND,
  CLOSE_CURLY,
  CLOSE_PAREN,
  DOLLAR,
  DOT,
  EQUALS,
  OPEN_CURLY,
  PIPE,
  QUESTION,
  SEMICOLON,
} from "../../characters.ts";
import { addGap, readDeeper, spanAt } from "../reading.ts";
import type { Assignment, Command, Node, Word } from "../script.ts";
import { plainWord, writtenAt } from "../text-parts.ts";
import { commandOf, nodeOf, spanOfAll } from "../tree.ts";
import { outputWord } from "./build-words.ts";
import { ahead, current, isBlank, isQuote, skipBlanks, skipLines } from "./characters.ts";
import { endsCommand, readCommand, startsExpression } from "./commands.ts";
import { readBody, readControl } from "./control.ts";
import { readOperand } from "./operands.ts";
import { inBlock, type PsReading, type Statements, type Value } from "./ps-reading.ts";
import { elementsOf, nodeOfValue } from "./values.ts";

/** Reads statements up to a closing bracket, which is not consumed, or the end of the text. */
export function readStatements(reading: PsReading): Statements {
  const items: Node[] = [];
  let values: Value[] | undefined = [];
  for (;;) {
    skipSeparators(reading);
    const code = current(reading);
    if (Number.isNaN(code) || code === CLOSE_PAREN || code === CLOSE_CURLY) break;
    const start = reading.at;
    const statement = readStatement(reading);
    if (statement?.kind === "value") {
      values?.push(statement);
      items.push(nodeOfValue(statement));
    } else if (statement !== undefined) {
      values = undefined;
      if (statement.kind !== "sequence" || statement.items.length > 0) items.push(statement);
    }
    skipBlanks(reading);
    if (reading.at === start) {
      addGap(
        reading.limits,
        spanAt(reading, start, start + 1),
        `\`${reading.text.charAt(start)}\` is not expected here`,
      );
      reading.at += 1;
    }
  }
  return { items, values };
}

/** Over blanks, line ends, `;` and the `&` of a job in the background. */
function skipSeparators(reading: PsReading): void {
  for (;;) {
    skipLines(reading);
    const code = current(reading);
    if (code === SEMICOLON) reading.at += 1;
    else if (code === AMPERSAND && !startsInvocation(reading)) reading.at += 1;
    else return;
  }
}

function readStatement(reading: PsReading): Node | Value | undefined {
  const control = readControl(reading);
  if (control !== undefined) return control;
  const first = readPipeline(reading);
  if (first === undefined) return undefined;
  const rest: { operator: "&&" | "||"; node: Node }[] = [];
  for (;;) {
    skipBlanks(reading);
    const code = current(reading);
    if ((code !== AMPERSAND && code !== PIPE) || ahead(reading, 1) !== code) break;
    reading.at += 2;
    skipLines(reading);
    const next = readControl(reading) ?? readPipeline(reading);
    if (next === undefined) break;
    rest.push({ operator: code === PIPE ? "||" : "&&", node: asNode(next) });
  }
  return rest.length === 0 ? first : { kind: "and-or", first: asNode(first), rest };
}

function asNode(statement: Node | Value): Node {
  return statement.kind === "value" ? nodeOfValue(statement) : statement;
}

function readPipeline(reading: PsReading): Node | Value | undefined {
  const first = readElement(reading);
  if (first === undefined) return undefined;
  const head = asNode(first);
  const parts: Node[] = head.kind === "pipeline" ? [...head.parts] : [head];
  let isAlone = true;
  while (takePipe(reading)) {
    const loop = isAlone && isItems(first) ? readEach(reading, first) : undefined;
    if (loop !== undefined) {
      isAlone = false;
      parts[0] = loop;
      continue;
    }
    const next = readElement(reading);
    if (next === undefined) break;
    isAlone = false;
    parts.push(asNode(next));
  }
  if (isAlone) return first;
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: "pipeline", negated: false, parts };
}

/** A list, or a variable that holds one. */
function isItems(statement: Node | Value): statement is Value {
  if (statement.kind !== "value") return false;
  const [part] = statement.words[0]?.parts ?? [];
  return statement.isList || (statement.words.length === 1 && part?.kind === "variable" && part.operator === "[@]");
}

const EACH = /(?:foreach-object|foreach|%)\s*(?:-(?:process|parallel)\s*)?(?=\{)/iy;

/** `ForEach-Object { … }` behind a list: a loop over it, whose variable is `$_`; undefined where another command stands. */
function readEach(reading: PsReading, list: Value): Node | undefined {
  EACH.lastIndex = reading.at;
  if (!EACH.test(reading.text)) return undefined;
  reading.at = EACH.lastIndex;
  const body = inBlock(reading, true, readBody);
  // What stands behind the block says how, or is another block: `-End { … }`.
  const rest = readCommand(reading);
  const items = rest === undefined ? [body] : [body, rest];
  return { kind: "for", variable: "_", values: elementsOf(list, reading), body: nodeOf(items) };
}

/** Steps over the `|` of a pipeline, which may begin a later line. Source: about_Pipelines, "One-line, multi-line". */
function takePipe(reading: PsReading): boolean {
  const before = reading.at;
  skipLines(reading);
  const isPipe = current(reading) === PIPE && ahead(reading, 1) !== PIPE;
  reading.at = isPipe ? reading.at + 1 : before;
  if (isPipe) skipLines(reading);
  return isPipe;
}

function readElement(reading: PsReading): Node | Value | undefined {
  skipBlanks(reading);
  if (startsInvocation(reading)) {
    reading.at += 1;
    skipBlanks(reading);
    if (current(reading) === OPEN_CURLY) return readBlockElement(reading);
    return readCommand(reading);
  }
  if (current(reading) === OPEN_CURLY) return readBlockElement(reading);
  if (!startsExpression(reading)) return endsCommand(current(reading)) ? undefined : readCommand(reading);
  const start = reading.at;
  const value = reading.readValue(reading, false);
  if (value === undefined) return readCommand(reading);
  skipBlanks(reading);
  return readAssignment(reading, value, start) ?? withRedirects(reading, value);
}

/** `& program` or `. script`: runs what the next word names. */
function startsInvocation(reading: PsReading): boolean {
  const code = current(reading);
  if (code !== AMPERSAND && code !== DOT) return false;
  const next = ahead(reading, 1);
  if (code === DOT) return isBlank(next) || isQuote(next) || next === OPEN_CURLY || next === DOLLAR;
  return !endsCommand(next);
}

/** `{ … }` alone, or behind `&`: what stands in it runs. */
function readBlockElement(reading: PsReading): Node | undefined {
  const operand = readOperand(reading);
  // Words behind the block are its arguments.
  readCommand(reading);
  return operand?.node;
}

/** An expression may be written to a file, and broken text may have words behind it. */
function withRedirects(reading: PsReading, value: Value): Node | Value {
  if (endsCommand(current(reading)) || current(reading) === EQUALS) return value;
  const rest = readCommand(reading);
  if (rest === undefined) return value;
  const words = [...value.words, ...rest.words];
  const start = value.words[0]?.span.start ?? rest.span.start;
  return { ...rest, span: { start, end: rest.span.end }, words };
}

/** Length of `=`, `+=`, `??=` …; 0 when none stands here. */
function assignmentLength(reading: PsReading): number {
  const code = current(reading);
  const next = ahead(reading, 1);
  if (code === EQUALS) return next === EQUALS ? 0 : 1;
  if (code === QUESTION && next === QUESTION) return ahead(reading, 2) === EQUALS ? 3 : 0;
  return "+-*/%".includes(reading.text.charAt(reading.at)) && next === EQUALS ? 2 : 0;
}

/** Reads the assignment whose left side is `target`, read from `targetStart` on; undefined when there is none. */
function readAssignment(reading: PsReading, target: Value, targetStart: number): Command | undefined {
  const length = assignmentLength(reading);
  if (length === 0 || target.words.length === 0) return undefined;
  const from = reading.at;
  const left = plainWord(reading, targetStart, trimEnd(reading.text, targetStart, from));
  const operator = plainWord(reading, from, from + length);
  reading.at += length;
  skipLines(reading);
  const right = readDeeper(reading.limits, spanAt(reading, from, from + length), () => readStatement(reading));
  const words = right === undefined ? [] : wordsOf(right, reading, from + length);
  const [part] = target.words[0]?.parts ?? [];
  const { start } = left.span;
  const end = Math.max(words.at(-1)?.span.end ?? 0, operator.span.end);
  const isVariable = target.words.length === 1 && part?.kind === "variable" && part.operator !== "other";
  if (!isVariable) return commandOf([left, operator, ...words], { start, end });
  const isList = right?.kind === "value" && right.isList;
  const assignment = assignmentOf(reading, { name: part.name, operator: operator.raw, words, isList });
  return { ...commandOf([], { start, end }), assignments: [{ ...assignment, span: { start, end } }] };
}

/** What stands to the right of `=`. */
interface Assigned {
  readonly name: string;
  readonly operator: string;
  readonly words: readonly Word[];
  readonly isList: boolean;
}

function assignmentOf(reading: PsReading, { name, operator, words, isList }: Assigned): Omit<Assignment, "span"> {
  const append = operator === "+=";
  const array = isList || (append && reading.lists.has(name));
  if (array) reading.lists.add(name);
  else reading.lists.delete(name);
  // `-=` and its kin compute.
  const isKnown = append || operator === "=" || operator === "??=";
  const values = isKnown ? words : [opaqueWord(reading, words)];
  return { name, values, array, append };
}

function opaqueWord(reading: PsReading, words: readonly Word[]): Word {
  const span = spanOfAll(words);
  return { span, raw: writtenAt(reading, span), parts: [{ kind: "opaque", quoted: true, span }] };
}

/** The elements of a value, or the output of the statement that was read from `from` on. */
function wordsOf(statement: Node | Value, reading: PsReading, from: number): readonly Word[] {
  if (statement.kind === "value") return elementsOf(statement, reading);
  return [outputWord(reading, statement, from)];
}
