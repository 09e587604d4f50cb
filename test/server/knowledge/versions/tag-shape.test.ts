import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tagPrecision, tagShape } from "../../../../server/src/knowledge/versions/tag-shape.ts";

const rows: Readonly<Record<string, readonly [ReturnType<typeof tagShape>, ReturnType<typeof tagPrecision>]>> = {
  "1.22.3": ["exact", "patch"],
  "1.22.3-alpine3.19": ["exact", "patch"],
  "v0.32.1": ["exact", "patch"],
  "r35.4.1": ["exact", "patch"],
  "tools-small-3.8.5": ["exact", "patch"],
  "10.0.14393.1770": ["exact", "patch"],
  "8u292-jdk": ["exact", "patch"],
  "jdk8u292-b10-alpine": ["exact", "patch"],
  "jdk-1.8u292-2.0": ["exact", "patch"],
  "3345.v03dee9b_f88fc-1": ["exact", "patch"],
  "7.9-372": ["exact", "patch"],
  "2.35-r1-slim": ["exact", "patch"],
  "bookworm-r494": ["exact", "patch"],
  "2.94-ls21": ["exact", "patch"],
  "8.10-1020": ["exact", "patch"],
  "3.8-1809": ["floating", "minor"],
  "16-334": ["floating", "major"],
  "3.8-12": ["floating", "minor"],
  "2.35-r1beta": ["floating", "minor"],
  "ndk-r21": ["floating", "name"],
  "ubuntu1604-r2017a": ["floating", "name"],
  "bookworm-20240904-slim": ["exact", "date"],
  "noble-20240904.1": ["exact", "date"],
  "20230622_RC00": ["exact", "date"],
  "20230622T1015Z": ["exact", "date"],
  "2024-09-04": ["exact", "date"],
  "v2018_12_29-08_24-b1315": ["exact", "date"],
  v20180222: ["exact", "date"],
  "base20160801-slim": ["exact", "date"],
  "sha-1a2b3c4": ["exact", "sha"],
  "0123456789abcdef0123456789abcdef01234567": ["exact", "sha"],
  "build-184467": ["exact", "sha"],
  "ltsc2022-KB5022291-amd64": ["exact", "sha"],
  "3.12": ["floating", "minor"],
  "22.04": ["floating", "minor"],
  "3.1-nanoserver-1809": ["floating", "minor"],
  "9.0-cudnn7-devel-ubuntu16.04": ["floating", "minor"],
  "24.09-py3": ["floating", "minor"],
  v2: ["floating", "major"],
  v2018: ["floating", "major"],
  "22-bookworm-slim": ["floating", "major"],
  "1-labs": ["floating", "major"],
  "1903": ["floating", "major"],
  bookworm: ["floating", "name"],
  "trixie-slim": ["floating", "name"],
  ltsc2022: ["floating", "name"],
  "nanoserver-1809": ["floating", "name"],
  "latest-devel": ["floating", "name"],
  x86_64: ["floating", "name"],
  "python3.10": ["floating", "name"],
  facade: ["floating", "name"],
};

describe("the shape of a tag", () => {
  for (const [tag, [shape, precision]] of Object.entries(rows)) {
    it(`${tag} is ${shape}, to the ${precision}`, () => {
      assert.deepEqual([tagShape(tag), tagPrecision(tag)], [shape, precision]);
    });
  }

  it("reads a bounded part of a text that is far too long for a tag", () => {
    assert.equal(tagPrecision("1".repeat(1_000_000)), "sha");
  });
});
