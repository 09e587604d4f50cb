import type { TextDocumentContentChangeEvent, TextDocumentItem } from "vscode-languageserver/node";
import { applyChanges } from "./apply-changes.ts";
import { coalesced } from "./coalesced.ts";
import { documentRole } from "./document-role.ts";
import {
  type CheckedDocument,
  type CheckSources,
  checkState,
  type DocumentState,
  newState,
  type OpenDocument,
} from "./document-state.ts";
import { pathOfUri } from "./uri.ts";

/** What the documents need from around them. */
export interface DocumentsWorld extends CheckSources {
  /** A version was checked; called once for a burst of edits. */
  onChecked(checked: CheckedDocument): void;
  /** The text of an open settings file changed, or it was opened or closed. */
  onSettingsText(): void;
  onFailure(what: string, error: unknown): void;
}

/** The open documents, and what is known of their current versions: the one place where that state lives. */
export interface Documents {
  open(item: TextDocumentItem): void;
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  get(uri: string): OpenDocument | undefined;
  /** True once while a document is open: what the log says of it is said once. */
  isFirstMention(uri: string): boolean;
  /** The current version, checked now if it was not yet; undefined: none is named, not open, not ours, or closed meanwhile. */
  checked(uri: string | undefined): Promise<CheckedDocument | undefined>;
  /** What was found in a document from outside has changed. */
  recheck(uri: string): void;
  /** Forgets the settings of all documents and checks them again; those of a settings file are read for what is wrong in it. */
  refreshSettings(): void;
  /** Text of an open settings file, by its path. */
  settingsText(path: string): string | undefined;
}

/** No documents yet. Bursts of edits are checked once, and what is out of date by then is not told. */
export function newDocuments(world: DocumentsWorld): Documents {
  const states = new Map<string, DocumentState>();
  const dirty = new Set<DocumentState>();
  const isCurrent = (state: DocumentState) => states.get(state.document.uri) === state;
  const publishDirty = coalesced(() => {
    const waiting = [...dirty];
    dirty.clear();
    for (const state of waiting) void publish(state, isCurrent, world);
  });

  function touch(state: DocumentState): void {
    if (state.document.role === "settings") {
      world.onSettingsText();
      return;
    }
    dirty.add(state);
    publishDirty();
  }

  return {
    open(item) {
      const { uri, version, text } = item;
      const role = documentRole(uri, item.languageId);
      if (role === undefined || typeof text !== "string") return;
      const state = newState({ uri, path: pathOfUri(uri), role, version, text });
      states.set(uri, state);
      touch(state);
    },
    change(uri, version, changes) {
      const state = states.get(uri);
      if (state === undefined) return;
      state.document = { ...state.document, version, text: editedText(state, changes) };
      touch(state);
    },
    close(uri) {
      const state = states.get(uri);
      if (state === undefined) return;
      states.delete(uri);
      dirty.delete(state);
      if (state.document.role === "settings") world.onSettingsText();
    },
    get: (uri) => states.get(uri)?.document,
    isFirstMention: (uri) => isFirstMention(states.get(uri)),
    checked: (uri) => checkedNow(() => (uri === undefined ? undefined : states.get(uri)), world),
    recheck(uri) {
      const state = states.get(uri);
      if (state === undefined) return;
      state.checkedFrom = undefined;
      touch(state);
    },
    refreshSettings() {
      for (const state of states.values()) {
        state.settings = undefined;
        state.settingsAge += 1;
        dirty.add(state);
      }
      publishDirty();
    },
    settingsText: (path) => settingsText(states.values(), path),
  };
}

function isFirstMention(state: DocumentState | undefined): boolean {
  if (state === undefined || state.isMentioned) return false;
  state.isMentioned = true;
  return true;
}

function settingsText(states: Iterable<DocumentState>, path: string): string | undefined {
  for (const { document } of states) {
    if (document.role === "settings" && document.path === path) return document.text;
  }
  return undefined;
}

function editedText(
  { document, checked, checkedFrom }: DocumentState,
  changes: readonly TextDocumentContentChangeEvent[],
): string {
  return applyChanges(document.text, changes, checkedFrom === document ? checked?.lines : undefined);
}

/** `current` gives the state of a document, which may be another one after each wait. */
async function checkedNow(
  current: () => DocumentState | undefined,
  world: DocumentsWorld,
): Promise<CheckedDocument | undefined> {
  for (let state = current(); state !== undefined; state = current()) {
    if (state.document.role === "settings") return undefined;
    const checked = await checkState(state, world);
    if (checked !== undefined && current() === state) return checked;
  }
  return undefined;
}

/** Tells of the current version; one that is out of date by the time it is checked is told of in its turn. */
async function publish(
  state: DocumentState,
  isCurrent: (state: DocumentState) => boolean,
  world: DocumentsWorld,
): Promise<void> {
  const { document } = state;
  try {
    const answer = checkState(state, world);
    // Without a wait when there is nothing to wait for: this is the way of every keystroke.
    const checked = answer instanceof Promise ? await answer : answer;
    if (checked !== undefined && state.document === document && isCurrent(state)) world.onChecked(checked);
  } catch (error) {
    world.onFailure(`checking ${document.uri}`, error);
  }
}
