import type { GestureResult } from "../../../server/src/protocol/lookups.ts";
import { isRecord, readAnswer } from "../read-answer.ts";

/** A `GestureResult` as it came over the wire; undefined: the server is not there, or failed. */
export function readResult(value: unknown): GestureResult | undefined {
  return readAnswer(value, ({ message, edit, failures, found }) =>
    typeof message === "string" && typeof failures === "number" && typeof found === "number"
      ? { message, failures, found, edit: isRecord(edit) ? edit : undefined }
      : undefined,
  );
}
