import { failure, type Outcome, success } from "../../outcome/outcome.ts";

/** One packet: a line without its line end, or one of the marks between lists. */
export type Packet =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "flush" | "delimiter" | "end" };

/** More packets than these are in no list of references that we ask for. */
const MAX_PACKETS = 1_000_000;

/**
 * The packets of an answer: four hexadecimal digits give the length, themselves included. `malformed` when the bytes end inside a
 * packet or are none. Source: git's gitprotocol-common(5), "pkt-line Format".
 */
export function packetsIn(bytes: Uint8Array, asked: string): Outcome<readonly Packet[]> {
  const text = new TextDecoder();
  const packets: Packet[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (packets.length >= MAX_PACKETS) return failure("limit", asked, `answers with more than ${MAX_PACKETS} lines`);
    const digits = text.decode(bytes.subarray(at, at + 4));
    if (!/^[0-9a-f]{4}$/i.test(digits)) return failure("malformed", asked, "does not answer like a git server");
    const length = Number.parseInt(digits, 16);
    const mark = MARKS[length];
    if (mark !== undefined) packets.push({ kind: mark });
    else if (length < 4 || at + length > bytes.length) return failure("malformed", asked, "ended inside a line");
    else packets.push({ kind: "line", text: text.decode(bytes.subarray(at + 4, at + length)).replace(/\n$/, "") });
    at += Math.max(length, 4);
  }
  return success(packets);
}

const MARKS: readonly (Exclude<Packet["kind"], "line"> | undefined)[] = ["flush", "delimiter", "end"];

/** A packet that holds a line. */
export function packetOf(line: string): string {
  return `${(Buffer.byteLength(line) + 5).toString(16).padStart(4, "0")}${line}\n`;
}
