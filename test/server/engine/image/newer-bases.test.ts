import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tryBases } from "../../../../server/src/engine/image/newer-bases.ts";
import { failure, type Outcome, success } from "../../../../server/src/outcome/outcome.ts";
import { leftIn } from "../../../../server/src/scan/newer-bases.ts";
import type { ScanGap } from "../../../../server/src/scan/package.ts";
import type { ScanReport } from "../../../../server/src/scan/report.ts";
import { type MadeUpFinding, madeUpReport } from "../../../harness/made-up-scan.ts";

const OPENSSL: MadeUpFinding = { id: "CVE-2026-1", package: "openssl" };
const ZLIB: MadeUpFinding = { id: "CVE-2026-2", package: "zlib" };
const NODE: ScanGap = { what: "usr/local/bin/node", why: "tells nothing of its contents", isInherent: true };
const JAR: ScanGap = { what: "opt/shop.jar", why: "does not tell its group", isInherent: true };
const RPM: ScanGap = { what: "var/lib/rpm", why: "cannot be read" };

/** Tries the images of these reports for a base with both findings; gives what is said of each. */
async function tried(reports: readonly Outcome<ScanReport>[], gaps: readonly ScanGap[] = []) {
  const now = madeUpReport([OPENSSL, ZLIB]);
  const findings = now.vulnerabilities.flatMap((vulnerability) => {
    const found = now.packages[vulnerability.package];
    return found === undefined ? [] : [{ vulnerability, package: found }];
  });
  const rest = [...reports];
  const candidates = reports.map((_, index) => ({ tag: `${index}`, name: `base:${index}`, isSame: index === 0 }));
  const scan = async () => rest.shift() ?? failure("not-found", "base", "is not there");
  const { signal } = new AbortController();
  return (await tryBases(candidates, { findings, gaps }, { scan, signal })).map((each) =>
    each.kind === "scanned" ? `${each.name} ${each.left}` : `${each.name} ${each.why}${each.isFailure ? "!" : ""}`,
  );
}

const clean = success(madeUpReport([]));
const withGaps = (...gaps: readonly ScanGap[]) => success(madeUpReport([], undefined, gaps));

describe("newer bases", () => {
  it("are tried up to the first that is free; a package that is newer and still has it counts", async () => {
    const half = success(madeUpReport([{ ...ZLIB, version: "9" }]));
    assert.deepEqual(await tried([half, clean, clean]), ["base:0 1", "base:1 0"]);
  });

  it("have it by another name of the same vulnerability, and not in another package", async () => {
    const [found] = madeUpReport([{ id: "GHSA-1", package: "zlib" }]).vulnerabilities;
    assert.ok(found !== undefined);
    const renamed = { ...madeUpReport([ZLIB]), vulnerabilities: [{ ...found, aliases: ["CVE-2026-2"] }] };
    const elsewhere = success(madeUpReport([{ ...ZLIB, package: "minizip" }]));
    assert.deepEqual(await tried([success(renamed), elsewhere]), ["base:0 1", "base:1 0"]);
  });

  it("do not have it because another vulnerability of the same advisory is there", async () => {
    const advised = (report: ScanReport): ScanReport => ({
      ...report,
      vulnerabilities: report.vulnerabilities.map((each) => ({ ...each, aliases: ["DSA-1"] })),
    });
    const other = advised(madeUpReport([{ ...ZLIB, id: "CVE-2026-3" }]));
    const [finding] = advised(madeUpReport([ZLIB])).vulnerabilities;
    assert.ok(finding !== undefined);
    assert.equal(leftIn(other, [{ vulnerability: finding, package: { type: "deb", name: "zlib" } }]), 0);
  });

  it("that could not be looked at whole are free of nothing", async () => {
    assert.deepEqual(await tried([withGaps(RPM), withGaps(JAR), clean]), [
      "base:0 var/lib/rpm: cannot be read",
      "base:1 opt/shop.jar: does not tell its group",
      "base:2 0",
    ]);
  });

  it("may hold what nobody can see in the base of now, either", async () => {
    assert.deepEqual(await tried([withGaps(NODE), clean], [NODE]), ["base:0 0"]);
    assert.deepEqual(await tried([withGaps(RPM), clean], [RPM]), ["base:0 var/lib/rpm: cannot be read", "base:1 0"]);
  });

  it("that are gone are no trouble, and those that cannot be had are", async () => {
    const gone = failure("not-found", "base:0", "is not in the registry");
    const unreachable = failure("unreachable", "registry.example", "does not answer");
    assert.deepEqual(await tried([gone, unreachable]), [
      "base:0 base:0 is not in the registry",
      "base:1 registry.example does not answer!",
    ]);
  });
});
