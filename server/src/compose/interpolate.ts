import { UNKNOWN_PART } from "../knowledge/image-reference.ts";
import { endOfName } from "../text/end-of-name.ts";

/**
 * A value of a Compose file with its variables put in: `${NAME:-default}` gives its default, `$$` a dollar, as one does that
 * stands before no name. UNKNOWN_PART stands for what only the environment knows; undefined for a text that Compose refuses.
 * Source: Compose specification, "Interpolation".
 */
export function interpolate(value: string): string | undefined {
  return value.includes("$") ? expand(value, 0) : value;
}

/** Defaults may hold variables again; so deep. */
const MAX_DEPTH = 16;

function expand(value: string, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return UNKNOWN_PART;
  let text = "";
  let at = 0;
  while (at < value.length) {
    const dollar = value.indexOf("$", at);
    if (dollar < 0) return text + value.slice(at);
    text += value.slice(at, dollar);
    const next = value[dollar + 1];
    if (next === "$") {
      text += "$";
      at = dollar + 2;
    } else if (next === "{") {
      const end = closingBrace(value, dollar + 2);
      const inner = end < 0 ? undefined : expandBraces(value.slice(dollar + 2, end), depth);
      if (inner === undefined) return undefined;
      text += inner;
      at = end + 1;
    } else {
      at = endOfName(value, dollar + 1);
      text += at === dollar + 1 ? "$" : UNKNOWN_PART;
    }
  }
  return text;
}

function expandBraces(inner: string, depth: number): string | undefined {
  const nameEnd = endOfName(inner, 0);
  if (nameEnd === 0) return undefined;
  const rest = inner.slice(nameEnd);
  if (rest === "") return UNKNOWN_PART;
  const operator = rest.startsWith(":") ? rest.slice(0, 2) : rest.slice(0, 1);
  const word = rest.slice(operator.length);
  switch (operator) {
    case ":-":
    case "-":
      return expand(word, depth + 1);
    // Set by somebody outside, or the run fails; and `+` says something only when it is set.
    case ":?":
    case "?":
    case ":+":
    case "+":
      return UNKNOWN_PART;
    default:
      return undefined;
  }
}

function closingBrace(value: string, from: number): number {
  let open = 1;
  for (let at = from; at < value.length; at += 1) {
    if (value[at] === "{") open += 1;
    else if (value[at] === "}") open -= 1;
    if (open === 0) return at;
  }
  return -1;
}
