import { type RuledFinding, SEVERITIES } from "../lint/rule.ts";

const ORDER: readonly string[] = SEVERITIES;

/** Whether a finding of this severity counts at `--fail-on`; `never` counts nothing. */
export function reaches(severity: RuledFinding["severity"], failOn: string): boolean {
  const limit = ORDER.indexOf(failOn);
  return limit >= 0 && ORDER.indexOf(severity) >= limit;
}
