import { compareDebVersions } from "../../knowledge/versions/deb.ts";
import { addTo } from "../../text/lists.ts";
import { type PackageList, providersIn, versionsIn } from "./package-list.ts";
import { type PinSubject, type Preferences, packagePriority, suitePriority } from "./preferences.ts";

/** One index of a suite: a component for one architecture. */
export interface ReadIndex extends PinSubject {
  readonly list: PackageList;
}

/** A version of a package, with the indexes that have it. */
export interface PackageVersion {
  readonly version: string;
  readonly indexes: readonly ReadIndex[];
}

/** Every version of a package, newest first. */
export function versionsOf(name: string, indexes: readonly ReadIndex[]): readonly PackageVersion[] {
  const found = new Map<string, ReadIndex[]>();
  for (const index of indexes) {
    for (const version of versionsIn(index.list, name)) addTo(found, version, index);
  }
  return [...found]
    .map(([version, having]) => ({ version, indexes: having }))
    .sort((a, b) => compareDebVersions(b.version, a.version));
}

/**
 * The version that apt would install where none is installed: of the highest priority the newest. Source: apt_preferences(5).
 */
export function candidateOf(
  name: string,
  versions: readonly PackageVersion[],
  preferences: Preferences,
): PackageVersion | undefined {
  let best: PackageVersion | undefined;
  let highest = 0;
  for (const each of versions) {
    const priority =
      packagePriority(name, each.version, each.indexes, preferences) ??
      Math.max(...each.indexes.map((index) => suitePriority(index, preferences)));
    if (priority <= highest) continue;
    highest = priority;
    best = each;
  }
  return best;
}

/** The packages that provide a virtual one, in the order of the alphabet. */
export function providersOf(name: string, indexes: readonly ReadIndex[]): readonly string[] {
  return [...new Set(indexes.flatMap(({ list }) => providersIn(list, name)))].sort();
}

/** Whether a version comes from a suite of security updates. */
export function isSecurityUpdate({ indexes }: PackageVersion): boolean {
  return indexes.some(
    ({ release }) =>
      release.suite.endsWith("-security") ||
      release.codename.endsWith("-security") ||
      release.label.endsWith("-Security"),
  );
}
