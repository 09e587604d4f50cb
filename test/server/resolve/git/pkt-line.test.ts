import assert from "node:assert/strict";
import { test } from "node:test";
import { packetOf, packetsIn } from "../../../../server/src/resolve/git/pkt-line.ts";

const read = (text: string) => packetsIn(new TextEncoder().encode(text), "git.example");

test("lines, flush and delimiter are told apart", () => {
  assert.deepEqual(read(`${packetOf("command=ls-refs")}0001000aline 10000`), {
    ok: true,
    value: [
      { kind: "line", text: "command=ls-refs" },
      { kind: "delimiter" },
      { kind: "line", text: "line 1" },
      { kind: "flush" },
    ],
  });
});

test("the length of a line is that of its bytes", () => {
  assert.deepEqual(read(packetOf("ref-prefix refs/heads/grün")), {
    ok: true,
    value: [{ kind: "line", text: "ref-prefix refs/heads/grün" }],
  });
});

const BROKEN = {
  "bytes that end inside a line": "0010abc",
  "bytes that end inside a length": "00",
  "a page of a web server": "<!doctype html>",
  "a length of three": "0003",
  "digits behind a sign": "+010abcdefghijkl",
};

for (const [name, text] of Object.entries(BROKEN)) {
  test(`${name} are no packets`, () => {
    const packets = read(text);
    assert.equal(packets.ok ? "read" : packets.reason, "malformed");
  });
}
