import type { NotDone } from "../../server/src/protocol/not-done.ts";

/** An object that came over the wire. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * The answer to a request as it came over the wire, what it holds when it was done being read by `readDone`; undefined: the server is
 * not there, or failed.
 */
export function readAnswer<T extends object>(
  value: unknown,
  readDone: (fields: Fields) => T | undefined,
): ({ readonly kind: "done" } & T) | NotDone | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, message } = value;
  if (kind === "cancelled") return { kind };
  if (kind === "refused" && typeof message === "string") return { kind, message };
  const done = kind === "done" ? readDone(value) : undefined;
  return done && { kind: "done", ...done };
}

/** True for an object; lists are none. */
export function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
