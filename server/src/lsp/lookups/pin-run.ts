import type { WorkspaceEdit } from "vscode-languageserver/node";
import { NO_FACTS } from "../../engine/fix.ts";
import { newLookupWaves } from "../../engine/lookup-waves.ts";
import { chooseFixes } from "../../fix/choose.ts";
import type { Span } from "../../text/span.ts";
import type { CheckedDocument } from "../document-state.ts";
import type { ServerContext } from "../server-context.ts";
import { documentEdit } from "../workspace-edit.ts";
import { CHANGED, fixRequest, type Gesture, gestured, whyNotDone } from "./gesture.ts";
import { changesSentence, failureLines } from "./gesture-words.ts";
import { packagesOfRun } from "./lookup-fixes.ts";

/** Pins the packages of one RUN. A string says why there is no edit; undefined: the user cancelled it. */
export async function pinRun(
  place: Span,
  document: CheckedDocument,
  context: ServerContext,
  token: Gesture["token"],
): Promise<WorkspaceEdit | string | undefined> {
  const { documents, abilities, log, tell } = context;
  const gesture: Gesture = { title: "Pin all packages in this RUN", kind: "code-action", token };
  const done = await gestured(gesture, document, context, (lookups) =>
    newLookupWaves(lookups, { ...fixRequest(document), safety: "review" }).next(
      packagesOfRun(place, document),
      document.model,
      { text: document.text, postponed: [], placeBefore: (span) => span },
    ),
  );
  if (done.kind !== "done") return whyNotDone(done);
  if (documents.get(document.uri)?.version !== document.version) return CHANGED;
  const { findings, failed } = done.value;
  const { chosen, edits } = chooseFixes(findings, { safety: "review", facts: NO_FACTS });
  for (const line of failureLines(document, failed)) log.warn(line);
  if (edits.length === 0) return failed[0]?.message ?? "There is nothing to pin here.";
  if (failed.length > 0) tell(changesSentence(chosen.length, failed.length));
  return documentEdit(document, edits, abilities);
}
