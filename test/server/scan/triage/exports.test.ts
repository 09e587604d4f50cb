import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { grypeYaml } from "../../../../server/src/scan/triage/exports/grype-yaml.ts";
import { snykPolicy } from "../../../../server/src/scan/triage/exports/snyk-policy.ts";
import { trivyIgnoreYaml } from "../../../../server/src/scan/triage/exports/trivy-ignore-yaml.ts";
import { importDecisions, readDecisions } from "../../../../server/src/scan/triage/imports/import-decisions.ts";
import { madePackage, madeReport, madeVex, madeVulnerability, NOW } from "../made-up-report.ts";

const documentOf = (...products: readonly (string | object)[]) =>
  madeVex([{ vulnerability: { name: "CVE-2026-1" }, products, status: "fixed" }]).document;

describe("a file for another scanner", () => {
  const wide: Readonly<Record<string, readonly [products: readonly (string | object)[], isWritten: boolean]>> = {
    "the image by its purl": [["pkg:oci/shop"], true],
    "the image by Docker's purl": [["pkg:docker/shop"], true],
    "what may be an image or a package": [["shop"], false],
    "a package by its purl": [["pkg:npm/pad"], true],
    "something by its CPE": [["cpe:2.3:a:shop:pad:1:*:*:*:*:*:*:*"], false],
    "something in the image by its CPE": [
      [{ "@id": "pkg:oci/shop", subcomponents: [{ "@id": "cpe:2.3:a:shop:pad:1:*:*:*:*:*:*:*" }] }],
      false,
    ],
    "a package of an image by its purl": [[{ "@id": "pkg:oci/shop", subcomponents: [{ "@id": "pkg:npm/pad" }] }], true],
    nothing: [[], false],
  };
  for (const [title, [products, isWritten]] of Object.entries(wide)) {
    it(`hides ${isWritten ? "" : "nothing "}by a decision about ${title}`, async () => {
      const file = await trivyIgnoreYaml(documentOf(...products), "");
      assert.equal(file?.text !== "", isWritten);
      const why = { what: "CVE-2026-1", why: "it names no package by a purl" };
      assert.deepEqual(file?.refused, isWritten ? [] : [why]);
    });
  }

  it("of Trivy has a new entry in place of one that says otherwise, but for some paths alone", async () => {
    const before = [
      { id: "CVE-2026-1", purls: ["pkg:npm/pad"], statement: "old", expired_at: "2026-01-01" },
      { id: "CVE-2026-1", purls: ["pkg:npm/pad"], paths: ["srv"], statement: "ours" },
    ];
    const file = await trivyIgnoreYaml(documentOf("pkg:npm/pad"), JSON.stringify({ vulnerabilities: before }));
    assert.deepEqual(parse(file?.text ?? "").vulnerabilities, [
      { id: "CVE-2026-1", purls: ["pkg:npm/pad"] },
      before[1],
    ]);
  });

  it("of Trivy has the packages of each id in words of their own", async () => {
    const vulnerability = { name: "CVE-2026-1", aliases: ["GHSA-1"] };
    const { document } = madeVex([{ vulnerability, products: ["pkg:npm/pad"], status: "fixed" }]);
    const entry = (id: string) => `  - id: ${id}\n    purls:\n      - pkg:npm/pad\n`;
    const file = await trivyIgnoreYaml(document, "");
    assert.equal(file?.text, `vulnerabilities:\n${entry("CVE-2026-1")}${entry("GHSA-1")}`);
  });

  it("of Trivy has the epoch of a version where Trivy has it, and is the same decision when it comes back", async () => {
    const purls = ["pkg:deb/debian/zlib1g@1%3A1.2-1", "pkg:deb/debian/zlib1g@1.2-1", "pkg:rpm/fedora/zlib@1.2"];
    const { text = "" } = (await trivyIgnoreYaml(documentOf(...purls), "")) ?? {};
    const [first, ...others] = parse(text).vulnerabilities[0].purls;
    assert.deepEqual([first, ...others], ["pkg:deb/debian/zlib1g@1.2-1?epoch=1", ...purls.slice(1)]);
    const entry = `vulnerabilities: [{ id: CVE-2026-1, purls: ["${first}"] }]`;
    const decisions = await readDecisions(entry, ".trivyignore.yaml");
    assert.ok(decisions.ok);
    const count = async (purl: string) => {
      const report = madeReport(
        [madePackage({ name: "zlib1g", version: "1:1.2-1" })],
        [madeVulnerability({ id: "CVE-2026-1" })],
      );
      return (await importDecisions(undefined, decisions.value, { report, purls: [purl] }, { author: "", now: NOW }))
        .count;
    };
    assert.equal(await count("pkg:deb/debian/zlib1g@1%3A1.2-1"), 1);
    assert.equal(await count("pkg:deb/debian/zlib1g@1.2-1?epoch=1"), 1);
    assert.equal(await count("pkg:deb/debian/zlib1g@2%3A1.2-1"), 0);
  });

  it("has nothing twice that stands there in another order", async () => {
    const document = documentOf("pkg:npm/pad", "pkg:npm/till");
    const trivy = "vulnerabilities: [{ purls: ['pkg:npm/till', 'pkg:npm/pad'], id: CVE-2026-1 }]\n";
    assert.equal(parse((await trivyIgnoreYaml(document, trivy))?.text ?? "").vulnerabilities.length, 1);
    const commented = "vulnerabilities:\n  - purls: [ pkg:npm/pad, pkg:npm/till ] # ours\n    id: CVE-2026-1\n";
    assert.equal((await trivyIgnoreYaml(document, commented))?.text, commented);
    const rules = ["till", "pad"].map(
      (name) => `{ package: { type: npm, name: ${name} }, include-aliases: true, vulnerability: CVE-2026-1 }`,
    );
    const grype = `ignore: [${rules.join()}, x]\n`;
    assert.equal((await grypeYaml(document, grype))?.text, grype);
  });

  it("tells of an entry that goes on hiding what is open again", async () => {
    const decided = (status: string, aliases: readonly string[]) =>
      madeVex([{ vulnerability: { name: "CVE-2026-1", aliases }, products: ["pkg:npm/pad"], status }]).document;
    for (const write of [grypeYaml, trivyIgnoreYaml, snykPolicy]) {
      const { text = "" } = (await write(decided("fixed", ["SNYK-A-1"]), "")) ?? {};
      assert.notEqual(text, "");
      const told = async (present: string) =>
        (await write(decided("under_investigation", ["SNYK-A-1"]), present))?.refused[0]?.why;
      assert.equal(
        await told(text),
        "under investigation hides nothing, and what stands there goes on hiding it: take it out",
      );
      assert.equal(await told(""), "under investigation hides nothing");
    }
  });

  it("that is broken, or not of its shape, is left alone", async () => {
    for (const write of [grypeYaml, trivyIgnoreYaml, snykPolicy])
      for (const present of ["{", "- a", "ignore: x\nvulnerabilities: x"])
        assert.equal(await write(documentOf("pkg:npm/pad"), present), undefined, present);
  });

  it("of Grype has a rule for each package, by the name and the type that Grype has for it", async () => {
    const purls = [
      "pkg:npm/%40shop/pad@1",
      "pkg:golang/shop.example/till",
      "pkg:deb/debian/pad",
      "pkg:generic/pad",
      "pkg:%",
    ];
    const file = await grypeYaml(documentOf(...purls), "");
    assert.deepEqual(parse(file?.text ?? "").ignore, [
      rule({ name: "@shop/pad", version: "1", type: "npm" }),
      rule({ name: "shop\\.example/till", type: "go-module" }),
      rule({ name: "pad", type: "deb" }),
    ]);
    assert.deepEqual(
      file?.refused.map(({ why }) => why),
      ["pkg:generic/pad", "pkg:%"].map((purl) => `Grype has no type for packages such as ${purl}`),
    );
    const whole = await grypeYaml(documentOf("pkg:oci/shop"), "");
    assert.deepEqual(whole, { text: "", refused: [{ what: "CVE-2026-1", why: "it names no package" }] });
  });
});

function rule(found: object) {
  return { vulnerability: "CVE-2026-1", "include-aliases": true, package: found };
}
