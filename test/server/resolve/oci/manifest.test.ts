import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readConfig, readManifest } from "../../../../server/src/resolve/oci/manifest.ts";

describe("bodies that are odd", () => {
  it("are no manifest", () => {
    const bodies = [
      "",
      "[]",
      "7",
      "null",
      '{"config":{"digest":"sha256:1"},"layers":[]}',
      '{"config":7,"layers":{}}',
      "[".repeat(100_000),
    ];
    for (const body of bodies) assert.equal(readManifest(Buffer.from(body)), undefined, body.slice(0, 50));
  });

  it("say nothing of an image", () => {
    const bodies = [
      "",
      "null",
      '{"created":"yesterday","config":{"Labels":[7],"Env":{"A":"b"}}}',
      '{"config":{"Labels":{"a":7},"Env":["x",null]}}',
    ];
    for (const body of bodies) {
      const { created, platform, labels, environment } = readConfig(Buffer.from(body));
      assert.deepEqual([created, platform, [...labels], [...environment]], [undefined, undefined, [], []], body);
    }
  });
});
