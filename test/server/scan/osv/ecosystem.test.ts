import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { osvQuery } from "../../../../server/src/scan/osv/ecosystem.ts";
import type { Package, PackageType } from "../../../../server/src/scan/package.ts";

const system = (id: string, versionId: string, prettyName = `${id} ${versionId}`.trim()) => ({
  id,
  versionId,

  prettyName,
});

function asked(type: PackageType, written: string, os?: readonly [string, string, string?]): string {
  const [name = "", version = "1.0"] = written.split("=");
  const sourceVersion = version === "1.0" ? "0.9" : version;
  const each: Package = { type, name, version, sourceName: "src", sourceVersion, path: "", layer: 0 };
  const answer = osvQuery(each, os && system(...os));
  return answer.ok ? `${answer.query.ecosystem} ${answer.query.name} ${answer.query.version}` : answer.gap.why;
}

const CARGO = ["crates", "io"].join(".");
const TOO_LONG = "packages with a name or a version of more than 1000 characters are not asked for";
const ROWS: readonly (readonly [
  type: PackageType,
  name: string,
  os: readonly [id: string, versionId: string, prettyName?: string] | undefined,
  expected: string,
])[] = [
  ["deb", "libssl3", ["debian", "12"], "Debian:12 src 0.9"],
  ["deb", "libssl3", ["debian", "9.13"], "Debian:9 src 0.9"],
  ["deb", "x", ["debian", ""], "the advisory database has no data for debian"],
  ["deb", "x", ["ubuntu", "22.04"], "Ubuntu:22.04:LTS src 0.9"],
  ["deb", "x", ["ubuntu", "24.10"], "Ubuntu:24.10 src 0.9"],
  ["deb", "x", ["ubuntu", "23.04"], "Ubuntu:23.04 src 0.9"],
  ["deb", "x=1.0+esm2", ["ubuntu", "18.04"], "Ubuntu:Pro:18.04:LTS src 1.0+esm2"],
  ["deb", "x=", ["debian", "12"], "packages that do not tell their version cannot be asked for"],
  ["deb", `x=${"1".repeat(1001)}`, ["debian", "12"], TOO_LONG],
  ["npm", "x".repeat(1001), undefined, TOO_LONG],
  ["bitnami", "postgresql=17.2.0-8", undefined, "Bitnami postgresql 17.2.0"],
  ["bitnami", "wordpress=6.2.0-r3", undefined, "Bitnami wordpress 6.2.0"],
  ["bitnami", "geos=3.13.0", undefined, "Bitnami geos 3.13.0"],
  ["apk", "x", ["alpaquita", "2".repeat(1001)], TOO_LONG],
  ["apk", "x", ["alpaquita", "23"], "Alpaquita:23 src 0.9"],
  ["apk", "x", ["alpine", "3.20.1"], "Alpine:v3.20 src 0.9"],
  ["apk", "x", ["alpine", "3.21_alpha20240923"], "the advisory database has no data for alpine 3.21_alpha20240923"],
  ["apk", "x", ["wolfi", "20230201"], "Wolfi src 0.9"],
  ["apk", "x", ["clnstrt", "1.0"], "CleanStart src 0.9"],
  ["deb", "x", ["echo", ""], "Echo src 0.9"],
  ["deb", "x", ["dhi", "13"], "the advisory database has no data for dhi 13"],
  ["rpm", "x", ["almalinux", "9.4"], "AlmaLinux:9 x 1.0"],
  ["rpm", "x", ["rocky", "8.9"], "Rocky Linux:8 src 0.9"],
  ["rpm", "x", ["mageia", "9"], "Mageia:9 src 0.9"],
  ["rpm", "x", ["azurelinux", "3.0"], "Azure Linux:3 src 0.9"],
  ["rpm", "x", ["mariner", "2.0"], "Azure Linux:2 src 0.9"],
  ["rpm", "x", ["openeuler", "24.03", "openEuler 24.03 (LTS)"], "openEuler:24.03-LTS src 0.9"],
  ["rpm", "x", ["openeuler", "24.03", "openEuler 24.03 (LTS-SP1)"], "openEuler:24.03-LTS-SP1 src 0.9"],
  ["rpm", "x", ["openeuler", "25.03"], "the advisory database has no data for openeuler 25.03"],
  ["rpm", "x", ["opensuse-leap", "15.6", "openSUSE Leap 15.6"], "openSUSE:Leap 15.6 src 0.9"],
  ["rpm", "x", ["opensuse-tumbleweed", "20261101", "openSUSE Tumbleweed"], "openSUSE:Tumbleweed src 0.9"],
  ["rpm", "x", ["opensuse-leap", "15.6"], "the advisory database has no data for opensuse-leap 15.6"],
  [
    "rpm",
    "x",
    ["sles", "15.5", "SUSE Linux Enterprise Server 15 SP5"],
    "advisories of SUSE Linux Enterprise Server 15 SP5 are told by product, module and kind of support, which the image does not tell: another scanner may know them",
  ],
  [
    "rpm",
    "x",
    ["rhel", "9.4", "Red Hat Enterprise Linux 9.4 (Plow)"],
    "advisories of Red Hat Enterprise Linux 9.4 (Plow) are told by product stream (baseos, appstream …), which the image does not tell: another scanner may know them",
  ],
  ["rpm", "x", ["photon", "5.0"], "the advisory database has no data for photon 5.0"],
  ["rpm", "x", ["fedora", "41"], "the advisory database has no data for fedora 41"],
  ["deb", "x", undefined, "no os-release says which distribution the packages are of"],
  ["npm", "@s/n", undefined, "npm @s/n 1.0"],
  ["npm", "n=1.0.0-8", undefined, "npm n 1.0.0-8"],
  ["composer", "m/log=v3.0.0", undefined, "Packagist m/log v3.0.0"],
  ["golang", "stdlib", undefined, "Go stdlib 1.0"],
  ["golang", "example.com/docker=v24.0.7+incompatible", undefined, "Go example.com/docker 24.0.7+incompatible"],
  ["apk", "x", ["alpaquita", ""], "the advisory database has no data for alpaquita"],
  ["cargo", "c", undefined, `${CARGO} c 1.0`],
  ["golang", "example.com/main=", undefined, "packages that do not tell their version cannot be asked for"],
  ["maven", "g:a", undefined, "Maven g:a 1.0"],
  ["maven", "a", undefined, "jars that do not tell their group cannot be asked for"],
];

describe("what the database is asked", () => {
  for (const [type, name, os, expected] of ROWS) {
    it(`${type} ${name.slice(0, 40)} on ${os?.join(" ").slice(0, 80) ?? "nothing"}`, () =>
      assert.equal(asked(type, name, os), expected));
  }
  it("a package that does not tell its source is asked for by its own name, and that is said", () => {
    const each: Package = { type: "deb", name: "openssl", version: "3.0.13-0ubuntu3.5", path: "", layer: 0 };
    assert.deepEqual(osvQuery(each, system("ubuntu", "24.04")), {
      ok: true,
      query: { ecosystem: "Ubuntu:24.04:LTS", name: "openssl", version: "3.0.13-0ubuntu3.5" },
      gap: {
        why: "advisories name the sources that packages were built from, which the image does not tell: they are asked for by their own names",
        isInherent: true,
      },
    });
  });
});
