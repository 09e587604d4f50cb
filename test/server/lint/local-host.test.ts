import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { areLocal, hostOf, isLocal } from "../../../server/src/lint/local-host.ts";

describe("hosts", () => {
  const hosts: Readonly<Record<string, string>> = {
    "https://dl.example/a": "dl.example",
    "https://user:secret@DL.example:8443/a?b#c": "dl.example",
    "http://[::1]:8080/a": "[::1]",
    "dl.example": "dl.example",
    "dl.example:80": "dl.example",
    "https://": "",
    "": "",
  };
  for (const [url, host] of Object.entries(hosts)) {
    it(`${JSON.stringify(url)} is at ${JSON.stringify(host)}`, () => assert.equal(hostOf(url), host));
  }

  it("are local by name or address", () => {
    for (const host of ["localhost", "http://localhost:80/a", "127.0.0.1", "http://[::1]/", "a.localhost"]) {
      assert.equal(isLocal(host), true, host);
    }
    for (const host of ["https://dl.example/localhost", "localhost.example", "127.example", "https://10.0.0.1/"]) {
      assert.equal(isLocal(host), false, host);
    }
  });

  it("are all local, or files", () => {
    assert.equal(areLocal("file:/srv"), true);
    assert.equal(areLocal("http://localhost/x"), true);
    assert.equal(areLocal("localhost, 127.0.0.1:8080"), true);
    assert.equal(areLocal("localhost pips.example"), false);
    assert.equal(areLocal("https://apt.example/file:"), false);
    assert.equal(areLocal(" "), false);
  });
});
