import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Outcome } from "../../../server/src/outcome/outcome.ts";
import { byteFiles } from "../../../server/src/outside/files/byte-files.ts";
import { newHttp } from "../../../server/src/outside/http/http.ts";
import type { OperatingSystem } from "../../../server/src/scan/embedded/packages/operating-system.ts";
import { type Matched, matchPackages } from "../../../server/src/scan/osv/match.ts";
import { matchOffline } from "../../../server/src/scan/osv/offline.ts";
import { onlineAdvisories } from "../../../server/src/scan/osv/online.ts";
import { type OsvRecord, readOsvRecord } from "../../../server/src/scan/osv/record.ts";
import type { Package, PackageType } from "../../../server/src/scan/package.ts";
import type { Vulnerability } from "../../../server/src/scan/report.ts";
import { memoryStore } from "../../harness/osv-database.ts";
import { skipWithoutShared } from "../../harness/shared.ts";
import { zipOf } from "../../harness/zip-writer.ts";
import { osvRecords, startOsvServer } from "./osv-server.ts";

const DEBIAN: OperatingSystem = { id: "debian", versionId: "12", prettyName: "Debian 12" };
const ALPINE: OperatingSystem = { id: "alpine", versionId: "3.11.2", prettyName: "Alpine 3.11" };

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
/** Of a batch, by the database's documentation. */
const MAX_QUERIES = 1000;

const skip = skipWithoutShared();

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

/** The ids that the database gives for each package: its own matcher, which is none of ours. */
async function theirs(
  address: string,
  packages: readonly Package[],
  os: OperatingSystem | undefined,
): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for (let first = 0; first < packages.length; first += MAX_QUERIES) {
    const queries = packages.slice(first, first + MAX_QUERIES).map(({ name, version, type }) => {
      const family = [...TYPES].find(([, each]) => each === type)?.[0] ?? "";
      const ecosystem = os === undefined ? family : os === DEBIAN ? "Debian:12" : "Alpine:v3.11";
      return { version, package: { ecosystem, name } };
    });
    const response = await fetch(`${address}/v1/querybatch`, { method: "POST", body: JSON.stringify({ queries }) });
    const { results }: { results: { vulns?: { id: string }[]; next_page_token?: string }[] } = JSON.parse(
      await response.text(),
    );
    assert.equal(results.length, queries.length);
    for (const { vulns = [], next_page_token } of results) {
      assert.equal(next_page_token, undefined);
      found.push(vulns.map(({ id }) => id));
    }
  }
  return found;
}

describe("advisories of the database", { skip }, () => {
  const records = osvRecords().flatMap((each) => readOsvRecord(each) ?? []);
  /** Where a range of GitHub's ends that no version of the index mends: the other matcher does not look at that. */
  const limits = new Set(
    records.flatMap(({ id, affected }) =>
      affected.flatMap(({ name, ranges }) =>
        ranges.flatMap(({ events }) =>
          events.filter(({ kind }) => kind === "limit").map(({ version }) => `${name} ${version} ${id}`),
        ),
      ),
    ),
  );

  const exports = mkdtempSync(join(tmpdir(), "seaworthy-exports-"));
  before(() => writeExports(exports));
  after(() => rmSync(exports, { recursive: true, force: true }));

  for (const [title, os, gaps] of [
    // One of its old releases has a name behind the number, which PEP 440 does not know: online the database judges it.
    ["languages", undefined, ["CVE-2018-1000805 in paramiko"]],
    ["Debian", DEBIAN, []],
    ["Alpine", ALPINE, []],
  ] as const) {
    describe(title, () => {
      const packages = packagesIn(records, os);
      let online: Matched;
      before(async () => {
        const server = await startOsvServer("--page", "3");
        try {
          const answer = await matched(packages, os, server.address);
          assert.ok(answer.ok, JSON.stringify(answer));
          online = answer.value;
        } finally {
          server.stop();
        }
      });

      it("concern the packages that its own matcher finds, in pages of three", async () => {
        const server = await startOsvServer("--total", "1000000");
        try {
          assert.ok(packages.length > 20, String(packages.length));
          const wanted = await theirs(server.address, packages, os);
          const mine = packages.map((): Vulnerability[] => []);
          for (const each of online.vulnerabilities) mine[each.package]?.push(each);
          const wrong: string[] = [];
          for (const [index, { type, name, version }] of packages.entries()) {
            const ids = mine[index]?.map(({ id, aliases }) => [id, ...aliases]) ?? [];
            const isMeant = (id: string) => !limits.has(`${name} ${version} ${id}`);
            const [known, told] = [new Set(ids.flat()), wanted[index]?.filter(isMeant) ?? []];
            for (const id of told) if (!known.has(id)) wrong.push(`${type} ${name} ${version} lacks ${id}`);
            for (const each of ids) {
              if (!each.some((id) => told.includes(id))) wrong.push(`${type} ${name} ${version} has ${each[0]}`);
            }
          }
          assert.deepEqual(wrong, []);
        } finally {
          server.stop();
        }
      });

      it("are the same, with the same fixes and severities, in a folder of exports", async () => {
        const hooks = { progress: () => undefined, signal: new AbortController().signal };
        const offline = await matchOffline({ packages, os, folder: exports }, byteFiles(), hooks);
        assert.ok(offline.ok, JSON.stringify(offline));
        assert.ok(online.vulnerabilities.length > 20);
        assert.deepEqual(found(offline.value), { ...found(online), gaps });
      });
    });
  }

  // Waiting to ask again is most of what they do.
  describe("of a database with a fault", { concurrency: true }, () => {
    const some = packagesIn(records, DEBIAN).slice(0, 40);
    const askedOf = async (...options: readonly string[]) => {
      const server = await startOsvServer(...options);
      try {
        return await matched(some, DEBIAN, server.address);
      } finally {
        server.stop();
      }
    };
    let sound: Outcome<Matched>;
    before(async () => {
      sound = await askedOf();
      assert.ok(sound.ok && sound.value.vulnerabilities.length > 20, JSON.stringify(sound));
    });
    for (const fault of ["503@1", "garbage@2", "drop@1", "429@1"]) {
      it(`are the same after one that passes: ${fault}`, async () => {
        assert.deepEqual(withoutTime(await askedOf("--fault", fault)), withoutTime(sound));
      });
    }
    for (const fault of ["503@1+", "garbage@1+", "503@4+"]) {
      it(`are a failure and never fewer when it stays: ${fault}`, async () => {
        assert.equal((await askedOf("--fault", fault)).ok, false);
      });
    }
  });
});

/** One export an ecosystem, as OSV publishes them. */
function writeExports(folder: string): void {
  const families = new Map<string, Record<string, string>>();
  for (const record of osvRecords()) {
    const { id, affected } = readOsvRecord(record) ?? { id: "", affected: [] };
    for (const { ecosystem } of affected) {
      const [family = ""] = ecosystem.split(":");
      const members = families.get(family) ?? {};
      members[`${id}.json`] = JSON.stringify(record);
      families.set(family, members);
    }
  }
  for (const [family, members] of families) {
    mkdirSync(join(folder, family));
    writeFileSync(join(folder, family, "all.zip"), zipOf(members));
  }
}

/** What was found of each package; how the advisories were come by does not count. */
function found({ vulnerabilities, gaps }: Matched) {
  const rows = vulnerabilities.map(({ package: at, id, aliases, fixedIn, severity }) =>
    JSON.stringify({ at, id, aliases: [...aliases].sort(), fixedIn, severity }),
  );
  return { rows: rows.sort(), gaps: gaps.map(({ what }) => what) };
}

function withoutTime(answer: Outcome<Matched>) {
  return answer.ok ? { vulnerabilities: answer.value.vulnerabilities, gaps: answer.value.gaps } : answer;
}
