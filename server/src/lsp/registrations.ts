import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type WorkspaceFolder,
} from "vscode-languageserver/node";
import { BAKE_NAMES } from "../engine/file-roles.ts";
import { foldersInRepository } from "../engine/repository.ts";
import type { Files } from "../outside/outside.ts";
import type { ClientAbilities } from "./client-abilities.ts";
import { pathOfFolder } from "./folder-settings.ts";
import { uriOfPath } from "./uri.ts";

/** Settings and Compose files are YAML, and so is what settings extend, whatever its name. */
const WATCHED = ["*.yaml", "*.yml", ...BAKE_NAMES];

/** Asks the client to tell of changed settings and of changed settings, Compose and Bake files. */
export async function register(connection: Connection, abilities: ClientAbilities): Promise<void> {
  if (abilities.registersConfiguration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: "seaworthy" });
  }
  if (!abilities.registersWatchers) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: WATCHED.map((glob) => ({ globPattern: `**/${glob}` })),
  });
}

/** Asks the client to tell of these files above workspace folders, too, up to their repositories: what stands there holds in them. */
export async function registerAbove(
  folders: readonly WorkspaceFolder[],
  files: Files,
  connection: Connection,
  { watchesElsewhere }: ClientAbilities,
): Promise<void> {
  const above = watchesElsewhere ? new Set(folders.flatMap((folder) => foldersAbove(folder, files))) : [];
  const watchers = [...above].flatMap((path) =>
    WATCHED.map((pattern) => ({ globPattern: { baseUri: uriOfPath(path), pattern } })),
  );
  if (watchers.length > 0) await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

function foldersAbove(folder: WorkspaceFolder, files: Files): readonly string[] {
  const path = pathOfFolder(folder);
  return path === undefined ? [] : foldersInRepository(path, files).slice(1);
}
