import type { Span } from "../text/span.ts";
import { isRecord } from "./client-abilities.ts";

/** What a code action carries from its offer to its resolving. The server remembers no offer. */
export interface CodeActionData {
  readonly kind: "fix" | "rule-off" | "fix-all";
  readonly uri: string;
  /** Version of the document that the span belongs to. */
  readonly version: number;
  /** Empty for `fix-all`. */
  readonly rule: string;
  readonly span: Span;
  readonly title: string;
}

/** Reads what a client sends back; undefined when it is not of ours. */
export function readCodeActionData(value: unknown): CodeActionData | undefined {
  if (!isRecord(value) || !isRecord(value.span)) return undefined;
  const { kind, uri, version, rule, title } = value;
  const { start, end } = value.span;
  if (kind !== "fix" && kind !== "rule-off" && kind !== "fix-all") return undefined;
  if (typeof uri !== "string" || typeof version !== "number" || typeof rule !== "string") return undefined;
  if (typeof title !== "string" || typeof start !== "number" || typeof end !== "number") return undefined;
  return { kind, uri, version, rule, title, span: { start, end } };
}
