import { type JoinedText, shiftJoined, sliceJoined, sourceSpan } from "../text/joined-text.ts";
import type { Span } from "../text/span.ts";
import { skipBlanks, skipSpace, wordEnd } from "./blanks.ts";
import type { Flag, Form, Heredoc, Instruction } from "./dockerfile.ts";
import { readFlags } from "./flags.ts";
import { isStringArray } from "./json-words.ts";
import { type Keyword, keywordOf, runsShell, takesJson } from "./keywords.ts";
import { joinLines, type Source } from "./logical-line.ts";

/** A logical line that holds an instruction: absolute offsets; `mark` is the continuation mark of its first line, or −1. */
export interface InstructionLine {
  readonly start: number;
  readonly end: number;
  readonly mark: number;
}

/** What is known of an instruction when its body has not been joined yet. */
interface Head {
  readonly keyword: Keyword;
  readonly keywordSpan: Span;
  readonly onbuild: boolean;
  readonly flags: readonly Flag[];
  readonly span: Span;
  readonly heredocs: readonly Heredoc[];
  /** Joins the body: offsets in `from` are absolute. */
  join(): JoinedText;
}

const NO_FLAGS: readonly Flag[] = [];
const NO_HEREDOCS: readonly Heredoc[] = [];

/** An instruction whose body is joined when somebody asks for it: most of a file's are never read on a keystroke. */
export class LazyInstruction implements Instruction {
  readonly #head: Head;
  #body: JoinedText | undefined;
  #form: Form | undefined;

  constructor(head: Head) {
    this.#head = head;
  }

  get keyword(): string {
    return this.#head.keyword;
  }

  get keywordSpan(): Span {
    return this.#head.keywordSpan;
  }

  get onbuild(): boolean {
    return this.#head.onbuild;
  }

  get span(): Span {
    return this.#head.span;
  }

  get flags(): readonly Flag[] {
    return this.#head.flags;
  }

  get heredocs(): readonly Heredoc[] {
    return this.#head.heredocs;
  }

  get body(): JoinedText {
    this.#body ??= shiftJoined(this.#head.join(), -this.#head.span.start);
    return this.#body;
  }

  get form(): Form {
    this.#form ??= formOf(this);
    return this.#form;
  }

  /** The same instruction with the here-documents that follow its line; `end` is where the last one ends. */
  withHeredocs(heredocs: readonly Heredoc[], end: number): LazyInstruction {
    return new LazyInstruction({ ...this.#head, heredocs, span: { start: this.#head.span.start, end } });
  }
}

function formOf({ keyword, body, heredocs }: LazyInstruction): Form {
  if (heredocs.length > 0) return "heredoc";
  if (takesJson(keyword) && body.text.charCodeAt(0) === 91 && isStringArray(body.text)) return "exec";
  return runsShell(keyword) ? "shell" : "plain";
}

/** Reads keyword and flags of a logical line; undefined when the keyword is none of BuildKit's. */
export function readInstructionLine(source: Source, line: InstructionLine): LazyInstruction | undefined {
  const { text } = source;
  const stop = line.mark >= 0 ? line.mark : line.end;
  const keywordEnd = wordEnd(text, line.start, stop);
  const argsAt = skipBlanks(text, keywordEnd, stop);
  const keyword = keywordOf(text.slice(line.start, keywordEnd));
  // Flags, triggers and a keyword that a continuation follows need the joined line.
  const isWhole = argsAt < stop || line.mark < 0;
  const hasFlags = text.charCodeAt(argsAt) === 45 && text.charCodeAt(argsAt + 1) === 45;
  if (!isWhole || hasFlags || keyword === "ONBUILD") return readJoinedLine(source, line);
  if (keyword === undefined) return undefined;
  return new LazyInstruction({
    keyword,
    keywordSpan: { start: line.start, end: keywordEnd },
    onbuild: false,
    flags: NO_FLAGS,
    span: { start: line.start, end: line.end },
    heredocs: NO_HEREDOCS,
    join: () => joinLines(source, argsAt, line.end),
  });
}

function readJoinedLine(source: Source, line: InstructionLine): LazyInstruction | undefined {
  const joined = joinLines(source, line.start, line.end);
  const outer = keywordIn(joined, 0);
  if (outer.keyword !== "ONBUILD") return instructionAt(source, line, joined, { ...outer, onbuild: false });
  const afterFlags = readFlags(joined, outer.end, source.escape).end;
  const inner = keywordIn(joined, skipSpace(joined.text, afterFlags, joined.text.length));
  if (inner.keyword === undefined && inner.end > inner.start) return undefined;
  return instructionAt(
    source,
    line,
    joined,
    inner.keyword === undefined ? { ...outer, onbuild: false } : { ...inner, onbuild: true },
  );
}

interface KeywordPlace {
  readonly keyword: Keyword | undefined;
  readonly start: number;
  readonly end: number;
}

function keywordIn(joined: JoinedText, from: number): KeywordPlace {
  const end = wordEnd(joined.text, from, joined.text.length);
  return { keyword: keywordOf(joined.text.slice(from, end)), start: from, end };
}

function instructionAt(
  source: Source,
  line: InstructionLine,
  joined: JoinedText,
  place: KeywordPlace & { readonly onbuild: boolean },
): LazyInstruction | undefined {
  const { keyword, onbuild } = place;
  if (keyword === undefined) return undefined;
  const { flags, end } = readFlags(joined, place.end, source.escape);
  const bodyStart = skipSpace(joined.text, end, joined.text.length);
  return new LazyInstruction({
    keyword,
    keywordSpan: sourceSpan(joined, place.start, place.end),
    onbuild,
    flags,
    span: { start: line.start, end: line.end },
    heredocs: NO_HEREDOCS,
    join: () => sliceJoined(joined, bodyStart, joined.text.length),
  });
}
