import type { Connection } from "vscode-languageserver/node";
import { NETWORK, TRUSTED } from "../protocol/lookups.ts";
import { guardedNotification } from "./guard.ts";
import { register, registerAbove } from "./registrations.ts";
import type { ServerContext, StartingServer } from "./server-context.ts";

/** Every notification that the server takes; each waits for the engine, so that their order stays. */
export function takeNotifications(connection: Connection, server: StartingServer): void {
  const { log, abilities, editor } = server;
  const take = <P>(name: string, act: (params: P, context: ServerContext) => void | Promise<void>) =>
    guardedNotification<P>(name, log, async (params) => act(params, await server.context));

  connection.onInitialized(
    guardedNotification("initialized", log, async () => {
      if (abilities.changesFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(
          take("folders", ({ added, removed }, { settings, settingsChanged, outside }) => {
            const gone = new Set(removed.map(({ uri }) => uri));
            settings.setFolders([...settings.folders().filter(({ uri }) => !gone.has(uri)), ...added]);
            settingsChanged();
            return registerAbove(added, outside.files, connection, abilities);
          }),
        );
      }
      await register(connection, abilities);
      const { settings, outside } = await server.context;
      await registerAbove(settings.folders(), outside.files, connection, abilities);
    }),
  );
  connection.onDidOpenTextDocument(
    take("opening", ({ textDocument }, { documents, publisher }) => {
      documents.open(textDocument);
      if (documents.get(textDocument.uri) === undefined) publisher.closed(textDocument.uri);
    }),
  );
  connection.onDidChangeTextDocument(
    take("an edit", ({ textDocument, contentChanges }, { documents }) =>
      documents.change(textDocument.uri, textDocument.version, contentChanges),
    ),
  );
  connection.onDidCloseTextDocument(
    take("closing", ({ textDocument }, { documents, publisher }) => {
      documents.close(textDocument.uri);
      publisher.closed(textDocument.uri);
    }),
  );
  connection.onDidSaveTextDocument(take("saving", (_, { settingsChanged }) => settingsChanged()));
  connection.onDidChangeConfiguration(
    take("settings", (params, { settingsChanged }) => {
      editor.take(params?.settings);
      settingsChanged();
    }),
  );
  connection.onNotification(
    TRUSTED,
    take("trust", (_, { lookups }) => lookups.trust()),
  );
  connection.onNotification(
    NETWORK,
    take("network", (network: unknown, { lookups }) => lookups.setNetwork(network)),
  );
  connection.onDidChangeWatchedFiles(take("watched files", (_, { settingsChanged }) => settingsChanged()));
}
