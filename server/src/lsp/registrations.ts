import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from "vscode-languageserver/node";
import { BAKE_NAMES, COMPOSE_GLOBS } from "../engine/files.ts";
import { SETTINGS_GLOBS } from "../protocol/selector.ts";
import type { ClientAbilities } from "./client-abilities.ts";

/** Asks the client to tell of changed settings and of changed settings, Compose and Bake files. */
export async function register(connection: Connection, abilities: ClientAbilities): Promise<void> {
  if (abilities.registersConfiguration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: "seaworthy" });
  }
  if (!abilities.registersWatchers) return;
  const globs = [...SETTINGS_GLOBS, ...[...COMPOSE_GLOBS, ...BAKE_NAMES].map((glob) => `**/${glob}`)];
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: globs.map((globPattern) => ({ globPattern })),
  });
}
