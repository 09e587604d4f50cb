import type { VulnerabilitySeverity } from "./report.ts";

/** Worst first. */
export const SEVERITIES: readonly VulnerabilitySeverity[] = ["critical", "high", "medium", "low", "unknown"];

/** Whether a severity counts at a limit. One that nobody told may be a high one: it counts at every limit but `critical`. */
export function reachesSeverity(severity: VulnerabilitySeverity, limit: VulnerabilitySeverity): boolean {
  if (severity === "unknown") return limit !== "critical";
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}
