import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { forPlatform, type Platform, platformName } from "../../../server/src/knowledge/platform.ts";

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
      const offered = names.split(" ").map((name) => ({ platform: platformOf(name) }));
      const found = forPlatform(offered, platformOf(wanted));
      assert.equal(found === undefined ? "none" : platformName(found.platform), expected);
    });
  }
});
