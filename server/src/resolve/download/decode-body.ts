import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";

/** A body may grow to this many bytes, and by this factor; a larger factor is a bomb. */
const MAX_DECODED_BYTES = 1024 * 1024 * 1024;
const MAX_RATIO = 1100;

/** Undoes `Content-Encoding` as curl does with `--compressed`; the last encoding was put on last. Source: RFC 9110, 8.4. */
export async function decodeBody(body: Uint8Array, encoding: string, asked: string): Promise<Outcome<Uint8Array>> {
  const maxOutputLength = Math.min(MAX_DECODED_BYTES, Math.max(body.length, 1024) * MAX_RATIO);
  let decoded = body;
  for (const name of namesIn(encoding).reverse()) {
    const decoder = DECODERS.get(name);
    if (decoder === undefined) return failure("unsupported", asked, `answers in the encoding ${name.slice(0, 40)}`);
    try {
      decoded = await decoder(decoded, { maxOutputLength });
    } catch (error) {
      const isTooLong = error instanceof RangeError;
      return isTooLong
        ? failure("limit", asked, `unpacks to more than ${maxOutputLength} bytes`)
        : failure("malformed", asked, `does not send ${name}, as it says`);
    }
  }
  return success(decoded);
}

/** True when the body is not what the file holds. */
export function isEncoded(encoding: string): boolean {
  return namesIn(encoding).length > 0;
}

function namesIn(encoding: string): string[] {
  return encoding
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "identity");
}

type Decoder = (body: Uint8Array, limits: { readonly maxOutputLength: number }) => Promise<Uint8Array>;

const unzip: Decoder = promisify(gunzip);
const unbrotli: Decoder = promisify(brotliDecompress);
const withHeader: Decoder = promisify(inflate);
const withoutHeader: Decoder = promisify(inflateRaw);

/** `deflate` should have zlib's header, and some servers leave it out. */
const undeflate: Decoder = async (body, limits) =>
  await (((body[0] ?? 0) & 0x0f) === 8 ? withHeader(body, limits) : withoutHeader(body, limits));

const DECODERS: ReadonlyMap<string, Decoder> = new Map([
  ["gzip", unzip],
  ["x-gzip", unzip],
  ["br", unbrotli],
  ["deflate", undeflate],
]);
