import type { CommandExpansionPart, ProcessSubstitutionPart } from "unbash";
import { type JoinedText, sourceOffset } from "../../../text/joined-text.ts";
import { BACKQUOTE, BACKSLASH, DOLLAR, DOUBLE_QUOTE } from "../../characters.ts";
import { addGap, readSubstitution, spanAt } from "../reading.ts";
import type { Script, WordPart } from "../script.ts";
import type { ShReading } from "./sh-reading.ts";

/** Adds `$( … )`, backticks, `<( … )`; one that cannot be read becomes opaque, with a gap. */
export function addSubstitution(
  parts: WordPart[],
  reading: ShReading,
  part: CommandExpansionPart | ProcessSubstitutionPart,
  quoted: boolean,
): void {
  const span = spanAt(reading, part.pos, part.end);
  const script = readSubstitution(reading.limits, span, () => innerScript(part, reading));
  if (script === undefined) parts.push({ kind: "opaque", quoted, span });
  // "`# why`" behind a word of a long list is how sh is given a comment there.
  else if (!isComment(script, reading.joined.text[part.pos]))
    parts.push({ kind: "command", script, process: part.type === "ProcessSubstitution", quoted, span });
}

function isComment({ body, gaps }: Script, mark: string | undefined): boolean {
  return mark === "`" && body.kind === "sequence" && body.items.length === 0 && gaps.length === 0;
}

function innerScript(part: CommandExpansionPart | ProcessSubstitutionPart, reading: ShReading): Script | undefined {
  const { script } = part;
  if (script === undefined) return undefined;
  if (script.source === undefined) return reading.convert(script, reading);
  const joined = decodedBackquotes(reading.joined, part, script.source);
  if (joined !== undefined) return reading.convert(script, { ...reading, joined, inserted: [], piece: 0 });
  addGap(reading.limits, spanAt(reading, part.pos, part.end), "backquotes that are not read");
  return undefined;
}

/**
 * The parser decodes backquotes with escapes in them and gives offsets in the decoded text: this finds each of its characters
 * in the source again. Undefined when the two do not match.
 */
function decodedBackquotes(
  joined: JoinedText,
  part: CommandExpansionPart | ProcessSubstitutionPart,
  decoded: string,
): JoinedText | undefined {
  const { text } = joined;
  const at: number[] = [0];
  const from: number[] = [sourceOffset(joined, part.pos + 1)];
  let index = part.pos + 1;
  for (let place = 0; place < decoded.length; place += 1) {
    const code = decoded.charCodeAt(place);
    if (text.charCodeAt(index) === BACKSLASH && isEscapedInBackquotes(text.charCodeAt(index + 1), code)) index += 1;
    if (text.charCodeAt(index) !== code || index >= part.end) return undefined;
    const offset = sourceOffset(joined, index);
    const last = at.length - 1;
    if (offset - (from[last] ?? 0) !== place - (at[last] ?? 0)) {
      if (place === 0) from[0] = offset;
      else {
        at.push(place);
        from.push(offset);
      }
    }
    index += 1;
  }
  return { text: decoded, at, from };
}

function isEscapedInBackquotes(code: number, wanted: number): boolean {
  return code === wanted && (code === DOLLAR || code === BACKQUOTE || code === BACKSLASH || code === DOUBLE_QUOTE);
}
