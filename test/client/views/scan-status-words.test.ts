import assert from "node:assert/strict";
import { test } from "node:test";
import { scanStatusWords } from "../../../client/src/views/scan-status-words.ts";
import { scanView } from "../../../server/src/lsp/scan/scan-view.ts";
import type { ScanView } from "../../../server/src/protocol/scan.ts";
import type { ScanReport } from "../../../server/src/scan/report.ts";
import { type MadeUpFinding, madeUpScan } from "../../harness/made-up-scan.ts";

const CURL = { id: "CVE-2026-1", package: "curl", layer: 1, fixedIn: "8" };
const DAY_MS = 24 * 60 * 60 * 1000;

async function words(findings: readonly MadeUpFinding[], days = 0, more: Partial<ScanView> = {}) {
  const view = { ...scanView(await madeUpScan(findings), undefined), ...more };
  return scanStatusWords(view, Date.parse(view.at) + days * DAY_MS);
}

test("the status counts what to fix first, and tells the age of a scan of another day", async () => {
  assert.equal((await words([CURL])).text, "1 to fix first");
  assert.equal((await words([CURL], 1)).text, "1 to fix first, 1 day old");
  assert.equal((await words([CURL], 2)).text, "1 to fix first, 2 days old");
  assert.equal((await words([{ ...CURL, severity: "low" }])).text, "1 found, none to fix first");
});

test("nothing found is clean only when everything could be looked at", async () => {
  const unimportant = { ...CURL, notes: ["unimportant"] as const };
  const whole = await madeUpScan([unimportant]);
  const text = (report: Partial<ScanReport>) => {
    const bill = { ...whole.bill, report: { ...whole.bill.report, ...report } };
    const view = scanView({ ...whole, bill }, undefined);
    return scanStatusWords(view, Date.parse(view.at)).text;
  };
  const unknown = "nothing found in what could be read";
  assert.equal(text({}), "clean");
  assert.equal(text({ gaps: [{ what: "rpm", why: "not read" }] }), unknown);
  assert.equal(text({ onlyAffected: true }), unknown);
  assert.equal(text({ packages: [] }), unknown);
});

test("the tooltip names the scanner and the age of its data", async () => {
  const scanner = { title: "Grype", version: "0.121.2" };
  const data = { source: "Grype's database", at: "2026-01-01T00:00:00Z" };
  const { tooltip } = await words([CURL], 3, { scanner, data });
  assert.match(
    tooltip,
    /\nScanned 2026-01-02T03:04:05.000Z by Grype 0\.121\.2\nAdvisories: Grype's database, 4 days old$/,
  );
  const age = async (days: number) =>
    (await words([CURL], days, { data: { ...data, at: "2026-01-02T00:00:00Z" } })).tooltip.split(", ").at(-1);
  assert.deepEqual([await age(0), await age(1)], ["of today", "1 day old"]);
  assert.match((await words([CURL])).tooltip, /\nAdvisories: OSV, as of the scan$/);
});
