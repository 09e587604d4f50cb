import type { CodeAction, WorkspaceEdit } from "vscode-languageserver/node";
import type { Lookups } from "../../engine/lookups.ts";
import { CLIENT_COMMANDS } from "../../protocol/requests.ts";
import { type Span, touches } from "../../text/span.ts";
import type { CodeActionData } from "../code-action-data.ts";
import type { CheckedDocument } from "../document-state.ts";
import { CHANGED, GONE } from "../lookups/gesture.ts";
import type { ServerContext } from "../server-context.ts";
import { documentEdit } from "../workspace-edit.ts";
import { fixableBase } from "./fixable-base.ts";
import { type Raise, raisesAt } from "./raises.ts";
import { SCAN_CODE } from "./scan-diagnostics.ts";
import { scannedPlaces } from "./scanned-places.ts";
import type { StoredScan } from "./stored-scan.ts";

/** What can be newer where a span touches an instruction that brought something; nobody is asked yet. */
export async function offeredFixes(
  scan: StoredScan,
  document: CheckedDocument,
  span: Span,
  context: ServerContext,
): Promise<readonly CodeActionData[]> {
  const { uri, version } = document;
  const place = { uri, version, rule: SCAN_CODE };
  const raises = await raisesAt(scan, document, span, context);
  const base = fixableBase(scan, document, span);
  return [
    ...raises.map((raise) => ({ ...place, kind: "raise" as const, title: raise.title, span: raise.span })),
    ...(base === undefined
      ? []
      : [{ ...place, kind: "newer-base" as const, title: NEWER_BASE, span: base.place.span }]),
  ];
}

const NEWER_BASE = "Look for a newer base image without these findings";

/** The way to a decision about what was found on the instruction whose keyword a span touches, for a client that can ask for one. */
export function decideAction(
  scan: StoredScan,
  document: CheckedDocument,
  span: Span,
  { abilities }: ServerContext,
): readonly CodeAction[] {
  const command = CLIENT_COMMANDS.decideAmong;
  if (!abilities.commands.has(command)) return [];
  const place = scannedPlaces(scan, document).find((each) => touches(each.span, span));
  if (place === undefined) return [];
  const title = "Decide about a vulnerability of this line…";
  return [
    {
      title,
      kind: "quickfix",
      command: { title, command, arguments: [scan.key, place.findings.map(({ index }) => index)] },
    },
  ];
}

/** Looks up what a pin can be raised to. A string says why there is no edit. */
export async function raisedEdit(
  data: CodeActionData,
  lookups: Lookups,
  context: ServerContext,
): Promise<WorkspaceEdit | string> {
  const document = await context.documents.checked(data.uri);
  const scan = context.scans.get(data.uri)?.scan;
  const raises = document === undefined || scan === undefined ? [] : await raisesAt(scan, document, data.span, context);
  const raise = raises.find(({ title, span }) => title === data.title && span.start === data.span.start);
  if (document === undefined || raise === undefined) return GONE;
  const fix = await answered(raise, lookups);
  if (typeof fix === "string") return fix;
  if (context.documents.get(data.uri)?.version !== document.version) return CHANGED;
  return documentEdit(document, fix.edits, context.abilities);
}

async function answered({ questions, judge, nothing }: Raise, lookups: Lookups) {
  const { settings } = lookups.asking;
  const asking = { ...lookups.asking, revalidates: true, settings: { ...settings, minimumReleaseAgeDays: 0 } };
  let failed: string | undefined;
  for (const question of questions) {
    const answer = await lookups.broker.resolve(question.query, asking);
    if (!answer.ok) {
      failed ??= answer.message;
      continue;
    }
    const judged = question.judge(answer);
    if (judged === undefined) continue;
    const fixes = judge(judged.current, judged.fixes);
    if (typeof fixes === "string") return fixes;
    const fix = fixes.find((each) => each.kind === "edit");
    if (fix !== undefined) return fix;
  }
  return failed ?? nothing;
}
