import type { Problem } from "./dockerfile.ts";

/** A longer line ends BuildKit's reading of the file. Bytes of UTF-8, line feed excluded. Source: Go's bufio.MaxScanTokenSize. */
const MAX_LINE_BYTES = 65_535;

/** The lines that are too long for BuildKit. */
export function tooLongLines(text: string): readonly Problem[] {
  // A UTF-16 unit is at most three bytes.
  if (text.length * 3 <= MAX_LINE_BYTES) return [];
  const problems: Problem[] = [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    if ((end - start) * 3 > MAX_LINE_BYTES && byteLength(text, start, end) > MAX_LINE_BYTES) {
      problems.push({ span: { start, end }, message: "The line is longer than 65,535 bytes; BuildKit refuses it." });
    }
    start = end + 1;
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
