import { type Outcome, success } from "../../outcome/outcome.ts";
import { addTo } from "../../text/lists.ts";
import type { OperatingSystem } from "../embedded/packages/operating-system.ts";
import type { Package, ScanGap } from "../package.ts";
import { MAX_FINDINGS, type Vulnerability } from "../report.ts";
import type { AdvisorySource } from "./advisory-source.ts";
import { isSameEcosystem, type OsvQuery, osvQuery } from "./ecosystem.ts";
import { groupRecords, type RecordGroup } from "./group.ts";
import { versionOrder } from "./orders.ts";
import { affects, type RangeAnswer, type VersionOrder } from "./ranges.ts";
import type { Affected } from "./record.ts";
import { newRater } from "./severity.ts";
import { vulnerabilityOf } from "./vulnerability.ts";

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
  const { questions, gaps } = questionsFor(packages, os);
  const found = await source.find(questions.map(({ query }) => query));
  if (!found.ok) return found;
  const { at, records, refused } = found.value;
  gaps.push(...counted(refused.map(({ index, why }) => ({ what: questions[index]?.query.name ?? "", why }))));
  const rate = await newRater();
  const vulnerabilities: Vulnerability[] = [];
  const isNews = newsOf(packages);
  for (const [index, { query, packages: asking }] of questions.entries()) {
    if (vulnerabilities.length + gaps.length > MAX_FINDINGS) {
      gaps.push({ what: "image", why: `it has more than ${MAX_FINDINGS} findings: the rest was left out` });
      break;
    }
    const order = await versionOrder(query.ecosystem);
    for (const group of groupRecords((records[index] ?? []).filter(({ isWithdrawn }) => !isWithdrawn))) {
      const hit = hitOf(group, query, { order, hasChecked: source.checksVersions });
      if (hit === "unknown") gaps.push({ what: `${group.id} in ${query.name}`, why: UNCOMPARED });
      if (hit === undefined || hit === "unknown") continue;
      const vulnerability = vulnerabilityOf(group, hit, query, rate);
      for (const each of asking.filter((index) => isNews(index, vulnerability)))
        vulnerabilities.push({ ...vulnerability, package: each });
    }
  }
  return success({ source: source.name, at, vulnerabilities, gaps });
}

/** Tells what was told before: two of the groups that a jar may be of name it where it moved from one to the other. */
function newsOf(packages: readonly Package[]) {
  const told = new Set<string>();
  return (index: number, { id }: Pick<Vulnerability, "id">): boolean => {
    if (packages[index]?.groups === undefined) return true;
    const before = told.size;
    return told.add(`${index} ${id}`).size > before;
  };
}

const UNCOMPARED = "its version cannot be compared with those of the advisory";

const SHOWN_LENGTH = 200;

interface Question {
  readonly query: OsvQuery;
  /** Indices of the packages that it is asked for. */
  readonly packages: number[];
}

function questionsFor(packages: readonly Package[], os: OperatingSystem | undefined) {
  const unasked: ScanGap[] = [];
  const questions = new Map<string, Question>();
  for (const [index, each] of packages.entries()) {
    const asked = osvQuery(each, os);
    if (asked.gap !== undefined) unasked.push({ what: each.name.slice(0, SHOWN_LENGTH), ...asked.gap });
    if (!asked.ok) continue;
    for (const query of [asked.query, ...(asked.others ?? [])]) {
      const key = JSON.stringify(query);
      const before = questions.get(key);
      if (before === undefined) questions.set(key, { query, packages: [index] });
      else before.packages.push(index);
    }
  }
  return { questions: [...questions.values()], gaps: counted(unasked) };
}

/** One gap for each reason: by the name of its package, or their number. */
function counted(gaps: readonly ScanGap[]): ScanGap[] {
  const groups = new Map<string, ScanGap[]>();
  for (const gap of gaps) addTo(groups, gap.why, gap);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return [others.length === 0 ? first : { ...first, what: `${others.length + 1} packages` }];
  });
}

/** What tells whether a version is affected. */
interface Judge {
  readonly order: VersionOrder | undefined;
  /** The source has compared the version already. */
  readonly hasChecked: boolean;
}

/** The entry of an advisory that a package is affected by. */
export interface Hit {
  readonly affected: Affected;
  readonly fixedIn: string | undefined;
}

/**
 * The first entry that affects the package, a vulnerability before a notice and one that names a fix before others; `unknown`: its
 * version cannot be compared.
 */
export function hitOf({ records }: RecordGroup, query: OsvQuery, judge: Judge): Hit | "unknown" | undefined {
  const entries = records
    .flatMap(({ affected }) => affected)
    .filter((each) => concerns(each, query))
    .map((affected) => ({ affected, answer: answerOf(affected, query.version, judge) }));
  const hits = entries.flatMap(({ affected, answer }): readonly Hit[] =>
    answer.kind === "affected" ? [{ affected, fixedIn: answer.fixedIn }] : [],
  );
  const vulnerable = hits.filter(({ affected }) => !affected.isInformational);
  const counted = vulnerable.length > 0 ? vulnerable : hits;
  const hit = counted.find(({ fixedIn }) => fixedIn !== undefined) ?? counted[0];
  if (hit !== undefined) return hit;
  const isOpen = entries.some(({ affected, answer }) => answer.kind === "unknown" && !affected.isInformational);
  return isOpen ? "unknown" : undefined;
}

function answerOf(affected: Affected, version: string, { order, hasChecked }: Judge): RangeAnswer {
  if (order !== undefined) return affects(affected, version, order);
  // Without an order the database's own answer counts, or the list of versions; what fixes it is not known then.
  if (hasChecked || affected.versions.includes(version)) return { kind: "affected", fixedIn: undefined };
  return affected.versions.length > 0 ? { kind: "unaffected" } : { kind: "unknown" };
}

function concerns({ ecosystem, name, streams }: Affected, query: OsvQuery): boolean {
  return name === query.name && isOfStream(streams, query.stream) && isSameEcosystem(ecosystem, query.ecosystem);
}

/** What is mended in one stream of a module says nothing of another, nor of the same package from no module. */
function isOfStream(streams: Affected["streams"], stream: string | undefined): boolean {
  if (stream === undefined) return true;
  if (streams === undefined || stream === "") return streams === undefined && stream === "";
  return streams.length === 0 || streams.includes(stream);
}
