import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { decompress } from "../../../../server/src/resolve/deb/decompress.ts";

/** "Package: a\nVersion: 1\n\n" by xz 5.4. */
const XZ = Buffer.from(
  "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAWUGFja2FnZTogYQpWZXJzaW9uOiAxCgoAANJyOA8mri8JAAEvF4EISbEftvN9AQAAAAAEWVo=",
  "base64",
);
const TEXT = "Package: a\nVersion: 1\n\n";

async function unpacked(bytes: Uint8Array, compression: "xz" | "gz" | "none") {
  const chunks: Uint8Array[] = [];
  const outcome = await decompress(bytes, compression, (chunk) => void chunks.push(Buffer.from(chunk)), "the list");
  return outcome.ok ? Buffer.concat(chunks).toString() : `${outcome.reason}: ${outcome.asked} ${outcome.detail}`;
}

test("package lists are unpacked from xz, gzip and as they are", async () => {
  assert.equal(await unpacked(XZ, "xz"), TEXT);
  assert.equal(await unpacked(gzipSync(TEXT), "gz"), TEXT);
  assert.equal(await unpacked(Buffer.from(TEXT), "none"), TEXT);
});

test("what is damaged or cut off is malformed", async () => {
  const refused = (kind: string) => `malformed: the list is no ${kind} file, or is cut off`;
  assert.equal(await unpacked(Buffer.from("<html>no"), "xz"), refused("xz"));
  assert.equal(await unpacked(XZ.subarray(0, XZ.length - 20), "xz"), refused("xz"));
  assert.equal(await unpacked(Buffer.from("<html>no"), "gz"), refused("gz"));
  assert.equal(await unpacked(gzipSync(TEXT).subarray(0, 20), "gz"), refused("gz"));
});

test("other work has its turn while a large list is unpacked", async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const bytes = gzipSync(Buffer.alloc(64 * 1024 * 1024, "Package: a\n"));
  const outcome = await decompress(bytes, "gz", () => undefined, "the list");
  clearInterval(timer);
  assert.ok(outcome.ok && turns > 10, `${turns} turns`);
});
