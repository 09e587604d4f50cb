import type { RuledFinding } from "../lint/rule.ts";

type Level = RuledFinding["severity"];

const ORDER: readonly string[] = ["hint", "info", "warning"];

/** Whether a finding of this severity counts at `--fail-on`; `never` counts nothing. */
export function reaches(severity: Level, failOn: string): boolean {
  const limit = ORDER.indexOf(failOn);
  return limit >= 0 && ORDER.indexOf(severity) >= limit;
}
