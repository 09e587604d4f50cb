import type { WorkspaceEdit } from "vscode-languageserver/node";
import { type Lookups, resolveLookup } from "../../engine/lookups.ts";
import type { LookupFix } from "../../fix/fix.ts";
import type { CodeActionData } from "../code-action-data.ts";
import type { CheckedDocument } from "../document-state.ts";
import type { ServerContext } from "../server-context.ts";
import { documentEdit } from "../workspace-edit.ts";
import { CHANGED, GONE } from "./gesture.ts";
import { foundFix } from "./lookup-fixes.ts";

/** So often a value is looked up anew because the text changed while it was. */
const MAX_ROUNDS = 2;

/** Looks the value of one fix up, for the version that is open when the answer is there. A string says why there is no edit. */
export async function pinOne(
  data: CodeActionData,
  lookups: Lookups,
  context: ServerContext,
): Promise<WorkspaceEdit | string> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const document = await context.documents.checked(data.uri);
    const fix = document === undefined ? undefined : await foundFix(data, document, context.lookups);
    if (document === undefined || fix === undefined) return GONE;
    const edits = await resolveLookup(fix, lookups);
    if (!edits.ok) return edits.detail;
    if (context.documents.get(data.uri)?.version !== document.version) continue;
    await tellCaveats(fix, document, context);
    return documentEdit(document, edits.value, context.abilities);
  }
  return CHANGED;
}

/** What is not certain of a value is said when it is written, not later. */
async function tellCaveats(fix: LookupFix, document: CheckedDocument, { lookups, tell }: ServerContext): Promise<void> {
  const answer = await lookups.made()?.known(fix.query(), await lookups.settings(document));
  for (const caveat of answer?.evidence.caveats ?? []) tell(caveat);
}
