import * as vscode from "vscode";
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  TransportKind,
} from "vscode-languageclient/node";
import {
  CLIENT_COMMANDS,
  type ClientOptions,
  FILE_STATUS,
  type FileStatus,
} from "../../server/src/protocol/requests.ts";
import { SENT_DOCUMENTS } from "./document-selector.ts";
import { neighbour } from "./neighbours.ts";
import { newRestartPolicy } from "./restart-policy.ts";

/** The language server, as the rest of the client sees it. */
export interface Server {
  start(): Promise<void>;
  /** By hand: earlier crashes do not count any more. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** A request of our own; undefined when the server is not there. */
  ask(method: string, params?: object): Promise<unknown>;
  readonly onStatus: vscode.Event<FileStatus>;
  /** True while the server runs. */
  readonly onRunning: vscode.Event<boolean>;
}

/** `module`: path of the bundled server. */
export function newServer(module: string, output: vscode.LogOutputChannel): Server {
  const statuses = new vscode.EventEmitter<FileStatus>();
  const running = new vscode.EventEmitter<boolean>();
  const policy = newRestartPolicy();
  const options: LanguageClientOptions = {
    documentSelector: [...SENT_DOCUMENTS],
    diagnosticCollectionName: "seaworthy",
    outputChannel: output,
    initializationOptions: serverOptions,
    markdown: { isTrusted: false, supportHtml: false },
    errorHandler: {
      // A message that cannot be read is logged; the connection goes on.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => afterEnd(policy.ended(Date.now()), output),
    },
  };
  const client = new LanguageClient("seaworthy", "Seaworthy", { module, transport: TransportKind.ipc }, options);
  client.onNotification(FILE_STATUS, (status: FileStatus) => statuses.fire(status));
  client.onDidChangeState(() => running.fire(client.isRunning()));
  return {
    start: () => client.start(),
    async restart() {
      policy.forget();
      await client.restart();
    },
    stop: () => client.stop(),
    async ask(method, params) {
      return client.isRunning() ? await client.sendRequest(method, params) : undefined;
    },
    onStatus: statuses.event,
    onRunning: running.event,
  };
}

function serverOptions(): ClientOptions {
  return {
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
