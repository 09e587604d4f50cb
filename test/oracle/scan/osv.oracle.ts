import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { byteFiles } from "../../../server/src/outside/byte-files.ts";
import { newHttp } from "../../../server/src/outside/http.ts";
import type { OperatingSystem } from "../../../server/src/scan/embedded/packages/operating-system.ts";
import { matchPackages } from "../../../server/src/scan/osv/match.ts";
import { matchOffline } from "../../../server/src/scan/osv/offline.ts";
import { onlineAdvisories } from "../../../server/src/scan/osv/online.ts";
import { type OsvRecord, readOsvRecord } from "../../../server/src/scan/osv/record.ts";
import type { Package, PackageType } from "../../../server/src/scan/package.ts";
import { hasEngine } from "../../harness/engine.ts";
import { memoryStore } from "../../harness/osv-database.ts";
import { zipOf } from "../../harness/zip-writer.ts";
import { osvRecords, startOsvServer } from "./osv-server.ts";

const DEBIAN: OperatingSystem = { id: "debian", versionId: "12", codename: "bookworm", prettyName: "Debian 12" };
const ALPINE: OperatingSystem = { id: "alpine", versionId: "3.11.2", codename: "", prettyName: "Alpine 3.11" };

/** Package types by the family of an ecosystem. */
const TYPES: ReadonlyMap<string, PackageType> = new Map([
  ["Debian", "deb"],
  ["Alpine", "apk"],
  ["npm", "npm"],
  ["PyPI", "pypi"],
  ["RubyGems", "gem"],
  ["Maven", "maven"],
  ["Go", "golang"],
  [["crates", "io"].join("."), "cargo"],
]);
const VERSIONS_A_RECORD = 1;
/** The other matcher reads all of its records for each question. */
const EDGES_A_RECORD = 3;

const skip = hasEngine() ? false : "../shared is not here";

/** Every package that the records speak of, at the versions where an answer changes and at some that they list. */
function packagesIn(records: readonly OsvRecord[], os: OperatingSystem | undefined): readonly Package[] {
  const found = new Map<string, Package>();
  for (const { ecosystem, name, ranges, versions } of records.flatMap(({ affected }) => affected)) {
    const [family = "", release = ""] = ecosystem.split(":");
    const type = TYPES.get(family);
    const isWanted = os === undefined ? release === "" : ecosystem === (os === DEBIAN ? "Debian:12" : "Alpine:v3.11");
    if (type === undefined || !isWanted) continue;
    const edges = ranges
      .flatMap(({ events }) => events.map((event) => event.version))
      .filter((version) => version !== "0")
      .slice(0, EDGES_A_RECORD);
    for (const version of [...edges, ...versions.slice(0, VERSIONS_A_RECORD), ...versions.slice(-1)]) {
      const source = os === undefined ? {} : { sourceName: name, sourceVersion: version };
      found.set(`${type} ${name} ${version}`, { type, name, version, ...source, path: "", layer: 0 });
    }
  }
  return [...found.values()];
}

async function matched(packages: readonly Package[], os: OperatingSystem | undefined, address: string) {
  const endpoint = {
    http: newHttp({ environment: {} }),
    address,
    now: () => new Date(),
    signal: new AbortController().signal,
  };
  return await matchPackages(packages, os, onlineAdvisories(endpoint, memoryStore()));
}

/** The ids that the database gives for one package: its own matcher, which is none of ours. */
async function theirs(
  address: string,
  { name, version, type }: Package,
  os: OperatingSystem | undefined,
): Promise<readonly string[]> {
  const family = [...TYPES].find(([, each]) => each === type)?.[0] ?? "";
  const ecosystem = os === undefined ? family : os === DEBIAN ? "Debian:12" : "Alpine:v3.11";
  const body = JSON.stringify({ version, package: { ecosystem, name } });
  const response = await fetch(`${address}/v1/query`, { method: "POST", body });
  const answer: { vulns?: { id: string }[] } = JSON.parse(await response.text());
  return (answer.vulns ?? []).map(({ id }) => id);
}

describe("advisories of the database", { skip }, () => {
  const records = osvRecords().flatMap((each) => readOsvRecord(each) ?? []);
  /** Notices that are no vulnerabilities: RustSec's `unmaintained`. */
  const notices = new Set(
    records.filter(({ affected }) => affected.some((each) => each.isInformational)).map(({ id }) => id),
  );

  for (const [title, os] of [
    ["languages", undefined],
    ["Debian", DEBIAN],
    ["Alpine", ALPINE],
  ] as const) {
    it(`concern the packages that its own matcher finds, in pages of three: ${title}`, async () => {
      const server = await startOsvServer("--page", "3");
      const single = await startOsvServer();
      try {
        const packages = packagesIn(records, os);
        assert.ok(packages.length > 20, String(packages.length));
        const answer = await matched(packages, os, server.address);
        assert.ok(answer.ok, JSON.stringify(answer));
        const wrong: string[] = [];
        for (const [index, each] of packages.entries()) {
          const mine = answer.value.vulnerabilities.filter((found) => found.package === index);
          const wanted = (await theirs(single.address, each, os)).filter((id) => !notices.has(id));
          const known = new Set(mine.flatMap(({ id, aliases }) => [id, ...aliases]));
          for (const id of wanted)
            if (!known.has(id)) wrong.push(`${each.type} ${each.name} ${each.version} lacks ${id}`);
          for (const { id, aliases } of mine) {
            if (![id, ...aliases].some((one) => wanted.includes(one)))
              wrong.push(`${each.type} ${each.name} ${each.version} has ${id}`);
          }
        }
        assert.deepEqual(wrong, []);
      } finally {
        server.stop();
        single.stop();
      }
    });
  }

  for (const [title, os, gaps] of [
    // One of its old releases has a name behind the number, which PEP 440 does not know: online the database judges it.
    ["languages", undefined, ["CVE-2018-1000805 in paramiko"]],
    ["Debian", DEBIAN, []],
    ["Alpine", ALPINE, []],
  ] as const) {
    it(`are the same, with the same fixes and severities, in a folder of exports: ${title}`, async () => {
      const server = await startOsvServer();
      const folder = mkdtempSync(join(tmpdir(), "seaworthy-exports-"));
      try {
        writeExports(folder);
        const packages = packagesIn(records, os);
        const hooks = { progress: () => undefined, signal: new AbortController().signal };
        const offline = await matchOffline({ packages, os, folder }, byteFiles(), hooks);
        const online = await matched(packages, os, server.address);
        assert.ok(online.ok && online.value.vulnerabilities.length > 20);
        assert.deepEqual(found(offline), { ...found(online), gaps });
      } finally {
        server.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }

  const some = () => packagesIn(records, DEBIAN).slice(0, 40);
  for (const fault of ["503@1", "garbage@2", "drop@1", "429@1"]) {
    it(`are the same after a fault that passes: ${fault}`, async () => {
      const [sound, faulty] = [await startOsvServer(), await startOsvServer("--fault", fault)];
      try {
        assert.deepEqual(
          withoutTime(await matched(some(), DEBIAN, faulty.address)),
          withoutTime(await matched(some(), DEBIAN, sound.address)),
        );
      } finally {
        sound.stop();
        faulty.stop();
      }
    });
  }
  for (const fault of ["503@1+", "garbage@1+", "503@4+"]) {
    it(`are a failure and never fewer when a fault stays: ${fault}`, async () => {
      const faulty = await startOsvServer("--fault", fault);
      try {
        assert.equal((await matched(some(), DEBIAN, faulty.address)).ok, false);
      } finally {
        faulty.stop();
      }
    });
  }
});

/** One export an ecosystem, as OSV publishes them. */
function writeExports(folder: string): void {
  const families = new Map<string, Record<string, string>>();
  for (const record of osvRecords()) {
    const { id, affected } = readOsvRecord(record) ?? { id: "", affected: [] };
    for (const { ecosystem } of affected) {
      const [family = ""] = ecosystem.split(":");
      families.set(family, { ...families.get(family), [`${id}.json`]: JSON.stringify(record) });
    }
  }
  for (const [family, members] of families) {
    mkdirSync(join(folder, family));
    writeFileSync(join(folder, family, "all.zip"), zipOf(members));
  }
}

/** What was found of each package; how the advisories were come by does not count. */
function found(answer: Awaited<ReturnType<typeof matched>>) {
  assert.ok(answer.ok, JSON.stringify(answer));
  const rows = answer.value.vulnerabilities.map(({ package: at, id, aliases, fixedIn, severity }) =>
    JSON.stringify({ at, id, aliases: [...aliases].sort(), fixedIn, severity }),
  );
  return { rows: rows.sort(), gaps: answer.value.gaps.map(({ what }) => what) };
}

function withoutTime(answer: Awaited<ReturnType<typeof matched>>) {
  return answer.ok ? { vulnerabilities: answer.value.vulnerabilities, gaps: answer.value.gaps } : answer;
}
