import { type JoinedText, shiftJoined, sliceJoined, sourceOffset, sourceSpan } from "../text/joined-text.ts";
import { type Span, shiftSpan } from "../text/span.ts";
import { skipBlanks, skipSpace, wordEnd } from "./blanks.ts";
import { MINUS } from "./characters.ts";
import type { Flag, Form, Heredoc, Instruction, KnownReadings } from "./dockerfile.ts";
import { readFlags } from "./flags.ts";
import { isStringArray } from "./json-words.ts";
import { type Keyword, keywordAt, runsShell, takesJson } from "./keywords.ts";
import { joinLines, type LogicalLine, type Source } from "./logical-line.ts";

/** A word where a keyword should stand that is none; or an ONBUILD without a trigger. */
export interface NoInstruction {
  readonly kind: "unknown" | "no-trigger";
  readonly word: string;
  readonly span: Span;
}

const NO_FLAGS: readonly Flag[] = [];
const NO_HEREDOCS: readonly Heredoc[] = [];

/** What an instruction says wherever it stands: all its versions share it. Offsets are relative to its start, or (`joined`) those of the joined text. */
interface Content {
  readonly joined: JoinedText | undefined;
  readonly keywordStart: number;
  readonly keywordEnd: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly known: KnownReadings;
  body: JoinedText | undefined;
  form: Form | undefined;
}

/** Nothing of the body has been read. */
function contentAt(
  joined: JoinedText | undefined,
  { keywordStart, keywordEnd, bodyStart, bodyEnd }: Omit<Content, "joined" | "known" | "body" | "form">,
): Content {
  const known: KnownReadings = {};
  return { joined, keywordStart, keywordEnd, bodyStart, bodyEnd, known, body: undefined, form: undefined };
}

/** What an instruction says of itself without its body. */
type Head = Pick<Instruction, "onbuild" | "flags" | "span" | "heredocs"> & { readonly keyword: Keyword };

/**
 * An instruction whose body is joined when somebody asks for it: most of a file's are never read on a keystroke. One that
 * moves shares all that was read of it, for every object that a file of many instructions makes is paid for on every keystroke.
 * Its private fields are TypeScript's: those of JavaScript cost as much as the rest of making one.
 */
export class LazyInstruction implements Instruction {
  readonly keyword: Keyword;
  readonly onbuild: boolean;
  readonly flags: readonly Flag[];
  readonly span: Span;
  readonly heredocs: readonly Heredoc[];
  private readonly content: Content;
  private source: Source;

  constructor(head: Head, content: Content, source: Source) {
    this.keyword = head.keyword;
    this.onbuild = head.onbuild;
    this.flags = head.flags;
    this.span = head.span;
    this.heredocs = head.heredocs;
    this.content = content;
    this.source = source;
  }

  get kind(): "instruction" {
    return "instruction";
  }

  get known(): KnownReadings {
    return this.content.known;
  }

  get keywordSpan(): Span {
    const { joined, keywordStart, keywordEnd } = this.content;
    const span =
      joined === undefined ? { start: keywordStart, end: keywordEnd } : sourceSpan(joined, keywordStart, keywordEnd);
    return shiftSpan(span, this.span.start);
  }

  get body(): JoinedText {
    this.content.body ??= this.readBody();
    return this.content.body;
  }

  get inlineText(): string {
    if (this.heredocs.length === 0) return "";
    return this.heredocs.map(({ bodySpan }) => this.source.text.slice(bodySpan.start, bodySpan.end)).join("");
  }

  get form(): Form {
    this.content.form ??= formOf(this);
    return this.content.form;
  }

  /** The same instruction in a later version with the same text up to its end; the earlier text is not held any longer. */
  inVersion(source: Source): LazyInstruction {
    this.source = source;
    return this;
  }

  /** The same instruction in a later version, where it stands `distance` further on. */
  moved(source: Source, distance: number): LazyInstruction {
    if (distance === 0) return this.inVersion(source);
    const { keyword, onbuild, flags, span, heredocs } = this;
    const head: Head = {
      keyword,
      onbuild,
      flags: flags.length === 0 ? flags : flags.map((flag) => movedFlag(flag, distance)),
      span: { start: span.start + distance, end: span.end + distance },
      heredocs: heredocs.length === 0 ? heredocs : heredocs.map((heredoc) => movedHeredoc(heredoc, distance)),
    };
    return new LazyInstruction(head, this.content, source);
  }

  /** The same instruction with the here-documents that follow its line; `end` is where the last one ends. */
  withHeredocs(heredocs: readonly Heredoc[], end: number): LazyInstruction {
    const { keyword, onbuild, flags, span } = this;
    const head: Head = { keyword, onbuild, flags, span: { start: span.start, end }, heredocs };
    return new LazyInstruction(head, contentAt(this.content.joined, this.content), this.source);
  }

  private readBody(): JoinedText {
    const { joined, bodyStart, bodyEnd } = this.content;
    if (joined !== undefined) return sliceJoined(joined, bodyStart, bodyEnd);
    const { start } = this.span;
    return joinLines(this.source, start + bodyStart, start + bodyEnd, start);
  }
}

function movedFlag({ name, value, span, valueSpan }: Flag, distance: number): Flag {
  return { name, value, span: shiftSpan(span, distance), valueSpan: shiftSpan(valueSpan, distance) };
}

function movedHeredoc({ delimiter, expands, stripTabs, bodySpan }: Heredoc, distance: number): Heredoc {
  return { delimiter, expands, stripTabs, bodySpan: shiftSpan(bodySpan, distance) };
}

function formOf({ keyword, body, heredocs }: LazyInstruction): Form {
  if (heredocs.length > 0) return "heredoc";
  if (takesJson(keyword) && isStringArray(arrayText(keyword, body.text))) return "exec";
  return runsShell(keyword) ? "shell" : "plain";
}

/** The part of an instruction's arguments that may be a JSON array. */
export function arrayText(keyword: string, text: string): string {
  if (keyword !== "HEALTHCHECK") return text;
  return text.slice(skipSpace(text, commandStart(text), text.length));
}

/** Where the command of a HEALTHCHECK begins: behind its first word. Source: BuildKit's parseHealthConfig. */
export function commandStart(text: string): number {
  return skipBlanks(text, wordEnd(text, 0, text.length), text.length);
}

/** Reads keyword and flags of a logical line. */
export function readInstructionLine(source: Source, line: LogicalLine): LazyInstruction | NoInstruction {
  const { text } = source;
  const { start } = line;
  const firstEnd = Math.min(line.firstEnd, line.end);
  const keywordEnd = wordEnd(text, start, firstEnd);
  const argumentsAt = skipBlanks(text, keywordEnd, firstEnd);
  const keyword = keywordAt(text, start, keywordEnd);
  const bodyStart = skipSpace(text, argumentsAt, firstEnd);
  // Flags, triggers and a keyword that a continuation follows are read from the joined line.
  const isWhole = !line.continued || bodyStart + 1 < firstEnd;
  const hasFlags = text.charCodeAt(argumentsAt) === MINUS && text.charCodeAt(argumentsAt + 1) === MINUS;
  if (!isWhole || hasFlags || keyword === "ONBUILD") return readJoinedLine(source, line);
  if (keyword === undefined)
    return { kind: "unknown", word: text.slice(start, keywordEnd), span: { start, end: keywordEnd } };
  const span = { start, end: line.end };
  const places = {
    keywordStart: 0,
    keywordEnd: keywordEnd - start,
    bodyStart: bodyStart - start,
    bodyEnd: line.end - start,
  };
  const head: Head = { keyword, onbuild: false, flags: NO_FLAGS, span, heredocs: NO_HEREDOCS };
  return new LazyInstruction(head, contentAt(undefined, places), source);
}

function readJoinedLine(source: Source, line: LogicalLine): LazyInstruction | NoInstruction {
  const joined = joinLines(source, line.start, line.end);
  const { text } = joined;
  const outer = keywordIn(joined, 0);
  const start = sourceOffset(joined, outer.start);
  const read: JoinedLine = { source, joined, span: { start, end: line.end } };
  if (outer.keyword === undefined) return missing("unknown", joined, outer);
  if (outer.keyword !== "ONBUILD") return instructionAt(read, outer.keyword, outer, false);
  const inner = keywordIn(joined, readFlags(joined, outer.end, source.escape).end);
  if (inner.start >= text.length) return missing("no-trigger", joined, outer);
  if (inner.keyword === undefined) return missing("unknown", joined, inner);
  return instructionAt(read, inner.keyword, inner, true);
}

function missing(kind: NoInstruction["kind"], joined: JoinedText, { start, end }: KeywordPlace): NoInstruction {
  return { kind, word: joined.text.slice(start, end), span: sourceSpan(joined, start, end) };
}

interface JoinedLine {
  readonly source: Source;
  readonly joined: JoinedText;
  readonly span: Span;
}

/** A word of a joined line and the keyword that it spells. */
interface KeywordPlace {
  readonly keyword: Keyword | undefined;
  readonly start: number;
  readonly end: number;
}

function keywordIn({ text }: JoinedText, from: number): KeywordPlace {
  const start = skipSpace(text, from, text.length);
  const end = wordEnd(text, start, text.length);
  return { keyword: keywordAt(text, start, end), start, end };
}

function instructionAt(
  { source, joined, span }: JoinedLine,
  keyword: Keyword,
  { start: keywordStart, end: keywordEnd }: KeywordPlace,
  onbuild: boolean,
): LazyInstruction {
  const { flags, end } = readFlags(joined, keywordEnd, source.escape);
  const bodyEnd = joined.text.length;
  const bodyStart = skipSpace(joined.text, end, bodyEnd);
  const head: Head = { keyword, onbuild, flags, span, heredocs: NO_HEREDOCS };
  const places = { keywordStart, keywordEnd, bodyStart, bodyEnd };
  return new LazyInstruction(head, contentAt(shiftJoined(joined, -span.start), places), source);
}
