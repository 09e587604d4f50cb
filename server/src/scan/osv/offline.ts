import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ByteFile, ByteFiles } from "../../outside/outside.ts";
import { jsonOf } from "../embedded/packages/json.ts";
import { openZip } from "../embedded/packages/zip.ts";
import type { AdvisorySource, FoundAdvisories } from "./advisory-source.ts";
import type { OsvQuery } from "./ecosystem.ts";
import { type OsvRecord, readOsvRecord } from "./record.ts";

const MAX_RECORD_BYTES = 8 * 1024 * 1024;

/**
 * Reads `FOLDER/ECOSYSTEM/all.zip`, the exports of OSV as osv-scanner keeps them. An ecosystem without a file is a gap. Source:
 * google.github.io/osv-scanner, "Offline mode".
 */
export function offlineAdvisories(folder: string, files: ByteFiles): AdvisorySource {
  const families = new Map<string, Outcome<Family>>();
  const indexOf = (family: string) => {
    const known = families.get(family);
    if (known !== undefined) return known;
    const read = readFamily(`${folder}/${family}/all.zip`, files);
    families.set(family, read);
    return read;
  };
  return {
    name: `OSV records in ${folder}`,
    async find(queries): Promise<Outcome<FoundAdvisories>> {
      const refused: { index: number; why: string }[] = [];
      const records = queries.map((query, index) => {
        const family = indexOf(familyOf(query));
        if (!family.ok)
          refused.push({ index, why: `there are no advisories for it: ${family.asked} ${family.detail}` });
        return family.ok ? (family.value.records.get(query.name) ?? []) : [];
      });
      return success({ at: ageOf(families.values()), records, refused });
    },
  };
}

interface Family {
  /** By name of a package that they concern. */
  readonly records: ReadonlyMap<string, readonly OsvRecord[]>;
  /** ISO time of the newest change. */
  readonly at: string;
}

/** The oldest of the exports tells how old the answer is. */
function ageOf(families: Iterable<Outcome<Family>>): string | undefined {
  const times = [...families].flatMap((each) => (each.ok ? [each.value.at] : []));
  return times.sort()[0];
}

/** `Debian:12` → `Debian`: the exports hold all releases of a distribution. */
function familyOf({ ecosystem }: OsvQuery): string {
  return ecosystem.split(":")[0] ?? ecosystem;
}

function readFamily(path: string, files: ByteFiles): Outcome<Family> {
  const file = files.open(path);
  if (!file.ok) return file;
  try {
    return indexedRecords(path, file.value);
  } finally {
    file.value.close();
  }
}

function indexedRecords(path: string, file: ByteFile): Outcome<Family> {
  const zip = openZip(file);
  if (!zip.ok) return zip;
  const records = new Map<string, OsvRecord[]>();
  let at = "";
  for (const member of zip.value.members) {
    if (!member.name.endsWith(".json")) continue;
    const bytes = zip.value.read(member, MAX_RECORD_BYTES);
    const record = bytes.ok ? readOsvRecord(jsonOf(bytes.value)) : undefined;
    // One record less could be the one that matters.
    if (record === undefined) return failure("malformed", path, `holds a ${member.name} that cannot be read`);
    if (record.modified > at) at = record.modified;
    for (const name of new Set(record.affected.map((each) => each.name))) {
      const list = records.get(name);
      if (list === undefined) records.set(name, [record]);
      else list.push(record);
    }
  }
  return success({ records, at });
}
