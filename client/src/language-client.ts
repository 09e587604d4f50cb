import * as vscode from "vscode";
import {
  type CloseHandlerResult,
  type ConfigurationItem,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  ShowMessageNotification,
  State,
  TransportKind,
  WorkDoneProgressCancelNotification,
} from "vscode-languageclient/node";
import { CONSENT, type ConsentParams, type NetworkOptions } from "../../server/src/protocol/lookups.ts";
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
import { say } from "./say.ts";
import { isOfWorkspace, withUserValues } from "./user-settings.ts";

/** What a client of the server is made of. */
export interface ClientParts {
  /** Path of the bundled server. */
  readonly module: string;
  readonly output: vscode.LogOutputChannel;
  readonly consent: Consent;
  /** Folder for what is kept between sessions. */
  readonly cacheFolder: string;
  /** Keys below `seaworthy` that the user alone may set. */
  readonly userKeys: readonly string[];
}

/** Who hears of the server. */
export interface ClientListeners {
  onStatus(status: FileStatus): void;
  onRunning(isRunning: boolean): void;
  /** The server ended by itself: what becomes of it. */
  onClosed(): CloseHandlerResult;
}

/** A language client that is not started yet. One whose start failed is of no use any more. */
export function newClient(parts: ClientParts, { onStatus, onRunning, onClosed }: ClientListeners): LanguageClient {
  const { module, output, consent } = parts;
  const settingsOf = newSettingsReader(parts);
  const options: LanguageClientOptions = {
    documentSelector: [...SENT_DOCUMENTS],
    diagnosticCollectionName: "seaworthy",
    outputChannel: output,
    initializationOptions: () => serverOptions(parts),
    markdown: { isTrusted: false, supportHtml: false },
    middleware: {
      workspace: {
        async configuration(params, token, next) {
          const sections = await next(params, token);
          return Array.isArray(sections)
            ? sections.map((section, at) => settingsOf(section, params.items[at]))
            : sections;
        },
        // That they changed is all that is told: the server asks for them.
        didChangeConfiguration: (_, next) => next(undefined),
      },
      // What is a command has nothing to resolve. VS Code forgets a command's arguments when the list of fixes is made anew while it waits.
      resolveCodeAction: (action, token, next) => (action.command === undefined ? next(action, token) : action),
      handleWorkDoneProgress(token, part, next) {
        progress.show(token, part);
        // The client shows a progress of its own from its beginning on; it is told only of the end, so that it forgets it.
        if (part.kind === "end") next(token, part);
      },
    },
    // A message that cannot be read is logged; the connection goes on.
    errorHandler: { error: () => ({ action: ErrorAction.Continue, handled: true }), closed: onClosed },
  };
  const client = new LanguageClient("seaworthy", "Seaworthy", { module, transport: TransportKind.ipc }, options);
  const progress = newProgressView(
    (token) => void client.sendNotification(WorkDoneProgressCancelNotification.type, { token }),
  );
  client.onRequest<boolean, unknown>(CONSENT, (params: ConsentParams) => consent.ask(params));
  client.onNotification(FILE_STATUS, onStatus);
  // The client itself would make links of what an image or a registry wrote.
  client.onNotification(ShowMessageNotification.type, ({ message }) => say(message));
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Starting) return;
    if (newState !== State.Running) progress.endAll();
    onRunning(newState === State.Running);
  });
  return client;
}

/** Reads what VS Code answers with for a section: what a workspace may not say in it is left out, and told once in the log. */
function newSettingsReader({
  userKeys,
  output,
}: ClientParts): (section: unknown, asked?: ConfigurationItem) => unknown {
  const told = new Set<string>();
  return (section, { scopeUri } = {}) => {
    const scope = scopeUri === undefined ? undefined : vscode.Uri.parse(scopeUri);
    const settings = vscode.workspace.getConfiguration("seaworthy", scope);
    for (const key of userKeys) {
      if (told.has(key) || !isOfWorkspace(settings.inspect(key))) continue;
      output.warn(`settings: "${key}" can only be set by the user, not by a workspace`);
      told.add(key);
    }
    return withUserValues(section, userKeys, (key) => settings.inspect(key));
  };
}

/** The way out as VS Code knows it now. */
export function currentNetwork(cacheFolder: string): NetworkOptions {
  const http = vscode.workspace.getConfiguration("http");
  return networkOptions((key) => http.get(key), cacheFolder);
}

function serverOptions({ cacheFolder, output }: ClientParts): ClientOptions {
  const other = neighbour();
  if (other !== undefined) output.info(`hover of instructions, outline and folding are left to ${other}`);
  return {
    consent: true,
    trusted: vscode.workspace.isTrusted,
    network: currentNetwork(cacheFolder),
    // VS Code's client can pull too; its pulls come after a delay of its own, pushed diagnostics at once.
    diagnostics: "push",
    status: true,
    languageFeatures: other === undefined,
    commands: Object.values(CLIENT_COMMANDS),
  };
}
