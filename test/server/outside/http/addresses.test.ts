import assert from "node:assert/strict";
import { test } from "node:test";
import { isInsideAddress, literalAddress } from "../../../../server/src/outside/http/addresses.ts";

const INSIDE = [
  "0.0.0.0 10.255.0.1 100.64.0.1 127.0.0.53 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 198.18.0.1 224.0.0.1 255.255.255.255",
  ":: ::1 fc00::1 fdff::1 fe80::1 ff02::1 ::ffff:127.0.0.1 ::ffff:a00:1 64:ff9b:1::1",
];
const PUBLIC = [
  "1.1.1.1 9.255.255.255 11.0.0.0 100.63.0.1 100.128.0.1 172.15.0.1 172.32.0.1 192.169.0.1 2001:4860::1 ::ffff:1.1.1.1",
];

for (const address of INSIDE.join(" ").split(" "))
  test(`${address} is no public address`, () => assert.equal(isInsideAddress(address), true));
for (const address of PUBLIC.join(" ").split(" "))
  test(`${address} is a public address`, () => assert.equal(isInsideAddress(address), false));

test("however a URL spells an address, it is seen as one", () => {
  for (const host of ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:7f00:1]"]) {
    const address = literalAddress(new URL(`http://${host}/`).hostname);
    assert.ok(address !== undefined && isInsideAddress(address), host);
  }
  assert.equal(literalAddress("host.example"), undefined);
});
