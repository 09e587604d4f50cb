import { writeSync } from "node:fs";

/** Writes to standard output; false where that cannot be done so simply (a disk is full), so that somebody else tries again and says why not. */
export function isWrittenAtOnce(text: string): boolean {
  try {
    return writeSync(process.stdout.fd, text) > 0;
  } catch {
    return false;
  }
}
