import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Platform } from "../../../../server/src/pin/query.ts";
import { imageFor, platformName, readConfig, readManifest } from "../../../../server/src/resolve/oci/manifest.ts";

function platformOf(name: string): Platform {
  const [os = "", arch = "", variant] = name.split("/");
  return { os, arch, ...(variant === undefined ? {} : { variant }) };
}

/** `WANTED among what the index has` → which is taken. */
const rows: Readonly<Record<string, string>> = {
  "linux/amd64 among linux/arm64/v8 linux/amd64": "linux/amd64",
  "linux/arm64 among linux/amd64 linux/arm64/v8": "linux/arm64/v8",
  "linux/arm64/v8 among linux/arm64": "linux/arm64",
  "linux/arm among linux/arm/v5 linux/arm/v7 linux/arm/v6": "linux/arm/v7",
  "linux/arm/v6 among linux/arm/v7 linux/arm/v5": "linux/arm/v5",
  "linux/arm/v6 among linux/arm/v7": "none",
  "linux/arm among linux/arm64/v8": "none",
  "windows/amd64 among linux/amd64": "none",
};

describe("the image of a platform", () => {
  for (const [row, expected] of Object.entries(rows)) {
    const [wanted = "", names = ""] = row.split(" among ");
    it(`for ${row}`, () => {
      const images = names.split(" ").map((name) => ({ digest: name, platform: platformOf(name) }));
      const found = imageFor({ kind: "index", images }, platformOf(wanted));
      assert.equal(found === undefined ? "none" : platformName(found.platform), expected);
    });
  }
});

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
      const { created, labels, environment } = readConfig(Buffer.from(body));
      assert.deepEqual([created, [...labels], [...environment]], [undefined, [], []], body);
    }
  });
});
