import { isUtf8 } from "node:buffer";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { MAX_FILE_BYTES, type MarkedText } from "../outside.ts";

const BYTE_ORDER_MARK = "\ufeff";

/** UTF-8 bytes as text; what is no text says why. `asked` is the name used in the reason. */
export function decodeText(bytes: Buffer, asked: string): Outcome<MarkedText> {
  if (bytes.length > MAX_FILE_BYTES) return tooLarge(asked);
  if (hasUtf16Mark(bytes)) return failure("unsupported", asked, "is UTF-16, not UTF-8");
  if (bytes.includes(0)) return failure("unsupported", asked, "is a binary file (it holds NUL bytes)");
  if (!isUtf8(bytes)) return failure("unsupported", asked, "is not UTF-8");
  return success(
    hasByteOrderMark(bytes)
      ? { mark: BYTE_ORDER_MARK, text: bytes.toString("utf8", 3) }
      : { mark: "", text: bytes.toString("utf8") },
  );
}

/** Why a file is not read that is larger than `MAX_FILE_BYTES`. */
export function tooLarge(asked: string): Outcome<never> {
  return failure("limit", asked, `is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`);
}

function hasByteOrderMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function hasUtf16Mark(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
