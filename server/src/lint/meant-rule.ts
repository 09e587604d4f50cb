import { enumeration } from "../text/enumeration.ts";
import { suggestion } from "../text/nearest-name.ts";
import { ONLINE_RULE_IDS } from "./online-rule-ids.ts";
import type { RuleFacts } from "./rule.ts";

/** What a word that is no rule's id was meant to be: the rules that answer to that code of another tool, else the nearest id; empty: nobody knows. */
export function meantRule(word: string, rules: readonly RuleFacts[]): string {
  const answering = rules.filter(({ answersTo }) => answersTo.includes(word)).map(({ id }) => id);
  if (answering.length > 0) return `; here it is ${enumeration(answering)}`;
  return suggestion(word, [...rules.map(({ id }) => id), ...ONLINE_RULE_IDS]);
}
