import { checkPins } from "../../engine/check-pins.ts";
import type { CheckPinsParams, GestureResult } from "../../protocol/lookups.ts";
import type { ServerContext } from "../server-context.ts";
import { nameOfUri } from "../uri.ts";
import { carriedFindings } from "./carried-findings.ts";
import { type Gesture, gestured, NOT_OPEN } from "./gesture.ts";
import { failureLines, foundSentence } from "./gesture-words.ts";

/** Asks about every pin of a document. What is found stands among its diagnostics until its lines change or it is asked again. */
export async function checkPinsOf(
  { uri, gesture }: CheckPinsParams,
  token: Gesture["token"],
  context: ServerContext,
): Promise<GestureResult> {
  const { documents, lookups, recheck, log } = context;
  const document = await documents.checked(uri);
  if (document === undefined) return { kind: "refused", message: NOT_OPEN };
  const title = `Check pins in ${nameOfUri(uri)}`;
  const done = await gestured({ title, kind: gesture, token }, document, context, (asked) =>
    checkPins(document, asked),
  );
  if (done.kind !== "done") return done;
  const { findings, failed, asked } = done.value;
  lookups.found.set(uri, carriedFindings(findings, document.text));
  recheck(uri);
  for (const line of failureLines(document, failed)) log.warn(line);
  const message = foundSentence(findings.length, failed.length, asked);
  return { kind: "done", message, edit: undefined, failures: failed.length, found: findings.length };
}
