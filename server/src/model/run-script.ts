import type { Instruction } from "../syntax/dockerfile.ts";
import { scriptOfWords } from "../syntax/shell/exec-script.ts";
import { parseScript } from "../syntax/shell/parse-script.ts";
import type { Script } from "../syntax/shell/script.ts";
import { languageOfShebang, type StartedShell } from "../syntax/shell/shell-language.ts";
import { wordsOf } from "../syntax/words.ts";
import type { JoinedText } from "../text/joined-text.ts";
import { type Span, shiftSpan } from "../text/span.ts";
import { appendText } from "../text/traced.ts";

/** The script of a RUN with the shell that runs it. Spans are relative to the instruction. */
export interface RunScript {
  readonly script: Script;
  readonly shell: StartedShell;
}

/** Reads what a RUN executes: a shell line, a JSON array, or a here-document. `source` is the text of the instruction. */
export function runScript(instruction: Instruction, source: string, shell: StartedShell): RunScript {
  if (instruction.form === "exec") {
    return { script: scriptOfWords(wordsOf(instruction), shell.language), shell };
  }
  if (instruction.form !== "heredoc") return ofShell(instruction.body, instruction, shell);
  return heredocScript(instruction, source, shell);
}

/** What the shell of the stage runs; a SHELL that is none we read leaves it unread, which is said. */
function ofShell(text: JoinedText, { keywordSpan, span }: Instruction, shell: StartedShell): RunScript {
  const script = parseScript(text, shell.language);
  if (shell.language !== "unknown") return { script, shell };
  const gap = {
    span: shiftSpan(keywordSpan, -span.start),
    message: "the shell of this RUN is not known: it is not read",
  };
  return { script: { ...script, gaps: [gap] }, shell };
}

/** `RUN <<EOF` executes the body; behind a command the body is that command's input, which the shell reads with the line. */
function heredocScript(instruction: Instruction, source: string, shell: StartedShell): RunScript {
  const [heredoc] = instruction.heredocs;
  const isAlone = /^\d*<<-?\S+$/.test(instruction.body.text.trim());
  if (heredoc === undefined || !isAlone) {
    return ofShell(withHeredocs(instruction, source), instruction, shell);
  }
  const body = bodyText(heredoc.stripTabs, source, shiftSpan(heredoc.bodySpan, -instruction.span.start));
  if (!body.text.startsWith("#!")) return ofShell(body, instruction, shell);
  const own = languageOfShebang(body.text.slice(0, body.text.indexOf("\n") + 1));
  return { script: parseScript(body, own.language), shell: own };
}

/**
 * The lines of a here-document as they are executed: without the tabs that they begin with behind `<<-`. A carriage return at
 * their ends, which a checkout on Windows leaves and a shell takes for a part of the last word, is not meant.
 */
function bodyText(stripTabs: boolean, source: string, { start, end }: Span): JoinedText {
  const text = source.slice(start, end);
  if (!stripTabs && !text.includes("\r\n")) return { text, at: [0], from: [start] };
  const body = { text: "", at: [0], from: [start] };
  for (let line = start; line < end; ) {
    const next = source.indexOf("\n", line) + 1;
    let first = line;
    if (stripTabs) while (source.charCodeAt(first) === 9) first += 1;
    line = next === 0 ? end : Math.min(next, end);
    const isReturned = source.startsWith("\r\n", line - 2) && line - 2 >= first;
    appendText(body, source.slice(first, isReturned ? line - 2 : line), first);
    if (isReturned) appendText(body, "\n", line - 1);
  }
  return body;
}

/** The joined line with the here-documents' lines behind it, as one shell text. */
function withHeredocs({ body, heredocs, span }: Instruction, source: string): JoinedText {
  const first = (heredocs[0]?.bodySpan.start ?? span.end) - span.start;
  const lines = bodyText(false, source, { start: first, end: source.length });
  const behind = body.text.length + 1;
  return {
    text: `${body.text}\n${lines.text}`,
    at: [...body.at, ...lines.at.map((at) => behind + at)],
    from: [...body.from, ...lines.from],
  };
}
