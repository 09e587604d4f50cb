import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { writeArchive } from "../../../server/src/engine/image/write-archive.ts";
import { byteFiles } from "../../../server/src/outside/files/byte-files.ts";
import { newRun } from "../../../server/src/outside/programs/run.ts";
import type { Affected, OsvRecord } from "../../../server/src/scan/osv/record.ts";
import { grype } from "../../../server/src/scan/scanners/grype.ts";
import { scanWith } from "../../../server/src/scan/scanners/scan-with.ts";
import { digestOf } from "../../harness/digest.ts";
import { go, goToPrograms, PROGRAMS } from "../../harness/go-program.ts";
import { bytesFile } from "../../harness/saved-image.ts";
import { skipWithoutShared } from "../../harness/shared.ts";
import { type AdvisedImage, adviseImage, toldOf } from "./advised-image.ts";

// Grype itself, run as we run it, with a database that its own code makes of the records that our engine reads.

const MODULE = "github.com/anchore/grype@v0.121.2";
const folder = mkdtempSync(join(tmpdir(), "seaworthy-grype-"));
const skip = skipWithoutShared();
let image: AdvisedImage;

before(async () => {
  if (skip !== false) return;
  await build();
  image = await adviseImage(folder);
  makeDatabase("whole", entriesOf(image.records));
  writeFileSync(join(folder, "none.tar"), "none");
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** The program, and beside it one of ours within its module, so that both know one format. */
async function build(): Promise<void> {
  // In one place: Go compiles again what moved.
  const source = join(PROGRAMS, MODULE.replaceAll("/", "_"));
  if (!existsSync(source)) copyModule(source);
  cpSync(join("test", "oracle", "scan", "grype-database"), join(source, "cmd", "grype-database"), { recursive: true });
  await goToPrograms(["build", "-o", `${PROGRAMS}/`, "./cmd/grype", "./cmd/grype-database"], source);
}

function copyModule(path: string): void {
  const { Dir } = JSON.parse(go(["mod", "download", "-json", MODULE]));
  const part = `${path}.${process.pid}`;
  cpSync(Dir, part, { recursive: true });
  makeWritable(part);
  renameSync(part, path);
}

/** Go keeps modules read-only. */
function makeWritable(path: string): void {
  chmodSync(path, 0o755);
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) makeWritable(join(path, entry.name));
}

function makeDatabase(name: string, entries: readonly object[]): void {
  const made = spawnSync(join(PROGRAMS, "grype-database"), [join(folder, name)], {
    input: JSON.stringify(entries),
    encoding: "utf8",
  });
  assert.equal(made.status, 0, made.stderr);
}

/** As Grype keeps them: an entry for each package of a record, and Debian's records under the names of the CVEs. */
function entriesOf(records: readonly OsvRecord[]): readonly object[] {
  return records
    .filter(({ isWithdrawn }) => !isWithdrawn)
    .flatMap((record) => record.affected.flatMap((affected) => entryOf(record, affected)));
}

function entryOf({ id, aliases, upstream }: OsvRecord, { ecosystem, name, ranges }: Affected): readonly object[] {
  const isDebian = ecosystem === "Debian:12";
  if (!isDebian && ecosystem !== "PyPI") return [];
  return [
    {
      id: isDebian ? (upstream[0] ?? id) : id,
      aliases,
      severity: "high",
      isDebian,
      provider: isDebian ? "debian" : "github",
      ecosystem: isDebian ? "deb" : "python",
      package: name,
      type: isDebian ? "dpkg" : "python",
      ranges: ranges.flatMap(({ events }) => rangesOf(events)),
    },
  ];
}

function rangesOf(events: Affected["ranges"][number]["events"]): readonly object[] {
  const found: { constraint: string; fixed: string }[] = [];
  let from = "";
  for (const { kind, version } of events) {
    if (kind === "introduced") from = version === "0" ? "" : `>= ${version}`;
    else
      found.push({
        constraint: [from, `${kind === "fixed" ? "<" : "<="} ${version}`].filter(Boolean).join(", "),
        fixed: kind === "fixed" ? version : "",
      });
  }
  return events.at(-1)?.kind === "introduced" ? [...found, { constraint: from, fixed: "" }] : found;
}

function scan(database: string, path = image.archive) {
  return scanWith(
    grype,
    { target: { kind: "archive", path, name: "made:1" }, isOffline: true },
    {
      run: newRun({ environment: process.env, folder: join(folder, "run") }),
      executable: join(PROGRAMS, "grype"),
      environment: { GRYPE_DB_CACHE_DIR: join(folder, database) },
      signal: new AbortController().signal,
    },
  );
}

/** Configuration and packed layers by digest. */
function asRegistry(tars: readonly Buffer[]) {
  const rootfs = { type: "layers", diff_ids: tars.map(digestOf) };
  const config = Buffer.from(JSON.stringify({ os: "linux", architecture: "amd64", rootfs, history: [{}, {}, {}] }));
  const layers = tars.map((tar) => gzipSync(tar));
  const blobs = new Map([config, ...layers].map((bytes) => [digestOf(bytes), bytesFile(bytes)]));
  return { config: digestOf(config), layers: layers.map(digestOf), blobs };
}

describe("Grype", { skip }, () => {
  it("finds of the same advisories what our engine finds, with the same fixes", async () => {
    const found = await scan("whole");
    assert.ok(found.ok, JSON.stringify(found));
    assert.deepEqual(toldOf(found.value), image.expected);
    assert.ok(found.value.packages.every(({ layer }) => layer === 1 || layer === 2));
    assert.match(found.value.data.at ?? "", /^20\d\d-/);
  });

  it("finds the same in an image of a registry, whose layers are packed", async () => {
    const saved = writeArchive(asRegistry(image.layers), byteFiles(), new Date());
    assert.ok(saved.ok);
    const found = await scan("whole", saved.value.path);
    saved.value.close();
    assert.ok(found.ok, JSON.stringify(found));
    assert.deepEqual(toldOf(found.value), image.expected);
    assert.ok(!existsSync(saved.value.path));
  });

  it("without a database is told with what makes one", async () => {
    const found = await scan("none");
    assert.match(found.ok ? "" : found.detail, /^has no database yet: run `grype db update`/);
  });

  it("says what it says of a file that is no archive", async () => {
    const found = await scan("whole", join(folder, "none.tar"));
    assert.match(found.ok ? "" : found.detail, /^ended with an error \(it says: .+\)$/);
  });
});
