import type { BuildModel } from "../model/build-model.ts";
import { type LineIndex, lineIndex } from "../text/line-index.ts";
import type { Attribution, LayerOrigin } from "./attribution/attribute.ts";
import { copiedFrom } from "./attribution/copied-from.ts";
import type { NewerBases } from "./newer-bases.ts";
import { closableGaps, type Package } from "./package.ts";
import { purlWriter } from "./purl.ts";
import type { ScanReport, Vulnerability } from "./report.ts";
import { SEVERITIES } from "./severity.ts";
import { type Standing, type Standings, standingsOf, type VexFile } from "./triage/standing.ts";

/** All that is said of an image: what a scan found, the line that each package comes from, what was decided. Every format writes this. */
export interface Bill {
  readonly report: ScanReport;
  /** By index of the package. */
  readonly purls: readonly string[];
  /** By index of the package; undefined: not known. */
  readonly origins: readonly (Origin | undefined)[];
  /** Worst first, then by package. */
  readonly findings: readonly BillFinding[];
  /** The Dockerfile, where there is one; `why`: its lines cannot be told. */
  readonly dockerfile: { readonly path: string; readonly why: string | undefined } | undefined;
  /** Decisions about what is no longer there; none where not everything could be looked at. */
  readonly idle: Standings["idle"];
  /** Undefined: nobody asked for it. */
  readonly newerBases?: NewerBases;
  /** How old the advisories are, where they are so old that newer ones may say more. */
  readonly staleDays?: number;
}

/** The instruction that brought a package. */
export interface Origin {
  /** `base`: the image that FROM names; the line is that of FROM. */
  readonly from: "own" | "base";
  readonly path: string;
  /** First and last line, from 1. */
  readonly line: number;
  readonly endLine: number;
  /** The first line, as it is written. */
  readonly text: string;
  readonly confidence: "certain" | "likely";
  /** It is a COPY from a stage whose install command names the package. */
  readonly copiedFrom?: CopiedPlace;
}

/** Where an earlier stage names a package. */
export interface CopiedPlace {
  /** Its name, else its number from 0. */
  readonly stage: string;
  /** From 1. */
  readonly line: number;
}

export interface BillFinding {
  /** Index in `report.vulnerabilities`. */
  readonly index: number;
  readonly vulnerability: Vulnerability;
  readonly package: Package;
  readonly purl: string;
  readonly origin: Origin | undefined;
  readonly standing: Standing;
  /** Why it is not shown among the others: somebody decided, or who tells of it calls it unimportant. Undefined: it is shown. */
  readonly hidden: "decided" | "unimportant" | undefined;
}

export interface BillFacts {
  readonly dockerfile?: { readonly path: string; readonly model: BuildModel; readonly attribution: Attribution };
  /** Files of a workspace that is trusted, or that the user named. */
  readonly vex?: readonly VexFile[];
  readonly now: Date;
}

/** Puts a report, its Dockerfile and the decisions together. */
export async function billOfHealth(report: ScanReport, { dockerfile, vex = [], now }: BillFacts): Promise<Bill> {
  const purls = report.packages.map(await purlWriter(report.os));
  const { standings, idle } = await standingsOf(report, purls, vex, now);
  const origins = dockerfile === undefined ? [] : originsOf(report.packages, dockerfile);
  const findings = report.vulnerabilities.flatMap((vulnerability, index): readonly BillFinding[] => {
    const found = report.packages[vulnerability.package];
    if (found === undefined) return [];
    const standing = standings[index] ?? { status: "open", decision: undefined };
    const hidden = hiddenBy(vulnerability, standing);
    const purl = purls[vulnerability.package] ?? "";
    return [{ index, vulnerability, package: found, purl, origin: origins[vulnerability.package], standing, hidden }];
  });
  // What was not looked for is not gone.
  const isWhole = closableGaps(report.gaps).length === 0;
  const why = dockerfile === undefined || dockerfile.attribution.ok ? undefined : dockerfile.attribution.why;
  return {
    report,
    purls,
    origins,
    findings: findings.sort(worstFirst),
    dockerfile: dockerfile && { path: dockerfile.path, why },
    idle: isWhole ? idle : [],
    ...staleness(report.data.at, now),
  };
}

/** Age in days of what was as it is at that ISO time, from that on which is to be said. */
function staleness(at: string | undefined, now: Date): Pick<Bill, "staleDays"> {
  const days = Math.floor((now.getTime() - Date.parse(at ?? "")) / DAY_MS);
  return days > FRESH_DAYS ? { staleDays: days } : {};
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Every large database of advisories changes within a week. */
const FRESH_DAYS = 7;

/** The instruction of each package, by its index. */
function originsOf(
  packages: readonly Package[],
  dockerfile: NonNullable<BillFacts["dockerfile"]>,
): readonly (Origin | undefined)[] {
  const { attribution, model } = dockerfile;
  const origins = originsByLayer(dockerfile);
  const lines = lineIndex(model.text);
  if (!attribution.ok) return [];
  const sources = attribution.layers.map((layer) =>
    layer?.kind === "instruction" ? copiedFrom(layer.instruction, model) : undefined,
  );
  return packages.map((found) => {
    if (found.layer === undefined) return undefined;
    const origin = origins[found.layer];
    const source = sources[found.layer]?.(found);
    if (origin === undefined || source === undefined) return origin;
    const { stage, use } = source;
    const line = lines.positionAt(use.span.start).line + 1;
    return { ...origin, copiedFrom: { stage: stage.name ?? `${stage.index}`, line } };
  });
}

/** The instruction of each layer, by its index; none where they could not be told. */
export function originsByLayer({
  path,
  model,
  attribution,
}: NonNullable<BillFacts["dockerfile"]>): readonly (Origin | undefined)[] {
  if (!attribution.ok) return [];
  const lines = lineIndex(model.text);
  return attribution.layers.map((layer) => layer && originOf(layer, { path, text: model.text, lines }));
}

function originOf(
  layer: LayerOrigin,
  { path, text, lines }: { readonly path: string; readonly text: string; readonly lines: LineIndex },
): Origin | undefined {
  const instruction =
    layer.kind === "instruction"
      ? layer.instruction
      : layer.stage.instructions.find(({ keyword }) => keyword === "FROM");
  if (instruction === undefined) return undefined;
  const { start, end } = instruction.span;
  const line = lines.positionAt(start).line;
  return {
    from: layer.kind === "base" ? "base" : "own",
    path,
    line: line + 1,
    endLine: lines.positionAt(end).line + 1,
    text: text.slice(start, Math.min(end, lines.lineStart(line + 1))).trimEnd(),
    confidence: layer.confidence,
  };
}

/** An attack that is known to happen is shown whatever was decided. */
function hiddenBy({ notes }: Vulnerability, { status }: Standing): BillFinding["hidden"] {
  if (notes.includes("malicious") || notes.includes("known-exploited")) return undefined;
  if (status === "not_affected" || status === "accepted" || status === "fixed") return "decided";
  const isUnimportant = notes.includes("unimportant") || notes.includes("informational");
  return isUnimportant && status === "open" ? "unimportant" : undefined;
}

function worstFirst(a: BillFinding, b: BillFinding): number {
  const bySeverity = rank(a) - rank(b) || (b.vulnerability.score ?? 0) - (a.vulnerability.score ?? 0);
  return bySeverity || compare(a.package.name, b.package.name) || compare(a.vulnerability.id, b.vulnerability.id);
}

function rank({ vulnerability: { severity, notes } }: BillFinding): number {
  return notes.includes("malicious") ? -1 : SEVERITIES.indexOf(severity);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
