import { isRecord } from "../json/fields.ts";
import type { Span } from "../text/span.ts";

const KINDS = ["fix", "no-fix", "rule-off", "fix-all", "pin-run", "pin-everything", "raise", "newer-base"] as const;
type CodeActionKind = (typeof KINDS)[number];

/** What a code action carries from its offer to its resolving. The server remembers no offer. */
export interface CodeActionData {
  readonly kind: CodeActionKind;
  readonly uri: string;
  /** Version of the document that the span belongs to. */
  readonly version: number;
  /** Empty for what concerns the whole file. */
  readonly rule: string;
  readonly span: Span;
  readonly title: string;
}

/** Reads what a client sends back; undefined when it is not of ours. */
export function readCodeActionData(value: unknown): CodeActionData | undefined {
  if (!isRecord(value) || !isRecord(value.span)) return undefined;
  const { uri, version, rule, title } = value;
  const kind = KINDS.find((known) => known === value.kind);
  const { start, end } = value.span;
  if (kind === undefined) return undefined;
  if (typeof uri !== "string" || typeof version !== "number" || typeof rule !== "string") return undefined;
  if (typeof title !== "string" || typeof start !== "number" || typeof end !== "number") return undefined;
  return { kind, uri, version, rule, title, span: { start, end } };
}
