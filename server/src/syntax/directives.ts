import { skipSpace } from "./blanks.ts";
import { OPEN_CURLY } from "./characters.ts";
import type { Comment, Directive, Problem } from "./dockerfile.ts";
import { contentEndOf, lineEndAt } from "./logical-line.ts";

/** The directives at the top of a file, the escape character that holds below, and where the rest begins. */
export interface ReadDirectives {
  readonly directives: readonly Directive[];
  readonly escape: "\\" | "`";
  /** Lines at the top that look like a directive but are none, and a first line `#!…`. */
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
  readonly end: number;
}

const NAMES: ReadonlySet<string> = new Set(["syntax", "escape", "check"]);
const BYTE_ORDER_MARK = 0xfeff;

/** Where the reading stands: BuildKit looks for `escape` while it parses, and for `syntax` and `check` on its own. */
interface Top {
  readonly text: string;
  readonly limit: number;
  readonly directives: Directive[];
  readonly comments: Comment[];
  readonly problems: Problem[];
  readonly seen: Set<string>;
  offset: number;
  readsEscape: boolean;
  readsSyntax: boolean;
}

/**
 * Reads `# name=value` lines until one is none. `syntax` may also stand behind a first line `#!…`, behind `//`, or in a
 * JSON object that is the whole file. Source: BuildKit's DirectiveParser, Parse and DetectSyntax.
 */
export function readDirectives(text: string, limit: number): ReadDirectives {
  const top = newTop(text, limit);
  const begin = top.offset;
  while (top.offset < limit && (top.readsEscape || top.readsSyntax)) {
    const lineEnd = lineEndAt(top, top.offset);
    const line = lineAt(top, top.offset, lineEnd, "#");
    if (line === undefined) break;
    takeLine(top, line);
    top.offset = lineEnd + 1;
  }
  const escape = top.directives.find(({ name }) => name === "escape")?.value === "`" ? "`" : "\\";
  if (!top.directives.some(({ name }) => name === "syntax")) readOtherForms(top, begin);
  const { directives, comments, problems, offset } = top;
  return { directives, escape, comments, problems, end: offset };
}

function newTop(text: string, limit: number): Top {
  const offset = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  const top: Top = {
    text,
    limit,
    directives: [],
    comments: [],
    problems: [],
    seen: new Set(),
    offset,
    readsEscape: true,
    readsSyntax: true,
  };
  if (text.startsWith("#!", offset)) {
    const lineEnd = lineEndAt(top, top.offset);
    top.comments.push({ span: { start: offset, end: contentEndOf(text, lineEnd) } });
    top.readsEscape = false;
    top.offset = Math.min(lineEnd + 1, limit);
  }
  return top;
}

/** A line of the form `# name=value`. */
interface DirectiveLine {
  readonly directive: Directive;
  readonly indented: boolean;
}

function lineAt({ text }: Top, start: number, lineEnd: number, mark: string): DirectiveLine | undefined {
  const end = contentEndOf(text, lineEnd);
  const first = mark === "#" ? skipSpace(text, start, end) : start;
  if (!text.startsWith(mark, first)) return undefined;
  const nameStart = skipSpace(text, first + mark.length, end);
  const match = /^([a-zA-Z][a-zA-Z0-9]*)[\t\f\r ]*=[\t\f\r ]*/.exec(text.slice(nameStart, end));
  const name = match?.[1]?.toLowerCase();
  if (match === null || name === undefined || !NAMES.has(name)) return undefined;
  const valueStart = nameStart + match[0].length;
  // Blanks alone are a value for BuildKit: then the line is a directive, of nothing.
  if (valueStart === end && text[end - 1] === "=") return undefined;
  const wholeEnd = withoutBlanks(text, valueStart, end);
  // The image of `syntax` ends at its first blank; what follows is an argument of the frontend.
  const blank = name === "syntax" ? text.indexOf(" ", valueStart) : -1;
  const valueEnd = blank < 0 ? wholeEnd : Math.min(blank, wholeEnd);
  const directive: Directive = {
    name,
    value: text.slice(valueStart, valueEnd),
    span: { start: first, end: withoutBlanks(text, first, end) },
    valueSpan: { start: valueStart, end: valueEnd },
  };
  return { directive, indented: first > start };
}

function withoutBlanks(text: string, start: number, end: number): number {
  let index = end;
  while (index > start && " \t\f\r".includes(text[index - 1] ?? "-")) index--;
  return index;
}

/** Keeps the directive when it counts, says so when BuildKit refuses it; any other line is a comment. */
function takeLine(top: Top, { directive, indented }: DirectiveLine): void {
  const { name, value, span, valueSpan } = directive;
  // DetectSyntax wants the mark at the start of the line, and gives up at a directive that it has seen.
  if (indented || top.seen.has(name)) top.readsSyntax = false;
  if (top.readsEscape && top.seen.has(name)) {
    top.problems.push({ span, message: `The directive ${name} stands here a second time.` });
    return;
  }
  const counts = name === "escape" ? top.readsEscape : top.readsSyntax;
  top.seen.add(name);
  if (!counts) top.comments.push({ span });
  else if (value === "") top.problems.push({ span, message: `The directive ${name} has no value.` });
  else if (name === "escape" && value !== "\\" && value !== "`") {
    top.problems.push({ span: valueSpan, message: "The escape character is either \\ or `." });
  } else top.directives.push(directive);
}

function readOtherForms(top: Top, begin: number): void {
  const { text, limit } = top;
  if (text.startsWith("//", begin)) {
    readSlashes(top, begin);
  } else if (text.charCodeAt(skipSpace(text, begin, limit)) === OPEN_CURLY && limit === text.length) {
    readJson(top, begin);
  }
}

/** The program that `// syntax=` names reads the file; as a Dockerfile, the line is not an instruction. */
function readSlashes(top: Top, begin: number): void {
  const { limit } = top;
  const seen = new Set<string>();
  for (let start = begin; start < limit; ) {
    const lineEnd = lineEndAt(top, start);
    const line = lineAt(top, start, lineEnd, "//");
    if (line === undefined || seen.has(line.directive.name)) return;
    seen.add(line.directive.name);
    if (line.directive.name === "syntax") top.directives.push(line.directive);
    start = lineEnd + 1;
  }
}

/** A file that is a JSON object with a `syntax`: another program reads the rest of it. */
function readJson(top: Top, begin: number): void {
  const { text, limit } = top;
  const value = syntaxOfJson(text.slice(begin));
  if (value === undefined) return;
  const whole = { start: skipSpace(text, begin, limit), end: limit };
  const written = text.indexOf(JSON.stringify(value), begin);
  const valueSpan = written < 0 ? whole : { start: written + 1, end: written + JSON.stringify(value).length - 1 };
  top.directives.push({ name: "syntax", value, span: whole, valueSpan });
  top.offset = limit;
}

function syntaxOfJson(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && "syntax" in value && typeof value.syntax === "string" ? value.syntax : undefined;
  } catch {
    return undefined;
  }
}
