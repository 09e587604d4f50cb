import {
  CLOSE_CURLY,
  CLOSE_PAREN,
  DOLLAR,
  MINUS,
  OPEN_CURLY,
  OPEN_PAREN,
  OPEN_SQUARE,
  SEMICOLON,
} from "../../characters.ts";
import { readDeeper, spanAt } from "../reading.ts";
import type { AndOr, Case, If, Node, Word } from "../script.ts";
import { plainWord, textPart } from "../text-parts.ts";
import { NOTHING, nodeOf } from "../tree.ts";
import { readBlock, skipBalanced } from "./blocks.ts";
import { outputWord } from "./build-words.ts";
import { current, isNameCharacter, skipBlanks, skipLines } from "./characters.ts";
import { readWord } from "./commands.ts";
import { readOperand } from "./operands.ts";
import { inBlock, type PsReading } from "./ps-reading.ts";
import { elementsOf, wordOfValue } from "./values.ts";
import { variableAt } from "./variables.ts";

/** Readers of the statements with bodies; the reader stands behind the keyword. */
const READERS: ReadonlyMap<string, (reading: PsReading) => Node> = new Map([
  ["if", readIf],
  ["while", readWhile],
  ["for", readFor],
  ["foreach", readForeach],
  ["do", readDo],
  ["switch", readSwitch],
  ["try", readTry],
  ["function", readFunction],
  ["filter", readFunction],
  ["trap", readTrap],
  ["param", readParameters],
  ["begin", readBody],
  ["process", readBody],
  ["end", readBody],
]);

/** Reads a statement with a body (`if`, `foreach`, `try` …); undefined when none begins here. Source: about_Language_Keywords. */
export function readControl(reading: PsReading): Node | undefined {
  skipBlanks(reading);
  const start = reading.at;
  const keyword = wordAt(reading);
  const read = READERS.get(keyword);
  if (read === undefined) return undefined;
  reading.at += keyword.length;
  if (!opensStatement(reading, keyword)) {
    reading.at = start;
    return undefined;
  }
  return readDeeper(reading.limits, spanAt(reading, start, start + keyword.length), () => read(reading)) ?? NOTHING;
}

/** The name that begins here, in lower case; empty when no letter stands here. */
function wordAt({ text, at }: PsReading): string {
  let end = at;
  while (isNameCharacter(text.charCodeAt(end))) end += 1;
  return text.slice(at, end).toLowerCase();
}

/** A keyword is one only in front of what must follow it: a script may call a program `process` or `end`. */
function opensStatement(reading: PsReading, keyword: string): boolean {
  if (keyword === "function" || keyword === "filter") {
    skipBlanks(reading);
    return isNameCharacter(current(reading));
  }
  skipLines(reading);
  const code = current(reading);
  switch (keyword) {
    case "do":
    case "begin":
    case "process":
    case "end":
    case "try":
      return code === OPEN_CURLY;
    case "trap":
      return code === OPEN_CURLY || code === OPEN_SQUARE;
    case "foreach":
    case "switch":
      return code === OPEN_PAREN || code === MINUS;
    default:
      return code === OPEN_PAREN;
  }
}

/** `( … )`: what is tested. */
function readTest(reading: PsReading): Node {
  return readBetween(reading, OPEN_PAREN);
}

/** `{ … }`. */
export function readBody(reading: PsReading): Node {
  return readBetween(reading, OPEN_CURLY);
}

/** What stands between brackets; nothing when they do not stand here. */
function readBetween(reading: PsReading, bracket: number): Node {
  skipLines(reading);
  const block = current(reading) === bracket ? readBlock(reading, 1) : undefined;
  return block === undefined ? NOTHING : nodeOf(block.statements.items);
}

/** Steps over one of `keywords` when it comes next, in another line if need be, and says which. */
function takeKeyword(reading: PsReading, ...keywords: readonly string[]): string | undefined {
  const start = reading.at;
  skipLines(reading);
  const keyword = wordAt(reading);
  if (keywords.includes(keyword)) {
    reading.at += keyword.length;
    return keyword;
  }
  reading.at = start;
  return undefined;
}

function readIf(reading: PsReading): If {
  const branches: { test: Node | undefined; body: Node }[] = [{ test: readTest(reading), body: readBody(reading) }];
  for (;;) {
    const keyword = takeKeyword(reading, "elseif", "else");
    if (keyword === undefined) break;
    branches.push({ test: keyword === "elseif" ? readTest(reading) : undefined, body: readBody(reading) });
    if (keyword === "else") break;
  }
  return { kind: "if", branches };
}

function readWhile(reading: PsReading): Node {
  return { kind: "while", test: readTest(reading), body: readBody(reading) };
}

/** `do { … } while ( … )`. */
function readDo(reading: PsReading): Node {
  const body = readBody(reading);
  const keyword = takeKeyword(reading, "while", "until");
  return { kind: "while", test: keyword === undefined ? NOTHING : readTest(reading), body };
}

/** `for (start; test; step) { … }`: its three parts run like the body. */
function readFor(reading: PsReading): Node {
  const header = readTest(reading);
  const body = readBody(reading);
  return { kind: "for", variable: "", values: undefined, body: { kind: "sequence", items: [header, body] } };
}

function readForeach(reading: PsReading): Node {
  skipOptions(reading);
  if (current(reading) !== OPEN_PAREN) return readBody(reading);
  const open = reading.at;
  reading.at += 1;
  skipLines(reading);
  const variable = current(reading) === DOLLAR ? variableAt(reading.text, reading.at) : undefined;
  if (variable !== undefined) reading.at = variable.end;
  const values = takeKeyword(reading, "in") === undefined ? undefined : readValues(reading);
  if (current(reading) === CLOSE_PAREN) reading.at += 1;
  else {
    reading.at = open;
    skipBalanced(reading);
  }
  return { kind: "for", variable: variable?.name ?? "", values, body: readBody(reading) };
}

/** What a loop runs over. */
function readValues(reading: PsReading): readonly Word[] {
  skipLines(reading);
  const start = reading.at;
  const { items, values } = reading.readStatements(reading);
  if (values !== undefined) return values.flatMap((value) => elementsOf(value, reading));
  return [outputWord(reading, nodeOf(items), start)];
}

/** `-Parallel`, `-Regex`. */
function skipOptions(reading: PsReading): void {
  skipLines(reading);
  while (current(reading) === MINUS) {
    reading.at += 1;
    while (isNameCharacter(current(reading))) reading.at += 1;
    skipLines(reading);
  }
}

function readSwitch(reading: PsReading): Node {
  skipOptions(reading);
  const word = readSwitched(reading);
  skipLines(reading);
  const arms: Case["arms"][number][] = [];
  if (current(reading) !== OPEN_CURLY) return { kind: "case", word, arms };
  reading.at += 1;
  for (;;) {
    skipLines(reading);
    while (current(reading) === SEMICOLON) {
      reading.at += 1;
      skipLines(reading);
    }
    const before = reading.at;
    if (current(reading) === CLOSE_CURLY || Number.isNaN(current(reading))) break;
    const pattern = readPattern(reading);
    arms.push({ patterns: [pattern], body: inBlock(reading, false, readBody) });
    if (reading.at === before) reading.at += 1;
  }
  if (current(reading) === CLOSE_CURLY) reading.at += 1;
  return { kind: "case", word, arms };
}

/** What a `switch` looks at: the value in its brackets, or the lines of a file whose name stands there without. */
function readSwitched(reading: PsReading): Word {
  const start = reading.at;
  if (current(reading) !== OPEN_PAREN) {
    const { span, raw } = readWord(reading, [], start);
    return { span, raw, parts: [{ kind: "opaque", quoted: true, span }] };
  }
  const statements = readBlock(reading, 1)?.statements;
  const [value] = statements?.values ?? [];
  if (statements?.values?.length === 1 && value?.words.length === 1) return wordOfValue(value, reading);
  return outputWord(reading, nodeOf(statements?.items ?? []), start);
}

/** What an arm of a `switch` stands for; `default` counts as written `*`, the pattern of the other shells. */
function readPattern(reading: PsReading): Word {
  const start = reading.at;
  if (wordAt(reading) === "default") {
    reading.at += 7;
    const { span } = plainWord(reading, start, reading.at);
    return { span, raw: "*", parts: [textPart(reading.text.slice(start, reading.at), span, false)] };
  }
  return readOperand(reading)?.word ?? readWord(reading, [], start);
}

/** What `catch` holds runs when an error leaves the body. */
function readTry(reading: PsReading): Node {
  const first = readBody(reading);
  const rest: AndOr["rest"][number][] = [];
  while (takeKeyword(reading, "catch") !== undefined) {
    skipTypes(reading);
    rest.push({ operator: "||", node: inBlock(reading, false, readBody) });
  }
  const tried: Node = rest.length === 0 ? groupOf(first) : { kind: "and-or", first: groupOf(first, true), rest };
  if (takeKeyword(reading, "finally") === undefined) return tried;
  return { kind: "sequence", items: [tried, groupOf(readBody(reading))] };
}

/** `[Type], [Type]` in front of a body. */
function skipTypes(reading: PsReading): void {
  skipLines(reading);
  while (current(reading) === OPEN_SQUARE) {
    skipBalanced(reading);
    skipLines(reading);
    if (reading.text.charAt(reading.at) === ",") reading.at += 1;
    skipLines(reading);
  }
}

function groupOf(body: Node, catches = false): Node {
  return { kind: "group", subshell: false, catches, body, redirects: [] };
}

function readFunction(reading: PsReading): Node {
  skipBlanks(reading);
  const start = reading.at;
  while (isNameCharacter(current(reading)) || current(reading) === MINUS || reading.text.charAt(reading.at) === ":") {
    reading.at += 1;
  }
  const written = reading.text.slice(start, reading.at).toLowerCase();
  const name = written.slice(written.indexOf(":") + 1);
  readParameters(reading);
  return { kind: "function", name, body: readBody(reading) };
}

/** What a trap holds runs when an error comes by, like a function that nobody calls. */
function readTrap(reading: PsReading): Node {
  skipTypes(reading);
  return { kind: "function", name: "trap", body: readBody(reading) };
}

/** `param( … )` and the parameters of a function: nothing in them runs that matters. */
function readParameters(reading: PsReading): Node {
  skipLines(reading);
  if (current(reading) === OPEN_PAREN) skipBalanced(reading);
  return NOTHING;
}
