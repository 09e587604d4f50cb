import type { Outcome } from "../../../outcome/outcome.ts";
import { folderOf, nameOf } from "../image/image-path.ts";
import { berkeleyBlobs } from "./berkeley.ts";
import { databaseOf, MAX_DATABASE_BYTES, type OpenFile, type PackageReader, unread } from "./reader.ts";
import { type RpmPackage, rpmPackage } from "./rpm-header.ts";
import { manifestPackages, RPM_MANIFEST } from "./rpm-manifest.ts";
import { ndbBlobs } from "./rpm-ndb.ts";
import { tableBlobs } from "./sqlite.ts";

/**
 * rpm's database in its three forms: SQLite, ndb (SUSE), Berkeley DB (before 4.16), or the list in its place. Source: rpm, docs/manual,
 * "RPM Database".
 */
export const rpm: PackageReader = {
  id: "rpm",
  wants: (path) => isRpmDatabase(path) || path === RPM_MANIFEST,
  maxBytes: MAX_DATABASE_BYTES,
  companion: logOf,
  read(path, file) {
    if (path === RPM_MANIFEST) return manifestPackages(file.bytes());
    const records = rpmRecords(path, file);
    return typeof records === "string" ? unread(records) : databaseOf(records.map((each) => each?.found));
  },
};

/** SQLite's write-ahead log, which rpm leaves behind. */
export function logOf(path: string): string {
  return `${path}-wal`;
}

export function isRpmDatabase(path: string): boolean {
  return FOLDERS.has(folderOf(path)) && FORMS.has(nameOf(path));
}

/** The records of a database, undefined for one that is broken. A string says why it could not be read. */
export function rpmRecords(path: string, file: OpenFile): readonly (RpmPackage | undefined)[] | string {
  const form = FORMS.get(nameOf(path));
  const blobs = form?.(file);
  if (blobs === undefined) return "it is of a kind that is not read";
  if (!blobs.ok) return `it ${blobs.detail}`;
  return blobs.value.map(rpmPackage).filter((each) => each !== "key");
}

const FOLDERS = new Set(["var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm"]);

const FORMS: ReadonlyMap<string, (file: OpenFile) => Outcome<readonly Uint8Array[]>> = new Map([
  ["rpmdb.sqlite", (file: OpenFile) => tableBlobs(file, file.companion, "Packages")],
  ["Packages.db", (file: OpenFile) => ndbBlobs(file)],
  ["Packages", (file: OpenFile) => berkeleyBlobs(file)],
]);
