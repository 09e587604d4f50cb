import type { CancellationToken, WorkspaceEdit } from "vscode-languageserver/node";
import type { Lookups } from "../../engine/lookups.ts";
import type { NotDone } from "../../protocol/not-done.ts";
import type { CheckedDocument } from "../document-state.ts";
import type { ServerContext } from "../server-context.ts";
import { nameOfUri } from "../uri.ts";
import { withProgress } from "./progress.ts";

/** Something that the user does with a document, and that may ask somebody outside. */
export interface Gesture {
  readonly title: string;
  readonly kind: Lookups["asking"]["gesture"];
  readonly token: CancellationToken | undefined;
}

const UNTRUSTED =
  "Nothing is looked up for a workspace that is not trusted. Trust it (Workspaces: Manage Workspace Trust) and try again.";

export const GONE = "The file has changed, and what this would fix is no longer there.";
export const NOT_OPEN = "This file is not open, or none that Seaworthy checks.";
export const EXCLUDED = "The settings leave this file out: nothing is checked or fixed in it.";
export const CHANGED = "The file has changed while its values were looked up. Nothing was changed; try again.";

/** A document as the engine's jobs take it. */
export function fixRequest({ path, uri, role, text, settings }: CheckedDocument) {
  return { path: path ?? `/${nameOfUri(uri)}`, role, text, settings };
}

/** Does it under a progress that the user can cancel. In an untrusted workspace nobody is asked and nothing is loaded. */
export async function gestured<T>(
  { title, kind, token }: Gesture,
  document: CheckedDocument,
  { lookups, connection }: ServerContext,
  work: (lookups: Lookups) => Promise<T>,
): Promise<NotDone | { readonly kind: "done"; readonly value: T }> {
  if (!lookups.isTrusted()) return { kind: "refused", message: UNTRUSTED };
  if (document.settings.isExcluded) return { kind: "refused", message: EXCLUDED };
  const [session, settings] = await Promise.all([lookups.session(), lookups.settings(document)]);
  return await withProgress(connection, title, token, async (course) => {
    const value = await work(session.lookups(settings, kind, course));
    return course.signal.aborted ? { kind: "cancelled" } : { kind: "done", value };
  });
}

/** The same for one code action: a string says why there is no edit; undefined: the user cancelled it. */
export async function gesturedEdit(
  gesture: Omit<Gesture, "kind">,
  document: CheckedDocument,
  context: ServerContext,
  work: (lookups: Lookups) => Promise<WorkspaceEdit | string>,
): Promise<WorkspaceEdit | string | undefined> {
  const done = await gestured({ ...gesture, kind: "code-action" }, document, context, work);
  return done.kind === "done" ? done.value : whyNotDone(done);
}

/** A sentence for the user; undefined: there is nothing to say to who cancelled it. */
export function whyNotDone(result: NotDone): string | undefined {
  return result.kind === "refused" ? result.message : undefined;
}
