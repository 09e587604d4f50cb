import type { Span } from "../../../text/span.ts";
import { skipSpace, trimEnd } from "../../blanks.ts";
import { type Reading, spanAt } from "../reading.ts";
import type { Node, Script, Sequence, Word, WordPart } from "../script.ts";
import { spanOfWord } from "../text-parts.ts";
import { outputOfScript } from "../tree.ts";
import type { PsReading } from "./ps-reading.ts";

/** A word of parts that stand in `[start, end)` of the text being read. */
export function wordOf(reading: Reading, parts: readonly WordPart[], start: number, end: number): Word {
  return { span: spanOfWord(reading, parts, start, end), raw: reading.joined.text.slice(start, end), parts };
}

/** The output of a node as a part of a word. */
export function outputOf(node: Node, span: Span): WordPart {
  const body: Sequence = node.kind === "sequence" ? node : { kind: "sequence", items: [node] };
  const script: Script = { language: "powershell", body, gaps: [] };
  return outputOfScript(script, span);
}

/** The output of a node as a word: it was read from `start` to where the reader stands, blanks at its end left out. */
export function outputWord(reading: PsReading, node: Node, start: number): Word {
  const end = trimEnd(reading.text, start, reading.at);
  const first = skipSpace(reading.text, start, end);
  return wordOf(reading, [outputOf(node, spanAt(reading, first, end))], first, end);
}
