import * as vscode from "vscode";
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  TextDocumentEdit,
  TransportKind,
  WorkDoneProgressCancelNotification,
  WorkspaceEdit,
} from "vscode-languageclient/node";
import {
  CONSENT,
  type ConsentParams,
  NETWORK,
  type NetworkOptions,
  TRUSTED,
} from "../../server/src/protocol/lookups.ts";
import {
  CLIENT_COMMANDS,
  type ClientOptions,
  FILE_STATUS,
  type FileStatus,
} from "../../server/src/protocol/requests.ts";
import { SENT_DOCUMENTS } from "./document-selector.ts";
import type { Consent } from "./lookups/consent.ts";
import { networkOptions } from "./lookups/network-options.ts";
import { newProgressView } from "./lookups/progress.ts";
import { neighbour } from "./neighbours.ts";
import { newRestartPolicy } from "./restart-policy.ts";

/** The language server, as the rest of the client sees it. */
export interface Server {
  start(): Promise<void>;
  /** By hand: earlier crashes do not count any more. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** A request of our own; undefined when the server is not there, or ends meanwhile. */
  ask(method: string, params?: object): Promise<unknown>;
  /** An edit of the server in VS Code's own terms; undefined: the documents are not those any more that it was made for. */
  readEdit(edit: unknown): Promise<vscode.WorkspaceEdit | undefined>;
  /** A notification; nothing happens when the server is not there. */
  tell(method: string, params?: object): Promise<void>;
  readonly onStatus: vscode.Event<FileStatus>;
  /** True while the server runs. */
  readonly onRunning: vscode.Event<boolean>;
}

/** What the server is started with. */
export interface ServerParts {
  /** Path of the bundled server. */
  readonly module: string;
  readonly output: vscode.LogOutputChannel;
  readonly consent: Consent;
  /** Folder for what is kept between sessions. */
  readonly cacheFolder: string;
}

/** The server of this window, not started yet. Its ends are said to the user. */
export function newServer({ module, output, consent, cacheFolder }: ServerParts): Server {
  const statuses = new vscode.EventEmitter<FileStatus>();
  const running = new vscode.EventEmitter<boolean>();
  const policy = newRestartPolicy();
  const options: LanguageClientOptions = {
    documentSelector: [...SENT_DOCUMENTS],
    diagnosticCollectionName: "seaworthy",
    outputChannel: output,
    initializationOptions: () => serverOptions(cacheFolder),
    markdown: { isTrusted: false, supportHtml: false },
    middleware: {
      // What is a command has nothing to resolve. VS Code forgets a command's arguments when the list of fixes is made anew while it waits.
      resolveCodeAction: (action, token, next) => (action.command === undefined ? next(action, token) : action),
      handleWorkDoneProgress(token, part, next) {
        progress.show(token, part);
        // The client shows a progress of its own from its beginning on; it is told only of the end, so that it forgets it.
        if (part.kind === "end") next(token, part);
      },
    },
    errorHandler: {
      // A message that cannot be read is logged; the connection goes on.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => afterEnd(policy.ended(Date.now()), output),
    },
  };
  const client = new LanguageClient("seaworthy", "Seaworthy", { module, transport: TransportKind.ipc }, options);
  const progress = newProgressView(
    (token) => void client.sendNotification(WorkDoneProgressCancelNotification.type, { token }),
  );
  client.onRequest<boolean, unknown>(CONSENT, (params: ConsentParams) => consent.ask(params));
  client.onNotification(FILE_STATUS, (status: FileStatus) => statuses.fire(status));
  client.onDidChangeState(() => {
    if (!client.isRunning()) progress.endAll();
    running.fire(client.isRunning());
  });
  return {
    start: () => client.start(),
    async restart() {
      policy.forget();
      await client.restart();
    },
    stop: () => client.stop(),
    async ask(method, params) {
      try {
        return client.isRunning() ? await client.sendRequest(method, params) : undefined;
      } catch (error) {
        output.error(`${method}: ${error}`);
        return undefined;
      }
    },
    async tell(method, params) {
      if (client.isRunning()) await client.sendNotification(method, params);
    },
    readEdit: (edit) => readEdit(edit, client),
    onStatus: statuses.event,
    onRunning: running.event,
  };
}

/** Tells the server what changes around it while it runs. */
export function followSurroundings(server: Server, cacheFolder: string): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(() => void server.tell(TRUSTED)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("http")) void server.tell(NETWORK, currentNetwork(cacheFolder));
    }),
  );
}

async function readEdit(edit: unknown, client: LanguageClient): Promise<vscode.WorkspaceEdit | undefined> {
  if (!WorkspaceEdit.is(edit)) return undefined;
  const isOld = edit.documentChanges?.some((change) => {
    if (!TextDocumentEdit.is(change)) return false;
    const { uri, version } = change.textDocument;
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
    return version !== null && open !== undefined && open.version !== version;
  });
  return isOld === true ? undefined : await client.protocol2CodeConverter.asWorkspaceEdit(edit);
}

function currentNetwork(cacheFolder: string): NetworkOptions {
  const http = vscode.workspace.getConfiguration("http");
  return networkOptions((key) => http.get(key), cacheFolder);
}

function serverOptions(cacheFolder: string): ClientOptions {
  return {
    consent: true,
    trusted: vscode.workspace.isTrusted,
    network: currentNetwork(cacheFolder),
    // VS Code's client can pull too; its pulls come after a delay of its own, pushed diagnostics at once.
    diagnostics: "push",
    status: true,
    languageFeatures: neighbour() === undefined,
    commands: Object.values(CLIENT_COMMANDS),
  };
}

const RESTART = "Restart";
const SHOW_LOG = "Show Log";

/** Says that the server ended. After too many ends in a row it stays down until somebody presses the button. */
function afterEnd(
  { restarts, count }: { readonly restarts: boolean; readonly count: number },
  output: vscode.LogOutputChannel,
): CloseHandlerResult {
  const message = restarts
    ? "The Seaworthy server ended unexpectedly and was started again."
    : `The Seaworthy server ended ${count} times in three minutes and is not started again. Nothing is checked now.`;
  const buttons = restarts ? [SHOW_LOG] : [RESTART, SHOW_LOG];
  const show = restarts ? vscode.window.showWarningMessage : vscode.window.showErrorMessage;
  show(message, ...buttons).then((button) => {
    if (button === SHOW_LOG) output.show();
    if (button === RESTART) void vscode.commands.executeCommand("seaworthy.restartServer");
  });
  return { action: restarts ? CloseAction.Restart : CloseAction.DoNotRestart, message, handled: true };
}
