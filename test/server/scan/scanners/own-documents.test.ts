import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Bill, billOfHealth } from "../../../../server/src/scan/bill.ts";
import { cycloneDxOfBill } from "../../../../server/src/scan/formats/cyclonedx.ts";
import { sarifOfBill } from "../../../../server/src/scan/formats/sarif.ts";
import type { ScanReport } from "../../../../server/src/scan/report.ts";
import { readReport } from "../../../../server/src/scan/scanners/reports/read-report.ts";
import { wrongByCycloneDx, wrongBySarif } from "../formats/schemas.ts";
import { madePackage, madeReport, madeVulnerability, NOW } from "../made-up-report.ts";

const FORMATS: Readonly<Record<string, readonly [(bill: Bill) => Promise<string>, (document: unknown) => string]>> = {
  CycloneDX: [(bill) => cycloneDxOfBill(bill, { withVulnerabilities: true, now: NOW }), wrongByCycloneDx],
  SARIF: [async (bill) => sarifOfBill(bill), wrongBySarif],
};
const { image } = madeReport([], []);
const PACKAGES = [madePackage({ name: "curl", version: "1" })];

/** What a scan says, and all that must be the same in a document of it that is read again. */
const REPORTS: Readonly<Record<string, ScanReport>> = {
  "that found nothing": madeReport(PACKAGES, []),
  "of an image without a digest": madeReport(PACKAGES, [], { image: { ...image, digest: undefined } }),
  "that found something": madeReport(PACKAGES, [madeVulnerability({ id: "CVE-2026-1" })]),
  "that could not look everywhere": madeReport(PACKAGES, [], {
    gaps: [
      { what: "layer 1", why: "is cut off" },
      { what: "a jar", why: "does not tell its group", isInherent: true },
    ],
  }),
};

function told({ image: { id, digest }, vulnerabilities, gaps }: ScanReport) {
  return { id, digest, ids: vulnerabilities.map((each) => each.id), fails: gaps.map((each) => !each.isInherent) };
}

describe("a scan of ours", () => {
  for (const [format, [write, wrongBy]] of Object.entries(FORMATS))
    for (const [title, report] of Object.entries(REPORTS))
      it(`${title} says the same when its ${format} is read`, async () => {
        const text = await write(await billOfHealth(report, { now: NOW }));
        assert.equal(wrongBy(JSON.parse(text)), "");
        const read = await readReport(text, "report.json");
        assert.ok(read.ok);
        assert.deepEqual(told(read.value), told(report));
      });
});
