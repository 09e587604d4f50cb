import { matchesGlob } from "../glob.ts";
import type { SourceFiles } from "../source-edits.ts";
import { readParagraphs, wordsIn } from "./control-fields.ts";
import type { Release } from "./release.ts";

/** What apt prefers besides the newest version. */
export interface Preferences {
  /** `APT::Default-Release`, and `-t` over it. */
  readonly defaultRelease: string | undefined;
  /** Records of the preferences files, the first that fits decides. */
  readonly records: readonly PinRecord[];
}

export interface PinRecord {
  /** Names with `*` and `?`, or what is odd. */
  readonly packages: readonly string[];
  /** It concerns whole suites: `*` alone is written. */
  readonly isGeneral: boolean;
  readonly kind: "release" | "origin" | "version";
  readonly value: string;
  readonly priority: number;
}

/** What a pin can be about. */
export interface PinSubject {
  readonly release: Release;
  /** Host of the archive, without its port. */
  readonly host: string;
  readonly components: readonly string[];
}

/** Sources: apt_preferences(5), apt.conf(5). */
export function readPreferences(files: SourceFiles): Preferences {
  const records: PinRecord[] = [];
  // The file before its folder: of two records that fit the first counts.
  for (const path of [...files.keys()].filter(isPreferencesFile).sort()) {
    for (const fields of readParagraphs(files.get(path) ?? "")) {
      const [, kind = "", value = ""] = /^(release|origin|version)\s+(.*)$/s.exec(fields.get("pin") ?? "") ?? [];
      const priority = Number(fields.get("pin-priority") ?? 0);
      const packages = wordsIn(fields.get("package"));
      if (!isKind(kind) || !Number.isInteger(priority) || priority === 0 || packages.length === 0) continue;
      const isGeneral = packages.length === 1 && packages[0] === "*";
      records.push({ packages, isGeneral, kind, value: value.trim(), priority });
    }
  }
  return { defaultRelease: aptOption(files, "Default-Release"), records };
}

/**
 * About a source package (`src:`) or architecture (`b=`), with classes of characters (`[…]`) or a regular expression (`/…/`): not
 * matched here.
 */
export function isOdd({ packages, value }: PinRecord): boolean {
  return packages.some((name) => /[[/:]/.test(name)) || /^\/|=\/|\bb=/.test(value);
}

function isKind(kind: string): kind is PinRecord["kind"] {
  return kind === "release" || kind === "origin" || kind === "version";
}

function isPreferencesFile(path: string): boolean {
  return path === "etc/apt/preferences" || isPart(path, "etc/apt/preferences.d/", ".pref");
}

/** Whether apt reads a file of a folder: one with the ending, or without a point. Source: apt.conf(5), of `Dir::Etc::Parts`; a try. */
function isPart(path: string, folder: string, ending: string): boolean {
  const name = path.startsWith(folder) ? path.slice(folder.length) : "";
  return /^[\w:-]+$/.test(name) || (name.endsWith(ending) && /^[\w:-][\w.:-]*$/.test(name));
}

/** What apt.conf says of `APT::NAME`; undefined: nothing. */
export function aptOption(files: SourceFiles, name: string): string | undefined {
  const written = new RegExp(`^\\s*(?:APT(?:::|\\s*\\{\\s*))?${name}\\s+"([^"]*)"\\s*;`, "i");
  let found: string | undefined;
  const parts = [...files.keys()].filter((path) => isPart(path, "etc/apt/apt.conf.d/", ".conf")).sort();
  // The file behind its folder: what is read last counts.
  for (const path of [...parts, "etc/apt/apt.conf"]) {
    for (const line of (files.get(path) ?? "").split("\n")) {
      const [, value = ""] = written.exec(line) ?? [];
      if (value !== "") found = value;
    }
  }
  return found;
}

/** The priority of a whole suite. Source: apt_preferences(5), "APT's Default Priority Assignments". */
export function suitePriority(subject: PinSubject, { defaultRelease: wanted, records }: Preferences): number {
  if (wanted !== undefined && isOfRelease(subject, wanted)) return 990;
  for (const record of records) {
    if (record.isGeneral && record.kind !== "version" && fits(record, subject)) return record.priority;
  }
  const { isNotAutomatic, upgradesAutomatically } = subject.release;
  if (!isNotAutomatic) return 500;
  return upgradesAutomatically ? 100 : 1;
}

/** The priority that a record gives to this version of this package in one of the suites that have it; undefined: none does. */
export function packagePriority(
  name: string,
  version: string,
  subjects: readonly PinSubject[],
  { records }: Preferences,
): number | undefined {
  const record = records.find(
    (each) =>
      !each.isGeneral &&
      each.packages.some((pattern) => matchesGlob(name, pattern)) &&
      (each.kind === "version" ? matchesGlob(version, each.value) : subjects.some((subject) => fits(each, subject))),
  );
  return record?.priority;
}

/** What `-t` and `name/release` name: a suite or a codename, or fields as a pin has them. */
export function isOfRelease(subject: PinSubject, wanted: string): boolean {
  if (wanted.includes("=")) return fits({ kind: "release", value: wanted }, subject);
  const { suite, codename, version } = subject.release;
  if (/^\d/.test(wanted)) return matches(version, wanted);
  return matches(suite, wanted) || matches(codename, wanted);
}

/** Small letters and capitals are the same to apt here; no pattern is of what is not written. */
function matches(written: string, pattern: string): boolean {
  return written !== "" && matchesGlob(written.toLowerCase(), pattern.toLowerCase());
}

function fits({ kind, value }: Pick<PinRecord, "kind" | "value">, subject: PinSubject): boolean {
  if (kind === "origin") return matches(subject.host, value.replace(/^"|"$/g, ""));
  const { release, components } = subject;
  if (!value.includes("=")) return isOfRelease(subject, value);
  const wanted = new Map<string, string>();
  for (const condition of value.split(",")) {
    const [field = "", pattern = ""] = condition.trim().split("=", 2);
    wanted.set(field, pattern);
  }
  const fields: readonly (readonly [field: string, written: readonly string[]])[] = [
    ["a", [release.suite]],
    ["n", [release.codename]],
    ["v", [release.version]],
    ["o", [release.origin]],
    ["l", [release.label]],
    ["c", components],
  ];
  // Fields that apt does not know, and empty ones, say nothing.
  const fitting = fields.flatMap(([field, written]) => {
    const pattern = wanted.get(field) ?? "";
    return pattern === "" ? [] : [written.some((each) => matches(each, pattern))];
  });
  return fitting.length > 0 && !fitting.includes(false);
}
