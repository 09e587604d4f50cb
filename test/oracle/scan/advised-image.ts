import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { byteFiles } from "../../../server/src/outside/files/byte-files.ts";
import { matchOffline } from "../../../server/src/scan/osv/offline.ts";
import { type OsvRecord, readOsvRecord } from "../../../server/src/scan/osv/record.ts";
import type { ScanReport } from "../../../server/src/scan/report.ts";
import { dockerArchive, inventoryOf, type LayerText, layerTar } from "../../harness/saved-image.ts";
import { zipOf } from "../../harness/zip-writer.ts";
import { osvRecords } from "./osv-server.ts";

/** Real advisories, and an image whose packages stand at versions that some of them concern and some do not. */
export interface AdvisedImage {
  /** Path of the saved image. */
  readonly archive: string;
  /** Its layers, lowest first. */
  readonly layers: readonly Buffer[];
  /** Folder with `ECOSYSTEM/all.zip`. */
  readonly database: string;
  readonly records: readonly OsvRecord[];
  /** What our own engine finds, as `toldOf` writes it. */
  readonly expected: readonly string[];
}

const ECOSYSTEMS: ReadonlyMap<string, string> = new Map([
  ["Debian:12", "Debian"],
  ["PyPI", "PyPI"],
]);

/** Writes image and advisories into a folder. */
export async function adviseImage(folder: string): Promise<AdvisedImage> {
  const raw = osvRecords().flatMap((value) => {
    const record = readOsvRecord(value);
    const ecosystem = record?.affected.map((each) => ECOSYSTEMS.get(each.ecosystem)).find(Boolean);
    return record === undefined || ecosystem === undefined ? [] : [{ value, record, ecosystem }];
  });
  const records = raw.map(({ record }) => record);
  const database = join(folder, "osv-scalibr");
  for (const ecosystem of ECOSYSTEMS.values()) {
    const own = raw.filter((each) => each.ecosystem === ecosystem);
    mkdirSync(join(database, ecosystem), { recursive: true });
    const files = own.map(({ record, value }) => [`${record.id}.json`, JSON.stringify(value)] as const);
    writeFileSync(join(database, ecosystem, "all.zip"), zipOf(Object.fromEntries(files)));
  }
  const layers = [{ "etc/os-release": OS }, dpkg(records), python(records)];
  const archive = join(folder, "advised.tar");
  const tars = layers.map(layerTar);
  writeFileSync(archive, dockerArchive(tars, { history: [{}, {}, {}] }));
  const { packages, os } = await inventoryOf(...layers);
  const hooks = { progress: () => undefined, signal: new AbortController().signal };
  const found = await matchOffline({ packages, os, folder: database }, byteFiles(), hooks);
  assert.ok(found.ok);
  assert.ok(found.value.vulnerabilities.length > 400, String(found.value.vulnerabilities.length));
  return { archive, layers: tars, database, records, expected: toldOf({ packages, ...found.value }) };
}

const OS = 'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n';

/** `CVE in name → fix`, sorted; by the CVE that a record is about, where there is one. */
export function toldOf({
  packages,
  vulnerabilities,
}: Pick<ScanReport, "packages" | "vulnerabilities">): readonly string[] {
  const told = vulnerabilities.map(({ id, aliases, package: index, fixedIn }) => {
    const names = [id, ...aliases].map((name) => name.replace(/^DEBIAN-(?=CVE-)/, ""));
    const cve = names.filter((name) => name.startsWith("CVE-")).sort()[0] ?? id;
    return `${cve} in ${packages[index]?.name} → ${fixedIn ?? "-"}`;
  });
  return [...new Set(told)].sort();
}

/** The version in the middle of those that fix something: for each package some advisories are settled, and some are not. */
function middleVersions(records: readonly OsvRecord[], ecosystem: string): ReadonlyMap<string, string> {
  const fixes = new Map<string, string[]>();
  for (const affected of records.flatMap((record) => record.affected)) {
    if (affected.ecosystem !== ecosystem) continue;
    const fixed = affected.ranges.flatMap(({ events }) => events.filter(({ kind }) => kind === "fixed"));
    fixes.set(affected.name, [...(fixes.get(affected.name) ?? []), ...fixed.map(({ version }) => version)]);
  }
  return new Map([...fixes].map(([name, versions]) => [name, versions[Math.floor(versions.length / 2)] ?? "0.1"]));
}

function dpkg(records: readonly OsvRecord[]): LayerText {
  const packages = [...middleVersions(records, "Debian:12")].map(
    ([name, version]) =>
      `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\nMaintainer: x\nDescription: x\n\n`,
  );
  return { "var/lib/dpkg/status": packages.join("") };
}

function python(records: readonly OsvRecord[]): LayerText {
  const packages = [...middleVersions(records, "PyPI")].map(
    ([name, version]) =>
      [
        `usr/local/lib/python3.11/site-packages/${name.replaceAll("-", "_")}-${version}.dist-info/METADATA`,
        `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
      ] as const,
  );
  return Object.fromEntries(packages);
}
