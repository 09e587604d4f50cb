import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { OperatingSystem } from "../../../../server/src/scan/embedded/packages/operating-system.ts";
import { matchOffline } from "../../../../server/src/scan/osv/offline.ts";
import type { Package } from "../../../../server/src/scan/package.ts";
import { scratchFiles } from "../../../harness/saved-image.ts";
import { zipOf } from "../../../harness/zip-writer.ts";

const npm = (name: string, version = "1.0.0"): Package => ({ type: "npm", name, version, path: "", layer: 0 });
const record = (id: string, names: readonly string[], modified = "2026-01-02T00:00:00Z") =>
  JSON.stringify({
    id,
    modified,
    affected: names.map((name) => ({
      package: { ecosystem: "npm", name },
      ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "2.0.0" }] }],
    })),
  });

/** What is found in packages, and what could not be looked at; `exports`: path → members of its zip, or other bytes. */
async function matched(
  packages: readonly Package[],
  exports: Readonly<Record<string, object | string>>,
  os?: OperatingSystem,
) {
  const contents = Object.entries(exports).map(
    ([path, content]) => [path, typeof content === "string" ? Buffer.from(content) : zipOf({ ...content })] as const,
  );
  const files = scratchFiles(new Map(contents));
  const hooks = { progress: () => undefined, signal: new AbortController().signal };
  const result = await matchOffline({ packages, os, folder: "/db" }, files, hooks);
  assert.ok(result.ok);
  const { at, vulnerabilities, gaps } = result.value;
  return [
    `at ${at}`,
    ...vulnerabilities.map((each) => `${packages[each.package]?.name} ${each.id}`),
    ...gaps.map(({ what, why }) => `gap: ${what}: ${why}`),
  ];
}

describe("advisories of a folder", () => {
  it("are taken for the packages that they name, and are as old as their newest change", async () => {
    const members = {
      "A.json": record("A", ["a", "b"]),
      "C.json": record("C", ["c"], "2026-01-03T00:00:00Z"),
      "README.txt": "no advisory",
    };
    assert.deepEqual(await matched([npm("a"), npm("b"), npm("b", "2.0.0")], { "/db/npm/all.zip": members }), [
      "at 2026-01-03T00:00:00Z",
      "a A",
      "b A",
    ]);
  });
  it("are as old as the oldest export, but for small ones that seldom change", async () => {
    const exportOf = (count: number, day: string) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.json`, record("A", ["a"], day)]));
    const packages = [npm("a"), { ...npm("a"), type: "pypi" }, { ...npm("a"), type: "cran" }] as const;
    const ages = async (ofNpm: number, ofPyPi: number) =>
      (
        await matched(packages, {
          "/db/npm/all.zip": exportOf(ofNpm, "2026-01-03"),
          "/db/PyPI/all.zip": exportOf(ofPyPi, "2026-01-02"),
          "/db/CRAN/all.zip": exportOf(1, "2026-01-01"),
        })
      )[0];
    assert.deepEqual(
      [await ages(1000, 1000), await ages(1000, 999), await ages(1, 1)],
      ["at 2026-01-02", "at 2026-01-03", "at 2026-01-01"],
    );
  });
  it("are taken from a record of more entries than any has", async () => {
    const names = Array.from({ length: 60_000 }, (_, index) => `p${index}`);
    const versions = names.map((_, index) => `1.0.${index}`);
    const affected = [
      ...names.map((name) => ({ package: { ecosystem: "npm", name } })),
      { package: { ecosystem: "npm", name: "a" }, versions },
    ];
    const members = { "A.json": JSON.stringify({ id: "A", modified: "", affected }) };
    assert.deepEqual(await matched([npm("a", "1.0.59999")], { "/db/npm/all.zip": members }), ["at undefined", "a A"]);
  });
  it("are judged by the order of their ecosystem, else by their lists of versions", async () => {
    const affected = (ecosystem: string, more: object) => ({
      package: { ecosystem, name: "a" },
      ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "2.0" }] }],
      ...more,
    });
    const one = (ecosystem: string, more: object = {}) => ({
      "A.json": JSON.stringify({ id: "A", modified: "2026-01-02T00:00:00Z", affected: [affected(ecosystem, more)] }),
    });
    const packages = (["gem", "composer", "nuget", "cran"] as const).flatMap((type): readonly Package[] =>
      ["1.9", "2.0"].map((version) => ({ type, name: "a", version, path: "", layer: 0 })),
    );
    const exports = {
      "/db/RubyGems/all.zip": one("RubyGems"),
      "/db/Packagist/all.zip": one("Packagist"),
      "/db/NuGet/all.zip": one("NuGet"),
      "/db/CRAN/all.zip": one("CRAN", { versions: ["1.9"] }),
    };
    assert.deepEqual(await matched(packages, exports), ["at 2026-01-02T00:00:00Z", "a A", "a A", "a A", "a A"]);
    assert.deepEqual(await matched(packages.slice(-1), { "/db/CRAN/all.zip": one("CRAN") }), [
      "at 2026-01-02T00:00:00Z",
      "gap: A in a: its version cannot be compared with those of the advisory",
    ]);
  });
  it("that are not there are a gap that says where they belong", async () => {
    assert.deepEqual(await matched([npm("a")], {}), [
      "at undefined",
      "gap: a: /db/npm/all.zip is not there: OSV's export of that ecosystem belongs there",
    ]);
  });
  for (const [versionId, said] of Object.entries({
    "22.04": ["p U"],
    "24.04": ["p V"],
    // Nobody has written a record of it yet: none is not known to be none.
    "26.10": ["gap: p: /db/Ubuntu/all.zip has no advisory of Ubuntu:26.10"],
  }))
    it(`that are of other releases are a gap: Ubuntu ${versionId}`, async () => {
      const ofRelease = (id: string, ecosystem: string) => record(id, ["p"]).replace("npm", ecosystem);
      const members = { "U.json": ofRelease("U", "Ubuntu:22.04"), "V.json": ofRelease("V", "Ubuntu:24.04:LTS") };
      const os = { id: "ubuntu", versionId, prettyName: "Ubuntu" };
      const deb: Package = { ...npm("p"), type: "deb", sourceName: "p", sourceVersion: "1.0.0" };
      const [, ...told] = await matched([deb], { "/db/Ubuntu/all.zip": members }, os);
      assert.deepEqual(told, said);
    });
  it("that are no archive, or hold a record that cannot be read, are a gap beside what the others tell", async () => {
    assert.deepEqual(await matched([npm("a"), npm("b")], { "/db/npm/all.zip": "no zip" }), [
      "at undefined",
      "gap: 2 packages: /db/npm/all.zip has no end of central directory",
    ]);
    const members = { "A.json": record("A", ["a"]), "B.json": "{", "C.json": record("C", ["b"]) };
    const why = "/db/npm/all.zip holds a B.json that is no advisory";
    assert.deepEqual(await matched([npm("a"), npm("b")], { "/db/npm/all.zip": members }), [
      "at 2026-01-02T00:00:00Z",
      "a A",
      "b C",
      `gap: 2 packages: ${why}`,
    ]);
    assert.deepEqual(await matched([npm("a")], { "/db/npm/all.zip": { ...members, "D.json": "[]", "E.json": "1" } }), [
      "at 2026-01-02T00:00:00Z",
      "a A",
      `gap: a: ${why}, and 2 more broken records`,
    ]);
    const broken = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`${index}.json`, "{"]));
    assert.deepEqual(await matched([npm("a")], { "/db/npm/all.zip": { ...members, ...broken } }), [
      "at undefined",
      "gap: a: /db/npm/all.zip holds more than 100 broken records, as a B.json that is no advisory",
    ]);
  });
});
