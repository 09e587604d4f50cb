import type { Distribution } from "./releases.ts";

/** The release that a distribution's package version was built for. */
export interface PackageSuite {
  readonly distribution: Distribution;
  /** Name of its series: `11`, `22.04`, `42`. */
  readonly series: string;
  /** The part of the version that says so: `+deb11u3`. */
  readonly mark: string;
}

const MARKS: readonly { readonly distribution: Distribution; readonly mark: RegExp }[] = [
  // Source: Debian developer's reference, 5.8.5.4 "Preparing packages to address security issues".
  { distribution: "debian", mark: /[+~]deb(\d{1,2})u\d+/ },
  // Source: Ubuntu wiki, SecurityTeam/UpdatePreparation, "Update the packaging".
  { distribution: "ubuntu", mark: /ubuntu(?:\d{1,3}[.~]){0,3}(\d\d\.(?:04|10))(?!\d)/ },
  // Source: Fedora packaging guidelines, "Dist tag".
  { distribution: "fedora", mark: /\.fc(\d{2})(?![\da-z])/ },
  { distribution: "el", mark: /\.el(\d{1,2})(?![\da-z])/ },
  { distribution: "amazon", mark: /\.amzn(2023|2|1)(?![\da-z])/ },
];

/** Reads the release out of a package version; undefined when it names none, and for backports, which belong elsewhere. */
export function suiteOfVersion(version: string): PackageSuite | undefined {
  if (version.includes("~bpo") || version.includes("backports")) return undefined;
  for (const { distribution, mark } of MARKS) {
    const match = mark.exec(version);
    if (match !== null) return { distribution, series: match[1] ?? "", mark: match[0] };
  }
  return undefined;
}

/**
 * True when a package of this suite cannot come from the release's own archive. Ubuntu takes versions over from Debian, and
 * packages for Enterprise Linux are installed on its relatives, so those pairs are not judged.
 */
export function isForeign(suite: PackageSuite, distribution: Distribution, series: string): boolean {
  if (suite.distribution === distribution) return suite.series !== series;
  if (suite.distribution === "ubuntu") return distribution === "debian";
  if (suite.distribution === "fedora") return distribution === "el" || distribution === "amazon";
  return suite.distribution === "el" && distribution === "fedora";
}
