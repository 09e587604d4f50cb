import { type CheckCache, type Checked, checkCompose, checkDockerfile, newCheckCache } from "../engine/check.ts";
import type { FileSettings } from "../engine/settings-reader.ts";
import { groupFindings, type ShownFinding } from "../lint/group.ts";
import type { RuledFinding } from "../lint/rule.ts";
import { changeBetween } from "../text/change.ts";
import { changedLineIndex, type LineIndex, lineIndex } from "../text/line-index.ts";
import type { DocumentRole } from "./document-role.ts";

/** One version of an open document. */
export interface OpenDocument {
  readonly uri: string;
  /** Undefined: it is no file of this machine (`untitled:`). */
  readonly path: string | undefined;
  readonly role: DocumentRole;
  readonly version: number;
  readonly text: string;
}

/** A version with what the rules say of it. */
export interface CheckedDocument extends OpenDocument, Checked {
  readonly role: Exclude<DocumentRole, "settings">;
  readonly lines: LineIndex;
  readonly settings: FileSettings;
  /** The findings as people see them; none when the settings leave the file out. */
  readonly shown: readonly ShownFinding[];
}

/** An open document with what is known of it; only documents.ts changes it. */
export interface DocumentState {
  document: OpenDocument;
  settings: FileSettings | undefined;
  /** Counts how often its settings were forgotten. */
  settingsAge: number;
  /** What `checkedFrom` was found to be, with the settings that hold in it. */
  checked: CheckedDocument | undefined;
  checkedFrom: OpenDocument | undefined;
  /** The log has said already what is not done for so long a text. */
  isMentioned: boolean;
  readonly cache: CheckCache;
}

/** A document that nothing is known of yet. */
export function newState(document: OpenDocument): DocumentState {
  return {
    document,
    settings: undefined,
    settingsAge: 0,
    checked: undefined,
    checkedFrom: undefined,
    isMentioned: false,
    cache: newCheckCache(),
  };
}

/** Where checking a document gets what the document itself does not say. */
export interface CheckSources {
  settingsOf(document: OpenDocument): Promise<FileSettings>;
  /** The findings of a version, with what was found in it from outside. */
  withFound(document: OpenDocument, findings: readonly RuledFinding[]): readonly RuledFinding[];
}

/**
 * The current version with what the rules say of it. At once where its settings are known and nothing must be loaded, else
 * later; undefined: the document changed while that was waited for.
 */
export function checkState(
  state: DocumentState,
  sources: CheckSources,
): CheckedDocument | Promise<CheckedDocument | undefined> {
  return freshOf(state) ?? (isReady(state) ? checkNow(state, sources) : checkLater(state, sources));
}

async function checkLater(state: DocumentState, sources: CheckSources): Promise<CheckedDocument | undefined> {
  const { document, settingsAge } = state;
  const found = state.settings ?? (await sources.settingsOf(document));
  // Settings that were asked for before they changed must not come back.
  if (state.settingsAge !== settingsAge) return undefined;
  // Of several that wait, as a request does beside what is published, the first sets them for all.
  state.settings ??= found;
  const { settings } = state;
  if (isReady(state)) return checkNow(state, sources);
  if (document.role !== "compose") return undefined;
  const result = await checkCompose(document.text, settings);
  if (state.document !== document || state.settings !== settings) return undefined;
  return remember(state, document.role, withFound(result, document, sources), settings);
}

type ReadyState = DocumentState & { readonly settings: FileSettings };

/** True when the current version can be checked without waiting for anything. */
function isReady(state: DocumentState): state is ReadyState {
  return state.settings !== undefined && state.document.role === "dockerfile";
}

/** What is known of the current version, when it was checked with the settings that hold. */
function freshOf({ document, settings, checked, checkedFrom }: DocumentState): CheckedDocument | undefined {
  return checkedFrom === document && settings !== undefined && checked?.settings === settings ? checked : undefined;
}

function checkNow(state: ReadyState, sources: CheckSources): CheckedDocument {
  const { document, settings, cache } = state;
  const result = checkDockerfile(document.text, settings, cache);
  return remember(state, "dockerfile", withFound(result, document, sources), settings);
}

function withFound(checked: Checked, document: OpenDocument, sources: CheckSources): Checked {
  return { ...checked, findings: sources.withFound(document, checked.findings) };
}

function remember(
  state: DocumentState,
  role: CheckedDocument["role"],
  { model, findings, gaps, inner }: Checked,
  settings: FileSettings,
): CheckedDocument {
  const { isExcluded, lint } = settings;
  const { uri, path, version, text } = state.document;
  const checked: CheckedDocument = {
    uri,
    path,
    role,
    version,
    text,
    lines: linesOf(text, state.checked),
    settings,
    model,
    findings: isExcluded ? [] : findings,
    gaps: isExcluded ? [] : gaps,
    shown: isExcluded ? [] : groupFindings(findings, lint.groupPackages),
    ...(inner && { inner }),
  };
  state.checked = checked;
  state.checkedFrom = state.document;
  return checked;
}

/** Most of the lines stay from version to version. */
function linesOf(text: string, before: CheckedDocument | undefined): LineIndex {
  if (before === undefined) return lineIndex(text);
  return changedLineIndex(before.lines, changeBetween(before.text, text), text);
}
