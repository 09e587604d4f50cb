import type { CancellationToken, CodeAction, WorkspaceEdit } from "vscode-languageserver/node";
import { fixFile } from "../../engine/fix.ts";
import { folderOf, joinPath, nameOf } from "../../engine/path.ts";
import { newSurroundings } from "../../engine/surroundings.ts";
import type { GestureResult } from "../../protocol/lookups.ts";
import { SEAWORTHY_YAML } from "../../settings/file-names.ts";
import { applyEdits } from "../../text/apply-edits.ts";
import { lineIndex } from "../../text/line-index.ts";
import type { TextEdit } from "../../text/text-edit.ts";
import { changedLines } from "../changed-lines.ts";
import { type CodeActionData, readCodeActionData } from "../code-action-data.ts";
import type { CheckedDocument } from "../document-state.ts";
import { EXCLUDED, fixRequest, GONE, gesturedEdit, NOT_OPEN } from "../lookups/gesture.ts";
import { whyNoFix } from "../lookups/lookup-fixes.ts";
import { openTextFiles } from "../open-text-files.ts";
import { isOffFor, newSettingsText, ruleOffEdit } from "../rule-off.ts";
import type { ServerContext } from "../server-context.ts";
import { uriOfPath } from "../uri.ts";
import { documentEdit } from "../workspace-edit.ts";

/**
 * `codeAction/resolve`: derives the edit from the current model; a value that must be looked up is looked up now. What is gone is
 * told, not guessed.
 */
export async function resolveCodeAction(
  action: CodeAction,
  context: ServerContext,
  token?: CancellationToken,
): Promise<CodeAction> {
  const data = readCodeActionData(action.data);
  if (data === undefined) return action;
  const document = await context.documents.checked(data.uri);
  const edit = document === undefined ? GONE : await editFor(data, document, context, token);
  if (typeof edit === "string") context.tell(edit);
  return edit === undefined || typeof edit === "string" ? action : { ...action, edit };
}

/** A string says why there is no edit; undefined: the user cancelled it. */
async function editFor(
  data: CodeActionData,
  document: CheckedDocument,
  context: ServerContext,
  token: CancellationToken | undefined,
): Promise<WorkspaceEdit | string | undefined> {
  // These are known by their place alone, where another instruction may stand by now.
  if ((data.kind === "pin-run" || data.kind === "newer-base") && data.version !== document.version) return GONE;
  const gesture = { title: data.title, token };
  switch (data.kind) {
    case "rule-off":
      return await ruleOffInRepository(data.rule, document, context);
    case "fix-all": {
      const edits = await fixAllEdits(document, context);
      if (edits.length === 0) return NO_SAFE_FIX;
      return documentEdit(document, edits, context.abilities);
    }
    case "fix":
      return await gesturedEdit(gesture, document, context, async (lookups) =>
        (await import("../lookups/pin-one.ts")).pinOne(data, lookups, context),
      );
    case "no-fix":
      return (await whyNoFix(data, document, context.lookups)) ?? GONE;
    case "pin-run":
      return await (await import("../lookups/pin-run.ts")).pinRun(data.span, document, context, token);
    case "raise":
      return await gesturedEdit(gesture, document, context, async (lookups) =>
        (await import("../scan/scan-actions.ts")).raisedEdit(data, lookups, context),
      );
    case "newer-base":
      return await (await import("../scan/newer-base.ts")).newerBaseEdit(data, document, context, token);
    case "pin-everything":
      return await (await import("../lookups/pin-document.ts")).everythingEdit(data.uri, token, context);
  }
}

const NO_SAFE_FIX = "No finding of this file has a safe fix.";

/** `seaworthy/fixAll` */
export async function fixAllOf(uri: string, context: ServerContext): Promise<GestureResult> {
  const document = await context.documents.checked(uri);
  if (document === undefined) return { kind: "refused", message: NOT_OPEN };
  if (document.settings.isExcluded) return { kind: "refused", message: EXCLUDED };
  const edits = await fixAllEdits(document, context);
  if (edits.length === 0) return { kind: "refused", message: NO_SAFE_FIX };
  const edit = documentEdit(document, edits, context.abilities);
  return { kind: "done", message: "", edit, failures: 0, found: 0 };
}

async function fixAllEdits(document: CheckedDocument, { outside }: ServerContext): Promise<readonly TextEdit[]> {
  const { text } = document;
  const fixed = await fixFile({ ...fixRequest(document), safety: "safe" }, outside.files);
  const first = fixed.chosen.flatMap(({ edits }) => edits);
  return applyEdits(text, first) === fixed.text ? first : [changedLines(text, fixed.text)];
}

/** Writes into the settings file that holds, or makes one: beside a `.hadolint.yaml`, which it extends, else at the root. */
async function ruleOffInRepository(
  rule: string,
  document: CheckedDocument,
  context: ServerContext,
): Promise<WorkspaceEdit | string> {
  const { path, settings } = document;
  if (path === undefined) return "This file stands in no repository.";
  const { files } = context.outside;
  const holding = settings.settingsPath;
  if (holding !== undefined && nameOf(holding) === SEAWORTHY_YAML) {
    const text = files.readText(holding);
    if (!text.ok) return `${holding} ${text.detail}.`;
    const edit = await ruleOffEdit(text.value, rule);
    if (edit === undefined)
      return `${holding} has no place where that could be written: put ${rule}: off under its rules yourself.`;
    const after = openTextFiles(files, (each) => (each === holding ? applyEdits(text.value, [edit]) : undefined));
    if (!(await isOffFor(path, rule, after)))
      context.tell(`${holding} says ${rule}: off now, but an override has it on for this file.`);
    const file = { uri: uriOfPath(holding), version: null, lines: lineIndex(text.value) };
    return documentEdit(file, [edit], context.abilities);
  }
  const root = newSurroundings(files, context.settings.limitOf(document.uri))(folderOf(path)).root;
  const folder = holding === undefined ? root : folderOf(holding);
  const base = holding === undefined ? undefined : `./${nameOf(holding)}`;
  return newFile(uriOfPath(joinPath(folder, SEAWORTHY_YAML)), newSettingsText(rule, base));
}

function newFile(uri: string, text: string): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: "create", uri, options: { ignoreIfExists: true } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
    ],
  };
}
