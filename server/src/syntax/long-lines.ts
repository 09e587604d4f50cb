import type { Problem } from "./dockerfile.ts";

/** A longer line ends BuildKit's reading of the file. Bytes of UTF-8, line feed excluded. Source: Go's bufio.MaxScanTokenSize. */
const MAX_LINE_BYTES = 65_535;

/** A line of fewer UTF-16 units is not too long: a unit is at most three bytes. */
const MAX_LINE_UNITS = MAX_LINE_BYTES / 3;

/** The lines that are too long for BuildKit. */
export function tooLongLines(text: string): readonly Problem[] {
  const problems: Problem[] = [];
  let behind = 0;
  // A line of so many units lies across one of these places, so the others need no look.
  for (let at = MAX_LINE_UNITS; at < text.length; at += MAX_LINE_UNITS) {
    if (at < behind) continue;
    const start = text.lastIndexOf("\n", at) + 1;
    const found = text.indexOf("\n", at);
    const end = found < 0 ? text.length : found;
    if (byteLength(text, start, end) > MAX_LINE_BYTES) {
      problems.push({ span: { start, end }, message: "The line is longer than 65,535 bytes; BuildKit refuses it." });
    }
    behind = end;
  }
  return problems;
}

function byteLength(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    const isPair = code >= 0xd800 && code <= 0xdbff && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : isPair ? 4 : 3;
    if (isPair) index++;
  }
  return bytes;
}
