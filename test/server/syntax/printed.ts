import type { Dockerfile, Instruction } from "../../../server/src/syntax/dockerfile.ts";
import { parseDockerfile } from "../../../server/src/syntax/parse.ts";
import { sourceOffset } from "../../../server/src/text/joined-text.ts";

/** One instruction in one line: `ONBUILD RUN --flag=value (form) body | <<heredoc`. */
export function printedInstruction(instruction: Instruction, text: string): string {
  const flags = instruction.flags.map(({ name, value }) => ` --${name}=${value}`).join("");
  const heredocs = instruction.heredocs.map(({ delimiter, expands, stripTabs, bodySpan }) => {
    const marks = `${stripTabs ? "-" : ""}${expands ? "" : "'"}`;
    return ` | <<${marks}${delimiter} ${JSON.stringify(text.slice(bodySpan.start, bodySpan.end))}`;
  });
  const onbuild = instruction.onbuild ? "ONBUILD " : "";
  return `${onbuild}${instruction.keyword}${flags} (${instruction.form}) ${instruction.body.text}${heredocs.join("")}`;
}

/** The instructions of a text, one a line. */
export function printed(text: string): readonly string[] {
  return parseDockerfile(text).instructions.map((instruction) => printedInstruction(instruction, text));
}

/** Problems with the words that they stand at. */
export function printedProblems(text: string): readonly string[] {
  return parseDockerfile(text).problems.map(({ span, message }) => `${text.slice(span.start, span.end)} → ${message}`);
}

/** Directives with the text that their values stand at. */
export function printedDirectives({ directives, text }: Dockerfile): readonly string[] {
  return directives.map(({ name, value, span, valueSpan }) => {
    const places = `${text.slice(span.start, span.end)} / ${text.slice(valueSpan.start, valueSpan.end)}`;
    return `${name}=${value} (${places})`;
  });
}

/** True when every character of the body stands in the source where the body says. */
export function isPlaced({ body, span }: Instruction, text: string): boolean {
  return Array.from(body.text, (_, index) => index).every(
    (index) => text[span.start + sourceOffset(body, index)] === body.text[index],
  );
}
