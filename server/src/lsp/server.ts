import {
  type Connection,
  type InitializeResult,
  MessageType,
  type ServerCapabilities,
  ShowMessageNotification,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import type { Outside } from "../outside/outside.ts";
import { FILE_STATUS } from "../protocol/requests.ts";
import { type ClientAbilities, CODE_ACTION_KINDS, clientAbilities } from "./client-abilities.ts";
import { DIAGNOSTIC_SOURCE } from "./convert.ts";
import { type Documents, newDocuments } from "./documents.ts";
import { newEditorSettings } from "./editor-settings.ts";
import { newFolderSettings } from "./folder-settings.ts";
import { describe, type Log } from "./guard.ts";
import { takeNotifications } from "./notifications.ts";
import { openTextFiles } from "./open-text-files.ts";
import { newPublisher, type Publisher } from "./publisher.ts";
import { answerRequests } from "./requests.ts";
import type { ServerContext } from "./server-context.ts";
import { newCoalescer } from "./turns.ts";

/** Bundled in by the build. */
declare const SEAWORTHY_VERSION: string | undefined;

/** Answers one client over a connection until it leaves. The connection is not yet listening. */
export function serve(connection: Connection, outside: Outside): void {
  let result: InitializeResult | undefined;
  connection.onInitialize((params) => {
    // A client that initializes twice gets the same answer: the documents are open already.
    result ??= start(connection, outside, clientAbilities(params));
    return result;
  });
}

function start(connection: Connection, outside: Outside, abilities: ClientAbilities): InitializeResult {
  const log = logOf(connection);
  const editor = newEditorSettings(connection, abilities);
  const publisher = newPublisher(abilities, {
    diagnostics: (uri, diagnostics, version) =>
      void connection.sendDiagnostics(version === undefined ? { uri, diagnostics } : { uri, diagnostics, version }),
    status: (status) => void connection.sendNotification(FILE_STATUS, status),
  });
  const context: ServerContext = {
    ...wire({ connection, outside, abilities, log, publisher, editor }),
    abilities,
    outside,
    log,
    tell: (message) =>
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message }),
  };
  answerRequests(connection, context);
  takeNotifications(connection, context, { publisher, editor });
  return {
    capabilities: capabilitiesFor(abilities),
    serverInfo: { name: "seaworthy", version: typeof SEAWORTHY_VERSION === "string" ? SEAWORTHY_VERSION : "0" },
  };
}

interface Parts {
  readonly connection: Connection;
  readonly outside: Outside;
  readonly abilities: ClientAbilities;
  readonly log: Log;
  readonly publisher: Publisher;
  readonly editor: ReturnType<typeof newEditorSettings>;
}

/** Documents and settings need each other: documents ask for settings, and an open settings file is a document. */
function wire({ connection, outside, abilities, log, publisher, editor }: Parts) {
  const files = openTextFiles(outside.files, (path) => documents.settingsText(path));
  const settings = newFolderSettings(
    {
      outside: { ...outside, files },
      editorSettings: editor.ask,
      onEditorProblem: (message) => log.warn(`settings: ${message}`),
    },
    abilities.folders,
  );
  const problems = newCoalescer(() => {
    settings.problems().then(publisher.settingsProblems, (error) => log.error(`settings failed: ${describe(error)}`));
  });
  const documents: Documents = newDocuments({
    async settingsOf(document) {
      const found = await settings.settingsOf(document);
      problems.request();
      return found;
    },
    onChecked: publisher.checked,
    onSettingsText: settingsChanged,
    onFailure: (what, error) => log.error(`${what} failed: ${describe(error)}`),
  });

  function settingsChanged(): void {
    settings.forget();
    documents.refreshSettings();
    problems.request();
    if (abilities.pullsDiagnostics && abilities.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
  }

  return { documents, settings, settingsChanged };
}

function logOf(connection: Connection): Log {
  return {
    error: (message) => connection.console.error(message),
    warn: (message) => connection.console.warn(message),
    info: (message) => connection.console.info(message),
  };
}

function capabilitiesFor(abilities: ClientAbilities): ServerCapabilities {
  const { wantsLanguageFeatures, pullsDiagnostics, takesCodeActions, resolvesEdits, changesFolders } = abilities;
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
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
    ...(changesFolders ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } } : {}),
  };
}
