import { DockerfileLanguageServiceFactory } from "dockerfile-language-service";
import type { FoldingRange, Hover, Position, SymbolInformation } from "vscode-languageserver/node";
import type { OpenDocument } from "./document-state.ts";
import type { Log } from "./guard.ts";

// What `dockerfile-language-service` does for us where no other Dockerfile extension does it. Loaded on first use.

/** Largest text that is handed over: the service reads the whole file anew for every request, a millisecond and more for each thousand characters. */
const MAX_CHARACTERS = 512 * 1024;

/** Files that the log says this of already. */
const tooLong = new Set<string>();

const service = DockerfileLanguageServiceFactory.createLanguageService();
service.setCapabilities({
  hover: { contentFormat: ["markdown", "plaintext"] },
  foldingRange: { lineFoldingOnly: false },
});

type Text = Pick<OpenDocument, "uri" | "path" | "text">;

/** What the instruction at a place is; null: nothing is said of it. */
export function instructionHover(document: Text, position: Position, log: Log): Hover | null {
  return isTooLong(document, log) ? null : service.computeHover(document.text, position);
}

/** The outline of a Dockerfile; empty where the file is too long, which the log says once. */
export function symbolsOf(document: Text, log: Log): SymbolInformation[] {
  return isTooLong(document, log) ? [] : service.computeSymbols({ uri: document.uri }, document.text);
}

/** What of a Dockerfile folds; empty where the file is too long, as for the outline. */
export function foldingRangesOf(document: Text, log: Log): FoldingRange[] {
  return isTooLong(document, log) ? [] : service.computeFoldingRanges(document.text);
}

/** An empty answer looks like a file without instructions: the log says what it is. */
function isTooLong({ uri, path, text }: Text, log: Log): boolean {
  if (text.length <= MAX_CHARACTERS) return false;
  if (!tooLong.has(uri)) {
    tooLong.add(uri);
    log.warn(
      `${path ?? uri} has more than ${MAX_CHARACTERS} characters: no outline, folding or hover of its instructions`,
    );
  }
  return true;
}
