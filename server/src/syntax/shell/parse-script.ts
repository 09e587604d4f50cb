import type * as Unbash from "unbash";
import { parse } from "unbash";
import { type JoinedText, sourceSpan } from "../../text/joined-text.ts";
import { convertStatements } from "./convert-node.ts";
import type { Conversion } from "./convert-word.ts";
import { nestedText } from "./nested-script.ts";
import type { Command, Script, ScriptGap, Sequence, ShellLanguage } from "./script.ts";
import { textOfWords } from "./word-text.ts";

/** A longer script is not read. UTF-16 units. */
const MAX_SCRIPT_LENGTH = 64 * 1024;
/** Scripts in scripts (`sh -c "sh -c …"`, `$( $( … ) )`) are read so deep. */
const MAX_DEPTH = 64;

const NOTHING: Sequence = { kind: "sequence", items: [] };

/** Reads shell text; total: what cannot be read is a gap. Spans are those of `body`'s source. */
export function parseScript(body: JoinedText, language: ShellLanguage): Script {
  return parseAt(body, language, 0);
}

function parseAt(body: JoinedText, language: ShellLanguage, depth: number): Script {
  if (language === "unknown") return { language, body: NOTHING, gaps: [] };
  if (body.text.length > MAX_SCRIPT_LENGTH)
    return unread(body, language, "This script is longer than 64 KB and was not read.");
  if (depth > MAX_DEPTH)
    return unread(body, language, "Scripts are nested more than 64 deep; the inner ones were not read.");
  return parseShell(body, depth);
}

function unread(body: JoinedText, language: ShellLanguage, message: string): Script {
  return { language, body: NOTHING, gaps: [{ span: sourceSpan(body, 0, body.text.length), message }] };
}

function parseShell(body: JoinedText, depth: number): Script {
  const gaps: ScriptGap[] = [];
  const conversion: Conversion = { joined: body, gaps, depth, convertScript, nestedScript };
  try {
    return convertParsed(parse(body.text), conversion);
  } catch {
    // The parser is foreign code: whatever it throws on hostile input must not end the reading of the file.
    return unread(body, "sh", "This script could not be read.");
  }
}

function convertParsed(parsed: Unbash.ParsedScript, conversion: Conversion): Script {
  const { joined, gaps } = conversion;
  const end = joined.text.length;
  for (const { message, pos } of parsed.errors ?? []) {
    const at = Math.min(pos, end);
    gaps.push({
      span: sourceSpan(joined, at, Math.min(at + 1, end)),
      message: `The shell text is not complete here: ${message}.`,
    });
  }
  return { language: "sh", body: convertStatements(parsed.commands, conversion), gaps };
}

function convertScript(script: Unbash.ParsedScript | undefined, conversion: Conversion): Script {
  if (script === undefined) return { language: "sh", body: NOTHING, gaps: [] };
  const depth = conversion.depth + 1;
  if (depth > MAX_DEPTH) return { language: "sh", body: NOTHING, gaps: [] };
  return { language: "sh", body: convertStatements(script.commands, { ...conversion, depth }), gaps: [] };
}

function nestedScript(command: Command, conversion: Conversion): Script | undefined {
  const nested = nestedText(command.words, command.redirects);
  if (nested === undefined) return undefined;
  const text = textOfWords(nested.words, (start, end) => sourceSlice(conversion.joined, start, end));
  return text === undefined ? undefined : parseAt(text, nested.language, conversion.depth + 1);
}

/** The characters of `joined` that stand at [start, end) of the source. */
function sourceSlice(joined: JoinedText, start: number, end: number): string {
  let text = "";
  for (let piece = 0; piece < joined.at.length; piece += 1) {
    const at = joined.at[piece] ?? 0;
    const from = joined.from[piece] ?? 0;
    const length = (joined.at[piece + 1] ?? joined.text.length) - at;
    const first = Math.max(start, from);
    const last = Math.min(end, from + length);
    if (first < last) text += joined.text.slice(at + first - from, at + last - from);
  }
  return text;
}
