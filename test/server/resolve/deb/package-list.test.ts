import assert from "node:assert/strict";
import { test } from "node:test";
import { packageListReader, providersIn, versionsIn } from "../../../../server/src/resolve/deb/package-list.ts";

const INDEX = `Package: curl
Architecture: amd64
Version: 8.14.1-2
Description: a tool, with
 Package: wget
 Version: 9

Package: libcurl
Version: 8.14.1-2

Package: curl
Version: 8.14.1-1
Provides: downloader, http-client (= 1.0), libssl:any

Version: 2:1.0
Package: mailer
Provides: mail-transport-agent

Package: Bad Name
Version: 1

Package: bad
Version: 1; id`;

function listOf(text: string, size: number) {
  const reader = packageListReader("amd64");
  for (let at = 0; at < text.length; at += size) reader.take(Buffer.from(text.slice(at, at + size)));
  return reader.end() ?? "too long";
}

test("an index that would fill the memory with packages is given up", () => {
  assert.equal(listOf("Package: ab\nVersion: 1\n\n".repeat(500_001), 1_000_000), "too long");
});

for (const size of [1, 7, 64, 10_000]) {
  test(`an index that comes in pieces of ${size} bytes`, () => {
    const list = listOf(INDEX, size);
    assert.deepEqual(versionsIn(list, "curl"), ["8.14.1-2", "8.14.1-1"]);
    assert.deepEqual(versionsIn(list, "libcurl"), ["8.14.1-2"]);
    assert.deepEqual(versionsIn(list, "mailer"), ["2:1.0"]);
    for (const name of ["url", "wget", "bad", "Bad Name", ""]) assert.deepEqual(versionsIn(list, name), [], name);
    assert.deepEqual(providersIn(list, "downloader"), ["curl"]);
    assert.deepEqual(providersIn(list, "http-client"), ["curl"]);
    assert.deepEqual(providersIn(list, "mail-transport-agent"), ["mailer"]);
    assert.deepEqual(providersIn(list, "mail-transport"), []);
    assert.deepEqual(providersIn(list, "curl"), []);
  });
}

test("a name that a package provides ever so often is looked for once in its line", () => {
  const list = listOf(`Package: mailer\nVersion: 1\nProvides: ${"mta, ".repeat(100_000)}\n`, 65_536);
  assert.deepEqual(providersIn(list, "mta"), ["mailer"]);
});

test("a paragraph that never ends is not kept for ever", () => {
  const reader = packageListReader("amd64");
  const piece = Buffer.alloc(512 * 1024, "x");
  for (let index = 0; index < 40; index++) reader.take(piece);
  assert.equal(reader.end(), "");
});
