import assert from "node:assert/strict";
import { test } from "node:test";
import { readKey } from "openpgp";
import { ARCHIVE_KEYS } from "../../../../server/src/resolve/deb/archive-keys.ts";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

test("the keys that we bring are public keys of the archives, and none expires within a year", async () => {
  const soon = Date.now() + YEAR_MS;
  for (const { owner, key } of ARCHIVE_KEYS) {
    const read = await readKey({ binaryKey: Buffer.from(key, "base64") });
    assert.ok(!read.isPrivate(), owner);
    assert.ok(
      read.users.some(({ userID }) => userID?.userID.startsWith(owner) === true),
      owner,
    );
    const expires = await read.getExpirationTime();
    const isLasting = expires !== null && (expires === Number.POSITIVE_INFINITY || Number(expires) > soon);
    const found = `by this machine's clock ${owner} expires within a year (${expires})`;
    assert.ok(isLasting, `${found}. The code is sound: take the keys of newer keyring packages over`);
  }
});
