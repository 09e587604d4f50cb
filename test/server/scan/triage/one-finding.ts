import type { ImageIdentity } from "../../../../server/src/scan/report.ts";
import { standingsOf, type VexFile } from "../../../../server/src/scan/triage/standing.ts";
import { madePackage, madeReport, madeVulnerability, NOW } from "../made-up-report.ts";

export const PURL = "pkg:deb/debian/libssl3@3.0.1?arch=amd64&distro=debian-12";

/** Where one finding (CVE-2026-1 = GHSA-1 in libssl3 3.0.1 of `shop:1.2`) stands: `status: why (until) who`. */
export async function standing(
  files: readonly VexFile[],
  image: Partial<ImageIdentity> = {},
  now = NOW,
): Promise<string> {
  const report = madeReport(
    [madePackage({ name: "libssl3", version: "3.0.1" })],
    [madeVulnerability({ id: "CVE-2026-1", aliases: ["GHSA-1"] })],
  );
  const { standings, idle } = await standingsOf(
    { ...report, image: { ...report.image, ...image } },
    [PURL],
    files,
    now,
  );
  const [{ status, decision } = { status: "?", decision: undefined }] = standings;
  const about = decision === undefined ? "" : `: ${decision.why} (${decision.until ?? "-"}) ${decision.who}`;
  return `${status}${about}${idle.length === 0 ? "" : `, ${idle.length} idle`}`;
}
