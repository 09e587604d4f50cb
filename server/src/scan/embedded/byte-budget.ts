/**
 * Bytes that may still be read or unpacked for one image. A small archive can ask for far more than it holds: by bombs, by links to one
 * file, by layers that repeat.
 */
export interface ByteBudget {
  /** Counts them; false when that is more than is left, and from then on. */
  take(bytes: number): boolean;
  isSpent(): boolean;
}

export function byteBudget(limit: number): ByteBudget {
  let left = limit;
  return {
    take(bytes) {
      left -= bytes;
      return left >= 0;
    },
    isSpent: () => left < 0,
  };
}

/** What readers may read and unpack of one image. */
export const MAX_READ_BYTES = 8 * 1024 ** 3;
