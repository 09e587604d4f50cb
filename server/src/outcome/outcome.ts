/** What came of asking the world: a value, or why there is none. `asked` names what was asked for (a path, a host). */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

/** Why there is no value, in a word for programs and a clause for people. */
export interface Failure {
  readonly ok: false;
  readonly reason: Reason;
  readonly asked: string;
  /** A clause for people, without a full stop: "is not UTF-8". */
  readonly detail: string;
  /** ISO time before which asking again is useless. */
  readonly retryAt?: string;
}

/** Why there is no value. `refused`: no credential, or not allowed; `limit`: a rate, or a cap of our own. */
export const REASONS = [
  "not-found",
  "refused",
  "unreachable",
  "ambiguous",
  "unsupported",
  "malformed",
  "limit",
  "cancelled",
] as const;

export type Reason = (typeof REASONS)[number];

/** A value that is there. */
export function success<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** A failure; `detail` is a clause behind `asked`, without a full stop. */
export function failure(reason: Reason, asked: string, detail: string): Failure {
  return { ok: false, reason, asked, detail };
}

/** The values of all, or the first failure. */
export function allOf<T>(outcomes: readonly Outcome<T>[]): Outcome<readonly T[]> {
  const values: T[] = [];
  for (const each of outcomes) {
    if (!each.ok) return each;
    values.push(each.value);
  }
  return success(values);
}
