import { jsonOf } from "../../json/shallow.ts";
import { type Failure, failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ByteFile, ByteFiles } from "../../outside/outside.ts";
import { counted } from "../../text/counted.ts";
import { addTo } from "../../text/lists.ts";
import { byteBudget, MAX_READ_BYTES } from "../embedded/byte-budget.ts";
import type { OperatingSystem } from "../embedded/packages/operating-system.ts";
import { openZip } from "../embedded/packages/zip.ts";
import type { ReadHooks } from "../embedded/read-image.ts";
import type { Package } from "../package.ts";
import type { AdvisorySource, FoundAdvisories } from "./advisory-source.ts";
import { isSameEcosystem, type OsvQuery } from "./ecosystem.ts";
import { type Matched, matchPackages } from "./match.ts";
import { type OsvRecord, readOsvRecord } from "./record.ts";

/** Packages, and the folder whose advisories they are joined to. */
export interface OfflineMatch {
  readonly packages: readonly Package[];
  readonly os: OperatingSystem | undefined;
  readonly folder: string;
}

/** Joins packages to the advisories of a folder. Busy for seconds without a pause. */
export function matchOffline(
  { packages, os, folder }: OfflineMatch,
  files: ByteFiles,
  { progress }: ReadHooks,
): Promise<Outcome<Matched>> {
  return matchPackages(packages, os, offlineAdvisories(folder, files, progress));
}

const MAX_RECORD_BYTES = 8 * 1024 * 1024;

/**
 * Reads `FOLDER/ECOSYSTEM/all.zip`, the exports of OSV as osv-scanner keeps them. An ecosystem without a file is a gap. Of hundreds of
 * thousands of records only those that name a package which is asked for are kept. Source: google.github.io/osv-scanner, "Offline mode".
 */
function offlineAdvisories(folder: string, files: ByteFiles, progress: (message: string) => void): AdvisorySource {
  return {
    name: `OSV records in ${folder}`,
    checksVersions: false,
    async find(queries): Promise<Outcome<FoundAdvisories>> {
      const families = new Map<string, Outcome<Family>>();
      for (const [family, wanted] of namesByFamily(queries)) {
        progress(`reading the advisories of ${family}`);
        families.set(family, readFamily(exportPath(folder, family), wanted, files));
      }
      const refused: { index: number; why: string }[] = [];
      const records = queries.map((query, index) => {
        const family = families.get(familyOf(query));
        const path = exportPath(folder, familyOf(query));
        const told = family && recordsFor(query, family, path);
        const broken = family?.ok === true ? family.value.broken : [];
        // One record less could be the one that matters.
        if (broken.length > 0) refused.push({ index, why: `${path} holds ${brokenWords(broken)}` });
        if (told?.ok === true) return told.value;
        refused.push({ index, why: told === undefined ? "there are no advisories for it" : whyNot(told) });
        return [];
      });
      return success({ at: ageOf(families.values()), records, refused });
    },
  };
}

/** Of a release that no record is about nothing is known: the export may be older than the release. */
function recordsFor(
  { ecosystem, name }: OsvQuery,
  family: Outcome<Family>,
  path: string,
): Outcome<readonly OsvRecord[]> {
  if (!family.ok) return family;
  const { records, ecosystems } = family.value;
  if ([...ecosystems].some((each) => isSameEcosystem(each, ecosystem))) return success(records.get(name) ?? []);
  return failure("unsupported", path, `has no advisory of ${ecosystem}`);
}

function whyNot({ reason, asked, detail }: Failure): string {
  const cure = reason === "not-found" ? ": OSV's export of that ecosystem belongs there" : "";
  return `${asked} ${detail}${cure}`;
}

function namesByFamily(queries: readonly OsvQuery[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const query of queries) {
    const family = familyOf(query);
    names.set(family, (names.get(family) ?? new Set()).add(query.name));
  }
  return names;
}

interface Family {
  /** By name of a package that they concern. */
  readonly records: ReadonlyMap<string, readonly OsvRecord[]>;
  /** All that its records are about: `Debian:12`, `Debian:13`. */
  readonly ecosystems: ReadonlySet<string>;
  /** ISO time of the newest change. */
  readonly at: string;
  readonly recordCount: number;
  /** Records that could not be read, and why: `A.json that is no advisory`. */
  readonly broken: readonly string[];
}

/** An export with more of them is none. */
const MAX_BROKEN = 100;

function brokenWords([first = "", ...others]: readonly string[]): string {
  return `a ${first}${others.length === 0 ? "" : `, and ${counted(others.length, "more broken record")}`}`;
}

/** The oldest of the exports tells how old the answer is; of a small one (CRAN) the newest record may be old on any day. */
function ageOf(families: Iterable<Outcome<Family>>): string | undefined {
  const read = [...families].flatMap((each) => (each.ok ? [each.value] : []));
  const lively = read.filter(({ recordCount }) => recordCount >= LIVELY_RECORDS);
  const [oldest] = (lively.length > 0 ? lively : read).map(({ at }) => at).sort();
  return oldest || undefined;
}

/** An ecosystem with so many advisories has a new one, or a changed one, every week. */
const LIVELY_RECORDS = 1000;

/** `Debian:12` → `Debian`: the exports hold all releases of a distribution. */
export function familyOf({ ecosystem }: OsvQuery): string {
  return ecosystem.split(":")[0] ?? ecosystem;
}

/** Where the export of a family stands in a folder of them. */
export function exportPath(folder: string, family: string): string {
  return `${folder}/${family}/all.zip`;
}

function readFamily(path: string, wanted: ReadonlySet<string>, files: ByteFiles): Outcome<Family> {
  const file = files.open(path);
  if (!file.ok) return file;
  try {
    return indexedRecords(path, wanted, file.value);
  } finally {
    file.value.close();
  }
}

function indexedRecords(path: string, wanted: ReadonlySet<string>, file: ByteFile): Outcome<Family> {
  const zip = openZip(file, byteBudget(MAX_READ_BYTES).take);
  if (!zip.ok) return { ...zip, asked: path };
  const records = new Map<string, OsvRecord[]>();
  const ecosystems = new Set<string>();
  const broken: string[] = [];
  let recordCount = 0;
  let at = "";
  for (const member of zip.value.members) {
    if (!member.name.endsWith(".json")) continue;
    const bytes = zip.value.read(member, MAX_RECORD_BYTES);
    const record = bytes.ok ? readOsvRecord(jsonOf(bytes.value)) : undefined;
    if (record === undefined) {
      broken.push(`${member.name} that ${bytes.ok ? "is no advisory" : bytes.detail}`);
      if (broken.length > MAX_BROKEN)
        return failure("malformed", path, `holds more than ${MAX_BROKEN} broken records, as a ${broken[0]}`);
      continue;
    }
    recordCount += 1;
    if (record.modified > at) at = record.modified;
    for (const { ecosystem } of record.affected) ecosystems.add(ecosystem);
    const affected = record.affected.filter(({ name }) => wanted.has(name));
    for (const name of new Set(affected.map((each) => each.name))) addTo(records, name, { ...record, affected });
  }
  return success({ records, ecosystems, at, recordCount, broken });
}
