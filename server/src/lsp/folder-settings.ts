import type { WorkspaceFolder } from "vscode-languageserver/node";
import { joinPath } from "../engine/path.ts";
import type { PlacedProblem } from "../engine/settings-file.ts";
import { type FileSettings, newSettingsReader, type SettingsReader } from "../engine/settings-reader.ts";
import type { Outside } from "../outside/outside.ts";
import { EMPTY_CONFIG } from "../settings/config.ts";
import { readEditorSettings } from "../settings/read-config.ts";
import type { OpenDocument } from "./document-state.ts";
import { nameOfUri, pathOfUri } from "./uri.ts";

/** Where a document stands, open or not; no path: it is no file of this machine. */
type DocumentPlace = Pick<OpenDocument, "uri" | "path">;

/** The settings of documents, each workspace folder having its own. */
export interface FolderSettings {
  settingsOf(place: DocumentPlace): Promise<FileSettings>;
  /** They hold for what is read anew. */
  setFolders(folders: readonly WorkspaceFolder[]): void;
  folders(): readonly WorkspaceFolder[];
  /** Path of the folder that holds a file. */
  limitOf(uri: string): string | undefined;
  /** Files or the editor's settings changed: everything is read anew when it is asked for. */
  forget(): void;
  /** What could not be followed in the settings files read since. */
  problems(): Promise<readonly PlacedProblem[]>;
}

/** Where the settings of folders come from, and who hears of those of the editor that could not be followed. */
export interface FolderSettingsWorld {
  readonly outside: Outside;
  /** Section `seaworthy` of the editor's settings for a folder; undefined scope: outside of all folders. */
  editorSettings(scopeUri: string | undefined): Promise<unknown>;
  /** Settings of the editor that could not be followed. */
  onEditorProblem(message: string): void;
}

/** The settings of a workspace with these folders, each read when a document in it asks. */
export function newFolderSettings(world: FolderSettingsWorld, initial: readonly WorkspaceFolder[]): FolderSettings {
  let folders = initial;
  let readers = new Map<string, Promise<SettingsReader>>();
  const underway = new Set<Promise<FileSettings>>();

  function folderOf(uri: string): WorkspaceFolder | undefined {
    // Of nested folders the innermost holds.
    return folders
      .filter((folder) => uri.startsWith(folder.uri.endsWith("/") ? folder.uri : `${folder.uri}/`))
      .sort((a, b) => b.uri.length - a.uri.length)[0];
  }

  function readerFor(uri: string): Promise<SettingsReader> {
    const folder = folderOf(uri);
    const key = folder?.uri ?? "";
    const known = readers.get(key);
    if (known !== undefined) return known;
    const reader = newFolderReader(world, folder);
    readers.set(key, reader);
    return reader;
  }

  async function read({ uri, path }: DocumentPlace): Promise<FileSettings> {
    const reader = await readerFor(uri);
    return await (path === undefined ? reader.settingsOfName(nameOfUri(uri)) : reader.settingsOf(path));
  }

  return {
    async settingsOf(place) {
      const reading = read(place);
      underway.add(reading);
      return await reading.finally(() => underway.delete(reading));
    },
    setFolders(now) {
      folders = now;
    },
    folders: () => folders,
    limitOf(uri) {
      return pathOfFolder(folderOf(uri));
    },
    forget() {
      readers = new Map();
    },
    async problems() {
      // Before they are read nothing seems to be wrong.
      await Promise.allSettled(underway);
      const all = await Promise.all(readers.values());
      return all.flatMap((reader) => reader.problems());
    },
  };
}

async function newFolderReader(
  { outside, editorSettings, onEditorProblem }: FolderSettingsWorld,
  folder: WorkspaceFolder | undefined,
): Promise<SettingsReader> {
  const { config: editor, problems } = readEditorSettings(await editorSettings(folder?.uri));
  for (const { message } of problems) onEditorProblem(message);
  const today = outside.now().toISOString().slice(0, "2000-01-01".length);
  const limit = pathOfFolder(folder);
  const { files } = outside;
  return newSettingsReader({ files, commandLine: EMPTY_CONFIG, editor, settingsPath: undefined, limit, today });
}

/** Absolute path of a workspace folder, whose URI some clients end with a slash; undefined: it is no folder of this machine. */
export function pathOfFolder(folder: WorkspaceFolder | undefined): string | undefined {
  const path = folder && pathOfUri(folder.uri);
  return path && joinPath(path, ".");
}
