import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ImageIdentity } from "../../../../server/src/scan/report.ts";
import { standingsOf, type VexFile } from "../../../../server/src/scan/triage/standing.ts";
import { madePackage, madeReport, madeVex, madeVulnerability, NOW } from "../made-up-report.ts";
import { PURL, standing } from "./one-finding.ts";

const notAffected = { status: "not_affected", impact_statement: "no" };
const said = "not_affected: no (-) me@shop.example";
const inImage = (id: string, part = "pkg:deb/debian/libssl3") => ({ "@id": id, subcomponents: [{ "@id": part }] });
const one = (products: readonly object[], more: object = {}) =>
  madeVex([{ vulnerability: { name: "CVE-2026-1" }, products, ...notAffected, ...more }]);

const matches: Readonly<
  Record<string, readonly [products: readonly object[], isMatch: boolean, image?: Partial<ImageIdentity>]>
> = {
  "the image with the package in it": [[inImage("pkg:oci/shop")], true],
  "the image as a whole": [[{ "@id": "pkg:oci/shop" }], true],
  "the image by its identifier": [[{ identifiers: { purl: "pkg:oci/shop" } }], true],
  "the image by its purl beside an address": [
    [{ "@id": "https://shop.example/image", identifiers: { purl: "pkg:oci/shop" } }],
    true,
  ],
  "the same version": [[inImage("pkg:oci/shop", "pkg:deb/debian/libssl3@3.0.1")], true],
  "another version": [[inImage("pkg:oci/shop", "pkg:deb/debian/libssl3@3.0.2")], false],
  "another architecture": [[inImage("pkg:oci/shop", "pkg:deb/debian/libssl3?arch=arm64")], false],
  "another package": [[inImage("pkg:oci/shop", "pkg:deb/debian/openssl")], false],
  "another distribution": [[inImage("pkg:oci/shop", "pkg:deb/ubuntu/libssl3")], false],
  "another image": [[inImage("pkg:oci/other")], false],
  "the tag": [[inImage("pkg:oci/shop?tag=1.2")], true],
  "another tag": [[inImage("pkg:oci/shop?tag=1.3")], false],
  "the tag that an image without one has": [[inImage("pkg:oci/shop?tag=latest")], true, { name: "shop" }],
  "a tag, where the image is named by its digest": [
    [inImage("pkg:oci/shop?tag=latest")],
    false,
    { name: `shop@sha256:${"b".repeat(64)}` },
  ],
  "the id of its configuration": [[inImage(`sha256:${"a".repeat(64)}`)], true],
  "the repository's digest of another image": [[inImage(`sha256:${"c".repeat(64)}`)], false],
  "an image in upper case": [[inImage("pkg:oci/Shop")], true],
  "the digest": [[inImage(`pkg:oci/shop@sha256%3A${"b".repeat(64)}`)], true],
  "another digest": [[inImage(`pkg:oci/shop@sha256%3A${"c".repeat(64)}`)], false],
  "another platform": [[inImage("pkg:oci/shop?arch=arm64")], false],
  "the platform": [[inImage("pkg:oci/shop?arch=amd64")], true],
  "a platform, where the image's is not known": [[inImage("pkg:oci/shop?arch=amd64")], false, { platform: undefined }],
  "the repository": [
    [inImage("pkg:oci/shop?repository_url=registry.example%2Fa%2Fshop")],
    true,
    { name: "registry.example/a/shop:1.2" },
  ],
  "another repository": [
    [inImage("pkg:oci/shop?repository_url=registry.example%2Fb%2Fshop")],
    false,
    { name: "registry.example/a/shop:1.2" },
  ],
  "Docker Hub's own name of an official image": [
    [inImage("pkg:oci/shop?repository_url=index.docker.io%2Flibrary%2Fshop")],
    true,
  ],
  "an image by Docker's purl": [[inImage("pkg:docker/shop@1.2")], true],
  "an image by Docker's purl with its digest": [[inImage(`pkg:docker/shop@sha256%3A${"b".repeat(64)}`)], true],
  "another image by Docker's purl with a digest": [[inImage(`pkg:docker/shop@sha256%3A${"c".repeat(64)}`)], false],
  "another image by Docker's purl": [[inImage("pkg:docker/other@1.2")], false],
  "another tag by Docker's purl": [[inImage("pkg:docker/shop@1.3")], false],
  "any tag by Docker's purl": [[inImage("pkg:docker/shop")], true],
  "an image of somebody by Docker's purl": [[inImage("pkg:docker/acme/shop@1.2")], true, { name: "acme/shop:1.2" }],
  "an official image, where it is somebody's by Docker's purl": [[inImage("pkg:docker/acme/shop@1.2")], false],
  "an image by its reference without a tag": [[inImage("shop")], true],
  "another tag by a reference": [[inImage("shop:1.3")], false],
  "an image of another registry by Docker's purl": [
    [inImage("pkg:docker/shop@1.2?repository_url=registry.example")],
    true,
    { name: "registry.example/shop:1.2" },
  ],
  "an image by its reference": [[inImage("shop:1.2")], true],
  "a reference that a saved image carries": [
    [inImage("pkg:oci/shop?tag=1.2")],
    true,
    { name: "/tmp/saved.tar", references: ["shop:1.2"] },
  ],
  "a file of that name": [[inImage("pkg:oci/saved.tar")], false, { name: "saved.tar", references: ["shop:1.2"] }],
  "the package without its image": [[{ "@id": "pkg:deb/debian/libssl3" }], false],
  "no product": [[], false],
  "something that is no purl": [[inImage("pkg:::"), { "@id": "pkg:oci/%zz" }], false],
};

describe("a statement", () => {
  for (const [title, [products, isMatch, image]] of Object.entries(matches)) {
    it(`about ${title} ${isMatch ? "counts" : "does not count"}`, async () => {
      assert.equal((await standing([one(products)], image)).replace(/, 1 idle$/, ""), isMatch ? said : "open");
    });
  }

  it("about something in the image that has no name here says nothing, and is not called idle", async () => {
    assert.equal(
      await standing([one([inImage("pkg:oci/shop", "cpe:2.3:a:openssl:openssl:3.0.1:*:*:*:*:*:*:*")])]),
      "open",
    );
  });

  it("for all images counts by the package alone", async () => {
    const statement = {
      vulnerability: { name: "CVE-2026-1" },
      products: [{ "@id": "pkg:deb/debian/libssl3" }],
      ...notAffected,
    };
    assert.equal(await standing([madeVex([statement], true)]), said);
    assert.equal(await standing([madeVex([statement])]), "open");
    assert.equal(await standing([madeVex([{ ...statement, vulnerability: { name: "CVE-2020-1" } }], true)]), "open");
  });

  it("about a module of Go or a package of npm counts in whatever letter case its purl is", async () => {
    const about = (id: string) =>
      madeVex([{ vulnerability: { name: "CVE-2026-1" }, products: [{ "@id": id }], ...notAffected }], true);
    const report = madeReport(
      [madePackage({ type: "golang", name: "x.example/Team/Tool", version: "v1" })],
      [madeVulnerability({ id: "CVE-2026-1" })],
    );
    for (const [purl, id] of [
      ["pkg:golang/x.example/Team/Tool@v1", "pkg:golang/x.example/team/tool"],
      ["pkg:npm/JSONStream@1.3.5", "pkg:npm/jsonstream"],
      ["pkg:npm/%40a/b@1", "pkg:npm/%40A/B@1"],
    ] as const) {
      const { standings } = await standingsOf(report, [purl], [about(id)], NOW);
      assert.equal(standings[0]?.status, "not_affected", purl);
    }
    const other = await standingsOf(report, ["pkg:nuget/Tool@1"], [about("pkg:nuget/tool")], NOW);
    assert.equal(other.standings[0]?.status, "open");
  });

  it("counts for every name of the vulnerability", async () => {
    const named = (vulnerability: object) =>
      madeVex([{ vulnerability, products: [{ "@id": "pkg:oci/shop" }], ...notAffected }]);
    assert.equal(await standing([named({ name: "GHSA-1" })]), said);
    assert.equal(await standing([named({ name: "X-1", aliases: ["CVE-2026-1"] })]), said);
    assert.equal(await standing([named({ "@id": "https://nvd.example/vuln/CVE-2026-1" })]), said);
    assert.equal(await standing([named({ name: "CVE-2026-11" })]), "open, 1 idle");
  });

  it("about one vulnerability of an advisory says nothing of the others", async () => {
    const named = (vulnerability: object) =>
      madeVex([{ vulnerability, products: [{ "@id": "pkg:oci/shop" }], ...notAffected }]);
    assert.equal(await standing([named({ name: "CVE-2026-2", aliases: ["GHSA-1"] })]), "open, 1 idle");
    const withoutCve = madeReport(
      [madePackage({ name: "libssl3", version: "3.0.1" })],
      [madeVulnerability({ id: "GHSA-1" })],
    );
    const { standings } = await standingsOf(
      withoutCve,
      [PURL],
      [named({ name: "CVE-2026-2", aliases: ["GHSA-1"] })],
      NOW,
    );
    assert.equal(standings[0]?.status, "not_affected");
  });

  it("that is later counts, whatever file it stands in", async () => {
    const products = [{ "@id": "pkg:oci/shop" }];
    const early = one(products, { timestamp: "2026-01-01T00:00:00Z" });
    const late = one(products, {
      status: "under_investigation",
      status_notes: "asked",
      impact_statement: undefined,
      timestamp: "2026-02-01T00:00:00+01:00",
    });
    assert.equal(await standing([early, late]), "under_investigation: asked (-) me@shop.example");
    assert.equal(await standing([late, early]), "under_investigation: asked (-) me@shop.example");
  });

  it("of the same time is the first that counts, whether it is of the package or of all of the image", async () => {
    const whole = one([{ "@id": "pkg:oci/shop" }], { impact_statement: "whole" });
    const part = one([inImage("pkg:oci/shop")], { impact_statement: "part" });
    const exact = one([inImage("pkg:oci/shop", "pkg:deb/debian/libssl3@3.0.1")], { impact_statement: "exact" });
    const why = async (...files: readonly VexFile[]) => /: (\w+)/.exec(await standing(files))?.[1];
    assert.equal(await why(whole, part, exact), "whole");
    assert.equal(await why(part, exact, whole), "part");
    assert.equal(await why(exact, whole, part), "exact");
  });

  it("that says fixed accepts nothing, whatever stands beside", async () => {
    const fixed = {
      status: "fixed",
      impact_statement: undefined,
      status_notes: "seaworthy: accepted until 2026-01-01",
    };
    assert.match(await standing([one([{ "@id": "pkg:oci/shop" }], fixed)]), /^fixed: .* \(-\) me@shop\.example$/);
  });

  it("of a time that is none counts as of its document's", async () => {
    const broken = one([{ "@id": "pkg:oci/shop" }], { timestamp: "soon", impact_statement: "broken" });
    const late = one([{ "@id": "pkg:oci/shop" }], { timestamp: "2026-11-02T00:00:00Z", impact_statement: "late" });
    const early = one([{ "@id": "pkg:oci/shop" }], { timestamp: "2026-10-31T00:00:00Z", impact_statement: "early" });
    assert.match(await standing([broken, late]), /: late /);
    assert.match(await standing([early, broken]), /: broken /);
  });

  it("stands among 50,000 like it, against 20,000 findings: of one time the first counts", async () => {
    const times = ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z"];
    const statements = Array.from({ length: 50_000 }, (_, index) => ({
      vulnerability: { name: "CVE-2026-1" },
      products: [index % 2 === 0 ? { "@id": "pkg:oci/shop" } : inImage("pkg:oci/shop")],
      status: "not_affected",
      impact_statement: `${index}`,
      timestamp: times[Math.min(index, 2)],
    }));
    const packages = Array.from({ length: 20_000 }, (_, index) =>
      madePackage({ name: "libssl3", version: `${index}` }),
    );
    const findings = packages.map((_, index) => madeVulnerability({ id: "CVE-2026-1", package: index }));
    const purls = packages.map(({ version }) => `pkg:deb/debian/libssl3@${version}`);
    const { standings, idle } = await standingsOf(madeReport(packages, findings), purls, [madeVex(statements)], NOW);
    assert.deepEqual([...new Set(standings.map(({ decision }) => decision?.why))], ["1"]);
    assert.equal(idle.length, 0);
  });

  it("that differs from a thousand others in its qualifiers alone is found without looking at those", async () => {
    const many = 1000;
    const about = (why: string, qualifiers: string) => ({
      vulnerability: { name: "CVE-2026-1" },
      products: [inImage("pkg:oci/shop", `pkg:deb/debian/libssl3${qualifiers}`)],
      status: "not_affected",
      impact_statement: why,
    });
    const statements = [
      ...Array.from({ length: many }, (_, index) => about(`${index}`, `?arch=a${index}`)),
      about("both", "?distro=debian-12&arch=a7"),
      about("another distribution", "?arch=a8&distro=debian-11"),
    ].map((each, index) => ({ ...each, timestamp: new Date(index * 1000).toISOString() }));
    const packages = Array.from({ length: many }, (_, index) =>
      madePackage({ name: "libssl3", version: "3.0.1", arch: `a${index}` }),
    );
    const findings = packages.map((_, index) => madeVulnerability({ id: "CVE-2026-1", package: index }));
    const purls = packages.map(({ arch }) => `pkg:deb/debian/libssl3@3.0.1?arch=${arch}&distro=debian-12`);
    const { get } = Map.prototype;
    let looks = 0;
    Map.prototype.get = function count(key: unknown) {
      looks += 1;
      return get.call(this, key);
    };
    try {
      const { standings, idle } = await standingsOf(madeReport(packages, findings), purls, [madeVex(statements)], NOW);
      const expected = packages.map((_, index) => (index === 7 ? "both" : `${index}`));
      assert.deepEqual(
        standings.map(({ decision }) => decision?.why),
        expected,
      );
      assert.deepEqual(
        idle.map(({ statement }) => statement.impact),
        ["another distribution"],
      );
    } finally {
      Map.prototype.get = get;
    }
    assert.ok(looks < 100 * many, `${looks} looks`);
  });

  it("that accepts a risk ends with its day", async () => {
    const accepted = (notes: string | undefined) => [
      one([{ "@id": "pkg:oci/shop" }], {
        status: "affected",
        impact_statement: undefined,
        action_statement: "low",
        status_notes: notes,
      }),
    ];
    const until = "seaworthy: accepted until 2027-01-31";
    assert.equal(await standing(accepted(until)), "accepted: low (2027-01-31) me@shop.example");
    assert.equal(
      await standing(accepted(until), {}, new Date("2027-01-31T23:59:59Z")),
      "accepted: low (2027-01-31) me@shop.example",
    );
    assert.equal(
      await standing(accepted(until), {}, new Date("2027-02-01T00:00:00Z")),
      "expired: low (2027-01-31) me@shop.example",
    );
    for (const none of ["2027-02-30", "2027-13-01", "9999-99-99"])
      assert.equal(await standing(accepted(`seaworthy: accepted until ${none}`)), "open: low (-) me@shop.example");
    assert.equal(await standing(accepted("seaworthy: accepted")), "accepted: low (-) me@shop.example");
    const silent = { status: "affected", impact_statement: undefined, status_notes: "seaworthy: accepted" };
    assert.equal(await standing([one([{ "@id": "pkg:oci/shop" }], silent)]), "accepted:  (-) me@shop.example");
    assert.equal(await standing(accepted(undefined)), "open: low (-) me@shop.example");
    assert.equal(
      await standing(accepted("we said: seaworthy: accepted until 2027-01-31, perhaps")),
      "open: low (-) me@shop.example",
    );
  });
});
