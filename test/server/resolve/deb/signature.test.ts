import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSignature } from "../../../../server/src/resolve/deb/signature.ts";
import { newSigningKey, signedInline } from "../../../harness/apt-archive.ts";

const TEXT = "Origin: Example\nSuite: stable\n- dashed\n";
const one = await newSigningKey();
const other = await newSigningKey();
const armored = Buffer.from(one.publicKey);

async function detached(text: string) {
  const { createMessage, sign } = await import("openpgp");
  const message = await createMessage({ binary: Buffer.from(text) });
  return await sign({ message, signingKeys: one.key, detached: true, format: "binary" });
}

test("a text that a known key signed is verified", async () => {
  const message = await signedInline(TEXT, one.key);
  const checked = await checkSignature({ kind: "inline", message }, [Buffer.from(other.publicKey), armored], "it");
  assert.ok(checked.ok && checked.value.isVerified);
  assert.equal(checked.value.text.trim(), TEXT.trim());
});

test("a text that was changed behind its signing is refused with the key that signed it", async () => {
  const message = (await signedInline(TEXT, one.key)).replace("stable", "sid");
  const checked = await checkSignature({ kind: "inline", message }, [armored], "it");
  assert.ok(!checked.ok);
  assert.match(checked.detail, /^is not what the key [0-9A-F]{16} signed: somebody changed it on its way$/);
});

test("a text that only unknown keys signed is not verified", async () => {
  const message = await signedInline(TEXT, one.key);
  for (const keys of [[], [Buffer.from(other.publicKey)], [Buffer.from("no key")]]) {
    const checked = await checkSignature({ kind: "inline", message }, keys, "it");
    assert.ok(checked.ok && !checked.value.isVerified);
  }
});

test("a signature beside its text", async () => {
  const signature = await detached(TEXT);
  const right = await checkSignature({ kind: "detached", text: TEXT, signature }, [armored], "it");
  assert.ok(right.ok && right.value.isVerified);
  const wrong = await checkSignature({ kind: "detached", text: `${TEXT} `, signature }, [armored], "it");
  assert.ok(!wrong.ok && wrong.reason === "malformed");
});

test("what is no signature is malformed", async () => {
  for (const message of ["", "Origin: Example\n", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nx"]) {
    const checked = await checkSignature({ kind: "inline", message }, [armored], "the file");
    assert.ok(!checked.ok && checked.detail === "has no signature that can be read", message);
  }
});

test("a key that was revoked is none", async () => {
  const { readKey, reformatKey, revokeKey } = await import("openpgp");
  const message = await signedInline(TEXT, one.key);
  const { revocationCertificate } = await reformatKey({
    privateKey: one.key,
    userIDs: [{ name: "x" }],
    format: "object",
  });
  const key = await readKey({ armoredKey: one.publicKey });
  const { publicKey } = await revokeKey({ key, revocationCertificate, format: "armored" });
  const checked = await checkSignature({ kind: "inline", message }, [Buffer.from(publicKey)], "it");
  assert.ok(checked.ok && !checked.value.isVerified);
});
