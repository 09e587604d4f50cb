import type { Connection } from "vscode-languageserver/node";
import type { Outside } from "../outside/outside.ts";
import type { ImageReader } from "../scan/embedded/read-image.ts";
import type { ClientAbilities } from "./client-abilities.ts";
import type { Documents } from "./documents.ts";
import type { EditorSettings } from "./editor-settings.ts";
import type { FolderSettings } from "./folder-settings.ts";
import type { Log } from "./guard.ts";
import type { ClientLookups } from "./lookups/client-lookups.ts";
import type { Publisher } from "./publisher.ts";
import type { ShownScan } from "./scan/shown-scan.ts";

/** What handlers work with. */
export interface ServerContext {
  readonly abilities: ClientAbilities;
  readonly documents: Documents;
  readonly settings: FolderSettings;
  readonly publisher: Publisher;
  /** Settings files or the editor's settings changed: what depends on them is read anew and checked again. */
  settingsChanged(): void;
  /** What was found in a document from outside has changed: it is shown. */
  recheck(uri: string): void;
  /** Its files are those of the disk, but for settings files that are open: their text counts. */
  readonly outside: Outside;
  readonly lookups: ClientLookups;
  /** What was scanned in this session, by the key of the scan. */
  readonly scans: Map<string, ShownScan>;
  readonly imageReader: () => Promise<ImageReader>;
  readonly connection: Connection;
  readonly log: Log;
  /** One sentence for the user. */
  tell(message: string): void;
}

/** A server whose engine may still be loading. */
export interface StartingServer {
  readonly abilities: ClientAbilities;
  readonly log: Log;
  readonly editor: EditorSettings;
  readonly context: Promise<ServerContext>;
}
