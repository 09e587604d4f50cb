import { textAt } from "../../json/fields.ts";
import { everyRule } from "../../lint/every-rule.ts";
import { rulePage as pageOf } from "../../lint/rule-page.ts";
import type { RuleSummary } from "../../protocol/requests.ts";

/** `seaworthy/rulePage`: the bundled page of a rule. */
export function rulePage(params: unknown): string | null {
  const wanted = textAt(params, "rule");
  const rule = everyRule.find(({ id }) => id === wanted);
  return rule === undefined ? null : pageOf(rule);
}

/** Why a rule matters. Markdown. */
export function ruleReason(id: string): string {
  return everyRule.find((rule) => rule.id === id)?.why ?? "";
}

/** `seaworthy/rules`: every rule, for a list to choose from. */
export function ruleSummaries(): RuleSummary[] {
  return everyRule.map(({ id, summary }) => ({ id, summary }));
}
