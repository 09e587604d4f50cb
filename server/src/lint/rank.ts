import type { RuledFinding } from "./rule.ts";

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

/** Of findings about one reference the strongest, and of a rule's findings at one place the first. They must ascend by place. */
export function strongestOnly<T extends RuledFinding>(findings: readonly T[]): readonly T[] {
  const dropped = new Set<T>();
  const strongest: (T | undefined)[] = FAMILIES.map(() => undefined);
  let last: T | undefined;
  for (const finding of findings) {
    if (last !== undefined && isSame(last, finding)) dropped.add(finding);
    last = finding;
    const rank = RANKS.get(finding.rule);
    if (rank === undefined || dropped.has(finding)) continue;
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

/** A word of a list that two commands install is found twice. */
function isSame(one: RuledFinding, other: RuledFinding): boolean {
  return (
    one.span.start === other.span.start &&
    one.span.end === other.span.end &&
    one.rule === other.rule &&
    one.message === other.message
  );
}
