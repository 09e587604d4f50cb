import { BACKQUOTE, CARET, CLOSE_CURLY, COLON, DOLLAR, OPEN_CURLY, QUESTION } from "../../characters.ts";
import { spanAt } from "../reading.ts";
import type { WordPart } from "../script.ts";
import { isNameCharacter } from "./characters.ts";
import type { PsReading } from "./ps-reading.ts";

/** Scopes of PowerShell's own variables. Source: about_Scopes. */
const SCOPES: ReadonlySet<string> = new Set(["global", "local", "script", "private", "using", "workflow", "variable"]);

/** A variable as written: where its name ends, and what it names. */
export interface VariableName {
  readonly end: number;
  /** An environment variable as written; another one in lower case. Undefined: one whose value nobody knows (`$_`, `$?`). */
  readonly name: string | undefined;
}

/** Adds the variable at `$`; when there is none, nothing is added and the reader stays. Its value is never split at blanks. */
export function addVariable(parts: WordPart[], reading: PsReading, inString: boolean): void {
  const start = reading.at;
  const variable = variableAt(reading.text, start);
  if (variable === undefined) return;
  reading.at = variable.end;
  const span = spanAt(reading, start, variable.end);
  const isElement = reading.hasElement && ELEMENT.test(reading.text.slice(start, variable.end));
  const name = isElement ? "_" : variable.name;
  if (name === undefined) {
    parts.push({ kind: "opaque", quoted: true, span });
    return;
  }
  const operator = !inString && reading.lists.has(name) ? "[@]" : undefined;
  parts.push({ kind: "variable", name, quoted: true, operator, operands: [], span });
}

const ELEMENT = /^\$(?:_|\{_\})$/;

/** The variable whose `$` stands at `start`. */
export function variableAt(text: string, start: number): VariableName | undefined {
  const first = text.charCodeAt(start + 1);
  if (first === OPEN_CURLY) return bracedVariable(text, start);
  let end = start + 1;
  while (isNameCharacter(text.charCodeAt(end)) || text.charCodeAt(end) === QUESTION) end += 1;
  if (end === start + 1) {
    // `$$` and `$^` speak of the line before.
    return first === DOLLAR || first === CARET ? { end: start + 2, name: undefined } : undefined;
  }
  if (text.charCodeAt(end) === COLON && isNameCharacter(text.charCodeAt(end + 1))) {
    end += 1;
    while (isNameCharacter(text.charCodeAt(end))) end += 1;
  }
  return { end, name: nameOf(text.slice(start + 1, end)) };
}

/** Longest name in `${ }` that is looked for, in characters. */
const MAX_NAME = 256;

function bracedVariable(text: string, start: number): VariableName | undefined {
  const limit = Math.min(text.length, start + MAX_NAME);
  let end = start + 2;
  while (end < limit && text.charCodeAt(end) !== CLOSE_CURLY) end += text.charCodeAt(end) === BACKQUOTE ? 2 : 1;
  if (end >= limit) return undefined;
  return { end: end + 1, name: nameOf(text.slice(start + 2, end)) };
}

function nameOf(written: string): string | undefined {
  const colon = written.indexOf(":");
  if (colon < 0) return written === "_" || written === "?" ? undefined : written.toLowerCase();
  const scope = written.slice(0, colon).toLowerCase();
  const name = written.slice(colon + 1);
  if (scope === "env") return name;
  return SCOPES.has(scope) ? name.toLowerCase() : undefined;
}
