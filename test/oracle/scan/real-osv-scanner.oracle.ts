import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { newRun } from "../../../server/src/outside/programs/run.ts";
import { osvScanner } from "../../../server/src/scan/scanners/osv-scanner.ts";
import { scanWith } from "../../../server/src/scan/scanners/scan-with.ts";
import { goToPrograms, PROGRAMS } from "../../harness/go-program.ts";
import { dockerArchive, layerTar } from "../../harness/saved-image.ts";
import { skipWithoutShared } from "../../harness/shared.ts";
import { zipOf } from "../../harness/zip-writer.ts";
import { adviseImage, toldOf } from "./advised-image.ts";

// The real program, run as we run it, with advisories made up here and with real ones.

const MODULE = "github.com/google/osv-scanner/v2/cmd/osv-scanner@v2.5.0";
const folder = mkdtempSync(join(tmpdir(), "seaworthy-osv-"));
const archive = join(folder, "made.tar");

before(async () => {
  await goToPrograms(["install", MODULE]);
  const layers = [
    { "etc/os-release": 'ID=debian\nVERSION_ID="12"\n' },
    {
      "var/lib/dpkg/status":
        "Package: libmade1\nStatus: install ok installed\nArchitecture: amd64\nSource: made\nVersion: 1.0-1\n\n",
    },
    {
      "srv/lib/python3/site-packages/made-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: made\nVersion: 1.0\n",
    },
  ].map(layerTar);
  const history = [{}, { empty_layer: true }, {}, {}];
  writeFileSync(archive, dockerArchive(layers, { history }));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** The one advisory of an ecosystem, as osv-scanner keeps them. */
function keep(database: string, ecosystem: string, record: object): void {
  const path = join(database, "osv-scalibr", ecosystem);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "all.zip"), zipOf({ "made.json": JSON.stringify(record) }));
}

const advisory = (id: string, ecosystem: string, fixed: string) => ({
  id,
  schema_version: "1.7.0",
  modified: "2026-01-01T00:00:00Z",
  affected: [
    { package: { ecosystem, name: "made" }, ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed }] }] },
  ],
});

function scan(database: string, path = archive) {
  return scanWith(
    osvScanner,
    { target: { kind: "archive", path, name: "made:1" }, isOffline: true },
    {
      run: newRun({ environment: process.env, folder: join(folder, "run") }),
      executable: join(PROGRAMS, "osv-scanner"),
      environment: { OSV_SCALIBR_LOCAL_DB_CACHE_DIRECTORY: join(folder, database) },
      signal: new AbortController().signal,
    },
  );
}

describe("osv-scanner", () => {
  it("finds what it should, and is read with layers and fixes", async () => {
    keep(join(folder, "whole"), "Debian", advisory("DEBIAN-CVE-2026-1", "Debian:12", "1.0-2"));
    keep(join(folder, "whole"), "PyPI", advisory("PYSEC-2026-1", "PyPI", "1.1"));
    const found = await scan("whole");
    assert.ok(found.ok, JSON.stringify(found));
    const { packages, vulnerabilities, gaps } = found.value;
    const told = vulnerabilities.map(({ id, fixedIn, package: index }) => {
      const { type, name, layer } = packages[index] ?? {};
      return `${id} in ${type} ${name} @${layer} → ${fixedIn}`;
    });
    assert.deepEqual(told.sort(), [
      "DEBIAN-CVE-2026-1 in deb libmade1 @1 → 1.0-2",
      "PYSEC-2026-1 in pypi made @2 → 1.1",
    ]);
    assert.deepEqual(gaps, []);
    assert.equal(found.value.scanner.version, "2.5.0");
  });

  it("finds of real advisories what our engine finds", {
    skip: skipWithoutShared(),
  }, async () => {
    const image = await adviseImage(join(folder, "real"));
    const found = await scan("real", image.archive);
    assert.ok(found.ok, JSON.stringify(found));
    assert.deepEqual(toldOf(found.value), image.expected);
  });

  it("without a database for one of the ecosystems is no report, though it ends well", async () => {
    keep(join(folder, "half"), "PyPI", advisory("PYSEC-2026-1", "PyPI", "1.1"));
    const found = await scan("half");
    assert.match(found.ok ? "" : found.detail, /^has no local database for Debian/);
  });

  it("says what it says of a file that is no archive", async () => {
    writeFileSync(join(folder, "none.tar"), "none");
    const found = await scan("whole", join(folder, "none.tar"));
    assert.match(found.ok ? "" : found.detail, /^ended with an error \(it says: .+\)$/);
  });
});
