import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { readApkIndex } from "../../../../server/src/resolve/apk/package-index.ts";
import { apkIndexOf } from "../../../harness/apk-index.ts";
import { memberOf, tarOf } from "../../../harness/tar-writer.ts";

const NAME = "builder@alpine.example-1.rsa.pub";
const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const keys = new Map([[NAME, Buffer.from(pair.publicKey.export({ type: "spki", format: "pem" }))]]);
const PACKAGES = [
  "curl 8.14.1-r2 cmd:curl=8.14.1-r2",
  "curl 8.14.0-r0",
  "busybox 1.37.0-r20 cmd:awk=1.37.0-r20",
  "bad$name 1",
];

for (const algorithm of ["RSA", "RSA256"] as const) {
  test(`an apk index that a key of the image signed (${algorithm})`, async () => {
    const index = await readApkIndex(apkIndexOf(PACKAGES, { name: NAME, key: pair.privateKey, algorithm }), keys, "it");
    assert.ok(index.ok);
    assert.ok(index.value.isVerified);
    assert.deepEqual([...index.value.packages.keys()], ["curl", "busybox"]);
    assert.deepEqual(
      index.value.packages.get("curl")?.map(({ version }) => version),
      ["8.14.1-r2", "8.14.0-r0"],
    );
  });
}

test("an apk index that was changed on its way is refused", async () => {
  const signed = apkIndexOf(PACKAGES, { name: NAME, key: pair.privateKey });
  const other = apkIndexOf(["curl 9.0-r0"]);
  const changed = Buffer.concat([signed.subarray(0, signed.length - apkIndexOf(PACKAGES).length), other]);
  const index = await readApkIndex(changed, keys, "the index");
  assert.ok(!index.ok);
  assert.equal(index.detail, `is not what the key ${NAME} signed: somebody changed it on its way`);
});

test("what stands beside a signature is not what it signs", async () => {
  const rest = apkIndexOf(PACKAGES);
  const content = sign("sha1", rest, pair.privateKey);
  const slipped = { path: "APKINDEX", content: "P:curl\nV:0.1-r0\n" };
  for (const archive of [tarOf, (members: Parameters<typeof tarOf>[0]) => Buffer.concat(members.map(memberOf))]) {
    const first = archive([{ path: `.SIGN.RSA.${NAME}`, content }, slipped]);
    const index = await readApkIndex(Buffer.concat([gzipSync(first), rest]), keys, "it");
    assert.ok(index.ok && index.value.isVerified);
    const versions = index.value.packages.get("curl")?.map(({ version }) => version);
    assert.deepEqual(versions, ["8.14.1-r2", "8.14.0-r0"]);
  }
});

test("an apk index without a signature, or with one of an unknown key, is not verified", async () => {
  const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  for (const bytes of [apkIndexOf(PACKAGES), apkIndexOf(PACKAGES, { name: "other.rsa.pub", key: foreign })]) {
    const index = await readApkIndex(bytes, keys, "it");
    assert.ok(index.ok && !index.value.isVerified);
  }
});

test("the head of a gzip file may name the file, and have more fields", async () => {
  const index = apkIndexOf(PACKAGES);
  const content = sign("sha1", index, pair.privateKey);
  const first = gzipSync(memberOf({ path: `.SIGN.RSA.${NAME}`, content }));
  const fields = Buffer.from("\x03\x00abcAPKINDEX\0by hand\0");
  const head = Buffer.from(first.subarray(0, 10));
  head[3] = 4 | 8 | 16;
  const read = await readApkIndex(Buffer.concat([head, fields, first.subarray(10), index]), keys, "it");
  assert.ok(read.ok && read.value.isVerified);
  const endless = await readApkIndex(Buffer.concat([head, Buffer.alloc(20, 0x61)]), keys, "it");
  assert.ok(!endless.ok && endless.reason === "malformed");
});

test("what is no index is malformed", async () => {
  const bytes = apkIndexOf(PACKAGES);
  const signed = apkIndexOf(PACKAGES, { name: "other.rsa.pub", key: pair.privateKey });
  const withoutIndex = signed.subarray(0, signed.length - bytes.length);
  for (const broken of [
    ...[Buffer.from("<html>"), bytes.subarray(0, 100), gzipSync("no tar"), gunzipSync(bytes)],
    ...[withoutIndex, Buffer.concat([withoutIndex, Buffer.from("<html>")])],
  ]) {
    const index = await readApkIndex(broken, keys, "the index");
    assert.ok(!index.ok && index.reason === "malformed");
  }
});
