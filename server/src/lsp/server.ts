import {
  type Connection,
  ErrorCodes,
  type InitializeResult,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { version } from "../engine/version.ts";
import type { Outside } from "../outside/outside.ts";
import { SERVER_COMMANDS } from "../protocol/requests.ts";
import type { ImageReader } from "../scan/embedded/read-image.ts";
import { type ClientAbilities, CODE_ACTION_KINDS, clientAbilities } from "./client-abilities.ts";
import { DIAGNOSTIC_SOURCE } from "./convert.ts";
import { newEditorSettings } from "./editor-settings.ts";
import type { Log } from "./guard.ts";
import type { OpenBroker } from "./lookups/client-lookups.ts";
import { takeNotifications } from "./notifications.ts";
import { answerRequests } from "./requests.ts";

/** What the entry of a process hands in: the world, and what answers questions about it. */
export interface Given {
  readonly outside: Outside;
  readonly openBroker: OpenBroker;
  /** Reads images; asked for when one is scanned. */
  readonly imageReader: () => Promise<ImageReader>;
  /** Called when the first document was checked: what follows is the work of every keystroke. */
  readonly onStarted: () => void;
}

/** Answers one client over a connection until it leaves. The connection is not yet listening. */
export function serve(connection: Connection, given: Given): void {
  let result: InitializeResult | undefined;
  // Until those who answer are there. Source: LSP 3.17, "Initialize Request".
  const refuse = () => new ResponseError<never>(ErrorCodes.ServerNotInitialized, "initialize comes first");
  connection.onRequest(refuse);
  connection.onShutdown(refuse);
  connection.onInitialize((params) => {
    // A client that initializes twice gets the same answer: the documents are open already.
    result ??= start(connection, given, clientAbilities(params));
    return result;
  });
}

function start(connection: Connection, given: Given, abilities: ClientAbilities): InitializeResult {
  const log = logOf(connection);
  const editor = newEditorSettings(connection, abilities);
  // The engine is loaded behind the answer: the client prepares itself meanwhile. What it sends waits, in its order.
  const context = nextTurn().then(async () => {
    const { newContext } = await import("./new-context.ts");
    return newContext({ ...given, connection, abilities, log, editor });
  });
  context.catch((error) => log.error(`the engine could not be loaded: ${error}`));
  const ready = { log, abilities, editor, context };
  const answered = answerRequests(connection, ready);
  takeNotifications(connection, ready);
  connection.onShutdown(() => {
    // Source: LSP 3.17, "Shutdown Request".
    const refuse = () => new ResponseError<never>(ErrorCodes.InvalidRequest, "nothing is answered behind shutdown");
    for (const each of answered) each.dispose();
    connection.onRequest(refuse);
    connection.onInitialize(refuse);
    connection.onShutdown(refuse);
  });
  return {
    capabilities: capabilitiesFor(abilities),
    serverInfo: { name: "seaworthy", version },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function logOf(connection: Connection): Log {
  return {
    error: (message) => connection.console.error(message),
    warn: (message) => connection.console.warn(message),
  };
}

function capabilitiesFor(abilities: ClientAbilities): ServerCapabilities {
  const {
    wantsLanguageFeatures,
    pullsDiagnostics,
    takesCodeActions,
    resolvesEdits,
    changesFolders,
    registersWatchers,
    appliesEdits,
    commands,
  } = abilities;
  return {
    // Where nobody watches files, a save of any is the time to read settings anew.
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: !registersWatchers },
    hoverProvider: true,
    ...(takesCodeActions
      ? { codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS], resolveProvider: resolvesEdits } }
      : {}),
    ...(wantsLanguageFeatures ? { documentSymbolProvider: true, foldingRangeProvider: true } : {}),
    ...(pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: DIAGNOSTIC_SOURCE,
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        }
      : {}),
    // Our own client brings commands of these names.
    ...(appliesEdits && commands.size === 0 ? { executeCommandProvider: { commands: [...SERVER_COMMANDS] } } : {}),
    ...(changesFolders ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } } : {}),
  };
}
