import type { Key, VerifyMessageResult } from "openpgp";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";

/** What is known of a signed text after its signatures were looked at. */
export interface SignedText {
  readonly text: string;
  /** True: a known key signed it. False: no key that signed it is known. */
  readonly isVerified: boolean;
}

/** Texts that are signed: in one file (`InRelease`), or beside it (`Release` and `Release.gpg`, the latter binary or armored). */
export type Signed =
  | { readonly kind: "inline"; readonly message: string }
  | { readonly kind: "detached"; readonly text: string; readonly signature: Uint8Array };

/**
 * Checks who signed a text. Known keys are trusted as they stand, revoked ones are none, as gpgv does it; the clock of this machine says
 * nothing. One bad signature of a known key makes the text `malformed`; one good one is enough.
 */
export async function checkSignature(
  signed: Signed,
  keyrings: readonly Uint8Array[],
  asked: string,
): Promise<Outcome<SignedText>> {
  const openpgp = await import("openpgp");
  const keys: Key[] = [];
  for (const keyring of keyrings) keys.push(...(await keysIn(openpgp, keyring)));
  try {
    if (signed.kind === "inline") {
      const message = await openpgp.readCleartextMessage({ cleartextMessage: signed.message });
      if (message.getSigningKeyIDs().length > MAX_SIGNATURES) return tooMany(asked);
      return judge(
        { text: message.getText(), keys, asked },
        await openpgp.verify({ message, verificationKeys: keys, ...AS_GPGV }),
      );
    }
    const message = await openpgp.createMessage({ binary: new TextEncoder().encode(signed.text) });
    const signature = isArmored(signed.signature)
      ? await openpgp.readSignature({ armoredSignature: latin1(signed.signature) })
      : await openpgp.readSignature({ binarySignature: signed.signature });
    if (signature.getSigningKeyIDs().length > MAX_SIGNATURES) return tooMany(asked);
    const result = await openpgp.verify({ message, signature, verificationKeys: keys, format: "binary", ...AS_GPGV });
    return judge({ text: signed.text, keys, asked }, result);
  } catch {
    return failure("malformed", asked, "has no signature that can be read");
  }
}

/** No time of this machine, and keys whose own signatures were made anew after the text was signed. */
const AS_GPGV = { date: null, config: { allowInsecureVerificationWithReformattedKeys: true } };

/** Archives are signed by four keys at most; for each signature the whole text is taken into memory again. */
const MAX_SIGNATURES = 32;

function tooMany(asked: string): Outcome<never> {
  return failure("limit", asked, `has more than ${MAX_SIGNATURES} signatures`);
}

/** What openpgp says where text and signature are two; of a key that is expired, as far as its copy here tells, it says something else. */
const CHANGED: ReadonlySet<string> = new Set(["Signed digest did not match", "Signature verification failed"]);

interface Judged {
  readonly text: string;
  readonly keys: readonly Key[];
  readonly asked: string;
}

async function judge(
  { text, keys, asked }: Judged,
  { signatures }: Pick<VerifyMessageResult, "signatures">,
): Promise<Outcome<SignedText>> {
  let isVerified = false;
  for (const { keyID, verified } of signatures) {
    const isKnown = keys.some((key) => key.getKeys(keyID).length > 0);
    const trouble = await verified.then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : ""),
    );
    if (isKnown && trouble !== undefined && CHANGED.has(trouble)) {
      const id = keyID.toHex().toUpperCase();
      return failure("malformed", asked, `is not what the key ${id} signed: somebody changed it on its way`);
    }
    isVerified ||= trouble === undefined;
  }
  return success({ text, isVerified });
}

/** The keys of a keyring file, binary or armored; a file that is none gives none. */
async function keysIn({ readKeys }: Pick<typeof import("openpgp"), "readKeys">, keyring: Uint8Array) {
  try {
    const keys = await (isArmored(keyring)
      ? readKeys({ armoredKeys: latin1(keyring) })
      : readKeys({ binaryKeys: keyring }));
    const revoked = await Promise.all(keys.map((key) => key.isRevoked()));
    return keys.filter((_, index) => revoked[index] === false);
  } catch {
    return [];
  }
}

function isArmored(bytes: Uint8Array): boolean {
  return latin1(bytes.subarray(0, 4096)).includes("-----BEGIN PGP");
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
