import type { FoldingRange, Hover, Position, SymbolInformation } from "vscode-languageserver/node";

/** Largest text that is handed over: the service reads the whole file anew for every request. */
const MAX_LENGTH = 512 * 1024;

/** What `dockerfile-language-service` does for us where no other Dockerfile extension does it. Loaded on first use. */
export interface DockerService {
  hover(text: string, position: Position): Promise<Hover | null>;
  symbols(uri: string, text: string): Promise<SymbolInformation[]>;
  foldingRanges(text: string): Promise<FoldingRange[]>;
}

export function newDockerService(): DockerService {
  const loading: { service: ReturnType<typeof load> | undefined } = { service: undefined };
  const service = () => {
    loading.service ??= load();
    return loading.service;
  };
  return {
    async hover(text, position) {
      return text.length > MAX_LENGTH ? null : (await service()).computeHover(text, position);
    },
    async symbols(uri, text) {
      return text.length > MAX_LENGTH ? [] : (await service()).computeSymbols({ uri }, text);
    },
    async foldingRanges(text) {
      return text.length > MAX_LENGTH ? [] : (await service()).computeFoldingRanges(text);
    },
  };
}

async function load() {
  const { DockerfileLanguageServiceFactory } = await import("dockerfile-language-service");
  const service = DockerfileLanguageServiceFactory.createLanguageService();
  service.setCapabilities({
    hover: { contentFormat: ["markdown", "plaintext"] },
    foldingRange: { lineFoldingOnly: false },
  });
  return service;
}
