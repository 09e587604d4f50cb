import { percentEncoded } from "../../../text/percent.ts";
import { LANGUAGES } from "../../osv/ecosystem.ts";
import { namesOf } from "../../osv/group.ts";
import { versionOrder } from "../../osv/orders.ts";
import { ratingByWord } from "../../osv/severity.ts";
import type { Package, ScanGap } from "../../package.ts";
import { MAX_FINDINGS, type ScanReport, type Vulnerability } from "../../report.ts";
import { SEVERITIES } from "../../severity.ts";
import { isCve, MAX_CVES } from "../../vulnerability-keys.ts";

/** Gathers what a foreign report says, each package and each vulnerability in it once; how much was left out is a gap. */
export interface ReportBuilder {
  /** Index of the package. */
  package(each: Package): number;
  vulnerability(each: Vulnerability): void;
  /** True: no more findings are taken. A few lines of a report can stand for more than any memory holds: a rule with its packages for each result. */
  isFull(): boolean;
  built(rest: Omit<ScanReport, "packages" | "vulnerabilities" | "ownedCount">): ScanReport;
}

/** What an address cannot hold as it is. Source: RFC 3986, appendix A. */
const NO_ADDRESS = /[^\w\-.~:/?#@!$&'()*+,;=%]/gu;

export function reportBuilder(): ReportBuilder {
  // The same one again included.
  let told = 0;
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
      told += 1;
      if (told > MAX_FINDINGS) return;
      const key = JSON.stringify([each.id, each.package]);
      const severity = each.notes.includes("malicious") ? "critical" : each.severity;
      // People click on it.
      const url = /^https?:\/\//.test(each.url) ? each.url.replace(NO_ADDRESS, percentEncoded) : "";
      const found = { ...each, severity, url };
      const before = vulnerabilities.get(key);
      vulnerabilities.set(key, before === undefined ? found : joined(before, found));
    },
    isFull: () => told > MAX_FINDINGS,
    built(rest) {
      const gaps = told > MAX_FINDINGS ? [...rest.gaps, TOO_MANY] : rest.gaps;
      return { ...rest, gaps, packages, vulnerabilities: [...vulnerabilities.values()], ownedCount: 0 };
    },
  };
}

const MAX_ALIASES = 100;

/** What is told twice of one vulnerability in one package, by two advisories: the worse of it, and all that only one of them says; a score is of its severity. */
function joined(one: Vulnerability, other: Vulnerability): Vulnerability {
  const isWorse = SEVERITIES.indexOf(other.severity) < SEVERITIES.indexOf(one.severity);
  const [worse, milder] = isWorse ? [other, one] : [one, other];
  const exploitProbability = worse.exploitProbability ?? milder.exploitProbability;
  return {
    ...worse,
    ...(exploitProbability === undefined ? {} : { exploitProbability }),
    url: worse.url || milder.url,
    summary: worse.summary || milder.summary,
    aliases: [...new Set([...one.aliases, ...other.aliases])].slice(0, MAX_ALIASES),
    fixedIn: worse.fixedIn ?? milder.fixedIn,
    notes: [...new Set([...one.notes, ...other.notes])],
  };
}

const TOO_MANY: ScanGap = { what: "the report", why: `has more than ${MAX_FINDINGS} findings: the rest was left out` };

type Names = Pick<Vulnerability, "id" | "aliases">;

/** Names of each vulnerability that an advisory is about: who decides about one of its CVEs has not looked at the others. */
export function namesOfEach(ids: readonly string[]): readonly Names[] {
  const cves = [...new Set(ids.filter(isCve))];
  if (cves.length < 2 || cves.length > MAX_CVES) return [namesOf(ids)];
  const aliases = [...new Set(ids.filter((id) => !isCve(id)))].sort();
  return cves.map((id) => ({ id, aliases }));
}

/** Where each text stands in a list, the first of several: layers by their digests. */
export function placesIn(list: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [place, text] of list.entries()) if (!places.has(text)) places.set(text, place);
  return places;
}

/** A base score, and the version of CVSS that it is of. */
export interface Score {
  readonly version: number;
  readonly score: number;
}

/** That of the newest version of CVSS, the highest of several. */
export function newestScore(scores: readonly Score[]): number | undefined {
  return scores.toSorted((a, b) => b.version - a.version || b.score - a.score)[0]?.score;
}

/** A scanner's word for a severity: ours, and its own where that is another. */
export function severityGiven(written: string | undefined): Pick<Vulnerability, "severity" | "givenSeverity"> {
  const word = written?.slice(0, 40);
  const { severity } = ratingByWord(word ?? "");
  const isSame = word === undefined || word === "" || word.toLowerCase() === severity;
  return { severity, ...(isSame ? {} : { givenSeverity: word }) };
}

/** One for each branch that is kept up; no version is longer. */
const MAX_FIXES = 50;
const MAX_VERSION = 200;

/** The smallest of several fixes that is above the package's version; all of them where its versions have no order here. */
export async function smallestFix(
  { type, version }: Pick<Package, "type" | "version">,
  fixes: readonly string[],
): Promise<string | undefined> {
  const written = fixes.slice(0, MAX_FIXES).filter(({ length }) => length <= MAX_VERSION);
  const known = [...new Set(written.map((fix) => fix.trim()).filter((fix) => fix !== ""))];
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
