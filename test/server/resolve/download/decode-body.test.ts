import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { decodeBody } from "../../../../server/src/resolve/download/decode-body.ts";

const TEXT = Buffer.from("echo hello\n".repeat(20));

const ENCODED: Record<string, readonly [encoding: string, body: Uint8Array]> = {
  gzip: ["gzip", gzipSync(TEXT)],
  "its old name": ["X-GZip", gzipSync(TEXT)],
  brotli: ["br", brotliCompressSync(TEXT)],
  "deflate with its header": ["deflate", deflateSync(TEXT)],
  "deflate without": ["deflate", deflateRawSync(TEXT)],
  "one around the other": ["br, gzip", gzipSync(brotliCompressSync(TEXT))],
  none: ["identity", TEXT],
};

describe("an encoded body", () => {
  for (const [name, [encoding, body]] of Object.entries(ENCODED)) {
    it(`is decoded: ${name}`, async () => {
      const decoded = await decodeBody(body, encoding, "dl.example");
      assert.deepEqual(decoded.ok && Buffer.from(decoded.value), TEXT);
    });
  }

  const BROKEN: Record<string, readonly [encoding: string, body: Uint8Array, reason: string]> = {
    "an encoding that is not known": ["zstd", TEXT, "unsupported"],
    "a body that is not what it says": ["gzip", TEXT, "malformed"],
    "a cut body": ["gzip", gzipSync(TEXT).subarray(0, 30), "malformed"],
    "a body that unpacks without end": ["br", brotliCompressSync(Buffer.alloc(64 * 1024 * 1024)), "limit"],
  };
  for (const [name, [encoding, body, reason]] of Object.entries(BROKEN)) {
    it(`is refused: ${name}`, async () => {
      const decoded = await decodeBody(body, encoding, "dl.example");
      assert.equal(decoded.ok ? "decoded" : decoded.reason, reason);
    });
  }
});
