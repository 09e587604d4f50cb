import { appendInserted, newTraced, type Reference, sliceTraced, type Traced } from "../text/traced.ts";
import { replacedParts, trimmedRange } from "./parameter-operation.ts";
import { SHELL_PATTERNS } from "./shell-pattern.ts";

/** A longer result of a replacement is not known. */
const MAX_LENGTH = 65_536;

/**
 * `${name<operator>operands}`, which stands at `reference`, on the value of `name`; undefined when the result is not known. A
 * variable that nothing sets is not known to be unset, yet `${X:-word}` is taken as its default. Sources: POSIX.1-2024 XCU
 * 2.6.2, BuildKit's shell lexer.
 */
export function applyParameter(
  operator: string,
  value: Traced | undefined,
  operands: readonly (Traced | undefined)[],
  reference: Reference,
): Traced | undefined {
  const [first] = operands;
  const isSet = value !== undefined && (value.text !== "" || !operator.startsWith(":"));
  switch (operator) {
    case ":-":
    case "-":
    case ":=":
    case "=":
      return isSet ? value : first;
    case ":+":
    case "+":
      return isSet ? first : value;
    case ":?":
    case "?":
      return value;
    case "#":
    case "##":
    case "%":
    case "%%":
      return strip(operator, value, first);
    case "/":
    case "//":
      return replace(value, operands, operator === "//", reference);
    default:
      return undefined;
  }
}

function strip(operator: string, value: Traced | undefined, pattern: Traced | undefined): Traced | undefined {
  if (value === undefined || pattern === undefined || pattern.unknown.length > 0) return undefined;
  const cut = { from: operator.startsWith("#") ? "start" : "end", longest: operator.length === 2 } as const;
  const range = trimmedRange(value.text, pattern.text, cut, SHELL_PATTERNS);
  if (range === undefined || isInUnknown(range.start, value) || isInUnknown(range.end, value)) return undefined;
  return sliceTraced(value, range.start, range.end);
}

/** What the pattern met there is how the value is written, not what it is. */
function isInUnknown(at: number, { unknown }: Traced): boolean {
  return unknown.some(({ start, end }) => start < at && at < end);
}

/** What is kept and what is new stand in different places, and a word that is made of both where they are put together. */
function replace(
  value: Traced | undefined,
  [pattern, text = newTraced()]: readonly (Traced | undefined)[],
  all: boolean,
  reference: Reference,
): Traced | undefined {
  const isKnown = value?.unknown.length === 0 && pattern?.unknown.length === 0 && text.unknown.length === 0;
  if (!isKnown || value === undefined || pattern === undefined) return undefined;
  const parts = replacedParts(value.text, { pattern: pattern.text, text: text.text, all }, SHELL_PATTERNS);
  if (parts === undefined) return undefined;
  const builder = newTraced();
  for (const part of parts) {
    const isKept = part.kind === "kept";
    appendInserted(builder, isKept ? sliceTraced(value, part.start, part.end) : text, reference);
    if (builder.text.length > MAX_LENGTH) return undefined;
  }
  return builder;
}
