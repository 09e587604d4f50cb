import type { ScanReport } from "../../../../server/src/scan/report.ts";
import { readReport } from "../../../../server/src/scan/scanners/reports/read-report.ts";

/** Reads a report of any format, which must be known. */
export async function read(report: unknown): Promise<ScanReport> {
  const found = await readReport(JSON.stringify(report), "report.json");
  if (!found.ok) throw new Error(found.detail);
  return found.value;
}

/** `id [aliases] in type name version @layer path: severity (given) score → fix [notes]`. */
export function lines({ packages, vulnerabilities }: ScanReport): readonly string[] {
  return vulnerabilities.map((each) => {
    const found = packages[each.package];
    const place = `@${found?.layer ?? "?"}${found?.path ? ` ${found.path}` : ""}`;
    const given = each.givenSeverity === undefined ? "" : ` (${each.givenSeverity})`;
    return [
      [each.id, ...each.aliases].join("="),
      `in ${found?.type} ${found?.name} ${found?.version} ${place}:`,
      `${each.severity}${given} ${each.score ?? "-"} → ${each.fixedIn ?? "-"}`,
      ...each.notes,
    ].join(" ");
  });
}
