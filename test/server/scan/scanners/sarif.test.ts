import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { billOfHealth } from "../../../../server/src/scan/bill.ts";
import { sarifOfBill } from "../../../../server/src/scan/formats/sarif.ts";
import { madePackage, madeReport, NOW } from "../made-up-report.ts";
import { lines, read } from "./told-lines.ts";

describe("a report", () => {
  const logOf = (rule: object, text: string, more: object = {}) => ({
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "x", rules: [rule] } }, results: [{ message: { text }, ruleIndex: 0, ...more }] }],
  });
  const help = (id: string) => ({
    text: `Vulnerability ${id}\nSeverity: high\nPackage: pad\nVersion: 1.0\nFix Version: 3.0,2.0\nType: npm\nLink: x`,
  });
  const pad = { purls: ["pkg:npm/pad@1.0"], "security-severity": "7.5" };

  const logs: Readonly<Record<string, readonly [log: object, told: string]>> = {
    "of osv-scanner": [
      logOf(
        { id: "GHSA-1", deprecatedIds: ["CVE-2026-1", "MAL-1"] },
        "Package '@shop/pad@1.0' is vulnerable to 'GHSA-1'.",
      ),
      "MAL-1=CVE-2026-1=GHSA-1 in generic @shop/pad 1.0 @?: critical - → - malicious",
    ],
    "of osv-scanner about a package without a version": [
      logOf({ id: "GHSA-1" }, "Package '@shop' is vulnerable."),
      "GHSA-1 in generic   @?: unknown - → -",
    ],
    "of Trivy": [
      logOf(
        { id: "CVE-2026-1" },
        "Package: pad\nInstalled Version: 1.0\nVulnerability CVE-2026-1\nSeverity: HIGH\nFixed Version: 2.0\nLink: x",
      ),
      "CVE-2026-1 in generic pad 1.0 @?: high - → 2.0",
    ],
    "of Grype": [
      logOf(
        { id: "CVE-2026-1-pad", properties: pad, help: help("CVE-2026-1") },
        "A high vulnerability in npm package: pad, version 1.0 was found in image shop:1 at: /srv/pad",
      ),
      "CVE-2026-1 in npm pad 1.0 @?: high 7.5 → 2.0",
    ],
    "of Grype about another version than the one that its rule names": [
      logOf(
        { id: "ELSA-2026-1-pad", properties: pad, help: help("ELSA-2026-1") },
        "A high vulnerability in npm package: pad, version 2.5 was found in image shop:1 at: /srv/pad",
      ),
      "ELSA-2026-1 in npm pad 2.5 @?: high 7.5 → 3.0",
    ],
    "of Snyk": [
      logOf(
        { id: "SNYK-DEBIAN12-OPENSSL-1" },
        "This file introduces a vulnerable openssl/libssl3 package with a high severity vulnerability.",
        { locations: [{ physicalLocation: { artifactLocation: { uri: "Dockerfile" } } }] },
      ),
      "SNYK-DEBIAN12-OPENSSL-1 in generic openssl/libssl3  @? Dockerfile: high - → -",
    ],
    "of an older Grype": [
      logOf({ id: "GHSA-aaaa-bbbb-cccc-pad", properties: pad }, ""),
      "GHSA-aaaa-bbbb-cccc in npm pad 1.0 @?: high 7.5 → -",
    ],
    "whose result names its rule by an object": [
      logOf({ id: "CVE-2026-1", properties: pad }, "", { ruleIndex: undefined, rule: { id: "CVE-2026-1" } }),
      "CVE-2026-1 in npm pad 1.0 @?: high 7.5 → -",
    ],
  };

  for (const [title, [log, told]] of Object.entries(logs)) {
    it(`in SARIF ${title} is read`, async () => assert.deepEqual(lines(await read(log)), [told]));
  }

  it("in SARIF of Docker Scout tells the fix of the package that its message is about, and its rule's for others", async () => {
    const purls = ["pkg:deb/debian/pad@1", "pkg:npm/pad@2"];
    const text = "  Vulnerability   : CVE-2026-1  \n  Package         : pkg:npm/pad@2  \n  Fixed version   : 2.1  \n";
    const log = logOf({ id: "CVE-2026-1", properties: { purls, fixed_version: "1.5" } }, text);
    assert.deepEqual(lines(await read(log)), [
      "CVE-2026-1 in deb pad 1 @?: unknown - → 1.5",
      "CVE-2026-1 in npm pad 2 @?: unknown - → 2.1",
    ]);
    const unfixed = logOf({ id: "CVE-2026-1", properties: { purls } }, text.replace("2.1  ", "not fixed "));
    assert.deepEqual(
      (await read(unfixed)).vulnerabilities.map(({ fixedIn }) => fixedIn),
      [undefined, undefined],
    );
  });

  it("in SARIF tells the image, as Trivy and we do", async () => {
    const { runs } = logOf({ id: "CVE-2026-1" }, "Package: pad");
    const imageOf = async (properties: object) => {
      const { image } = await read({ version: "2.1.0", runs: runs.map((run) => ({ ...run, properties })) });
      return [image.name, image.id, image.digest, image.references];
    };
    assert.deepEqual(
      await imageOf({ imageName: "a.tar", imageID: "sha256:1", repoDigests: ["shop@sha256:2"], repoTags: ["shop:1"] }),
      ["a.tar", "sha256:1", "sha256:2", ["shop:1"]],
    );
    const bill = await billOfHealth(madeReport([madePackage({ name: "pad", version: "1" })], []), { now: NOW });
    const { image } = await read(JSON.parse(sarifOfBill(bill)));
    assert.deepEqual(
      [image.name, image.id, image.digest],
      ["shop:1.2", bill.report.image.id, bill.report.image.digest],
    );
  });

  it("in SARIF without a list of results is of no scan", async () => {
    const { gaps } = await read({ version: "2.1.0", runs: [{ tool: { driver: { name: "x" } } }] });
    assert.equal(gaps.length, 1);
  });
});
