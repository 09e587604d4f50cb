import { DockerfileLanguageServiceFactory } from "dockerfile-language-service";
import type { FoldingRange, Hover, Position, SymbolInformation } from "vscode-languageserver/node";
import type { OpenDocument } from "./document-state.ts";
import type { ServerContext } from "./server-context.ts";

// What `dockerfile-language-service` does for us where no other Dockerfile extension does it. Loaded on first use.

/** Largest text that is handed over: the service reads the whole file anew for every request, a millisecond and more for each thousand characters. */
const MAX_CHARACTERS = 512 * 1024;

const service = DockerfileLanguageServiceFactory.createLanguageService();
service.setCapabilities({
  hover: { contentFormat: ["markdown", "plaintext"] },
  foldingRange: { lineFoldingOnly: false },
});

type Text = Pick<OpenDocument, "uri" | "path" | "text">;
type Context = Pick<ServerContext, "documents" | "log">;

/** What the instruction at a place is; null: nothing is said of it. */
export function instructionHover(document: Text, position: Position, context: Context): Hover | null {
  return isTooLong(document, context) ? null : service.computeHover(document.text, position);
}

/** The outline of a Dockerfile; empty where the file is too long, which the log says once. */
export function symbolsOf(document: Text, context: Context): SymbolInformation[] {
  return isTooLong(document, context) ? [] : service.computeSymbols({ uri: document.uri }, document.text);
}

/** What of a Dockerfile folds; empty where the file is too long, as for the outline. */
export function foldingRangesOf(document: Text, context: Context): FoldingRange[] {
  return isTooLong(document, context) ? [] : service.computeFoldingRanges(document.text);
}

/** An empty answer looks like a file without instructions: the log says what it is. */
function isTooLong({ uri, path, text }: Text, { documents, log }: Context): boolean {
  if (text.length <= MAX_CHARACTERS) return false;
  if (documents.isFirstMention(uri)) {
    log.warn(
      `${path ?? uri} has more than ${MAX_CHARACTERS} characters: no outline, folding or hover of its instructions`,
    );
  }
  return true;
}
