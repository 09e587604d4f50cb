import assert from "node:assert/strict";
import { test } from "node:test";
import { retryAfterMs } from "../../../../server/src/outside/http/retry-after.ts";

const NOW = Date.parse("2030-01-01T00:00:00Z");

const VALUES: readonly (readonly [value: string | undefined, ms: number | undefined])[] = [
  ["0", 0],
  ["120", 120_000],
  [" 7 ", 7000],
  ["Tue, 01 Jan 2030 00:00:10 GMT", 10_000],
  ["Mon, 31 Dec 2029 23:59:00 GMT", 0],
  [undefined, undefined],
  ["", undefined],
  ["-5", undefined],
  ["1.5", undefined],
  ["soon", undefined],
  ["99999999999", undefined],
];

for (const [value, ms] of VALUES) {
  test(`Retry-After "${value}" is ${ms} ms`, () => assert.equal(retryAfterMs(value, NOW), ms));
}
