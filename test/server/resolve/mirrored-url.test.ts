import assert from "node:assert/strict";
import { test } from "node:test";
import { mirroredUrl } from "../../../server/src/resolve/mirrored-url.ts";

const MIRRORS = new Map([
  ["archive.example", "https://mirror.example/archive/"],
  ["https://archive.example/security", "safe.example"],
  ["cdn.example:8080", "mirror.example"],
]);

const CASES: Readonly<Record<string, string>> = {
  "http://archive.example/debian/dists": "https://mirror.example/archive/debian/dists",
  "http://archive.example/security/dists": "http://safe.example/dists",
  "http://archive.example/securityx/dists": "https://mirror.example/archive/securityx/dists",
  "https://cdn.example:8080/x": "https://mirror.example/x",
  "https://cdn.example/x": "https://cdn.example/x",
  "https://archive.example.com/x": "https://archive.example.com/x",
};

for (const [url, expected] of Object.entries(CASES)) {
  test(`a mirror for ${url}`, () => assert.equal(mirroredUrl(url, MIRRORS), expected));
}
