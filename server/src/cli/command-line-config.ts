import { meantRule } from "../lint/meant-rule.ts";
import { PROFILES } from "../lint/rule.ts";
import { RULE_IDS } from "../lint/rule-ids.ts";
import { rules } from "../lint/rules.ts";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import { type Config, EMPTY_CONFIG } from "../settings/config.ts";
import type { Arguments } from "./arguments.ts";

const LISTED = "; seaworthy explain lists them";

/** `--profile`, `--rule` (all others are off) and `--ignore` as a source of settings, the strongest one. */
export function commandLineConfig(args: Arguments): Outcome<Config> {
  const only = args.values("rule");
  const ignored = args.values("ignore");
  const unknown = [...only, ...ignored].find((id) => !RULE_IDS.includes(id));
  if (unknown !== undefined) {
    const isList = unknown.includes(",");
    const advice = isList ? ": give the option once for each" : meantRule(unknown, rules) || LISTED;
    return failure("malformed", `"${unknown}"`, `is no rule${advice}`);
  }
  if (only.length > 0 && only.every((id) => ignored.includes(id)))
    return failure("malformed", "--rule and --ignore", "leave no rule");
  const off = RULE_IDS.filter((id) => ignored.includes(id) || (only.length > 0 && !only.includes(id)));
  const profile = PROFILES.find((name) => name === args.value("profile"));
  return success({ ...EMPTY_CONFIG, profile, rules: new Map(off.map((id) => [id, "off"])) });
}
