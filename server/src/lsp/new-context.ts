import { type Connection, MessageType, ShowMessageNotification } from "vscode-languageserver/node";
import { FILE_STATUS } from "../protocol/requests.ts";
import type { ClientAbilities } from "./client-abilities.ts";
import { coalesced } from "./coalesced.ts";
import { type Documents, newDocuments } from "./documents.ts";
import type { EditorSettings } from "./editor-settings.ts";
import { newFolderSettings } from "./folder-settings.ts";
import { describe, type Log } from "./guard.ts";
import { type ClientLookups, newClientLookups } from "./lookups/client-lookups.ts";
import { openTextFiles } from "./open-text-files.ts";
import { newPublisher, type Publisher } from "./publisher.ts";
import type { ShownScan } from "./scan/shown-scan.ts";
import type { Given } from "./server.ts";
import type { ServerContext } from "./server-context.ts";

/** What a context is made of. */
export interface Parts extends Given {
  readonly connection: Connection;
  readonly abilities: ClientAbilities;
  readonly log: Log;
  readonly editor: EditorSettings;
}

/** Wires documents, settings and publishing for one client. With this module the engine is loaded. */
export function newContext(parts: Parts): ServerContext {
  const { connection, abilities, log } = parts;
  const scans = new Map<string, ShownScan>();
  const publisher = newPublisher(abilities, {
    scanned: (document) => scans.get(document.uri)?.diagnostics(document) ?? [],
    diagnostics: (uri, diagnostics, version) =>
      void connection.sendDiagnostics(version === undefined ? { uri, diagnostics } : { uri, diagnostics, version }),
    status: (status) => void connection.sendNotification(FILE_STATUS, status),
  });
  const tell = (message: string) =>
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
  const lookups = newClientLookups({ ...parts, tell });
  return {
    ...wire(parts, publisher, lookups),
    lookups,
    scans,
    imageReader: parts.imageReader,
    connection,
    publisher,
    abilities,
    log,
    tell,
  };
}

/** Documents and settings need each other: documents ask for settings, and an open settings file is a document. */
function wire(parts: Parts, publisher: Publisher, { found }: ClientLookups) {
  const { connection, abilities, log, editor, onStarted } = parts;
  let hasStarted = false;
  const warned = new Set<string>();
  const files = openTextFiles(parts.outside.files, (path) => documents.settingsText(path));
  const outside = { ...parts.outside, files };
  const settings = newFolderSettings(
    {
      outside,
      editorSettings: editor.ask,
      onEditorProblem(message) {
        // They are read anew with every keystroke in a settings file.
        if (!warned.has(message)) log.warn(`settings: ${message}`);
        warned.add(message);
      },
    },
    abilities.folders,
  );
  const showProblems = coalesced(() => {
    settings.problems().then(publisher.settingsProblems, (error) => log.error(`settings failed: ${describe(error)}`));
  });
  const refresh = coalesced(() => {
    if (!abilities.pullsDiagnostics || !abilities.refreshesDiagnostics) return;
    connection.languages.diagnostics
      .refresh()
      .catch((error) => log.warn(`the editor did not ask for diagnostics anew: ${error}`));
  });
  const documents: Documents = newDocuments({
    async settingsOf(document) {
      const found = await settings.settingsOf(document);
      showProblems();
      return found;
    },
    withFound: ({ uri, text }, findings) => found.get(uri)?.(text, findings) ?? findings,
    onChecked(document) {
      publisher.checked(document);
      if (!hasStarted) onStarted();
      hasStarted = true;
    },
    onSettingsText: settingsChanged,
    onFailure: (what, error) => log.error(`${what} failed: ${describe(error)}`),
  });

  function settingsChanged(): void {
    settings.forget();
    documents.refreshSettings();
    showProblems();
    refresh();
  }

  function recheck(uri: string): void {
    documents.recheck(uri);
    refresh();
  }

  return { documents, settings, settingsChanged, recheck, outside };
}
