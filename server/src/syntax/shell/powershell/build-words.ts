import type { Span } from "../../../text/span.ts";
import { skipSpace, trimEnd } from "../../blanks.ts";
import { spanAt } from "../reading.ts";
import type { Node, Script, Sequence, Word, WordPart } from "../script.ts";
import { wordOf } from "../text-parts.ts";
import { outputOfScript } from "../tree.ts";
import type { PsReading } from "./ps-reading.ts";

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
