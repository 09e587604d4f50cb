import assert from "node:assert/strict";
import { test } from "node:test";
import { harmlessHeaders, nextHop } from "../../../../server/src/outside/http/redirect.ts";

const FROM = "https://a.example/x/y";

const ROWS: Readonly<Record<string, readonly [location: string | undefined, hop: string, from?: string]>> = {
  "an address": ["https://b.example/z", "https://b.example/z"],
  "a path, seen from where it is asked": ["../z?q", "https://a.example/z?q"],
  "the login and the place in the page that it brings along are left out": [
    "https://u:p@b.example/#top",
    "https://b.example/",
  ],
  "from http up to https": ["https://a.example/", "https://a.example/", "http://a.example/"],
  "from http to http": ["//b.example/", "http://b.example/", "http://a.example/"],
  "from https down to http": [
    "http://b.example:81/",
    "refused: a.example leads from https down to http at b.example:81, which is not followed",
  ],
  "to another scheme": [
    "file:///etc/passwd",
    "refused: a.example leads to file: instead of http, which is not followed",
  ],
  "to no address": ["http://[", "malformed: a.example leads to something that is no address"],
  "to nowhere": [undefined, "none"],
};

for (const [name, [location, hop, from = FROM]] of Object.entries(ROWS))
  test(`an answer that leads elsewhere: ${name}`, () => assert.equal(told(from, 302, location), hop));

test("five statuses lead elsewhere", () => {
  const leading = Array.from({ length: 500 }, (_, index) => 100 + index).filter(
    (status) => told(FROM, status, "/z") !== "none",
  );
  assert.deepEqual(leading, [301, 302, 303, 307, 308]);
});

test("another origin gets no header that may hold a secret", () => {
  const harmless = {
    Accept: "a",
    "accept-encoding": "b",
    Range: "c",
    "If-None-Match": "d",
    "User-Agent": "e",
    "Git-Protocol": "f",
  };
  const secret = { Authorization: "g", Cookie: "h", "X-Accept": "i", "Accept-Token1": "j", "X-JFrog-Art-Api": "k" };
  assert.deepEqual(harmlessHeaders({ ...harmless, ...secret }), harmless);
});

function told(from: string, status: number, location: string | undefined): string {
  const hop = nextHop(new URL(from), status, location);
  if (hop === undefined) return "none";
  return hop.ok ? hop.value.href : `${hop.reason}: ${hop.asked} ${hop.detail}`;
}
