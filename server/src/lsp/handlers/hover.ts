import { type Hover, type HoverParams, MarkupContent } from "vscode-languageserver/node";
import { isAt } from "../../text/span.ts";
import { offsetOf, rangeOf } from "../convert.ts";
import type { CheckedDocument } from "../document-state.ts";
import { factsAt } from "../hover-facts.ts";
import { withoutMarks } from "../hover-markdown.ts";
import type { ServerContext } from "../server-context.ts";

/** More rules at one place are not explained: the hover would hide the file. */
const MAX_EXPLAINED = 2;

const docker = () => import("../docker-service.ts");
const scanning = () => import("../scan/scan-hover.ts");
const pages = () => import("./rule-pages.ts");
const knownValues = () => import("../lookups/known-values.ts");

/** `textDocument/hover`, as the client can show it. Source: LSP 3.17, "Hover Request", contentFormat. */
export async function hover(params: HoverParams, context: ServerContext): Promise<Hover | null> {
  const found = await hoverAt(params, context);
  if (context.abilities.showsMarkdown || !MarkupContent.is(found?.contents)) return found;
  return { ...found, contents: { kind: "plaintext", value: withoutMarks(found.contents.value) } };
}

/** What the word resolves to and why the rules found here matter; else what the instruction is. */
async function hoverAt({ textDocument, position }: HoverParams, context: ServerContext): Promise<Hover | null> {
  const { documents, abilities, lookups, scans } = context;
  const document = await documents.checked(textDocument.uri);
  if (document === undefined) return null;
  const offset = offsetOf(document.lines, position);
  const facts = factsAt(document, offset);
  const session = lookups.made();
  const known = session === undefined ? [] : await (await knownValues()).knownAt(document, offset, session, context);
  const shown = scans.get(document.uri);
  const scanned = shown && (await scanning()).scanHover(shown.scan, document, offset);
  const parts = [
    ...(scanned === undefined ? [] : [scanned]),
    ...(facts === undefined ? [] : [facts.markdown]),
    ...(known.length === 0 ? [] : [known.join("  \n")]),
    ...(await reasonsAt(document, offset)),
  ];
  if (parts.length > 0) {
    const value = parts.join("\n\n---\n\n");
    const range = facts === undefined ? {} : { range: rangeOf(document.lines, facts.span) };
    return { contents: { kind: "markdown", value }, ...range };
  }
  const isTheirs = abilities.wantsLanguageFeatures && document.role === "dockerfile";
  return isTheirs ? (await docker()).instructionHover(document, position, context) : null;
}

/** The texts of rules are loaded when somebody reads one. */
async function reasonsAt({ shown }: CheckedDocument, offset: number): Promise<readonly string[]> {
  const here = shown.filter(({ span }) => isAt(span, offset));
  if (here.length === 0) return [];
  const ids = [...new Set(here.map(({ rule }) => rule))].sort().slice(0, MAX_EXPLAINED);
  const { ruleReason } = await pages();
  return ids.map((id) => `**${id}**: ${ruleReason(id)}`);
}
