/** Throws: the caller's cases were meant to be complete. A value that gets here is a bug. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
