import type { Connection } from "vscode-languageserver/node";
import { type ClientAbilities, sectionOf } from "./client-abilities.ts";

const SECTION = "seaworthy";

/** The editor's settings: asked for where the client answers, else what it handed over last. */
export interface EditorSettings {
  ask(scopeUri: string | undefined): Promise<unknown>;
  /** A client handed its settings over (`workspace/didChangeConfiguration`). */
  take(settings: unknown): void;
}

/** The settings of a client. One that does not answer is said in the log; what it handed over last holds. */
export function newEditorSettings(connection: Connection, abilities: ClientAbilities): EditorSettings {
  let given = abilities.settings;
  return {
    async ask(scopeUri) {
      if (!abilities.answersConfiguration) return given;
      const item = scopeUri === undefined ? { section: SECTION } : { section: SECTION, scopeUri };
      try {
        // Null is how a client says that it has none. Source: LSP 3.17, "Configuration Request".
        return (await connection.workspace.getConfiguration(item)) ?? given;
      } catch (error) {
        // A client that says it answers and does not: its files are checked with what we have.
        connection.console.warn(`the editor did not tell its settings: ${String(error)}`);
        return given;
      }
    },
    take(settings) {
      given = sectionOf(settings) ?? given;
    },
  };
}
