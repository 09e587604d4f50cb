import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSignature } from "../../../../server/src/resolve/deb/signature.ts";
import { newSigner, type Signer, signedInline } from "../../../harness/apt-archive.ts";

const TEXT = "Origin: Example\nSuite: stable\n- dashed\n";
const signer = newSigner();
const stranger = newSigner();

/** Keyrings with the public halves of these keys. */
async function keyrings(...signers: readonly Promise<Signer>[]): Promise<readonly Uint8Array[]> {
  return (await Promise.all(signers)).map(({ publicKey }) => Buffer.from(publicKey));
}

async function signed(text: string): Promise<string> {
  return await signedInline(text, (await signer).key);
}

async function detached(text: string) {
  const { createMessage, sign } = await import("openpgp");
  const message = await createMessage({ binary: Buffer.from(text) });
  return await sign({ message, signingKeys: (await signer).key, detached: true, format: "binary" });
}

/** As `Release.gpg` is in most archives. */
async function armored(signature: Uint8Array): Promise<Uint8Array> {
  const { armor, enums } = await import("openpgp");
  return Buffer.from(armor(enums.armor.signature, signature));
}

test("a text that a known key signed is verified", async () => {
  const message = await signed(TEXT);
  const checked = await checkSignature({ kind: "inline", message }, await keyrings(stranger, signer), "it");
  assert.ok(checked.ok && checked.value.isVerified);
  assert.equal(checked.value.text.trim(), TEXT.trim());
});

test("a text that was changed behind its signing is refused with the key that signed it", async () => {
  const message = (await signed(TEXT)).replace("stable", "sid");
  const checked = await checkSignature({ kind: "inline", message }, await keyrings(signer), "it");
  assert.ok(!checked.ok);
  assert.match(checked.detail, /^is not what the key [0-9A-F]{16} signed: somebody changed it on its way$/);
});

test("what the clock of this machine says is no change of a text", async () => {
  const { generateKey, reformatKey, readPrivateKey } = await import("openpgp");
  const userIDs = [{ name: "archive" }];
  const day = 24 * 60 * 60;
  const made = {
    userIDs,
    date: new Date("2026-01-01T00:00:00Z"),
    keyExpirationTime: 100 * day,
    format: "armored",
  } as const;
  const { privateKey, publicKey } = await generateKey(made);
  const again = async (date: string, keyExpirationTime: number) => {
    const key = await readPrivateKey({ armoredKey: privateKey });
    return await reformatKey({ privateKey: key, userIDs, date: new Date(date), keyExpirationTime, format: "object" });
  };
  const extended = await again("2026-02-01T00:00:00Z", 0);
  const byNow = { message: await signedInline(TEXT, extended.privateKey), kind: "inline" } as const;
  // The copy of the key that is known here ended before the text was signed.
  const old = await checkSignature(byNow, [Buffer.from(publicKey)], "it");
  assert.ok(old.ok && !old.value.isVerified);
  // The key was renewed after the text was signed, as for an archive of some day.
  const renewed = await again("2026-07-01T00:00:00Z", 0);
  const later = await checkSignature(byNow, [Buffer.from(renewed.publicKey.armor())], "it");
  assert.ok(later.ok && later.value.isVerified);
  const changed = { ...byNow, message: byNow.message.replace("stable", "sid") };
  assert.ok(!(await checkSignature(changed, [Buffer.from(publicKey)], "it")).ok);
});

test("a clock that is behind makes no signature wrong", async (context) => {
  const message = await signed(TEXT);
  context.mock.timers.enable({ apis: ["Date"], now: new Date("2026-03-01T00:00:00Z") });
  const checked = await checkSignature({ kind: "inline", message }, await keyrings(signer), "it");
  assert.ok(checked.ok && checked.value.isVerified);
});

test("a text that only unknown keys signed is not verified", async () => {
  const message = await signed(TEXT);
  for (const keys of [[], await keyrings(stranger), [Buffer.from("no key")]]) {
    const checked = await checkSignature({ kind: "inline", message }, keys, "it");
    assert.ok(checked.ok && !checked.value.isVerified);
  }
});

test("a signature beside its text", async () => {
  const signature = await detached(TEXT);
  for (const written of [signature, await armored(signature)]) {
    const signed = { kind: "detached", text: TEXT, signature: written } as const;
    const right = await checkSignature(signed, await keyrings(signer), "it");
    assert.ok(right.ok && right.value.isVerified);
  }
  const wrong = await checkSignature({ kind: "detached", text: `${TEXT} `, signature }, await keyrings(signer), "it");
  assert.ok(!wrong.ok && wrong.reason === "malformed");
});

test("a text with more signatures than any archive has is not looked at: each takes its size in memory", async () => {
  const { armor, enums, readSignature } = await import("openpgp");
  const again = async (times: number) => {
    const message = await signed(TEXT);
    const start = message.indexOf("-----BEGIN PGP SIGNATURE-----");
    const one = (await readSignature({ armoredSignature: message.slice(start) })).write();
    const many = Buffer.concat(Array<Uint8Array>(times).fill(one));
    return { message: `${message.slice(0, start)}${armor(enums.armor.signature, many)}`, many };
  };
  const why = async (times: number) => {
    const { message, many } = await again(times);
    const checked = [
      await checkSignature({ kind: "inline", message }, await keyrings(signer), "it"),
      await checkSignature({ kind: "detached", text: TEXT, signature: many }, await keyrings(signer), "it"),
    ];
    return checked.map((each) => (each.ok ? "read" : `${each.reason}: ${each.detail}`));
  };
  assert.deepEqual((await why(32))[0], "read");
  assert.deepEqual(await why(33), Array(2).fill("limit: has more than 32 signatures"));
});

test("what is no signature is malformed", async () => {
  for (const message of ["", "Origin: Example\n", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nx"]) {
    const checked = await checkSignature({ kind: "inline", message }, await keyrings(signer), "the file");
    assert.ok(!checked.ok && checked.detail === "has no signature that can be read", message);
  }
});

test("a key that was revoked is none", async () => {
  const { readKey, reformatKey, revokeKey } = await import("openpgp");
  const message = await signed(TEXT);
  const { revocationCertificate } = await reformatKey({
    privateKey: (await signer).key,
    userIDs: [{ name: "x" }],
    format: "object",
  });
  const key = await readKey({ armoredKey: (await signer).publicKey });
  const { publicKey } = await revokeKey({ key, revocationCertificate, format: "armored" });
  const checked = await checkSignature({ kind: "inline", message }, [Buffer.from(publicKey)], "it");
  assert.ok(checked.ok && !checked.value.isVerified);
});
