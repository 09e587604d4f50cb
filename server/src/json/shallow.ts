import { parseJson } from "./parse.ts";

/** JSON whose writer may be hostile; undefined when it is none, or nested deeper than anything that is read here. */
export function jsonOf(bytes: Uint8Array): unknown {
  return isTooDeep(bytes) ? undefined : parseJson(bytes);
}

/** Lists and objects in each other. */
export const MAX_DEPTH = 64;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Counts brackets outside of texts: what is too deep never becomes objects. */
export function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) isText = !isText;
    else if (!isText && (byte | 0x20) === 0x7b) depth += 1;
    else if (!isText && (byte | 0x20) === 0x7d) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
