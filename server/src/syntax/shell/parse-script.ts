import { type JoinedText, sourceSpan } from "../../text/joined-text.ts";
import { placeholdersInScript } from "../../text/placeholders.ts";
import { readCmd } from "./cmd/read-cmd.ts";
import { argumentText } from "./powershell/command-line.ts";
import { readPowershell } from "./powershell/read-powershell.ts";
import {
  addGap,
  type Inserted,
  type Limits,
  MAX_SCRIPT_CHARACTERS,
  newLimits,
  type Reading,
  type ScriptText,
  scriptOf,
  spanAt,
} from "./reading.ts";
import type { Script, ShellLanguage, WordPart } from "./script.ts";
import { readSh } from "./sh/read-sh.ts";

/**
 * Reads shell text (a RUN's, or the body of its here-document; continuations joined). Total: broken text gives what can be
 * read, and gaps. Spans are source offsets as `body` maps them. `gaps` holds those of nested scripts and substitutions too.
 */
export function parseScript(body: JoinedText, language: ShellLanguage): Script {
  const limits = newLimits();
  if (body.text.length > MAX_SCRIPT_CHARACTERS) return tooLong(body, language, limits);
  if (language === "sh") return readScript(withoutPlaceholders(body), language, limits);
  const joined = language === "powershell" ? argumentText(body) : body;
  return readScript({ joined, inserted: [] }, language, limits);
}

/** What a template puts in is no text of the shell: to it, each placeholder is a variable of the same length that nobody sets. */
function withoutPlaceholders(joined: JoinedText): ScriptText {
  const placeholders = placeholdersInScript(joined.text);
  if (placeholders.length === 0) return { joined, inserted: [] };
  const inserted: Inserted[] = [];
  let text = "";
  for (const { start, end } of placeholders) {
    // `${{ … }}` is read as it stands.
    if (start < text.length || joined.text[start - 1] === "$") continue;
    text += `${joined.text.slice(text.length, start)}\${${"_".repeat(end - start - 3)}}`;
    const part: WordPart = { kind: "opaque", quoted: true, span: sourceSpan(joined, start, end) };
    inserted.push({ start, end, part });
  }
  const { at, from } = joined;
  return { joined: { text: text + joined.text.slice(text.length), at, from }, inserted };
}

function tooLong(body: JoinedText, language: ShellLanguage, limits: Limits): Script {
  const span = spanAt(readingOf({ joined: body, inserted: [] }, language, limits), 0, body.text.length);
  addGap(limits, span, `longer than ${MAX_SCRIPT_CHARACTERS} characters`);
  return scriptOf([], language, limits, 0);
}

/** A script text about to be read: nothing of it was looked at. */
export function readingOf(text: ScriptText, language: ShellLanguage, limits: Limits): Reading {
  const { joined, inserted } = text;
  return { joined, inserted, language, piece: 0, limits, readInner: readScript };
}

function readScript(text: ScriptText, language: ShellLanguage, limits: Limits): Script {
  const reading = readingOf(text, language, limits);
  switch (language) {
    case "sh":
      return readSh(reading);
    case "powershell":
      return readPowershell(reading);
    case "cmd":
      return readCmd(reading);
    case "unknown":
      return scriptOf([], language, limits, limits.gaps.length);
  }
}
