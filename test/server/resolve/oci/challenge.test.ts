import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readChallenges } from "../../../../server/src/resolve/oci/challenge.ts";

/** Header → `scheme name=value …` of each challenge. */
const rows: Readonly<Record<string, readonly string[]>> = {
  'Bearer realm="https://auth.example/token",service="registry.example",scope="repository:a/b:pull,push"': [
    "bearer realm=https://auth.example/token service=registry.example scope=repository:a/b:pull,push",
  ],
  'Basic realm="Registry Realm"': ["basic realm=Registry Realm"],
  'Basic realm="a", Bearer realm="b", service=c': ["basic realm=a", "bearer realm=b service=c"],
  'BEARER Realm = "a" , SERVICE="b"': ["bearer realm=a service=b"],
  'Bearer realm="a\\"b,c"': ['bearer realm=a"b,c'],
  "Negotiate, Basic realm=x": ["negotiate", "basic realm=x"],
  Basic: ["basic"],
  'Bearer realm="never closed': ["bearer realm=never closed"],
  'realm="x"': [],
  ",,, ,": [],
  "": [],
  "<html>, ü=1": [],
};

describe("challenges of a registry", () => {
  for (const [header, expected] of Object.entries(rows)) {
    it(`${header === "" ? "nothing" : header} is ${expected.length} of them`, () => {
      const read = readChallenges(header).map(({ scheme, parameters }) =>
        [scheme, ...[...parameters].map(([name, value]) => `${name}=${value}`)].join(" "),
      );
      assert.deepEqual(read, expected);
    });
  }

  it("a header of a megabyte is read no further than a real one goes", () => {
    assert.equal(readChallenges("Basic x=1,".repeat(100_000)).length, 820);
  });
});
