import type { Outside } from "../outside/outside.ts";
import type { ClientAbilities } from "./client-abilities.ts";
import type { Documents } from "./documents.ts";
import type { FolderSettings } from "./folder-settings.ts";
import type { Log } from "./guard.ts";

/** What handlers work with. */
export interface ServerContext {
  readonly abilities: ClientAbilities;
  readonly documents: Documents;
  readonly settings: FolderSettings;
  /** Settings files or the editor's settings changed: what depends on them is read anew and checked again. */
  settingsChanged(): void;
  readonly outside: Outside;
  readonly log: Log;
  /** One sentence for the user. */
  tell(message: string): void;
}
