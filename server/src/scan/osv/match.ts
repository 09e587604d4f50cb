import { type Outcome, success } from "../../outcome/outcome.ts";
import type { OperatingSystem } from "../embedded/packages/operating-system.ts";
import type { Package, ScanGap } from "../package.ts";
import type { Vulnerability } from "../report.ts";
import type { AdvisorySource } from "./advisory-source.ts";
import { type OsvQuery, osvQuery } from "./ecosystem.ts";
import { groupRecords, type RecordGroup } from "./group.ts";
import { versionOrder } from "./orders.ts";
import { affects, type VersionOrder } from "./ranges.ts";
import type { Affected } from "./record.ts";
import { newRater, type Rater } from "./severity.ts";

export interface Matched {
  /** Where the advisories are from, in words. */
  readonly source: string;
  /** As of when the advisories are; undefined: none was looked at. */
  readonly at: string | undefined;
  readonly vulnerabilities: readonly Vulnerability[];
  readonly gaps: readonly ScanGap[];
}

/** Joins packages to the advisories that concern them. Equal questions are asked once; packages that cannot be asked for are gaps. */
export async function matchPackages(
  packages: readonly Package[],
  os: OperatingSystem | undefined,
  source: AdvisorySource,
): Promise<Outcome<Matched>> {
  const unasked = new Map<string, number>();
  const questions = new Map<string, Question>();
  for (const [index, each] of packages.entries()) {
    const asked = osvQuery(each, os);
    if (!asked.ok) {
      unasked.set(asked.why, (unasked.get(asked.why) ?? 0) + 1);
      continue;
    }
    const key = JSON.stringify(asked.query);
    const before = questions.get(key);
    if (before === undefined) questions.set(key, { query: asked.query, packages: [index] });
    else before.packages.push(index);
  }
  const list = [...questions.values()];
  const found = await source.find(list.map(({ query }) => query));
  if (!found.ok) return found;
  const gaps = [...unasked].map(([why, count]) => ({ what: count === 1 ? "1 package" : `${count} packages`, why }));
  const refused = new Map<string, string[]>();
  for (const { index, why } of found.value.refused) {
    refused.set(why, [...(refused.get(why) ?? []), list[index]?.query.name ?? ""]);
  }
  for (const [why, names] of refused)
    gaps.push({ what: names.length === 1 ? (names[0] ?? "") : `${names.length} packages`, why });
  const rate = await newRater();
  const vulnerabilities: Vulnerability[] = [];
  const uncompared: string[] = [];
  for (const [index, question] of list.entries()) {
    const order = await versionOrder(question.query.ecosystem);
    for (const group of groupRecords((found.value.records[index] ?? []).filter(({ isWithdrawn }) => !isWithdrawn))) {
      const hit = hitOf(group, question.query, order);
      if (hit === "unknown") uncompared.push(`${group.id} in ${question.query.name}`);
      if (hit === undefined || hit === "unknown") continue;
      const facts = factsOf(group, hit, question.query, rate);
      for (const each of question.packages) vulnerabilities.push({ ...facts, package: each });
    }
  }
  for (const what of uncompared) gaps.push({ what, why: "its version cannot be compared with those of the advisory" });
  return success({ source: source.name, at: found.value.at, vulnerabilities, gaps });
}

interface Question {
  readonly query: OsvQuery;
  readonly packages: number[];
}

interface Hit {
  readonly affected: Affected;
  readonly fixedIn: string | undefined;
}

/** The package's own database comes first: its distribution knows whether it is concerned. */
function hitOf(
  { records }: RecordGroup,
  query: OsvQuery,
  order: VersionOrder | undefined,
): Hit | "unknown" | undefined {
  const entries = records.flatMap(({ affected }) => affected).filter((each) => concerns(each, query));
  let isUnknown = false;
  for (const affected of entries) {
    if (affected.isInformational) continue;
    // Without an order the database's own answer counts; what fixes it is not known then.
    const answer =
      order === undefined
        ? ({ kind: "affected", fixedIn: undefined } as const)
        : affects(affected, query.version, order);
    if (answer.kind === "affected") return { affected, fixedIn: answer.fixedIn };
    isUnknown ||= answer.kind === "unknown";
  }
  return isUnknown ? "unknown" : undefined;
}

function concerns({ ecosystem, name }: Affected, query: OsvQuery): boolean {
  return name === query.name && (ecosystem === query.ecosystem || query.ecosystem.startsWith(`${ecosystem}:`));
}

function factsOf(group: RecordGroup, hit: Hit, { ecosystem }: OsvQuery, rate: Rater): Omit<Vulnerability, "package"> {
  const { records, id, aliases } = group;
  const urgency = hit.affected.words;
  const vectors = [...hit.affected.vectors, ...records.flatMap((each) => each.vectors)];
  const words = [urgency, ...records.map((each) => each.words)].filter((each) => each !== undefined);
  // Ubuntu's security team rates for Ubuntu; a score of the upstream project knows nothing of its build.
  const rating = rate(ecosystem.startsWith("Ubuntu") && urgency !== undefined ? [] : vectors, words);
  const isMalicious = records.some((each) => each.id.startsWith("MAL-"));
  const notes: Vulnerability["notes"][number][] = [];
  if (isMalicious) notes.push("malicious");
  if (urgency === "unimportant") notes.push("unimportant");
  if (urgency === "end-of-life") notes.push("no-fix");
  return {
    id,
    aliases,
    severity: isMalicious ? "critical" : rating.severity,
    score: rating.score,
    fixedIn: hit.fixedIn,
    url: urlOf(id, records[0]?.id ?? id),
    summary: records.find(({ summary }) => summary !== "")?.summary ?? "",
    notes,
  };
}

function urlOf(id: string, own: string): string {
  return `https://osv.dev/vulnerability/${encodeURIComponent(id.startsWith("CVE-") ? own : id)}`;
}
