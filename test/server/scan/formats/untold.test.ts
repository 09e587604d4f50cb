import assert from "node:assert/strict";
import { test } from "node:test";
import { billOfHealth } from "../../../../server/src/scan/bill.ts";
import { cycloneDxOfBill } from "../../../../server/src/scan/formats/cyclonedx.ts";
import { sarifOfBill } from "../../../../server/src/scan/formats/sarif.ts";
import { spdxOfBill } from "../../../../server/src/scan/formats/spdx.ts";
import { textOfBill } from "../../../../server/src/scan/formats/text.ts";
import { madeReport, madeVex, madeVulnerability, NOW } from "../made-up-report.ts";
import { wrongByCycloneDx, wrongBySarif } from "./schemas.ts";

test("what another scanner did not tell is left out, and every document is valid", async () => {
  const image = { name: "shop", id: "", digest: undefined, platform: undefined, created: undefined };
  const report = madeReport(
    [
      { type: "deb", name: "a", version: "", path: "", layer: undefined },
      { type: "maven", name: "shop.example:pad", version: "1", path: "", layer: undefined },
    ],
    [madeVulnerability({ id: "CVE-2026-1", severity: "unknown", url: "", givenSeverity: "Odd" })],
    {
      image: { ...image, labels: new Map(), history: [], diffIds: [] },
      scanner: { id: "other", version: "" },
      data: { source: "somebody", at: undefined },
      os: { id: "debian", versionId: "", prettyName: "Debian" },
    },
  );
  const vex = madeVex([
    { vulnerability: { name: "CVE-2026-1" }, products: ["pkg:oci/shop"], status: "fixed", status_notes: "" },
  ]);
  const bare = { ...vex, document: { ...vex.document, author: "" } };
  const bill = await billOfHealth(report, { vex: [bare], now: NOW });

  const bom = JSON.parse(await cycloneDxOfBill(bill, { withVulnerabilities: true, now: NOW }));
  assert.equal(wrongByCycloneDx(bom), "");
  assert.deepEqual(bom.metadata.component, { type: "container", name: "shop", "bom-ref": "image" });
  assert.deepEqual(bom.metadata.tools.components, [{ type: "application", name: "other", "bom-ref": "tool:other" }]);
  assert.equal(bom.metadata.properties, undefined);
  assert.deepEqual(bom.components, [
    { type: "operating-system", name: "debian", "bom-ref": "os:debian" },
    { type: "library", name: "a", "bom-ref": "pkg:deb/debian/a?distro=debian", purl: "pkg:deb/debian/a?distro=debian" },
    {
      type: "library",
      name: "pad",
      group: "shop.example",
      version: "1",
      "bom-ref": "pkg:maven/shop.example/pad@1",
      purl: "pkg:maven/shop.example/pad@1",
    },
  ]);
  assert.deepEqual(bom.vulnerabilities, [
    {
      "bom-ref": "vulnerability:CVE-2026-1",
      id: "CVE-2026-1",
      source: { name: "somebody" },
      ratings: [{ severity: "unknown", justification: "other: Odd" }],
      analysis: { state: "resolved", detail: "fixed (nobody named, 2026-11-01)" },
      affects: [{ ref: "pkg:deb/debian/a?distro=debian" }],
    },
  ]);

  const spdx = JSON.parse(await spdxOfBill(bill, NOW));
  assert.deepEqual(spdx.creationInfo.creators, ["Tool: other"]);
  const absent = ["versionInfo", "checksums", "sourceInfo"];
  assert.deepEqual(
    spdx.packages.map((each: object) => Object.keys(each).filter((key) => absent.includes(key))),
    [[], [], ["versionInfo"]],
  );

  const log = JSON.parse(sarifOfBill(bill));
  assert.equal(wrongBySarif(log), "");
  const [{ tool, properties, results }] = log.runs;
  assert.deepEqual(
    [tool.driver.version, tool.driver.rules[0].properties],
    [undefined, { tags: ["security", "vulnerability"] }],
  );
  assert.deepEqual(properties, { imageId: "", imageName: "shop" });
  assert.equal(results[0].message.text, "a: CVE-2026-1, unknown (other: Odd); no fix is known");
  assert.equal(results[0].locations[0].physicalLocation.artifactLocation.uri, ".");
  assert.match(
    textOfBill(bill, { strong: String, warning: String }),
    /\n {2}CVE-2026-1 a: fixed \(nobody named, 2026-11-01\)\n/,
  );
});
