import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PackageType } from "../../../server/src/scan/package.ts";
import { purlWriter } from "../../../server/src/scan/purl.ts";

const ROCKY = { id: "rocky", versionId: "9.4", prettyName: "Rocky Linux 9.4" };
const ROLLING = { id: "wolfi", versionId: "", prettyName: "Wolfi" };

describe("the purl of a package", () => {
  const rows: readonly (readonly [
    type: PackageType,
    name: string,
    version: string,
    os: typeof ROCKY | undefined,
    purl: string,
  ])[] = [
    [
      "rpm",
      "openssl-libs",
      "1:3.0.7-27.el9",
      ROCKY,
      "pkg:rpm/rocky/openssl-libs@3.0.7-27.el9?distro=rocky-9.4&epoch=1",
    ],
    ["rpm", "bash", "5.1.8-9.el9", ROCKY, "pkg:rpm/rocky/bash@5.1.8-9.el9?distro=rocky-9.4"],
    ["rpm", "bash", "5.1.8-9.el9", undefined, "pkg:rpm/bash@5.1.8-9.el9"],
    [
      "deb",
      "tar",
      "1:1.34-1",
      { ...ROCKY, id: "debian", versionId: "12" },
      "pkg:deb/debian/tar@1:1.34-1?distro=debian-12",
    ],
    ["deb", "g++", "12+b1~1", undefined, "pkg:deb/g%2B%2B@12%2Bb1~1"],
    ["apk", "curl", "8.8.0-r0", ROLLING, "pkg:apk/wolfi/curl@8.8.0-r0?distro=wolfi"],
    ["npm", "@s/n", "1.0.0", ROCKY, "pkg:npm/%40s/n@1.0.0"],
    ["npm", "JSONStream", "1.3.5", undefined, "pkg:npm/JSONStream@1.3.5"],
    ["npm", "@Old/Name", "1.0.0", undefined, "pkg:npm/%40Old/Name@1.0.0"],
    ["golang", "x.example/a/b", "v1.0.0", undefined, "pkg:golang/x.example/a/b@v1.0.0"],
    ["rpm", "bash", "5-1", { ...ROCKY, id: "rhel" }, "pkg:rpm/redhat/bash@5-1?distro=rhel-9.4"],
    [
      "rpm",
      "bash",
      "5-1",
      { ...ROCKY, id: "opensuse-leap", versionId: "15.6" },
      "pkg:rpm/opensuse/bash@5-1?distro=opensuse-leap-15.6",
    ],
    ["maven", "com.example:a", "1", undefined, "pkg:maven/com.example/a@1"],
    ["maven", "a", "", undefined, "pkg:maven/a"],
  ];
  for (const [type, name, version, os, purl] of rows) {
    it(`is ${purl}`, async () => {
      const write = await purlWriter(os);
      assert.equal(write({ type, name, version, path: "", layer: 0 }), purl);
    });
  }
});
