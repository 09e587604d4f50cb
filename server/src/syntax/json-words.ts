import { type JoinedText, sliceJoined } from "../text/joined-text.ts";
import { OPEN_SQUARE } from "./characters.ts";

/** One string of a JSON array: its characters decoded, with their places. */
export interface JsonWord {
  readonly joined: JoinedText;
  /** Offsets in the array's text, quotes included. */
  readonly start: number;
  readonly end: number;
}

/** True when the text is a JSON array of strings, which makes a RUN or CMD the exec form. */
export function isStringArray(text: string): boolean {
  const value = parseArray(text);
  return Array.isArray(value) && value.every((element) => typeof element === "string");
}

/** True when the text is a JSON array that holds something else than strings, which BuildKit refuses. */
export function isArrayOfOthers(text: string): boolean {
  const value = parseArray(text);
  // Go's reader does not take a number that is too large: for BuildKit such a text is no array.
  const isOther = (element: unknown) => typeof element !== "string" && element !== Number.POSITIVE_INFINITY;
  return Array.isArray(value) && value.some(isOther);
}

/** The strings of a JSON array that `isStringArray` accepts. */
export function jsonWords(joined: JoinedText): readonly JsonWord[] {
  const { text } = joined;
  const words: JsonWord[] = [];
  let start = text.indexOf('"');
  while (start >= 0) {
    const end = stringEnd(text, start);
    words.push({ joined: decoded(joined, start, end), start, end });
    start = text.indexOf('"', end);
  }
  return words;
}

/** Most texts that begin with a bracket are tests of the shell (`[ -f x ] && …`), and a parser that throws is slow. */
function parseArray(text: string): unknown {
  return text.charCodeAt(0) === OPEN_SQUARE && text.trimEnd().endsWith("]") ? parseJson(text) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function stringEnd(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
  return Math.min(index + 1, text.length);
}

function decoded(joined: JoinedText, start: number, end: number): JoinedText {
  const inner = sliceJoined(joined, start + 1, end - 1);
  if (!inner.text.includes("\\")) return inner;
  const at: number[] = [];
  const from: number[] = [];
  let text = "";
  for (let index = 0; index < inner.text.length; ) {
    const length = inner.text[index] === "\\" ? (inner.text[index + 1] === "u" ? 6 : 2) : 1;
    const piece = sliceJoined(inner, index, Math.min(index + length, inner.text.length));
    at.push(text.length);
    from.push(piece.from[0] ?? 0);
    const value = length === 1 ? piece.text : parseJson(`"${piece.text}"`);
    text += typeof value === "string" ? value : piece.text;
    index += length;
  }
  return { text, at, from };
}
