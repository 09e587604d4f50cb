import type { WorkspaceEdit } from "vscode-languageserver/node";
import { type FixRequest, fixFile } from "../../engine/fix.ts";
import type { ChosenFix } from "../../fix/choose.ts";
import type { GestureResult } from "../../protocol/lookups.ts";
import type { NotDone } from "../../protocol/not-done.ts";
import type { ServerContext } from "../server-context.ts";
import { nameOfUri } from "../uri.ts";
import { CHANGED, fixRequest, type Gesture, gestured, NOT_OPEN, whyNotDone } from "./gesture.ts";
import { changesSentence, failureLines } from "./gesture-words.ts";
import { type ReviewedChange, reviewedEdit } from "./reviewed-edit.ts";

type Token = Gesture["token"];

/** `seaworthy/pinEverything`: every safe fix of a document in one edit that is shown before it is made. */
export async function pinEverything(uri: string, token: Token, context: ServerContext): Promise<DoneEdit> {
  const gesture: Gesture = { title: `Pin everything in ${nameOfUri(uri)}`, kind: "command", token };
  return await reviewed(uri, gesture, context, { labelOf: ({ rule }) => rule });
}

/** `seaworthy/updatePins`: values of today for what is pinned, in one edit that is shown before it is made. */
export async function updatePins(uri: string, token: Token, context: ServerContext): Promise<DoneEdit> {
  const gesture: Gesture = { title: `Update pins in ${nameOfUri(uri)}`, kind: "command", token };
  return await reviewed(uri, gesture, context, { labelOf: updateLabel, updates: true, onlyUpdates: true });
}

function updateLabel({ rule, isSecurity }: ChosenFix): string {
  if (rule.endsWith("-gone")) return "Gone";
  return isSecurity ? "Security" : "Newer";
}

/** The same as the edit of a code action. A string says why there is none; undefined: the user cancelled it. */
export async function everythingEdit(
  uri: string,
  token: Token,
  context: ServerContext,
): Promise<WorkspaceEdit | string | undefined> {
  const result = await pinEverything(uri, token, context);
  if (result.kind !== "done") return whyNotDone(result);
  if (result.edit === undefined) return result.message;
  if (result.failures > 0) context.tell(result.message);
  return result.edit;
}

type Done = Extract<GestureResult, { kind: "done" }>;
type DoneEdit = NotDone | (Done & { readonly edit: WorkspaceEdit | undefined });

/** What is fixed, and what each change stands under in the preview. */
interface Wish extends Pick<FixRequest, "updates" | "onlyUpdates"> {
  labelOf(fix: ChosenFix): string;
}

async function reviewed(uri: string, gesture: Gesture, context: ServerContext, wish: Wish): Promise<DoneEdit> {
  const { documents, outside, abilities, log } = context;
  const document = await documents.checked(uri);
  if (document === undefined) return { kind: "refused", message: NOT_OPEN };
  const { labelOf, ...scope } = wish;
  const done = await gestured(gesture, document, context, (lookups) =>
    fixFile({ ...fixRequest(document), ...scope, safety: "safe", lookups }, outside.files),
  );
  if (done.kind !== "done") return done;
  if (documents.get(uri)?.version !== document.version) return { kind: "refused", message: CHANGED };
  const { chosen, failed } = done.value;
  for (const line of failureLines(document, failed)) log.warn(line);
  return {
    kind: "done",
    message: changesSentence(chosen.length, failed.length),
    edit: chosen.length === 0 ? undefined : reviewedEdit(document, changesOf(chosen, labelOf), abilities),
    failures: failed.length,
    found: 0,
  };
}

/** An edit that two fixes share is made once. */
function changesOf(chosen: readonly ChosenFix[], labelOf: Wish["labelOf"]): readonly ReviewedChange[] {
  const seen = new Set<string>();
  return chosen.map((fix) => ({
    label: labelOf(fix),
    description: fix.title,
    edits: fix.edits.filter(({ span, newText }) => {
      const key = `${span.start} ${span.end} ${newText}`;
      return !seen.has(key) && seen.add(key);
    }),
  }));
}
