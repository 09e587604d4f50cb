import { counted } from "../../text/counted.ts";
import { addTo } from "../../text/lists.ts";
import type { Bill, BillFinding, Origin } from "../bill.ts";
import type { NewerBases, TriedBase } from "../newer-bases.ts";
import { isLanguage } from "../package.ts";
import type { ImageIdentity } from "../report.ts";
import { reachesSeverity, SEVERITIES } from "../severity.ts";

/** The severity for people: another scanner's own word with its name where ours is a translation. */
export function severityWords({ vulnerability }: BillFinding, { report: { scanner } }: Bill): string {
  const { severity, givenSeverity } = vulnerability;
  return givenSeverity === undefined ? severity : `${severity} (${scanner.title ?? scanner.id}: ${givenSeverity})`;
}

/** The id, with the probability of an attack where it is known: `CVE-2026-1 (EPSS 42 %)`. */
export function idWords({ vulnerability: { id, exploitProbability } }: BillFinding): string {
  if (exploitProbability === undefined) return id;
  const percent = Math.round(exploitProbability * 100);
  return `${id} (EPSS ${percent === 0 ? "below 1" : percent} %)`;
}

/** `libssl3 3.0.1`; the name alone where no version is known. */
export function packageWords({ package: { name, version } }: BillFinding): string {
  return version === "" ? name : `${name} ${version}`;
}

/** Findings of one vulnerability in one package, which may lie in several places. */
export function alike(findings: readonly BillFinding[]): readonly (readonly BillFinding[])[] {
  return [...grouped(findings, ({ vulnerability: { id }, purl }) => `${id} ${purl}`).values()];
}

/** Where packages of languages lie: `in usr/local/bin/shop`. Empty: a list of the distribution tells of them, or nobody does. */
export function placeWords(findings: readonly BillFinding[]): string {
  const paths = findings.flatMap(({ package: found }) => (isLanguage(found) && found.path !== "" ? [found.path] : []));
  const more = paths.length > NAMED_PLACES ? ` and ${paths.length - NAMED_PLACES} more` : "";
  return paths.length === 0 ? "" : `in ${paths.slice(0, NAMED_PLACES).join(", ")}${more}`;
}

const NAMED_PLACES = 2;

/** Other names of one vulnerability, of all that its findings know. */
export function aliasesIn(findings: readonly BillFinding[]): readonly string[] {
  return [...new Set(findings.flatMap(({ vulnerability }) => vulnerability.aliases))];
}

/** What it is about, of the first finding that tells it. */
export function summaryIn(findings: readonly BillFinding[]): string {
  return findings.find(({ vulnerability }) => vulnerability.summary !== "")?.vulnerability.summary ?? "";
}

/** What was decided, by whom, for how long: `accepted until 2027-01-31: never reached (me@shop.example, 2026-11-27)`. */
export function standingWords({ standing: { status, decision } }: BillFinding): string {
  const state = status.replaceAll("_", " ");
  if (decision === undefined) return state;
  const { why, who, when, until } = decision;
  const end = until === undefined ? "" : status === "expired" ? ` on ${until}` : ` until ${until}`;
  return `${state}${end}${why === "" ? "" : `: ${why}`} (${who === "" ? "nobody named" : who}, ${when.slice(0, 10)})`;
}

/** True for what its database tells of without calling it a vulnerability: a package that nobody maintains. */
export function isNotice({ vulnerability: { notes } }: BillFinding): boolean {
  return notes.includes("informational");
}

/** Why a finding is hidden. */
export function hiddenWords(finding: BillFinding): string {
  if (finding.hidden !== "unimportant") return standingWords(finding);
  return isNotice(finding) ? "a notice, no vulnerability" : "the distribution calls it unimportant";
}

/** `8 critical, 2 high`; worst first, those without any left out. */
export function severityCounts(findings: readonly BillFinding[]): string {
  return SEVERITIES.map(
    (severity) => [severity, findings.filter((each) => each.vulnerability.severity === severity)] as const,
  )
    .filter(([, found]) => found.length > 0)
    .map(([severity, found]) => `${found.length} ${severity}`)
    .join(", ");
}

/** What to do first: has a fix and is high or worse (or nobody knows how bad). */
export function isUrgent({ vulnerability: { severity, fixedIn } }: BillFinding): boolean {
  return fixedIn !== undefined && reachesSeverity(severity, "high");
}

/** `also in stage build, line 4`: the stage that the package was copied from names it there. Empty: none does. */
export function copiedWords({ origin }: BillFinding): string {
  const place = origin?.copiedFrom;
  return place === undefined ? "" : `also in stage ${place.stage}, line ${place.line}`;
}

/** Findings that are not hidden. */
export function shownOf({ findings }: Bill): readonly BillFinding[] {
  return findings.filter(({ hidden }) => hidden === undefined);
}

/** Findings of one instruction; `origin` undefined: nobody can tell which. */
export interface Placed {
  readonly origin: Origin | undefined;
  readonly findings: readonly BillFinding[];
}

/** Findings by instruction, in the order of the lines; those without a line last. */
export function byInstruction(findings: readonly BillFinding[]): readonly Placed[] {
  const groups = grouped(findings, placeKey);
  return [...groups.values()]
    .map((found) => ({ origin: found[0]?.origin, findings: found }))
    .sort((a, b) => (a.origin?.line ?? Number.MAX_SAFE_INTEGER) - (b.origin?.line ?? Number.MAX_SAFE_INTEGER));
}

function placeKey({ origin }: BillFinding): string {
  return origin === undefined ? "" : `${origin.path}:${origin.line}`;
}

/** Values by a key, in the order of their first. */
export function grouped<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) addTo(groups, keyOf(value), value);
  return groups;
}

/** What was looked at: `519 deb, 12 npm; 3 more belong to packages of the distribution`; most first. */
export function coverageWords({ report: { packages, ownedCount, onlyAffected, scanner } }: Bill): string {
  const counts = [...grouped(packages, ({ type }) => type)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([type, found]) => `${found.length} ${type}`);
  return [
    counts.length === 0 ? "no packages" : counts.join(", "),
    ...(ownedCount === 0 ? [] : [`${ownedCount} more belong to packages of the distribution`]),
    ...(onlyAffected === true ? [`${scanner.title ?? scanner.id} names only those with findings`] : []),
  ].join("; ");
}

/** What was looked at and by whom, and the Dockerfile, or why its lines cannot be told. */
export function lookedAtWords(bill: Bill): readonly string[] {
  const { report, dockerfile } = bill;
  const lines = [...identityWords(report.image), ...(report.os === undefined ? [] : [report.os.prettyName])];
  lines.push(sourceWords(bill));
  if (dockerfile === undefined) return lines;
  const why = dockerfile.why === undefined ? "" : `: its lines cannot be told: ${dockerfile.why}`;
  return [...lines, `${dockerfile.path}${why}`];
}

/** Id, platform and time of an image, as far as known. */
function identityWords({ id, digest, platform, created }: ImageIdentity): readonly string[] {
  return [
    ...(id === "" ? [] : [`image ${id}`]),
    ...(digest === undefined ? [] : [`digest ${digest}`]),
    ...(platform === undefined ? [] : [platform]),
    ...(created === undefined ? [] : [`built ${created}`]),
  ];
}

/** Whose word it is, and how old the data are: `Trivy 0.74.0, data of Debian (2026-11-24)`. */
function sourceWords({ report: { scanner, data }, staleDays }: Bill): string {
  const version = scanner.version === "" ? "" : ` ${scanner.version}`;
  const age = staleDays === undefined ? "" : `, ${staleDays} days old`;
  return `${scanner.title ?? scanner.id}${version}, data from ${data.source} (${data.at ?? "age not told"}${age})`;
}

/** Whether nothing was found that is not hidden, everything could be looked at, and the advisories are of these days. */
export function isClean(bill: Bill): boolean {
  const { packages, gaps, onlyAffected } = bill.report;
  const hasAll = gaps.length === 0 && packages.length > 0 && onlyAffected !== true;
  return shownOf(bill).length === 0 && hasAll && bill.staleDays === undefined;
}

/** The sentence that sums it up. "Clean" is said only when everything could be looked at. */
export function verdict(bill: Bill): string {
  const shown = shownOf(bill);
  const { packages, gaps } = bill.report;
  const hiddenCount = bill.findings.length - shown.length;
  const hidden = hiddenCount === 0 ? "" : `, ${hiddenCount} hidden`;
  const uncovered = gaps.length === 0 ? "" : `; ${counted(gaps.length, "thing")} could not be looked at`;
  const unseen = bill.staleDays === undefined ? uncovered : `${uncovered}; the data are ${bill.staleDays} days old`;
  if (shown.length > 0) return `${counted(shown.length, "finding")}: ${severityCounts(shown)}${hidden}${unseen}`;
  if (!isClean(bill)) return `Nothing found in what could be read${hidden}${unseen}`;
  return `Clean: nothing found in ${counted(packages.length, "package")}${hidden}`;
}

/** What a newer base would change: `registry.example/base:1.1 still has 2 of 5`. `count`: of the findings that it is held against. */
export function triedWords(tried: TriedBase, count: number): string {
  const name = tried.isSame ? `${tried.name} as it is today` : tried.name;
  if (tried.kind === "unseen") return `${name} could not be looked at whole (${tried.why})`;
  return tried.left === 0 ? `${name} is free of them` : `${name} still has ${tried.left} of ${count}`;
}

/** The heading of what newer bases would change, and a line for each. */
export function newerBaseWords(newer: NewerBases): { readonly heading: string; readonly lines: readonly string[] } {
  if (newer.kind === "none") return { heading: `no newer base was looked for: ${newer.why}`, lines: [] };
  const { count, against, tried } = newer;
  const held =
    against === "fixable"
      ? `the ${counted(count, "finding")} of it with a fix`
      : `its ${counted(count, "finding")}, none with a fix`;
  return { heading: `newer bases held against ${held}`, lines: tried.map((each) => triedWords(each, count)) };
}
