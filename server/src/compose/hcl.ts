/** A value of an HCL file as far as it is literal, or made of variables; `unknown` stands for all other expressions. */
export type HclValue =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly HclValue[] }
  | { readonly kind: "map"; readonly entries: ReadonlyMap<string, HclValue> }
  /** `TAG`: the value of a variable. */
  | { readonly kind: "variable"; readonly name: string }
  /** `"app:${TAG}"`. */
  | { readonly kind: "template"; readonly parts: readonly HclValue[] }
  /** As if it were not written. */
  | { readonly kind: "null" }
  | { readonly kind: "unknown" };

/** A block: `target "web" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, HclValue>;
}

/** What stands at the top of a file. */
export interface HclFile {
  readonly blocks: readonly HclBlock[];
  readonly attributes: ReadonlyMap<string, HclValue>;
}

/** Blocks inside blocks, and values inside values, deeper than this are unknown. */
const MAX_DEPTH = 32;
/** What JavaScript keeps of a number. */
const MAX_DIGITS = 16;

type Token =
  | { readonly kind: "name" | "text" | "mark" | "line"; readonly text: string }
  | { readonly kind: "computed"; readonly text: ""; readonly value: HclValue };

/** Reads an HCL text. Any text has a result: what cannot be read is left out. Source: HCL native syntax specification. */
export function readHcl(source: string): HclFile {
  const tokens = tokensOf(source);
  const blocks: HclBlock[] = [];
  const attributes = new Map<string, HclValue>();
  let at = 0;
  while (at < tokens.length) {
    const open = blockOpening(tokens, at);
    if (open === undefined) {
      at = readStatement(tokens, at, attributes);
      continue;
    }
    const body = readBody(tokens, open.end);
    blocks.push({ type: open.type, labels: open.labels, attributes: body.attributes });
    at = body.end;
  }
  return { blocks, attributes };
}

function blockOpening(tokens: readonly Token[], start: number) {
  if (tokens[start]?.kind !== "name") return undefined;
  let at = start + 1;
  const labels: string[] = [];
  for (; tokens[at]?.kind === "text" || tokens[at]?.kind === "name"; at += 1) labels.push(tokens[at]?.text ?? "");
  return isMark(tokens[at], "{") ? { type: tokens[start].text, labels, end: at + 1 } : undefined;
}

/** `name = value` lines up to the closing brace; blocks inside are skipped. */
function readBody(tokens: readonly Token[], start: number) {
  const attributes = new Map<string, HclValue>();
  let at = start;
  while (at < tokens.length && !isMark(tokens[at], "}")) at = readStatement(tokens, at, attributes);
  return { attributes, end: at + 1 };
}

/** Behind `name = value`, which goes to `attributes`, or behind anything else. */
function readStatement(tokens: readonly Token[], at: number, attributes: Map<string, HclValue>): number {
  const name = tokens[at];
  if (name?.kind !== "name" || !isMark(tokens[at + 1], "=")) return skipStatement(tokens, at);
  const { value, end } = readValue(tokens, at + 2, 0);
  attributes.set(name.text, value);
  return end;
}

interface ReadValue {
  readonly value: HclValue;
  readonly end: number;
}

/** What no reading of the file tells. */
export const UNKNOWN: HclValue = { kind: "unknown" };

/** A value stands alone when nothing but the end of its line, item or bracket follows; else it is part of an expression. */
function readValue(tokens: readonly Token[], start: number, depth: number): ReadValue {
  const read = depth < MAX_DEPTH ? valueAt(tokens, start, depth) : undefined;
  if (read !== undefined && endsValue(tokens[read.end])) return read;
  return { value: UNKNOWN, end: skipValue(tokens, start) };
}

function valueAt(tokens: readonly Token[], start: number, depth: number): ReadValue | undefined {
  const first = tokens[start];
  if (first?.kind === "text") return { value: textValue(first.text), end: start + 1 };
  if (first?.kind === "computed") return { value: first.value, end: start + 1 };
  if (first?.kind === "name") return { value: namedValue(first.text), end: start + 1 };
  if (isMark(first, "[")) return readList(tokens, start + 1, depth);
  return isMark(first, "{") ? readMap(tokens, start + 1, depth) : undefined;
}

function textValue(text: string): HclValue {
  return { kind: "text", text };
}

function namedValue(name: string): HclValue {
  if (name === "true" || name === "false") return textValue(name);
  if (name === "null") return { kind: "null" };
  // A number, not its digits: `1.10` is 1.1.
  if (name.length < MAX_DIGITS && /^\d+(?:\.\d+)?$/.test(name)) return textValue(String(Number(name)));
  return { kind: "variable", name };
}

function readList(tokens: readonly Token[], start: number, depth: number): ReadValue {
  const items: HclValue[] = [];
  let at = skipSeparators(tokens, start);
  while (at < tokens.length && !isMark(tokens[at], "]")) {
    const item = readValue(tokens, at, depth + 1);
    items.push(item.value);
    at = skipSeparators(tokens, Math.max(item.end, at + 1));
  }
  return { value: { kind: "list", items }, end: at + 1 };
}

function readMap(tokens: readonly Token[], start: number, depth: number): ReadValue {
  const entries = new Map<string, HclValue>();
  let at = skipSeparators(tokens, start);
  while (at < tokens.length && !isMark(tokens[at], "}")) {
    const key = tokens[at];
    // An entry whose name is computed (`(NAME) = …`) leaves the others known.
    if (isMark(key, "(")) {
      at = skipSeparators(tokens, skipValue(tokens, at));
      continue;
    }
    const isEntry = isMark(tokens[at + 1], "=") || isMark(tokens[at + 1], ":");
    if (key === undefined || !isEntry) return { value: UNKNOWN, end: skipValue(tokens, start - 1) };
    const read = readValue(tokens, at + 2, depth + 1);
    if (key.kind !== "computed") entries.set(key.text, read.value);
    at = skipSeparators(tokens, Math.max(read.end, at + 1));
  }
  return { value: { kind: "map", entries }, end: at + 1 };
}

function skipSeparators(tokens: readonly Token[], start: number): number {
  let at = start;
  while (tokens[at]?.kind === "line" || isMark(tokens[at], ",")) at += 1;
  return at;
}

function endsValue(token: Token | undefined): boolean {
  return token === undefined || token.kind === "line" || isMark(token, ",") || isMark(token, "]") || isMark(token, "}");
}

/** Behind an expression: its brackets are balanced, and a line end, comma or closing bracket outside of them ends it. */
function skipValue(tokens: readonly Token[], start: number): number {
  let open = 0;
  let at = start;
  for (; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (open === 0 && at > start && endsValue(token)) return at;
    if (open === 0 && token?.kind === "mark" && ")]}".includes(token.text)) return at;
    if (token?.kind === "mark" && "([{".includes(token.text)) open += 1;
    else if (token?.kind === "mark" && ")]}".includes(token.text)) open -= 1;
  }
  return at;
}

/** Behind the line that starts here, blocks that it opens included; always moves on. */
function skipStatement(tokens: readonly Token[], start: number): number {
  return tokens[start]?.kind === "line" ? start + 1 : Math.max(skipValue(tokens, start), start + 1);
}

function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === "mark" && token.text === text;
}

/** Blanks and comments; the start of a here-document; an opening quote; names and numbers; line ends; anything else. */
const TOKEN =
  /([ \t\r]+|#[^\n]*|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$))|<<-?([\w-]+)\r?\n|(")|(\w[\w.-]*)|(\n)|([\s\S])/y;

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match !== null; match = TOKEN.exec(source)) {
    const [, blank, heredoc, quote, name, line, mark] = match;
    if (blank !== undefined) continue;
    if (heredoc !== undefined) {
      TOKEN.lastIndex = endOfHeredoc(source, TOKEN.lastIndex, heredoc);
      tokens.push({ kind: "computed", text: "", value: UNKNOWN }, { kind: "line", text: "\n" });
    } else if (quote !== undefined) {
      const end = endOfString(source, TOKEN.lastIndex);
      tokens.push(stringToken(source.slice(TOKEN.lastIndex, end)));
      TOKEN.lastIndex = source[end] === '"' ? end + 1 : end;
    } else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (line !== undefined) tokens.push({ kind: "line", text: "\n" });
    else tokens.push({ kind: "mark", text: mark ?? "" });
  }
  return tokens;
}

/** Where the closing quote stands, or the line ends. An expression in the text (`${…}`) may hold texts of its own. */
function endOfString(source: string, start: number): number {
  const open: ("text" | "expression")[] = ["text"];
  for (let at = start; at < source.length && source[at] !== "\n"; at += 1) {
    const character = source[at];
    const isText = open.at(-1) === "text";
    if (character === '"' && !isText) open.push("text");
    else if (character === '"') open.pop();
    else if (character === "\\") at += 1;
    else if (character === "{" && (!isText || isExpression(source, at))) open.push("expression");
    else if (character === "}" && !isText) open.pop();
    if (open.length === 0) return at;
  }
  const lineEnd = source.indexOf("\n", start);
  return lineEnd < 0 ? source.length : lineEnd;
}

/** Whether the brace opens `${` or `%{`, and not `$${` or `%%{`, which stand for themselves. */
function isExpression(source: string, brace: number): boolean {
  const mark = source[brace - 1];
  return (mark === "$" || mark === "%") && source[brace - 2] !== mark;
}

function stringToken(source: string): Token {
  const value = source.includes("\\") ? UNKNOWN : templateValue(source);
  return value.kind === "text" ? value : { kind: "computed", text: "", value };
}

/** A text with the variables in it; unknown when it holds any other expression, or a mark that stands for itself (`$${`). */
export function templateValue(text: string): HclValue {
  if (!text.includes("${") && !text.includes("%{")) return textValue(text);
  const parts: HclValue[] = [];
  let at = 0;
  for (const { 0: whole, 1: name = "", index } of text.matchAll(/\$\{ *([\w-]+) *\}/g)) {
    parts.push(textValue(text.slice(at, index)), namedValue(name));
    at = index + whole.length;
  }
  parts.push(textValue(text.slice(at)));
  const isOther = parts.some((part) => part.kind === "text" && /[$%]\{|[$%]$/.test(part.text));
  return isOther ? UNKNOWN : { kind: "template", parts };
}

function endOfHeredoc(source: string, start: number, mark: string): number {
  for (let at = start; at < source.length; ) {
    const newline = source.indexOf("\n", at);
    const end = newline < 0 ? source.length : newline;
    if (source.slice(at, end).trim() === mark) return Math.min(end + 1, source.length);
    at = end + 1;
  }
  return source.length;
}
