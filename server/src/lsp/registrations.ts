import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from "vscode-languageserver/node";
import { BAKE_NAMES } from "../engine/files.ts";
import type { ClientAbilities } from "./client-abilities.ts";

/** Asks the client to tell of changed settings and of changed settings, Compose and Bake files. */
export async function register(connection: Connection, abilities: ClientAbilities): Promise<void> {
  if (abilities.registersConfiguration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: "seaworthy" });
  }
  if (!abilities.registersWatchers) return;
  // Settings and Compose files are YAML, and so is what settings extend, whatever its name.
  const globs = ["*.yaml", "*.yml", ...BAKE_NAMES].map((glob) => `**/${glob}`);
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: globs.map((globPattern) => ({ globPattern })),
  });
}
