import { DockerfileLanguageServiceFactory } from "dockerfile-language-service";
import type { FoldingRange, Hover, Position, SymbolInformation } from "vscode-languageserver/node";

// What `dockerfile-language-service` does for us where no other Dockerfile extension does it. Loaded on first use.

/** Largest text that is handed over: the service reads the whole file anew for every request. */
const MAX_LENGTH = 512 * 1024;

const service = DockerfileLanguageServiceFactory.createLanguageService();
service.setCapabilities({
  hover: { contentFormat: ["markdown", "plaintext"] },
  foldingRange: { lineFoldingOnly: false },
});

/** What the instruction at a place is; null: nothing is said of it. */
export function instructionHover(text: string, position: Position): Hover | null {
  return text.length > MAX_LENGTH ? null : service.computeHover(text, position);
}

export function symbolsOf(uri: string, text: string): SymbolInformation[] {
  return text.length > MAX_LENGTH ? [] : service.computeSymbols({ uri }, text);
}

export function foldingRangesOf(text: string): FoldingRange[] {
  return text.length > MAX_LENGTH ? [] : service.computeFoldingRanges(text);
}
