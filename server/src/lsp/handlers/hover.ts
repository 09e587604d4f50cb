import type { Hover, HoverParams } from "vscode-languageserver/node";
import { rules } from "../../lint/rules.ts";
import { offsetOf, rangeOf } from "../convert.ts";
import type { DockerService } from "../docker-service.ts";
import type { CheckedDocument } from "../document-state.ts";
import { factsAt } from "../hover-facts.ts";
import type { ServerContext } from "../server-context.ts";

/** More rules at one place are not explained: the hover would hide the file. */
const MAX_EXPLAINED = 2;

/** `textDocument/hover`: what the word resolves to and why the rules found here matter; else what the instruction is. */
export async function hover(
  { textDocument, position }: HoverParams,
  { documents, abilities }: ServerContext,
  docker: DockerService,
): Promise<Hover | null> {
  const document = await documents.checked(textDocument.uri);
  if (document === undefined) return null;
  const offset = offsetOf(document.lines, position);
  const facts = factsAt(document.model, offset);
  const parts = [...(facts === undefined ? [] : [facts.markdown]), ...reasonsAt(document, offset)];
  if (parts.length > 0) {
    const value = parts.join("\n\n---\n\n");
    const range = facts === undefined ? {} : { range: rangeOf(document.lines, facts.span) };
    return { contents: { kind: "markdown", value }, ...range };
  }
  const isTheirs = abilities.wantsLanguageFeatures && document.role === "dockerfile";
  return isTheirs ? await docker.hover(document.text, position) : null;
}

function reasonsAt({ shown }: CheckedDocument, offset: number): readonly string[] {
  const ids = new Set(
    shown.filter(({ span }) => span.start <= offset && offset <= span.end).map((finding) => finding.rule),
  );
  return rules
    .filter(({ id }) => ids.has(id))
    .slice(0, MAX_EXPLAINED)
    .map(({ id, why }) => `**${id}**: ${why}`);
}
