import { sliceJoined } from "../../../text/joined-text.ts";
import { skipSpace, trimEnd } from "../../blanks.ts";
import {
  BACKQUOTE,
  CLOSE_PAREN,
  EQUALS,
  isLetter,
  NEWLINE,
  OPEN_PAREN,
  PERCENT,
  SINGLE_QUOTE,
} from "../../characters.ts";
import { addGap, readDeeper, readNested, spanAt } from "../reading.ts";
import type { Node, Redirect, Word } from "../script.ts";
import { plainWord } from "../text-parts.ts";
import { commandOf, NOTHING, nodeOf, outputOfScript, spanOfAll } from "../tree.ts";
import { type CmdReading, current, isBlank, skipBlanks } from "./cmd-reading.ts";
import { readRedirect } from "./commands.ts";
import { readWord } from "./words.ts";

/** Reads `if`, `for` or a group in brackets; undefined when none begins here. Steps over a remark. */
export function readControl(reading: CmdReading): Node | undefined {
  const start = reading.at;
  if (current(reading) === OPEN_PAREN) return readGroup(reading);
  const keyword = wordAt(reading);
  if (keyword !== "if" && keyword !== "for" && keyword !== "rem" && keyword !== "::") return undefined;
  reading.at += keyword.length;
  const span = spanAt(reading, start, reading.at);
  switch (keyword) {
    case "if":
      return readDeeper(reading.limits, span, () => readIf(reading)) ?? NOTHING;
    case "for":
      return readDeeper(reading.limits, span, () => readFor(reading)) ?? NOTHING;
    default:
      skipLine(reading);
      return undefined;
  }
}

/** The keyword that begins here, in lower case; `::` begins a remark. */
function wordAt({ text, at }: CmdReading): string {
  if (text.startsWith("::", at)) return "::";
  let end = at;
  while (isLetter(text.charCodeAt(end))) end += 1;
  const next = text.charCodeAt(end);
  const isWhole = isBlank(next) || next === NEWLINE || next === OPEN_PAREN || Number.isNaN(next);
  return isWhole ? text.slice(at, end).toLowerCase() : "";
}

function skipLine(reading: CmdReading): void {
  const end = reading.text.indexOf("\n", reading.at);
  reading.at = end < 0 ? reading.text.length : end;
}

/** `( … )` with its redirects. */
function readGroup(reading: CmdReading): Node {
  const { limits, text } = reading;
  const open = reading.at;
  const openSpan = spanAt(reading, open, open + 1);
  const body = readDeeper(limits, openSpan, () => {
    reading.at += 1;
    reading.brackets += 1;
    const items = reading.readCommands(reading, false);
    reading.brackets -= 1;
    return nodeOf(items);
  });
  if (body === undefined) reading.at = text.length;
  else if (current(reading) === CLOSE_PAREN) reading.at += 1;
  else addGap(limits, openSpan, "no `)` closes this");
  const redirects: Redirect[] = [];
  for (;;) {
    const before = reading.at;
    skipBlanks(reading);
    const redirect = readRedirect(reading);
    if (redirect === undefined) {
      reading.at = before;
      break;
    }
    redirects.push(redirect);
  }
  return { kind: "group", subshell: false, catches: false, body: body ?? NOTHING, redirects };
}

/** What `if` or `for` runs: a group, or all commands up to the end of the line. */
function readBody(reading: CmdReading): Node {
  skipBlanks(reading);
  return current(reading) === OPEN_PAREN ? readGroup(reading) : nodeOf(reading.readCommands(reading, true));
}

function readIf(reading: CmdReading): Node {
  const words = readTest(reading);
  const test = commandOf(words, spanOfAll(words));
  const branches: { test: Node | undefined; body: Node }[] = [{ test, body: readBody(reading) }];
  const before = reading.at;
  skipBlanks(reading);
  if (wordAt(reading) === "else") {
    reading.at += 4;
    branches.push({ test: undefined, body: readBody(reading) });
  } else reading.at = before;
  return { kind: "if", branches };
}

/** The words between `if` and the command: `not exist file`, `"%A%" == "b"`, `%N% GEQ 2`. Source: `if /?`. */
function readTest(reading: CmdReading): readonly Word[] {
  const words: Word[] = [];
  let first = take(reading, words, true);
  while (first === "/i" || first === "not") first = take(reading, words, true);
  if (first === "exist" || first === "defined" || first === "errorlevel" || first === "cmdextversion") {
    take(reading, words, false);
    return words;
  }
  skipBlanks(reading);
  if (current(reading) === EQUALS && reading.text.charCodeAt(reading.at + 1) === EQUALS) {
    words.push(plainWord(reading, reading.at, reading.at + 2));
    reading.at += 2;
  } else take(reading, words, false);
  take(reading, words, false);
  return words;
}

/** Reads a word of a test, and gives it in lower case. */
function take(reading: CmdReading, words: Word[], stopsAtEquals: boolean): string {
  skipBlanks(reading);
  const word = readWord(reading, stopsAtEquals);
  if (word.raw !== "") words.push(word);
  return word.raw.toLowerCase();
}

/** `for [/option …] %i in (set) do command`. Source: `for /?`. */
function readFor(reading: CmdReading): Node {
  const options: string[] = [];
  skipBlanks(reading);
  while (current(reading) !== PERCENT && options.length < 8) {
    const option = readWord(reading).raw;
    if (option === "") return NOTHING;
    options.push(option.toLowerCase());
    skipBlanks(reading);
  }
  const variable = readWord(reading).raw;
  const letter = variable.charAt(variable.startsWith("%%") ? 2 : 1);
  skipBlanks(reading);
  if (wordAt(reading) === "in") reading.at += 2;
  skipBlanks(reading);
  const set = current(reading) === OPEN_PAREN ? readSet(reading, options) : undefined;
  skipBlanks(reading);
  if (wordAt(reading) === "do") reading.at += 2;
  reading.loops.push(letter);
  const body = readBody(reading);
  reading.loops.pop();
  return { kind: "for", variable: `%${letter}`, values: set, body };
}

/** The words in the brackets of `for`; undefined when they are no list of values. */
function readSet(reading: CmdReading, options: readonly string[]): readonly Word[] | undefined {
  const start = reading.at + 1;
  reading.at = start;
  reading.brackets += 1;
  reading.isSet = true;
  const words: Word[] = [];
  for (;;) {
    skipBlanks(reading);
    if (current(reading) === NEWLINE) {
      reading.at += 1;
      continue;
    }
    const before = reading.at;
    const word = readWord(reading);
    if (reading.at === before) {
      if (current(reading) === CLOSE_PAREN || Number.isNaN(current(reading))) break;
      reading.at += 1;
    } else words.push(word);
  }
  reading.brackets -= 1;
  reading.isSet = false;
  const end = reading.at;
  if (current(reading) === CLOSE_PAREN) reading.at += 1;
  if (options.length === 0) return words;
  if (!options.includes("/f")) return undefined;
  const quote = options.some((option) => option.includes("usebackq")) ? BACKQUOTE : SINGLE_QUOTE;
  return outputOfSet(reading, start, end, quote);
}

/** `for /f %i in ('command')`, with `usebackq` in backquotes: the lines that the command prints. */
function outputOfSet(reading: CmdReading, from: number, to: number, quote: number): readonly Word[] | undefined {
  const { text, joined } = reading;
  const end = trimEnd(text, from, to);
  const start = skipSpace(text, from, end);
  if (end - start <= 2 || text.charCodeAt(start) !== quote || text.charCodeAt(end - 1) !== quote) return undefined;
  const span = spanAt(reading, start, end);
  const inner = { joined: sliceJoined(joined, start + 1, end - 1), inserted: [] };
  const script = readNested(reading, inner, "cmd", span);
  if (script === undefined) return undefined;
  return [{ span, raw: text.slice(start, end), parts: [outputOfScript(script, span)] }];
}
