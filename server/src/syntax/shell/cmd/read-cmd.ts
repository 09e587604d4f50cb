import { AMPERSAND, BACKSLASH, CLOSE_PAREN, NEWLINE, PIPE } from "../../characters.ts";
import { addGap, type Reading, scriptOf, spanAt } from "../reading.ts";
import type { AndOr, Node, Script } from "../script.ts";
import { type CmdReading, current, skipBlanks } from "./cmd-reading.ts";
import { readSimple } from "./commands.ts";
import { readControl } from "./control.ts";

/** Reads the text of cmd.exe. Broken text gives what can be read, and gaps. Source: `cmd /?`, `if /?`, `for /?`. */
export function readCmd(reading: Reading): Script {
  const { joined, limits } = reading;
  const { text } = joined;
  const state = { at: 0, isQuoted: false, brackets: 0, isSet: false, lastQuote: lastQuoteOf(text), loops: [] };
  const cmdReading: CmdReading = { ...reading, text, ...state, readCommands };
  const gapsBefore = limits.gaps.length;
  return scriptOf(readCommands(cmdReading, false), "cmd", limits, gapsBefore);
}

function lastQuoteOf(text: string): number {
  let last = text.lastIndexOf('"');
  while (last > 0 && text.charCodeAt(last - 1) === BACKSLASH) last = text.lastIndexOf('"', last - 1);
  return last;
}

function readCommands(reading: CmdReading, isLine: boolean): readonly Node[] {
  const items: Node[] = [];
  for (;;) {
    skipBlanks(reading);
    const code = current(reading);
    if (Number.isNaN(code) || (code === CLOSE_PAREN && reading.brackets > 0) || (isLine && code === NEWLINE)) break;
    const isSeparator = code === NEWLINE || (code === AMPERSAND && !startsOperator(reading));
    if (isSeparator) {
      reading.at += 1;
      continue;
    }
    const before = reading.at;
    const node = readChain(reading);
    if (node !== undefined) items.push(node);
    if (reading.at > before) continue;
    const what = reading.text.charAt(before);
    addGap(reading.limits, spanAt(reading, before, before + 1), `\`${what}\` is not expected here`);
    reading.at += 1;
  }
  return items;
}

/** `&&` or `||`. */
function startsOperator(reading: CmdReading): boolean {
  const code = current(reading);
  return (code === AMPERSAND || code === PIPE) && reading.text.charCodeAt(reading.at + 1) === code;
}

function readChain(reading: CmdReading): Node | undefined {
  const first = readPipeline(reading);
  if (first === undefined) return undefined;
  const rest: AndOr["rest"][number][] = [];
  for (;;) {
    skipBlanks(reading);
    if (!startsOperator(reading)) break;
    const operator = current(reading) === AMPERSAND ? "&&" : "||";
    reading.at += 2;
    const node = readPipeline(reading);
    if (node === undefined) break;
    rest.push({ operator, node });
  }
  return rest.length === 0 ? first : { kind: "and-or", first, rest };
}

function readPipeline(reading: CmdReading): Node | undefined {
  const first = readCommand(reading);
  if (first === undefined) return undefined;
  const parts: Node[] = [first];
  for (;;) {
    skipBlanks(reading);
    if (current(reading) !== PIPE || startsOperator(reading)) break;
    reading.at += 1;
    const next = readCommand(reading);
    if (next === undefined) break;
    parts.push(next);
  }
  return parts.length === 1 ? first : { kind: "pipeline", negated: false, parts };
}

function readCommand(reading: CmdReading): Node | undefined {
  skipBlanks(reading);
  while (reading.text.charAt(reading.at) === "@") {
    // Without an echo of the line itself.
    reading.at += 1;
    skipBlanks(reading);
  }
  return readControl(reading) ?? readSimple(reading);
}
