import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from "vscode-languageserver/node";
import { COMPOSE_GLOBS } from "../engine/files.ts";
import { SETTINGS_GLOBS } from "../protocol/selector.ts";
import type { EditorSettings } from "./editor-settings.ts";
import { describe, guardedNotification } from "./guard.ts";
import type { Publisher } from "./publisher.ts";
import type { ServerContext } from "./server-context.ts";

/** What notifications change beside the documents. */
export interface Told {
  readonly publisher: Publisher;
  readonly editor: EditorSettings;
}

/** Every notification that the server takes. */
export function takeNotifications(connection: Connection, context: ServerContext, told: Told): void {
  const { documents, settings, settingsChanged, log, abilities } = context;
  const take = <P>(name: string, act: (params: P) => void) => guardedNotification<P>(name, log, act);

  connection.onInitialized(
    take("initialized", () => {
      register(connection, context).catch((error) => log.error(`registering failed: ${describe(error)}`));
      if (abilities.changesFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(
          take("folders", ({ added, removed }) => {
            const gone = new Set(removed.map(({ uri }) => uri));
            settings.setFolders([...settings.folders().filter(({ uri }) => !gone.has(uri)), ...added]);
            settingsChanged();
          }),
        );
      }
    }),
  );
  connection.onDidOpenTextDocument(take("opening", ({ textDocument }) => documents.open(textDocument)));
  connection.onDidChangeTextDocument(
    take("an edit", ({ textDocument, contentChanges }) =>
      documents.change(textDocument.uri, textDocument.version, contentChanges),
    ),
  );
  connection.onDidCloseTextDocument(
    take("closing", ({ textDocument }) => {
      documents.close(textDocument.uri);
      told.publisher.closed(textDocument.uri);
    }),
  );
  connection.onDidChangeConfiguration(
    take("settings", (params) => {
      told.editor.take(params?.settings);
      settingsChanged();
    }),
  );
  connection.onDidChangeWatchedFiles(take("watched files", settingsChanged));
}

/** Asks the client to tell of changed settings and of changed settings and Compose files. */
async function register(connection: Connection, { abilities }: ServerContext): Promise<void> {
  if (abilities.registersConfiguration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: "seaworthy" });
  }
  if (!abilities.registersWatchers) return;
  const globs = [...SETTINGS_GLOBS, ...COMPOSE_GLOBS.map((glob) => `**/${glob}`)];
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: globs.map((globPattern) => ({ globPattern })),
  });
}
