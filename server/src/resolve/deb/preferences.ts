import type { SourceFiles } from "../source-edits.ts";
import { matchesGlob } from "../source-edits.ts";
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
  /** Names with `*` and `?`, or what is odd; `*` alone concerns whole suites. */
  readonly packages: readonly string[];
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
  for (const path of [...files.keys()].filter(isPreferencesFile).sort(preferencesOrder)) {
    for (const fields of readParagraphs(files.get(path) ?? "")) {
      const [, kind = "", value = ""] = /^(release|origin|version)\s+(.*)$/s.exec(fields.get("pin") ?? "") ?? [];
      const priority = Number(fields.get("pin-priority") ?? Number.NaN);
      const packages = wordsIn(fields.get("package"));
      if (!isKind(kind) || !Number.isInteger(priority) || packages.length === 0) continue;
      records.push({ packages, kind, value: value.trim(), priority });
    }
  }
  return { defaultRelease: defaultRelease(files), records };
}

/** Of a source package (`src:`) or architecture, with classes of characters (`[…]`) or a regular expression (`/…/`): not matched here. */
export function isOddPattern(name: string): boolean {
  return /[[/:]/.test(name);
}

function isKind(kind: string): kind is PinRecord["kind"] {
  return kind === "release" || kind === "origin" || kind === "version";
}

function isPreferencesFile(path: string): boolean {
  return path === "etc/apt/preferences" || /^etc\/apt\/preferences\.d\/[\w-]+(?:\.pref)?$/.test(path);
}

/** apt reads the folder first, then the file. */
function preferencesOrder(a: string, b: string): number {
  const [left, right] = [a === "etc/apt/preferences", b === "etc/apt/preferences"];
  return left === right ? (a < b ? -1 : 1) : left ? 1 : -1;
}

function defaultRelease(files: SourceFiles): string | undefined {
  let found: string | undefined;
  const paths = [...files.keys()].filter((path) => /^etc\/apt\/apt\.conf(?:\.d\/[\w-]+(?:\.conf)?)?$/.test(path));
  for (const path of paths.sort()) {
    for (const line of (files.get(path) ?? "").split("\n")) {
      const match = /^\s*APT::Default-Release\s+"([^"]*)"\s*;/i.exec(line);
      if (match?.[1] !== undefined && match[1] !== "") found = match[1];
    }
  }
  return found;
}

/** The priority of a whole suite. Source: apt_preferences(5), "APT's Default Priority Assignments". */
export function suitePriority(subject: PinSubject, { defaultRelease: wanted, records }: Preferences): number {
  if (wanted !== undefined && isOfRelease(subject, wanted)) return 990;
  for (const record of records) {
    if (record.packages.includes("*") && record.kind !== "version" && fits(record, subject)) return record.priority;
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
      each.packages.some((pattern) => pattern !== "*" && matchesGlob(name, pattern)) &&
      (each.kind === "version" ? matchesGlob(version, each.value) : subjects.some((subject) => fits(each, subject))),
  );
  return record?.priority;
}

/** What `-t` and `name/release` name: a suite or a codename, or fields as a pin has them. */
export function isOfRelease(subject: PinSubject, wanted: string): boolean {
  if (wanted.includes("=")) return fits({ packages: ["*"], kind: "release", value: wanted, priority: 0 }, subject);
  const { suite, codename, version } = subject.release;
  if (/^\d/.test(wanted)) return matchesGlob(version, wanted);
  return matchesGlob(suite, wanted) || matchesGlob(codename, wanted);
}

function fits({ kind, value }: PinRecord, subject: PinSubject): boolean {
  if (kind === "origin") return matchesGlob(subject.host, value.replace(/^"|"$/g, ""));
  const { release, components } = subject;
  if (!value.includes("=")) return isOfRelease(subject, value);
  return value.split(",").every((condition) => {
    const [field = "", wanted = ""] = condition.trim().split("=", 2);
    const pattern = wanted.replace(/^"|"$/g, "");
    if (field === "c") return components.some((component) => matchesGlob(component, pattern));
    const fields: Readonly<Record<string, string>> = {
      a: release.suite,
      n: release.codename,
      v: release.version,
      o: release.origin,
      l: release.label,
    };
    const written = fields[field];
    return written !== undefined && matchesGlob(written, pattern);
  });
}
