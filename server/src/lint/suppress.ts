import type { Gap, Suppression } from "../model/build-model.ts";
import { furthestEnd } from "../text/furthest-end.ts";
import { addTo } from "../text/lists.ts";
import type { Span } from "../text/span.ts";
import { meantRule } from "./meant-rule.ts";
import { ONLINE_RULE_IDS } from "./online-rule-ids.ts";
import type { LintOptions, RuledFinding, RuleFacts } from "./rule.ts";

/** What the comments of a file silence. */
export interface Silence {
  isSilent(finding: RuledFinding): boolean;
  /** Words in our own lists that name no rule (the rest of their list holds), and comments that are meant to silence and do not; words for locked rules are notes. */
  readonly gaps: readonly Gap[];
}

/**
 * Reads the codes of suppressions. In our comments they are rule ids; in those of hadolint and BuildKit the codes that rules
 * answer to, any other code being theirs alone. BuildKit's `all` means every rule that answers to one of its checks.
 */
export function silenceOf(
  suppressions: readonly Suppression[],
  rules: readonly RuleFacts[],
  locked: LintOptions["locked"],
): Silence {
  const gaps: Gap[] = [];
  const everywhere = new Set<string>();
  const covered = new Map<string, Span[]>();
  for (const suppression of suppressions) {
    if (suppression.codes.length === 0 && suppression.style === "seaworthy" && gaps.length < MAX_UNKNOWN)
      gaps.push({ span: suppression.span, message: NOTHING });
    for (const { code, span } of suppression.codes) {
      const ids = idsOf(code, suppression.style, rules);
      const isUnknown = ids.length === 0 && suppression.style === "seaworthy";
      if (isUnknown && gaps.length < MAX_UNKNOWN) gaps.push({ span, message: unknownWord(code, rules) });
      const overruled = locked === "all" ? [] : ids.filter((id) => locked.has(id));
      if (overruled.length > 0 && gaps.length < MAX_UNKNOWN)
        gaps.push({ span, message: lockedWords(overruled), isNote: true });
      for (const id of ids) {
        if (suppression.covers === undefined) everywhere.add(id);
        else addTo(covered, id, suppression.covers);
      }
    }
  }
  const ends = new Map(Array.from(covered, ([id, spans]) => [id, furthestEnd(spans)] as const));
  return {
    gaps,
    isSilent(finding) {
      const { rule, span, group } = finding;
      if (locked === "all" || locked.has(rule)) return false;
      if (everywhere.has(rule)) return true;
      const end = ends.get(rule);
      if (end === undefined) return false;
      const isCovered = (offset: number) => end(offset + 1) >= offset;
      // The finding stands in the lines, or it is about a word that was defined above and is installed by a command in them.
      return isCovered(span.start) || (group !== undefined && span.start < group.start && isCovered(group.start));
    },
  };
}

const NOTHING = "this comment silences nothing: write # seaworthy ignore=RULE,RULE above the line";

/** So many words that silence nothing are told, since a near name is looked for with each. */
const MAX_UNKNOWN = 500;

/** A code of another linter may stand for many rules. */
function lockedWords([first, ...others]: readonly string[]): string {
  const [more, are, it] = others.length === 0 ? ["", "is", "it"] : [` and ${others.length} more`, "are", "them"];
  return `${first}${more} ${are} locked in the settings: no comment silences ${it}`;
}

function idsOf(code: string, style: Suppression["style"], rules: readonly RuleFacts[]): readonly string[] {
  if (style === "seaworthy") {
    return rules.some((rule) => rule.id === code) || ONLINE_RULE_IDS.includes(code) ? [code] : [];
  }
  if (style === "buildkit" && code === "all") {
    return rules.filter((rule) => rule.answersTo.some((name) => !isHadolintCode(name))).map((rule) => rule.id);
  }
  return rules.filter((rule) => rule.answersTo.includes(code)).map((rule) => rule.id);
}

/** True for a code of hadolint or ShellCheck; the other codes that rules answer to are BuildKit's. */
export function isHadolintCode(code: string): boolean {
  return /^(?:DL|SC)\d+$/.test(code);
}

function unknownWord(code: string, rules: readonly RuleFacts[]): string {
  return `"${code}" is not a rule, so this word silences nothing${meantRule(code, rules)}`;
}
