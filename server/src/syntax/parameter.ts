import { appendText, newTraced, sliceTraced, type Traced } from "../text/traced.ts";
import { matchPrefix, matchSuffix, replacePattern } from "./shell-pattern.ts";

/**
 * `${name<operator>operands}` on the value of `name`; undefined when the result is not known. A variable that nothing sets is
 * not known to be unset, yet `${X:-word}` is taken as its default. Sources: POSIX.1-2024 XCU 2.6.2, BuildKit's shell lexer.
 */
export function applyParameter(
  operator: string,
  value: Traced | undefined,
  operands: readonly (Traced | undefined)[],
): Traced | undefined {
  const [first, second] = operands;
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
      return replace(value, first, second, operator === "//");
    default:
      return undefined;
  }
}

function strip(operator: string, value: Traced | undefined, pattern: Traced | undefined): Traced | undefined {
  if (value === undefined || pattern === undefined || pattern.unknown.length > 0) return undefined;
  const longest = operator.length === 2;
  const { length } = value.text;
  if (operator.startsWith("#")) return sliceTraced(value, matchPrefix(value.text, pattern.text, longest) ?? 0, length);
  return sliceTraced(value, 0, length - (matchSuffix(value.text, pattern.text, longest) ?? 0));
}

function replace(
  value: Traced | undefined,
  pattern: Traced | undefined,
  replacement: Traced | undefined,
  all: boolean,
): Traced | undefined {
  if (value === undefined || pattern === undefined || value.unknown.length > 0 || pattern.unknown.length > 0)
    return undefined;
  if ((replacement?.unknown.length ?? 0) > 0) return undefined;
  const text = replacePattern(value.text, pattern.text, replacement?.text ?? "", all);
  if (text === value.text) return value;
  const builder = newTraced();
  appendText(builder, text, value.from[0] ?? 0);
  return builder;
}
