import assert from "node:assert/strict";
import { test } from "node:test";
import { choiceOffers, dayProblem, justificationOffers, samePackages } from "../../../client/src/scan/decide-words.ts";
import { scanView } from "../../../server/src/lsp/scan/scan-view.ts";
import type { ScanFinding } from "../../../server/src/protocol/scan.ts";
import { JUSTIFICATIONS } from "../../../server/src/scan/triage/openvex.ts";
import { type MadeUpFinding, madeUpScan } from "../../harness/made-up-scan.ts";

async function findings(...made: readonly MadeUpFinding[]): Promise<readonly [ScanFinding, ...ScanFinding[]]> {
  const [first, ...others] = scanView(await madeUpScan(made), undefined).findings;
  assert.ok(first);
  return [first, ...others];
}

const CURL = { id: "CVE-2026-1", package: "curl", fixedIn: "2" };

test("what nobody decided cannot be taken back, and a fix is named before its risk is taken", async () => {
  const [finding] = await findings(CURL);
  assert.deepEqual(
    choiceOffers(finding).map(({ kind }) => kind),
    ["not_affected", "accepted", "under_investigation"],
  );
  assert.match(choiceOffers(finding)[1]?.detail ?? "", /There is a fix: 2\./);
  assert.doesNotMatch(choiceOffers({ ...finding, fixedIn: undefined })[1]?.detail ?? "", /fix/);
  const last = choiceOffers({ ...finding, decision: "accepted: later" }).at(-1);
  assert.deepEqual([last?.kind, last?.detail], ["withdrawn", "accepted: later"]);
});

test("every justification of OpenVEX is offered, and no other", () => {
  assert.deepEqual(
    justificationOffers()
      .map(({ justification }) => justification)
      .sort(),
    [...JUSTIFICATIONS].sort(),
  );
});

test("the last day is a day of the calendar that is not over, or none", () => {
  for (const good of ["", " ", "2027-01-31", " 2027-01-31 ", "2026-05-05"])
    assert.equal(dayProblem(good, "2026-05-05"), undefined, good);
  for (const bad of ["tomorrow", "2027-02-30", "2027-1-31", "31.1.2027"])
    assert.match(dayProblem(bad, "2026-05-05") ?? "", /A day/, bad);
  assert.equal(dayProblem("2026-05-04", "2026-05-05"), "That day is over");
});

test("packages with the same vulnerability are named once, the chosen one first", async () => {
  const all = await findings(
    CURL,
    { ...CURL, package: "libcurl4" },
    { ...CURL, package: "libcurl4", layer: 1 },
    { id: "CVE-2", package: "x" },
  );
  const finding = all.find((each) => each.package === "libcurl4");
  assert.ok(finding);
  assert.deepEqual(samePackages(all, finding), ["libcurl4", "curl"]);
});
