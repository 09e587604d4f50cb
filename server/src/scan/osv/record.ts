import { type Fields, fieldsIn, isRecord, objectsIn, textIn, textsIn } from "../../json/fields.ts";
import { pythonName } from "../../knowledge/python-name.ts";
import { summaryOf } from "../summary.ts";

/** What is used of an advisory record. Source: OSV schema 1.7, ossf.github.io/osv-schema. */
export interface OsvRecord {
  readonly id: string;
  /** ISO time. */
  readonly modified: string;
  readonly isWithdrawn: boolean;
  readonly aliases: readonly string[];
  /** Records that this one is made of: the CVE of a distribution's record. */
  readonly upstream: readonly string[];
  readonly summary: string;
  /** CVSS vectors, as written. */
  readonly vectors: readonly string[];
  /** Severity in words, where somebody gives one. */
  readonly words: readonly string[];
  readonly affected: readonly Affected[];
}

export interface Affected {
  readonly ecosystem: string;
  /** As the index compares it: records write `Pillow`, which a package calls `pillow`. */
  readonly name: string;
  readonly ranges: readonly VersionRange[];
  readonly versions: readonly string[];
  readonly vectors: readonly string[];
  /** Urgency (Debian), priority (Ubuntu) or severity in words. */
  readonly words: readonly string[];
  /** Of an rpm from a module: the streams that its advisory is about, none where it does not tell. Undefined: it is from no module. */
  readonly streams?: readonly string[];
  /** No vulnerability but a notice: RustSec's `unmaintained`. */
  readonly isInformational: boolean;
}

export interface VersionRange {
  readonly events: readonly RangeEvent[];
}

export interface RangeEvent {
  readonly kind: "introduced" | "fixed" | "last_affected" | "limit";
  readonly version: string;
}

/** Reads a record; undefined when it is none. */
export function readOsvRecord(value: unknown): OsvRecord | undefined {
  if (!isRecord(value)) return undefined;
  const id = textIn(value, "id");
  if (id === undefined || id.length > 200) return undefined;
  const summary = summaryOf(textIn(value, "summary") ?? textIn(value, "details"));
  const affected = objectsIn(value, "affected").flatMap(affectedOf);
  const record: OsvRecord = {
    id,
    modified: textIn(value, "modified") ?? "",
    isWithdrawn: textIn(value, "withdrawn") !== undefined,
    aliases: textsIn(value, "aliases"),
    upstream: textsIn(value, "upstream"),
    summary,
    vectors: scoresIn(value, isVector),
    words: [...scoresIn(value, isUbuntu), ...wordsIn(fieldsIn(value, "database_specific"), "severity")],
    affected: affected.map((each) => (isModular(each) ? { ...each, streams: streamsIn(summary) } : each)),
  };
  const update = ADVISORIES.test(id) ? withMended(record, textsIn(value, "related")) : record;
  return /^AL[SBE]A-/.test(id) ? ofAlmaLinux(update) : update;
}

/** Of rpm distributions, each for several vulnerabilities. */
const ADVISORIES = /^(?:AL[SBE]A|MGASA|OESA|R[LX]SA|(?:open)?SUSE-[A-Z]{2})-/;

/**
 * An advisory is made of what it mends: AlmaLinux calls that `related`, Rocky Linux called it `aliases`, which would make one vulnerability
 * of them all. Sources: AlmaLinux/osv-database; resf/distro-tools, api_osv.py.
 */
function withMended(record: OsvRecord, related: readonly string[]): OsvRecord {
  const told = [...record.upstream, ...record.aliases];
  return { ...record, aliases: [], upstream: told.length > 0 ? told : related };
}

/**
 * Of AlmaLinux: the severity begins the summary (`Important: …`), and updates for bugs (`ALBA`) and features (`ALEA`) stand among those
 * for security. Source: AlmaLinux/osv-database.
 */
function ofAlmaLinux(record: OsvRecord): OsvRecord {
  const mendsNothing = !record.id.startsWith("ALSA-") && record.upstream.length === 0;
  if (mendsNothing) return { ...record, affected: [] };
  return { ...record, words: [...record.words, ...record.summary.split(":", 1)] };
}

function isModular({ ranges }: Affected): boolean {
  return ranges.some(({ events }) => events.some(({ version }) => isModuleVersion(version)));
}

/** `20.15.1-1.module_el9.4.0+123+abc`, `2.7.0-10.module+el8.4.0+570+abc`: AlmaLinux and Rocky Linux build modules so. */
export function isModuleVersion(version: string): boolean {
  return /\.module[_+]el\d/.test(version);
}

/** `Important: nodejs:20 security update` → `nodejs:20`. */
function streamsIn(summary: string): readonly string[] {
  const words = summary.split(" ").map((word) => word.replace(/,$/, ""));
  return words.filter((word) => /^[^:]+:[^:]+$/.test(word));
}

/** The scores of these types. Source: OSV schema, "severity[].type field". */
function scoresIn(fields: Fields, isWanted: (type: string) => boolean): readonly string[] {
  return objectsIn(fields, "severity").flatMap((each) =>
    isWanted(textIn(each, "type") ?? "") ? wordsIn(each, "score") : [],
  );
}

function isVector(type: string): boolean {
  return type.startsWith("CVSS_");
}

/** Ubuntu's score is the word of its security team. */
function isUbuntu(type: string): boolean {
  return type === "Ubuntu";
}

function wordsIn(fields: Fields, ...keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => textIn(fields, key) ?? []);
}

function affectedOf(entry: Fields): readonly Affected[] {
  if (!isRecord(entry.package)) return [];
  const ecosystem = textIn(entry.package, "ecosystem");
  const name = textIn(entry.package, "name");
  if (ecosystem === undefined || name === undefined) return [];
  const own = fieldsIn(entry, "ecosystem_specific");
  const database = fieldsIn(entry, "database_specific");
  const ranges = objectsIn(entry, "ranges").flatMap(rangeOf);
  const limit = ranges.length > 0 && ranges.every(isOpen) ? limitIn(database) : undefined;
  return [
    {
      ecosystem,
      name: ecosystem === "PyPI" ? pythonName(name) : name,
      ranges: limit === undefined ? ranges : ranges.map(({ events }) => ({ events: [...events, limit] })),
      // The database made the list of the ranges alone, so that it goes on behind that limit.
      versions: limit === undefined ? textsIn(entry, "versions") : [],
      vectors: scoresIn(entry, isVector),
      words: [...scoresIn(entry, isUbuntu), ...wordsIn(own, "urgency", "ubuntu_priority", "severity")],
      isInformational: textIn(database, "informational") !== undefined,
    },
  ];
}

/** Ranges of commits say nothing of versions. */
function rangeOf(range: Fields): readonly VersionRange[] {
  if (range.type === "GIT") return [];
  const events = objectsIn(range, "events").flatMap(eventOf);
  return events.length === 0 ? [] : [{ events }];
}

function isOpen({ events }: VersionRange): boolean {
  return events.every(({ kind }) => kind === "introduced");
}

/**
 * Where a range of GitHub's ends that is mended in no version of the index (`< 0.19.3`). One that is told by `<=` goes on: of what came
 * later nobody says that it is mended. Source: github/advisory-database, #6145.
 */
function limitIn(database: Fields): RangeEvent | undefined {
  const version = /^< ?([^\s,]+)$/.exec(textIn(database, "last_known_affected_version_range") ?? "")?.[1];
  return version === undefined ? undefined : { kind: "limit", version };
}

function eventOf(event: Fields): readonly RangeEvent[] {
  for (const kind of ["introduced", "fixed", "last_affected", "limit"] as const) {
    const version = textIn(event, kind);
    // A limit of `*` is none.
    if (version !== undefined && version !== "*") return [{ kind, version }];
  }
  return [];
}
