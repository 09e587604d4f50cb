import type { GestureResult } from "../../../server/src/protocol/lookups.ts";
import { isRecord } from "../scan/read-scan.ts";

/** A `GestureResult` as it came over the wire; undefined: the server is not there, or failed. */
export function readResult(value: unknown): GestureResult | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, message, edit, failures, found } = value;
  if (kind === "cancelled") return { kind };
  if (typeof message !== "string") return undefined;
  if (kind === "refused") return { kind, message };
  if (kind !== "done" || typeof failures !== "number" || typeof found !== "number") return undefined;
  return { kind, message, failures, found, edit: isRecord(edit) ? edit : undefined };
}
