import * as vscode from "vscode";
import {
  CloseAction,
  type CloseHandlerResult,
  State,
  TextDocumentEdit,
  WorkspaceEdit,
} from "vscode-languageclient/node";
import { NETWORK, TRUSTED } from "../../server/src/protocol/lookups.ts";
import type { FileStatus } from "../../server/src/protocol/requests.ts";
import { type ClientParts, currentNetwork, newClient } from "./language-client.ts";
import { newRestartPolicy } from "./restart-policy.ts";

/** The language server, as the rest of the client sees it. */
export interface Server {
  start(): Promise<void>;
  /** By hand: earlier crashes do not count any more. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** A request of our own; one that is starting is waited for. Undefined when the server is not there, or ends meanwhile. */
  ask(method: string, params?: object): Promise<unknown>;
  /** An edit of the server in VS Code's own terms; undefined: the documents are not those any more that it was made for. */
  readEdit(edit: unknown): Promise<vscode.WorkspaceEdit | undefined>;
  /** A notification; nothing happens when the server is not there. */
  tell(method: string, params?: object): Promise<void>;
  readonly onStatus: vscode.Event<FileStatus>;
  /** True when the server runs, false when it does not any more. */
  readonly onRunning: vscode.Event<boolean>;
}

/** The server of this window, not started yet. Its ends are said to the user. */
export function newServer(parts: ClientParts): Server {
  const statuses = new vscode.EventEmitter<FileStatus>();
  const running = new vscode.EventEmitter<boolean>();
  const policy = newRestartPolicy();
  const freshClient = () =>
    newClient(parts, {
      onStatus: (status) => statuses.fire(status),
      onRunning: (isRunning) => running.fire(isRunning),
      onClosed: () => afterEnd(policy.ended(Date.now()), parts.output),
    });
  let client = freshClient();
  /** The start that somebody asked for last. */
  let starting: Promise<void> = Promise.resolve();

  async function startAnew(): Promise<void> {
    // One that starts by itself after a crash cannot be stopped before it runs, and one whose start failed never runs again.
    if (client.state === State.Starting) await client.start().catch(() => undefined);
    if (client.state === State.StartFailed) client = freshClient();
    await client.restart();
  }

  /** Waits for a server that is starting. */
  async function isThere(): Promise<boolean> {
    await starting.catch(() => undefined);
    return client.state === State.Running || client.state === State.Starting;
  }

  return {
    start() {
      starting = client.start();
      return starting;
    },
    restart() {
      policy.forget();
      starting = starting.catch(() => undefined).then(startAnew);
      return starting;
    },
    stop: () => client.stop(),
    async ask(method, params) {
      try {
        return (await isThere()) ? await client.sendRequest(method, params) : undefined;
      } catch (error) {
        parts.output.error(`${method}: ${error}`);
        return undefined;
      }
    },
    async tell(method, params) {
      if (await isThere()) await client.sendNotification(method, params);
    },
    async readEdit(edit) {
      return isCurrent(edit) ? await client.protocol2CodeConverter.asWorkspaceEdit(edit) : undefined;
    },
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

/** True for an edit of the documents as they are now. */
function isCurrent(edit: unknown): edit is WorkspaceEdit {
  if (!WorkspaceEdit.is(edit)) return false;
  const isOld = edit.documentChanges?.some((change) => {
    if (!TextDocumentEdit.is(change)) return false;
    const { uri, version } = change.textDocument;
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
    return version !== null && open !== undefined && open.version !== version;
  });
  return isOld !== true;
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
