import type { Stage } from "../model/build-model.ts";
import type { LintOptions, RuledFinding, RuleFacts, Severity } from "./rule.ts";

/** The severity of a rule: what is set for it, else what the profile makes of the rule's own. A rule that is off stays off. */
export function severityOf(rule: RuleFacts, options: LintOptions): Severity {
  const set = options.severities.get(rule.id);
  if (set !== undefined) return set;
  if (rule.severity === "off") return "off";
  if (options.profile === "strict") return "warning";
  if (options.profile === "relaxed" && isPackageRule(rule.id)) return "hint";
  return rule.severity;
}

/** The rules over package words: `relaxed` lowers them, and their findings are grouped by install command. */
export function isPackageRule(id: string): boolean {
  return id.endsWith("-unpinned") && id !== "git-unpinned";
}

/** Labels come into an image with a stage that it is built from, and not with what is copied. */
export function isLabelRule(id: string): boolean {
  return id.startsWith("label-");
}

/** What a rule finds in a stage reaches the exported image; undefined: it stands in no stage. */
export function reachesImage(id: string, stage: Stage | undefined): boolean {
  return stage === undefined || (isLabelRule(id) ? stage.inherited : stage.used);
}

/** What a finding counts in a stage that does not reach the exported image. */
export function oneLevelLower(severity: RuledFinding["severity"]): RuledFinding["severity"] {
  return severity === "warning" ? "info" : "hint";
}

/** The stronger of two severities. */
export function strongerOf(a: RuledFinding["severity"], b: RuledFinding["severity"]): RuledFinding["severity"] {
  if (a === "warning" || b === "warning") return "warning";
  return a === "info" || b === "info" ? "info" : "hint";
}
