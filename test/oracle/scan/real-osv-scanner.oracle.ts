import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { crc32 } from "node:zlib";
import { newRun } from "../../../server/src/outside/run.ts";
import { osvScanner } from "../../../server/src/scan/scanners/osv-scanner.ts";
import { scanWith } from "../../../server/src/scan/scanners/scan-with.ts";
import { dockerArchive, layerTar } from "../../harness/saved-image.ts";

// The real program, run as we run it, with advisories made up here.

const MODULE = "github.com/google/osv-scanner/v2/cmd/osv-scanner@v2.5.0";
const folder = mkdtempSync(join(tmpdir(), "seaworthy-osv-"));
const archive = join(folder, "made.tar");

before(() => {
  if (spawnSync("go", ["version"]).error !== undefined) {
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const args of [
      ["update", "-qq"],
      ["install", "-y", "-qq", "--no-install-recommends", "golang-go"],
    ]) {
      const { status } = spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env: environment });
      if (status !== 0) throw new Error("Go cannot be installed: the scanner is a Go program.");
    }
  }
  const built = spawnSync("go", ["install", MODULE], { env: { ...process.env, GOBIN: folder }, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`go install ${MODULE} failed:\n${built.stderr.slice(-2000)}`);
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
  writeFileSync(join(path, "all.zip"), zipOf("made.json", JSON.stringify(record)));
}

/** A zip archive of one member, not packed. Source: PKWARE, APPNOTE.TXT, 4.3. */
function zipOf(name: string, text: string): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt32LE(crc32(text), 10);
  facts.writeUInt32LE(Buffer.byteLength(text), 14);
  facts.writeUInt32LE(Buffer.byteLength(text), 18);
  facts.writeUInt16LE(name.length, 22);
  const member = Buffer.concat([Buffer.from("PK\u0003\u0004"), facts, Buffer.from(name + text)]);
  const entry = Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), facts, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(entry.length, 8);
  end.writeUInt32LE(member.length, 12);
  return Buffer.concat([member, entry, Buffer.from("PK\u0005\u0006"), end]);
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
      executable: join(folder, "osv-scanner"),
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
