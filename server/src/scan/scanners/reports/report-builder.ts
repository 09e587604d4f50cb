import { LANGUAGES } from "../../osv/ecosystem.ts";
import { versionOrder } from "../../osv/orders.ts";
import { ratingByWord } from "../../osv/severity.ts";
import type { Package } from "../../package.ts";
import type { ScanReport, Vulnerability } from "../../report.ts";

/** Gathers what a foreign report says, each package and each vulnerability in it once. */
export interface ReportBuilder {
  /** Index of the package. */
  package(each: Package): number;
  vulnerability(each: Vulnerability): void;
  built(rest: Omit<ScanReport, "packages" | "vulnerabilities" | "ownedCount">): ScanReport;
}

export function reportBuilder(): ReportBuilder {
  const packages: Package[] = [];
  const indexes = new Map<string, number>();
  const vulnerabilities = new Map<string, Vulnerability>();
  return {
    package(each) {
      const { type, name, version, path, arch = "" } = each;
      const key = JSON.stringify([type, name, version, path, arch]);
      const before = indexes.get(key);
      if (before !== undefined) return before;
      indexes.set(key, packages.length);
      return packages.push(each) - 1;
    },
    vulnerability(each) {
      const key = JSON.stringify([each.id, each.package]);
      if (vulnerabilities.has(key)) return;
      const severity = each.notes.includes("malicious") ? "critical" : each.severity;
      // People click on it.
      const url = /^https?:\/\//.test(each.url) ? each.url : "";
      vulnerabilities.set(key, { ...each, severity, url });
    },
    built: (rest) => ({ ...rest, packages, vulnerabilities: [...vulnerabilities.values()], ownedCount: 0 }),
  };
}

/** A scanner's word for a severity: ours, and its own where that is another. */
export function severityGiven(word: string | undefined): Pick<Vulnerability, "severity" | "givenSeverity"> {
  const { severity } = ratingByWord(word ?? "");
  const isSame = word === undefined || word === "" || word.toLowerCase() === severity;
  return { severity, ...(isSame ? {} : { givenSeverity: word.slice(0, 40) }) };
}

/** The smallest of several fixes that is above the package's version; all of them where its versions have no order here. */
export async function smallestFix(
  { type, version }: Pick<Package, "type" | "version">,
  fixes: readonly string[],
): Promise<string | undefined> {
  const known = [...new Set(fixes.map((fix) => fix.trim()).filter((fix) => fix !== ""))];
  if (known.length < 2) return known[0];
  const order = await versionOrder(ECOSYSTEMS.get(type) ?? "");
  if (order === undefined) return known.join(", ");
  const above = known.filter((fix) => (order(fix, version) ?? 0) > 0).sort((a, b) => order(a, b) ?? 0);
  return above[0] ?? known.join(", ");
}

/** One that orders versions as the packages of a type are ordered. */
const ECOSYSTEMS: ReadonlyMap<Package["type"], string> = new Map([
  ["deb", "Debian"],
  ["apk", "Alpine"],
  ["rpm", "AlmaLinux"],
  ...LANGUAGES,
]);
