import { gunzipSync } from "node:zlib";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import type { ByteFiles, Files } from "../outside/outside.ts";
import type { ScanReport, Vulnerability } from "./report.ts";
import { readWhole } from "./whole-file.ts";

const MAX_BYTES = 64 * 1024 * 1024;

/** As FIRST names it: `epss_scores-2026-11-27.csv.gz`, or `current` in place of the day. */
const FILE_NAME = /^epss_scores-(?:\d{4}-\d{2}-\d{2}|current)\.csv(?:\.gz)?$/;

/**
 * The report with the probability of an attack at each vulnerability, from the newest of FIRST's files that stands beside the offline
 * advisories; a broken one is a gap, none is no news.
 */
export function noteExploitProbability(
  report: ScanReport,
  folder: string,
  { files, largeFiles }: { readonly files: Pick<Files, "list">; readonly largeFiles: ByteFiles },
): ScanReport {
  const listed = files.list(folder);
  const names = listed.ok ? listed.value.map(({ name }) => name).filter((name) => FILE_NAME.test(name)) : [];
  const newest = names.sort().at(-1);
  if (newest === undefined) return report;
  const ids = new Set(report.vulnerabilities.flatMap(namesOf));
  const scores = scoresIn(`${folder}/${newest}`, ids, largeFiles);
  if (scores.ok) return withScores(report, scores.value);
  const gap = { what: "probability of attacks", why: `${scores.asked} ${scores.detail}` };
  return { ...report, gaps: [...report.gaps, gap] };
}

function scoresIn(path: string, ids: ReadonlySet<string>, files: ByteFiles): Outcome<ReadonlyMap<string, number>> {
  const bytes = readWhole(path, MAX_BYTES, files);
  if (!bytes.ok) return bytes;
  const text = path.endsWith(".gz") ? unpacked(bytes.value) : new TextDecoder().decode(bytes.value);
  const scores = text === undefined ? undefined : readScores(text, ids);
  return scores === undefined ? failure("malformed", path, "is no list of EPSS scores, or not whole") : success(scores);
}

function unpacked(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder().decode(gunzipSync(bytes, { maxOutputLength: MAX_BYTES }));
  } catch {
    return undefined;
  }
}

/**
 * The scores of some vulnerabilities; undefined when the text is no list of them. Source: first.org/epss, "Data and Statistics": a
 * comment, the head `cve,epss,percentile`, a line for each CVE.
 */
function readScores(text: string, ids: ReadonlySet<string>): ReadonlyMap<string, number> | undefined {
  const head = text.indexOf("cve,epss,percentile");
  if (
    head < 0 ||
    text
      .slice(0, head)
      .split("\n")
      .some((line) => line !== "" && !line.startsWith("#"))
  )
    return undefined;
  const scores = new Map<string, number>();
  for (let start = text.indexOf("\n", head) + 1; start > 0 && start < text.length; ) {
    const end = text.indexOf("\n", start);
    const [id = "", score = ""] = text.slice(start, end < 0 ? undefined : end).split(",", 2);
    const value = score === "" ? Number.NaN : Number(score);
    if (ids.has(id) && value >= 0 && value <= 1) scores.set(id, value);
    start = end < 0 ? 0 : end + 1;
  }
  return scores;
}

function withScores(report: ScanReport, scores: ReadonlyMap<string, number>): ScanReport {
  const scored = (each: Vulnerability): Vulnerability => {
    const found = namesOf(each).flatMap((name) => scores.get(name) ?? []);
    return found.length === 0 ? each : { ...each, exploitProbability: found.reduce((a, b) => Math.max(a, b)) };
  };
  return { ...report, vulnerabilities: report.vulnerabilities.map(scored) };
}

function namesOf({ id, aliases }: Vulnerability): readonly string[] {
  return [id, ...aliases];
}
