import { ONLINE_RULE_IDS } from "./online-rule-ids.ts";
import { rules } from "./rules.ts";

/** Ids of every rule in order, those that ask the network too. */
export const RULE_IDS: readonly string[] = [...rules.map(({ id }) => id), ...ONLINE_RULE_IDS].sort();
