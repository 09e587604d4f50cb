import { PassThrough } from "node:stream";
import {
  type CodeAction,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type FileSystemWatcher,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type { OpenBroker } from "../../server/src/lsp/lookups/client-lookups.ts";
import { serve } from "../../server/src/lsp/server.ts";
import type { ByteFiles, Files, Outside } from "../../server/src/outside/outside.ts";
import { FILE_STATUS, type FileStatus } from "../../server/src/protocol/requests.ts";
import type { ImageReader } from "../../server/src/scan/embedded/read-image.ts";
import { lineIndex } from "../../server/src/text/line-index.ts";
import { memoryFiles } from "../server/outside/memory-files.ts";
import { NO_REACH } from "./no-reach.ts";
import { localReader } from "./saved-image.ts";

/** What a test says of its client. Whatever is left out is what a plain client would send. */
export interface ClientSetup {
  readonly capabilities?: object;
  readonly options?: object;
  readonly folders?: readonly string[];
  /** Its only folder, from a client that knows of no others. */
  readonly rootUri?: string;
  /** A made-up disk: path → text. */
  readonly disk?: Readonly<Record<string, string>>;
  /** The far side of the world; without it, nothing may be asked of it. */
  readonly reach?: Outside["reach"];
  /** What answers questions instead of the real broker. */
  readonly openBroker?: OpenBroker;
  readonly files?: Files;
  /** The files of images, which are read in this thread. */
  readonly largeFiles?: ByteFiles;
  /** Who reads images; unless given, this thread. */
  readonly imageReader?: (files: ByteFiles) => ImageReader;
  /** Section `seaworthy` by scope URI, or a promise of it; the client answers `workspace/configuration` with it. */
  readonly settings?: (scopeUri: string | undefined) => unknown;
  /** What the client does before it says who it is. */
  readonly early?: (wire: ProtocolConnection) => Promise<void>;
}

/** A real server behind real JSON-RPC messages, in this process, and a client to talk to it. */
export interface InProcessServer {
  readonly wire: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly publications: readonly PublishDiagnosticsParams[];
  /** `window/logMessage` and `window/showMessage` texts. */
  readonly log: readonly string[];
  readonly shown: readonly string[];
  readonly statuses: readonly FileStatus[];
  /** Registrations that the server asked for. */
  readonly registered: readonly string[];
  /** Globs of the files that the server asked to be told of. */
  readonly watched: readonly string[];
  open(uri: string, text: string, languageId?: string): Promise<void>;
  /** One incremental edit: the first occurrence of `words` becomes `newText`. */
  edit(uri: string, words: string, newText: string): Promise<void>;
  close(uri: string): Promise<void>;
  /** The diagnostics after all messages sent so far. */
  diagnostics(uri: string): Promise<readonly Diagnostic[]>;
  /** The same as `rule "words"`. */
  squiggles(uri: string): Promise<readonly string[]>;
  /** Code actions on the first occurrence of some words. */
  actions(uri: string, words: string, only?: readonly string[]): Promise<readonly CodeAction[]>;
  /** Titles of what is offered at a range. */
  actionTitles(uri: string, range: Range): Promise<readonly string[]>;
  text(uri: string): string;
  stop(): void;
}

const RICH_CAPABILITIES = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
    },
  },
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"], changeAnnotationSupport: {} },
  },
  window: { workDoneProgress: true },
} as const;

/** Capabilities of a client that can do all that the server makes use of, but pulls no diagnostics. */
export function richCapabilities(workspace: object = {}): object {
  return { ...RICH_CAPABILITIES, workspace: { ...RICH_CAPABILITIES.workspace, ...workspace } };
}

/** Starts a server over two streams and initializes it. */
export async function startServer(setup: ClientSetup = {}): Promise<InProcessServer> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  const files = setup.files ?? memoryFiles(setup.disk ?? {});
  const { openBroker, largeFiles } = setup;
  const isOffline = () => Promise.reject(new Error("this test reaches nothing outside"));
  serve(connection, {
    outside: {
      files,
      now: () => new Date("2026-01-01T00:00:00Z"),
      reach: setup.reach ?? (openBroker === undefined ? isOffline : () => Promise.resolve(NO_REACH)),
      largeFiles: () => noLargeFile(largeFiles),
    },
    imageReader: async () => (setup.imageReader ?? localReader)(await noLargeFile(largeFiles)),
    openBroker: openBroker ?? isOffline,
    onStarted: () => undefined,
  });
  connection.listen();
  const wire = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const heard = listen(wire, setup);
  const settings = setup.settings === undefined ? {} : { configuration: true };
  await setup.early?.(wire);
  const initialized: InitializeResult = await wire.sendRequest("initialize", {
    processId: null,
    rootUri: setup.rootUri ?? null,
    capabilities: setup.capabilities ?? richCapabilities(settings),
    initializationOptions: setup.options,
    ...(setup.rootUri === undefined
      ? { workspaceFolders: (setup.folders ?? []).map((uri) => ({ uri, name: uri })) }
      : {}),
  });
  await wire.sendNotification("initialized", {});
  const stop = () => {
    wire.dispose();
    connection.dispose();
  };
  return { wire, initialized, ...heard, ...documentsOf(wire, heard.publications), stop };
}

function noLargeFile(files: ByteFiles | undefined): Promise<ByteFiles> {
  return files === undefined ? Promise.reject(new Error("this test opens no large file")) : Promise.resolve(files);
}

function listen(wire: ProtocolConnection, setup: ClientSetup) {
  const publications: PublishDiagnosticsParams[] = [];
  const log: string[] = [];
  const shown: string[] = [];
  const statuses: FileStatus[] = [];
  const registered: string[] = [];
  const watched: string[] = [];
  wire.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    publications.push(params);
  });
  wire.onNotification("window/logMessage", ({ message }: { message: string }) => {
    log.push(message);
  });
  wire.onNotification("window/showMessage", ({ message }: { message: string }) => {
    shown.push(message);
  });
  wire.onRequest("workspace/configuration", ({ items }: { items: readonly { scopeUri?: string }[] }) =>
    Promise.all(items.map(async ({ scopeUri }) => (await setup.settings?.(scopeUri)) ?? null)),
  );
  wire.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
    for (const { method, registerOptions } of registrations) {
      registered.push(method);
      watched.push(...(registerOptions?.watchers ?? []).map(globOf));
    }
    return null;
  });
  wire.onNotification(FILE_STATUS, (status: FileStatus) => {
    statuses.push(status);
  });
  wire.listen();
  return { publications, log, shown, statuses, registered, watched };
}

/** A glob below a folder is told with the URI of the folder in front. */
function globOf({ globPattern }: FileSystemWatcher): string {
  if (typeof globPattern === "string") return globPattern;
  const { baseUri, pattern } = globPattern;
  return `${typeof baseUri === "string" ? baseUri : baseUri.uri}/${pattern}`;
}

function documentsOf(wire: ProtocolConnection, publications: readonly PublishDiagnosticsParams[]) {
  const open = new Map<string, { version: number; text: string }>();
  const textOf = (uri: string) => open.get(uri)?.text ?? "";
  async function diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    // Answered when the document was checked, whatever had to be loaded for it.
    await wire.sendRequest("seaworthy/effectiveConfiguration", { uri });
    await settle(wire);
    return publications.findLast((publication) => publication.uri === uri)?.diagnostics ?? [];
  }
  async function actionsAt(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
    return await wire.sendRequest("textDocument/codeAction", { textDocument: { uri }, range, context });
  }
  return {
    text: textOf,
    diagnostics,
    async open(uri: string, text: string, languageId = "dockerfile") {
      open.set(uri, { version: 1, text });
      await wire.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
    },
    async edit(uri: string, words: string, newText: string) {
      const before = open.get(uri) ?? { version: 0, text: "" };
      const range = rangeOfWords(before.text, words);
      const version = before.version + 1;
      open.set(uri, { version, text: before.text.replace(words, () => newText) });
      await wire.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ range, text: newText }],
      });
    },
    async close(uri: string) {
      await wire.sendNotification("textDocument/didClose", { textDocument: { uri } });
    },
    async squiggles(uri: string) {
      const found = await diagnostics(uri);
      return found.map(({ code, range }) => `${code} "${wordsOfRange(textOf(uri), range)}"`);
    },
    async actions(uri: string, words: string, only?: readonly string[]) {
      return await actionsAt(uri, rangeOfWords(textOf(uri), words), only);
    },
    async actionTitles(uri: string, range: Range) {
      return (await actionsAt(uri, range)).map(({ title }) => title);
    },
  };
}

/** Resolves when the server has answered a request that was sent behind all other messages, and told what it had to tell. */
export async function settle(wire: ProtocolConnection): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await wire.sendRequest("seaworthy/rules");
    // The server waits turns of the event loop to coalesce; give it more of them than it needs.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

function rangeOfWords(text: string, words: string): Range {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`no "${words}" in the text`);
  const lines = lineIndex(text);
  const [from, to] = [lines.positionAt(start), lines.positionAt(start + words.length)];
  return { start: { line: from.line, character: from.column }, end: { line: to.line, character: to.column } };
}

function wordsOfRange(text: string, { start, end }: Range): string {
  const lines = lineIndex(text);
  return text.slice(
    lines.offsetAt({ line: start.line, column: start.character }),
    lines.offsetAt({ line: end.line, column: end.character }),
  );
}

/** The text of an open document after a workspace edit that concerns it alone. */
export function edited(text: string, uri: string, edit: WorkspaceEdit | undefined): string {
  const edits: TextEdit[] = [...(edit?.changes?.[uri] ?? [])];
  for (const change of edit?.documentChanges ?? []) {
    if ("edits" in change && change.textDocument.uri === uri) {
      for (const each of change.edits) if ("newText" in each) edits.push(each);
    }
  }
  const lines = lineIndex(text);
  const offset = (at: Range["start"]) => lines.offsetAt({ line: at.line, column: at.character });
  return edits
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (now, { range, newText }) => now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      text,
    );
}
