import { isSameSpan } from "../text/span.ts";
import type { RuledFinding } from "./rule.ts";
import { strongerOf } from "./severity.ts";

/** Rules that speak of the same reference, strongest first: of those at one place only the first is shown. */
const FAMILIES: readonly (readonly string[])[] = [
  [
    "image-gone",
    "image-digest-platform",
    "image-digest-stale",
    "image-latest",
    "image-untagged",
    "image-floating-tag",
    "image-undigested",
  ],
  ["package-gone", "package-outdated"],
  ["download-piped", "download-unverified", "add-unverified", "download-checksum-mismatch", "download-mutable"],
];

interface Rank {
  readonly family: number;
  readonly place: number;
}

const RANKS: ReadonlyMap<string, Rank> = new Map(
  FAMILIES.flatMap((ids, family) => ids.map((id, place): [string, Rank] => [id, { family, place }])),
);

/** Of findings about one reference the strongest. They must ascend by place. */
export function strongestOnly<T extends RuledFinding>(findings: readonly T[]): readonly T[] {
  const dropped = new Set<T>();
  const strongest: (T | undefined)[] = FAMILIES.map(() => undefined);
  for (const finding of findings) {
    const rank = RANKS.get(finding.rule);
    if (rank === undefined) continue;
    const before = strongest[rank.family];
    if (before !== undefined && finding.span.start < before.span.end) {
      if ((RANKS.get(before.rule)?.place ?? 0) <= rank.place) {
        dropped.add(finding);
        continue;
      }
      dropped.add(before);
    }
    strongest[rank.family] = finding;
  }
  return dropped.size === 0 ? findings : findings.filter((finding) => !dropped.has(finding));
}

/** What a rule says several times at one place once: a word of a list that two commands install, with both. They must ascend by place. */
export function eachOnce<T extends RuledFinding>(findings: readonly T[]): readonly T[] {
  if (!findings.some((finding, index) => isSame(findings[index - 1], finding))) return findings;
  const once: T[] = [];
  for (const [at, finding] of findings.entries()) {
    if (isSame(findings[at - 1], finding)) continue;
    const others: T[] = [];
    for (let next = at + 1, other = findings[next]; other !== undefined && isSame(finding, other); next += 1) {
      others.push(other);
      other = findings[next + 1];
    }
    once.push(others.length === 0 ? finding : joined(finding, others));
  }
  return once;
}

function isSame(one: RuledFinding | undefined, other: RuledFinding): boolean {
  return (
    one !== undefined && isSameSpan(one.span, other.span) && one.rule === other.rule && one.message === other.message
  );
}

/** The strongest of them, for the commands of all. A copy keeps what makes its fixes. */
function joined<T extends RuledFinding>(first: T, others: readonly T[]): T {
  let kept = first;
  const commands: NonNullable<RuledFinding["otherCommands"]>[number][] = [];
  for (const other of others) {
    const isStronger = strongerOf(kept.severity, other.severity) !== kept.severity;
    commands.push(isStronger ? kept : other);
    if (isStronger) kept = other;
  }
  const otherCommands = commands.filter(({ group }) => group !== undefined);
  return Object.assign(Object.create(Object.getPrototypeOf(kept)), kept, { otherCommands });
}
