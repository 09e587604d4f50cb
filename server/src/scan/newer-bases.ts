import type { Package } from "./package.ts";
import type { ScanReport, Vulnerability } from "./report.ts";
import { lookupKeys, vulnerabilityKeys } from "./vulnerability-keys.ts";

/** What newer images of a base's flavour would change of its findings: why none was looked for, or those that were, the smallest step first. */
export type NewerBases =
  /** `isFailure`: it should have been possible. */
  | { readonly kind: "none"; readonly why: string; readonly isFailure: boolean }
  | {
      readonly kind: "tried";
      /** How many findings of the base they are held against. */
      readonly count: number;
      /** Those with a fix, or, where none has one, all. */
      readonly against: "fixable" | "all";
      readonly tried: readonly TriedBase[];
    };

/** An image that may take the place of a base. */
export interface BaseCandidate {
  readonly tag: string;
  /** `registry.example/team/app:1.2` */
  readonly name: string;
  /** The tag that is written now. */
  readonly isSame: boolean;
}

/** A candidate, and how many of the findings it still has; what could not be looked at whole is never called free of anything. */
export type TriedBase = BaseCandidate &
  (
    | { readonly kind: "scanned"; readonly report: ScanReport; readonly left: number }
    | { readonly kind: "unseen"; readonly why: string; readonly isFailure: boolean }
  );

/** One vulnerability in one package. */
export interface PackageFinding {
  readonly vulnerability: Pick<Vulnerability, "id" | "aliases">;
  readonly package: Pick<Package, "type" | "name">;
}

/** How many of the findings an image has, too, in whatever version of their packages. */
export function leftIn({ vulnerabilities, packages }: ScanReport, findings: readonly PackageFinding[]): number {
  const there = new Set(
    vulnerabilities.flatMap(({ id, aliases, package: index }) => {
      const found = packages[index];
      return found === undefined ? [] : vulnerabilityKeys([id, ...aliases]).map((key) => keyIn(key, found));
    }),
  );
  return findings.filter(({ vulnerability: { id, aliases }, package: found }) =>
    lookupKeys([id, ...aliases]).some((key) => there.has(keyIn(key, found))),
  ).length;
}

function keyIn(key: string, { type, name }: PackageFinding["package"]): string {
  return `${key} ${type} ${name}`;
}
