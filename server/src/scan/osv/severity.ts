import type { VulnerabilitySeverity } from "../report.ts";

/** How bad it is: in words, and the CVSS base score where a vector was given. */
export interface Rating {
  readonly severity: VulnerabilitySeverity;
  readonly score: number | undefined;
}

const UNKNOWN: Rating = { severity: "unknown", score: undefined };

/** Rates by the newest CVSS version among the vectors, the highest score of it; else by words, else unknown. */
export type Rater = (vectors: readonly string[], words: readonly string[]) => Rating;

/** Loads the calculator. Source: FIRST, CVSS v4.0, v3.1 and v2.0 specifications; severities of v2 as NVD writes them. */
export async function newRater(): Promise<Rater> {
  const { default: calculators } = await import("ae-cvss-calculator");
  const { Cvss2, Cvss3P0, Cvss3P1, Cvss4P0 } = calculators;
  const scoreOf = (vector: string): { readonly version: number; readonly score: number } | undefined => {
    if (vector.length > 400 || !/^[A-Za-z0-9:./()-]+$/.test(vector)) return undefined;
    try {
      const [version, calculator] = vector.startsWith("CVSS:4.")
        ? ([4, new Cvss4P0(vector)] as const)
        : vector.startsWith("CVSS:3.1")
          ? ([3, new Cvss3P1(vector)] as const)
          : vector.startsWith("CVSS:3.")
            ? ([3, new Cvss3P0(vector)] as const)
            : ([2, new Cvss2(vector)] as const);
      // Of one that lacks a metric, or has a value that is none, the calculator makes a 0.
      if (!calculator.isBaseFullyDefined()) return undefined;
      const scores = calculator.calculateScores();
      // What NVD, osv-scanner and Grype show: temporal metrics, which age, do not count; v4 has one score, of all that its vector says.
      const score = "temporal" in scores ? scores.base : scores.overall;
      return score !== undefined && Number.isFinite(score) ? { version, score } : undefined;
    } catch {
      return undefined;
    }
  };
  return (vectors, words) => {
    const scores = vectors.map(scoreOf).filter((each) => each !== undefined);
    const [best] = scores.sort((a, b) => b.version - a.version || b.score - a.score);
    if (best !== undefined) return { severity: severityOf(best.score), score: best.score };
    return words.map(ratingByWord).find(({ severity }) => severity !== "unknown") ?? UNKNOWN;
  };
}

/** The word of a score. Source: CVSS 3.1, "Qualitative Severity Rating Scale". */
export function severityOf(score: number): VulnerabilitySeverity {
  if (score >= 9) return "critical";
  if (score >= 7) return "high";
  if (score >= 4) return "medium";
  return "low";
}

/** Words of GitHub, of the distributions and of other scanners. */
export function ratingByWord(word: string): Rating {
  return { severity: WORDS.get(word.toLowerCase().replaceAll("*", "").trim()) ?? "unknown", score: undefined };
}

const WORDS: ReadonlyMap<string, VulnerabilitySeverity> = new Map([
  ["critical", "critical"],
  ["high", "high"],
  ["important", "high"],
  ["medium", "medium"],
  ["moderate", "medium"],
  ["low", "low"],
  ["negligible", "low"],
  ["unimportant", "low"],
  ["minor", "low"],
]);
