/** One argument of a call in R code; offsets in the code. */
export interface RArgument {
  readonly name: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** A call in R code, `name` with its namespace when written: `remotes::install_github`. */
export interface RCall {
  readonly name: string;
  readonly args: readonly RArgument[];
}

/** The calls of `functions` in R code, in order; what stands inside their own arguments is not looked at again. */
export function rCalls(code: string, functions: ReadonlySet<string>): readonly RCall[] {
  const calls: RCall[] = [];
  let index = 0;
  while (index < code.length) {
    const next = afterToken(code, index);
    const name = isNameStart(code.charCodeAt(index)) ? code.slice(index, next) : "";
    const open = afterBlanks(code, next);
    const isCall = code[open] === "(" && functions.has(withoutNamespace(name));
    index = next;
    if (!isCall) continue;
    const { args, end } = argumentsAt(code, open);
    calls.push({ name, args });
    index = end;
  }
  return calls;
}

/** The function's own name: `pak` of `pak::pak`. */
export function withoutNamespace(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}

/** The insides of the string literals that an expression is: one string, or `c("a", name = 'b')`. Undefined: it is something else. */
export function stringsOf(
  code: string,
  start: number,
  end: number,
): readonly { start: number; end: number }[] | undefined {
  const isVector = code.startsWith("c(", start) && code[end - 1] === ")";
  const last = isVector ? end - 1 : end;
  const strings: { start: number; end: number }[] = [];
  let index = isVector ? start + 2 : start;
  while (index < last) {
    const code0 = code.charCodeAt(index);
    const next = Math.min(afterToken(code, index), last);
    const equals = isVector && isNameStart(code0) ? afterBlanks(code, next) : -1;
    if (isQuote(code0)) strings.push({ start: index + 1, end: next - 1 });
    else if (!isBlank(code0) && !(isVector && code0 === COMMA) && code[equals] !== "=") return undefined;
    index = Math.max(next, equals + 1);
  }
  return strings.length === 0 || (!isVector && strings.length > 1) ? undefined : strings;
}

const COMMA = 44;
const HASH = 35;
const BACKSLASH = 92;

/** The arguments between the bracket at `open` and the one that closes it; `end` is behind that. */
function argumentsAt(code: string, open: number): { args: readonly RArgument[]; end: number } {
  const args: RArgument[] = [];
  let depth = 0;
  let start = open + 1;
  let index = open;
  const close = (end: number) => {
    const argument = argumentOf(code, start, end);
    if (argument !== undefined) args.push(argument);
    start = end + 1;
  };
  while (index < code.length) {
    const character = code[index];
    if (character === "(" || character === "[" || character === "{") depth += 1;
    else if (character === ")" || character === "]" || character === "}") depth -= 1;
    else if (character === "," && depth === 1) close(index);
    if (depth === 0) {
      close(index);
      return { args, end: index + 1 };
    }
    index = afterToken(code, index);
  }
  close(code.length);
  return { args, end: code.length };
}

function argumentOf(code: string, from: number, to: number): RArgument | undefined {
  let start = afterBlanks(code, from);
  let end = to;
  while (end > start && isBlank(code.charCodeAt(end - 1))) end -= 1;
  if (start >= end) return undefined;
  if (!isNameStart(code.charCodeAt(start))) return { name: undefined, start, end };
  const nameEnd = afterToken(code, start);
  const equals = afterBlanks(code, nameEnd);
  if (code[equals] !== "=" || code[equals + 1] === "=") return { name: undefined, start, end };
  const name = code.slice(start, nameEnd);
  start = afterBlanks(code, equals + 1);
  return { name, start: Math.min(start, end), end };
}

/** Behind the token at `index`: a name with its namespace, a string, a comment, or one character. */
function afterToken(code: string, index: number): number {
  const first = code.charCodeAt(index);
  let end = index + 1;
  if (isQuote(first)) {
    while (end < code.length && code.charCodeAt(end) !== first) end += code.charCodeAt(end) === BACKSLASH ? 2 : 1;
    return Math.min(end + 1, code.length);
  }
  if (first === HASH) {
    const line = code.indexOf("\n", index);
    return line < 0 ? code.length : line;
  }
  if (isNameStart(first)) while (end < code.length && isNamePart(code.charCodeAt(end))) end += 1;
  return end;
}

function afterBlanks(code: string, from: number): number {
  let index = from;
  while (index < code.length && isBlank(code.charCodeAt(index))) index += 1;
  return index;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** A letter, `.` or `_`. */
function isNameStart(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 46 || code === 95;
}

/** Also digits and the `:` of a namespace. */
function isNamePart(code: number): boolean {
  return isNameStart(code) || (code >= 48 && code <= 58);
}
