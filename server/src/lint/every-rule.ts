import { onlineRules } from "./online-rules.ts";
import type { RuleFacts } from "./rule.ts";
import { rules } from "./rules.ts";

/** What all rules say of themselves, those that ask too, by id. For pages and reports; never part of what runs while typing. */
export const everyRule: readonly RuleFacts[] = [...rules, ...onlineRules].sort((a, b) => (a.id < b.id ? -1 : 1));
