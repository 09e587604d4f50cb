import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isForeignDeb, isForeignRpm } from "../../../../../server/src/scan/embedded/packages/makers.ts";

describe("the maker of a deb", () => {
  const rows: Readonly<Record<string, boolean>> = {
    "Docker <support@docker.com>": true,
    "NGINX Packaging <nginx-packaging@f5.com>": true,
    "MariaDB Developers <developers@lists.mariadb.org>": true,
    GitHub: true,
    "Google Cloud CLI Authors <https://code.google.com/p/google-cloud-sdk/>": true,
    "somebody@DOCKER.com": true,
    "Debian Go Packaging Team <team+pkg-go@tracker.debian.org>": false,
    "Somebody <somebody@mit.edu>": false,
    "Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>": false,
    "Somebody <docker.com@debian.org>": false,
    "Somebody <somebody@notdocker.com>": false,
    "": false,
  };
  for (const [maintainer, isForeign] of Object.entries(rows)) {
    it(`${maintainer} is ${isForeign ? "another" : "the distribution"}`, () =>
      assert.equal(isForeignDeb(maintainer), isForeign));
  }
});

describe("the maker of an rpm", () => {
  // Vendors as the databases of these distributions have them.
  const rows: readonly (readonly [vendor: string, version: string, isForeign: boolean])[] = [
    ["AlmaLinux", "1-1.el9", false],
    ["CentOS", "1-1.el7", false],
    ["Fedora Project", "1-1.fc41", false],
    ["OpenAnolis Community", "1-1.an8", false],
    ["KylinSoft", "1-1.ky10", false],
    ["Microsoft Corporation", "1-1.cm2", false],
    ["Microsoft Corporation", "1-1.azl3", false],
    ["Microsoft Corporation", "1-1.rh", true],
    ["Oracle America", "1-1.el9", false],
    ["Oracle and/or its affiliates", "1-1.el9", true],
    ["Red Hat, Inc.", "1-1.el8", false],
    ["Rocky Enterprise Software Foundation", "1-1.el9", false],
    ["SUSE LLC <https://www.suse.com/>", "1-1", false],
    ["openSUSE", "1-1", false],
    ["MongoDB Inc.", "1-1.el8", true],
    ["", "1-1", true],
  ];
  for (const [vendor, version, isForeign] of rows) {
    it(`${vendor || "nobody"} of ${version} is ${isForeign ? "another" : "the distribution"}`, () =>
      assert.equal(isForeignRpm(vendor, version), isForeign));
  }
});
