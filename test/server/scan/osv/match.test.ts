import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Store } from "../../../../server/src/outside/outside.ts";
import { matchPackages } from "../../../../server/src/scan/osv/match.ts";
import { onlineAdvisories } from "../../../../server/src/scan/osv/online.ts";
import { newRater } from "../../../../server/src/scan/osv/severity.ts";
import type { Package } from "../../../../server/src/scan/package.ts";
import { type Database, databaseHttp, memoryStore } from "../../../harness/osv-database.ts";

const npm = (name: string, version: string): Package => ({ type: "npm", name, version, path: "", layer: 0 });
const range = (name: string, fixed: string, more: object = {}) => ({
  package: { ecosystem: "npm", name },
  ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed }] }],
  ...more,
});

const DEBIAN = { id: "debian", versionId: "12", prettyName: "Debian 12" };

async function matched(
  packages: readonly Package[],
  database: Database,
  options: { readonly store?: Store; readonly asked?: string[]; readonly os?: typeof DEBIAN } = {},
) {
  const { store = memoryStore(), asked = [], os = DEBIAN } = options;
  const endpoint = {
    http: databaseHttp(database, asked),
    address: "https://osv.example",
    now: () => new Date("2026-01-01T00:00:00Z"),
    signal: new AbortController().signal,
  };
  const result = await matchPackages(packages, os, onlineAdvisories(endpoint, store));
  if (!result.ok) return `${result.reason}: ${result.detail}`;
  const lines = result.value.vulnerabilities.map((each) =>
    `${packages[each.package]?.name} ${each.id} ${each.severity}${each.fixedIn === undefined ? "" : ` → ${each.fixedIn}`} ${each.notes.join()}`.trimEnd(),
  );
  return [...lines, ...result.value.gaps.map(({ what, why }) => `gap: ${what}: ${why}`)];
}

describe("matching packages with advisories", () => {
  it("records of one vulnerability are one, called by its CVE, with the newest CVSS score", async () => {
    const vector = (type: string, score: string) => ({ type, score });
    const records = [
      {
        id: "GHSA-a",
        aliases: ["CVE-2026-1"],
        affected: [range("a", "1.2.0")],
        severity: [
          vector("CVSS_V2", "AV:N/AC:L/Au:N/C:C/I:C/A:C"),
          vector("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N"),
        ],
      },
      { id: "OTHER-1", aliases: ["CVE-2026-1"], related: ["CVE-2026-9"], affected: [] },
    ];
    assert.deepEqual(await matched([npm("a", "1.0.0")], { records, pages: { a: [["GHSA-a", "OTHER-1"]] } }), [
      "a CVE-2026-1 medium → 1.2.0",
    ]);
  });
  it("a Python package is known by every spelling of its name", async () => {
    const affected = { ...range("Shop_Kit", "2.0"), package: { ecosystem: "PyPI", name: "Shop_Kit" } };
    const records = [{ id: "A", affected: [affected] }];
    const found: Package = { type: "pypi", name: "shop-kit", version: "1.0", path: "", layer: 0 };
    assert.deepEqual(await matched([found], { records, pages: { "shop-kit": [["A"]] } }), ["shop-kit A unknown → 2.0"]);
  });
  it("a version that is not affected, and a record that was withdrawn, are none", async () => {
    const records = [
      { id: "A", affected: [range("a", "1.0.0")] },
      { id: "B", withdrawn: "2026-01-01T00:00:00Z", affected: [range("a", "9.0.0")] },
    ];
    assert.deepEqual(await matched([npm("a", "1.0.0")], { records, pages: { a: [["A", "B"]] } }), []);
  });
  it("severities in words, malicious packages and notices", async () => {
    const records = [
      { id: "A", affected: [range("a", "2.0.0")], database_specific: { severity: "MODERATE" } },
      { id: "MAL-1", affected: [range("a", "2.0.0")] },
      { id: "R", affected: [range("a", "2.0.0", { database_specific: { informational: "unmaintained" } })] },
      { id: "U", affected: [range("a", "2.0.0", { ecosystem_specific: { urgency: "unimportant" } })] },
    ];
    assert.deepEqual(await matched([npm("a", "1.0.0")], { records, pages: { a: [["A", "MAL-1", "R", "U"]] } }), [
      "a A medium → 2.0.0",
      "a MAL-1 critical → 2.0.0 malicious",
      "a R unknown → 2.0.0 informational",
      "a U low → 2.0.0 unimportant",
    ]);
  });
  it("what GitHub limits and no version of the index mends ends there, also where the list goes on", async () => {
    const limited = (range: string) => ({
      package: { ecosystem: "npm", name: "a" },
      ranges: [{ type: "SEMVER", events: [{ introduced: "0" }] }],
      versions: ["0.20.0"],
      database_specific: { last_known_affected_version_range: range },
    });
    const records = [
      { id: "A", affected: [limited("< 0.20.0")] },
      { id: "B", affected: [limited("< 0.20.1")] },
      { id: "C", affected: [limited("<= 0.18.5")] },
      { id: "D", affected: [{ ...limited("< 0.19.0"), ranges: range("a", "0.21.0").ranges }] },
    ];
    const found = await matched([npm("a", "0.20.0")], { records, pages: { a: [["A", "B", "C", "D"]] } });
    assert.deepEqual(found, ["a B unknown", "a C unknown", "a D unknown → 0.21.0"]);
  });
  it("AlmaLinux says what it mends and how bad that is in its own way, and tells of bugs as well", async () => {
    const affected = {
      package: { ecosystem: "AlmaLinux:9", name: "openssl-libs" },
      ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "1:3.0.1-47.el9_1" }] }],
    };
    const records = [
      {
        id: "ALSA-2026:1",
        summary: "Important: openssl security update",
        related: ["CVE-2026-1", "CVE-2026-2"],
        affected: [affected],
      },
      { id: "ALBA-2026:2", summary: "openssl bug fix and enhancement update", affected: [affected] },
      { id: "ALEA-2026:3", summary: "openssl enhancement update", related: ["CVE-2026-3"], affected: [affected] },
    ];
    const os = { id: "almalinux", versionId: "9.4", prettyName: "AlmaLinux 9.4" };
    const found: Package = { type: "rpm", name: "openssl-libs", version: "1:3.0.1-43.el9", path: "", layer: 0 };
    const pages = { "openssl-libs": [records.map(({ id }) => id)] };
    assert.deepEqual(await matched([found], { records, pages }, { os }), [
      "openssl-libs CVE-2026-1 high → 1:3.0.1-47.el9_1",
      "openssl-libs CVE-2026-2 high → 1:3.0.1-47.el9_1",
      "openssl-libs CVE-2026-3 unknown → 1:3.0.1-47.el9_1",
    ]);
  });
  it("what is mended in one stream of a module says nothing of another, nor of what is from no module", async () => {
    const mended = (id: string, summary: string, fixed: string) => ({
      id,
      summary,
      affected: [{ ...range("a", fixed), package: { ecosystem: "Rocky Linux:8", name: "a" } }],
    });
    const records = [
      mended("RLSA-20", "Important: a:20 security update", "1:20.1-1.module+el8.9.0+1+abc"),
      mended("RLSA-2", "Moderate: a:16, a-devel:16 and b:1 security update", "1:16.9-1.module+el8.9.0+2+abc"),
      mended("RLSA-UNTOLD", "Low: a security update", "1:18.1-1.module+el8.9.0+3+abc"),
      mended("RLSA-PLAIN", "Low: a security update", "1:16.8-1.el8_9"),
    ];
    const told = async (version: string, stream?: string) => {
      const found: Package = { type: "rpm", name: "a", version, path: "", layer: 0, ...(stream && { stream }) };
      const os = { id: "rocky", versionId: "8.9", prettyName: "Rocky Linux 8.9" };
      const lines = await matched([found], { records, pages: { a: [records.map(({ id }) => id)] } }, { os });
      return typeof lines === "string" ? lines : lines.map((line) => line.split(" ")[1]);
    };
    assert.deepEqual(await told("16.1-1.module+el8.5.0+1+abc", "a:16"), ["RLSA-2", "RLSA-UNTOLD"]);
    assert.deepEqual(await told("16.1-1.el8"), ["RLSA-PLAIN"]);
    assert.deepEqual(
      await told("16.1-1.module+el8.5.0+1+abc"),
      records.map(({ id }) => id),
    );
  });
  it("Ubuntu's own priority counts before any score, elsewhere the newest CVSS does", async () => {
    const severity = [
      { type: "Ubuntu", score: "low" },
      { type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" },
      { type: "CVSS_V4", score: "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N" },
    ];
    const affected = (ecosystem: string) => ({
      package: { ecosystem, name: "a" },
      ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }] }],
    });
    const records = [{ id: "U", severity, affected: ["Ubuntu:22.04:LTS", "Debian:12"].map(affected) }];
    const deb: Package = { type: "deb", name: "a", version: "1", sourceName: "a", path: "", layer: 0 };
    const on = (id: string, versionId: string) => ({ id, versionId, prettyName: id });
    const database = { records, pages: { a: [["U"]] } };
    assert.deepEqual(await matched([deb], database, { os: on("ubuntu", "22.04") }), ["a U low"]);
    assert.deepEqual(await matched([deb], database, { os: on("debian", "12") }), ["a U medium"]);
  });
  it("what is known of attacks and fixes today moves no base score, but that of version 4, which has no other", async () => {
    const rate = await newRater();
    const scores = {
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O/RC:U": 9.8,
      "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P/RL:O": 9.8,
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/CR:L/IR:L/AR:L": 9.8,
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/": 9.8,
      "AV:N/AC:L/Au:N/C:C/I:C/A:C/E:U/RL:OF/RC:UC": 10,
      "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N": 9.3,
      "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U": 8.1,
    };
    for (const [vector, score] of Object.entries(scores)) assert.equal(rate([vector], []).score, score, vector);
  });
  it("of several vectors of one version the worst counts, whatever its place", async () => {
    const rate = await newRater();
    const vector = (impact: string) => `CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:${impact}/I:N/A:N`;
    for (const order of [
      ["L", "H"],
      ["H", "L"],
    ])
      assert.deepEqual(rate(order.map(vector), ["low"]), { severity: "high", score: 7.5 });
    assert.deepEqual(rate(["x".repeat(500), "CVSS:3.1/AV:N AC:L"], ["nonsense", " *Important* "]), {
      severity: "high",
      score: undefined,
    });
  });
  it("a vector that lacks a metric or has one that is unknown tells no score", async () => {
    const broken = [
      "CVSS:3.1/AV:N/AC:L",
      "CVSS:3.1/AV:Z/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
      "CVSS:4.0/AV:N",
      "CVSS:9.0/AV:N",
      "AV:N",
    ];
    const records = broken.map((score, index) => ({
      id: `A-${index}`,
      affected: [range("a", "2")],
      severity: [{ type: "CVSS_V3", score }],
    }));
    const pages = { a: [records.map(({ id }) => id)] };
    assert.deepEqual(
      await matched([npm("a", "1.0.0")], { records, pages }),
      records.map(({ id }) => `a ${id} unknown → 2`),
    );
  });
  it("what gets no fix any more is said", async () => {
    const records = [{ id: "E", affected: [range("a", "2.0.0", { ecosystem_specific: { urgency: "end-of-life" } })] }];
    assert.deepEqual(await matched([npm("a", "1.0.0")], { records, pages: { a: [["E"]] } }), [
      "a E unknown → 2.0.0 no-fix",
    ]);
  });
  it("of two records of one vulnerability the one that names a fix tells it", async () => {
    const open = { ...range("a", "9"), ranges: [{ type: "SEMVER", events: [{ introduced: "0" }] }] };
    const records = [
      { id: "A", aliases: ["CVE-2026-1"], affected: [open] },
      { id: "B", aliases: ["CVE-2026-1"], affected: [range("a", "1.5.0")] },
    ];
    assert.deepEqual(await matched([npm("a", "1.0.0")], { records, pages: { a: [["A", "B"]] } }), [
      "a CVE-2026-1 unknown → 1.5.0",
    ]);
  });
  it("a version that cannot be compared is a gap, not clean", async () => {
    const records = [{ id: "A", affected: [range("a", "2.0.0")] }];
    assert.deepEqual(await matched([npm("a", "?")], { records, pages: { a: [["A"]] } }), [
      "gap: A in a: its version cannot be compared with those of the advisory",
    ]);
  });
  it("a package that lies in an image half a million times is cut off there, with a gap", async () => {
    const [a, b] = [npm("a", "1.0.0"), npm("b", "1.0.0")];
    const records = [{ id: "A", affected: [range("a", "2.0.0"), range("b", "2.0.0")] }];
    const found = await matched([...Array<Package>(500_001).fill(a), b], {
      records,
      pages: { a: [["A"]], b: [["A"]] },
    });
    assert.equal(found.length, 500_002);
    assert.equal(found.at(-1), "gap: image: it has more than 500000 findings: the rest was left out");
  });
  it("an rpm whose vendor is not known as the distribution's is asked for, and said", async () => {
    const fixed = { ...range("a", "2-1"), package: { ecosystem: "Rocky Linux:9", name: "a" } };
    const os = { id: "rocky", versionId: "9.4", prettyName: "Rocky Linux 9.4" };
    const found: Package = { type: "rpm", name: "a", version: "1-1", maker: "Maker", path: "", layer: 0 };
    const database = { records: [{ id: "RLSA-1", affected: [fixed] }], pages: { a: [["RLSA-1"]] } };
    assert.deepEqual(await matched([found], database, { os }), [
      "a RLSA-1 unknown → 2-1",
      "gap: a: no advisory of the distribution is about packages that others made: watch the advisories of their makers",
    ]);
  });
  it("a jar is asked for by each group that it may be of, and what two of them tell is told once", async () => {
    const of = (name: string) => ({ package: { ecosystem: "Maven", name }, ranges: range("a", "5.3.18").ranges });
    const groups = ["org.example.beans", "org.example"];
    const found: Package = { type: "maven", name: "beans", version: "5.3.17", groups, path: "", layer: 0 };
    const database = {
      records: [
        { id: "CVE-1", affected: [of("org.example:beans"), of("org.example.beans:beans")] },
        { id: "CVE-2", affected: [of("org.example:beans")] },
        { id: "CVE-3", affected: [of("org.other:beans")] },
      ],
      pages: { "org.example:beans": [["CVE-1", "CVE-2", "CVE-3"]], "org.example.beans:beans": [["CVE-1"]] },
    };
    const named = { ...found, name: "org.example.old:beans" };
    assert.deepEqual(await matched([named], database), [
      "org.example.old:beans CVE-1 unknown → 5.3.18",
      "org.example.old:beans CVE-2 unknown → 5.3.18",
    ]);
    assert.deepEqual(await matched([found, found], database), [
      "beans CVE-1 unknown → 5.3.18",
      "beans CVE-1 unknown → 5.3.18",
      "beans CVE-2 unknown → 5.3.18",
      "beans CVE-2 unknown → 5.3.18",
      "gap: 2 packages: jars that do not tell their group are asked for by the groups that their classes and names begin with",
    ]);
  });
  it("packages that nobody has data for are gaps", async () => {
    const packages: readonly Package[] = [
      { type: "deb", name: "gh", version: "2.40.1", maker: "GitHub", path: "", layer: 0 },
      { type: "conda", name: "n", version: "1", path: "", layer: 0 },
      { type: "maven", name: "j", version: "1", path: "", layer: 0 },
    ];
    assert.deepEqual(await matched(packages, { records: [] }), [
      "gap: gh: no advisory of the distribution is about packages that others made: watch the advisories of their makers",
      "gap: n: the advisory database has no data for conda packages",
      "gap: j: jars that do not tell their group cannot be asked for",
    ]);
  });
});

describe("asking the database", () => {
  it("however many cannot be asked for, that is said at once", { timeout: 10_000 }, async () => {
    const packages = Array.from({ length: 100_000 }, (_, index) => npm(`x${index}`, ""));
    assert.deepEqual(await matched(packages, { records: [] }), [
      "gap: 100000 packages: packages that do not tell their version cannot be asked for",
    ]);
  });

  it("calls it by its host, for its address may hold a login", async () => {
    for (const [status, body] of [
      [403, "{}"],
      [400, "{}"],
      [200, "{}"],
      [200, "{"],
    ] as const) {
      const endpoint = {
        http: databaseHttp({ records: [], answer: () => ({ status, body }) }, []),
        address: "https://me:secret@osv.example/base",
        now: () => new Date(),
        signal: new AbortController().signal,
      };
      const found = await onlineAdvisories(endpoint, memoryStore()).find([
        { ecosystem: "npm", name: "a", version: "1" },
      ]);
      assert.equal(found.ok ? "" : found.asked, "osv.example");
    }
  });

  it("follows pages, empty ones too", async () => {
    const records = [
      { id: "A", affected: [range("a", "2.0.0")] },
      { id: "B", affected: [range("a", "3.0.0")] },
    ];
    assert.deepEqual(await matched([npm("a", "1.0.0")], { records, pages: { a: [["A"], [], ["B"]] } }), [
      "a A unknown → 2.0.0",
      "a B unknown → 3.0.0",
    ]);
  });
  it("one bad question is left out and said, the others are answered", async () => {
    const records = [{ id: "A", affected: [range("a", "2.0.0")] }];
    const answer = (path: string, body: string) => {
      if (path !== "/v1/querybatch") return undefined;
      const at = JSON.parse(body).queries.findIndex(
        (query: { package: { name: string } }) => query.package.name === "bad",
      );
      return at < 0
        ? undefined
        : { status: 400, body: JSON.stringify({ code: 3, message: `error in query at index ${at}: invalid` }) };
    };
    assert.deepEqual(
      await matched([npm("bad", "1.0.0"), npm("a", "1.0.0")], { records, pages: { a: [["A"]] }, answer }),
      ["a A unknown → 2.0.0", "gap: bad: the advisory database refused the question: error in query at …: invalid"],
    );
  });
  it("asks no more than a thousand at once", async () => {
    const sizes: number[] = [];
    const answer = (path: string, body: string) => {
      if (path === "/v1/querybatch") sizes.push(JSON.parse(body).queries.length);
      return undefined;
    };
    const many = Array.from({ length: 2001 }, (_, index) => npm(`a${index}`, "1.0.0"));
    assert.deepEqual(await matched(many, { records: [], answer }), []);
    assert.deepEqual(sizes, [1000, 1000, 1]);
  });
  it("an ecosystem that it does not know is left out at once", async () => {
    let asked = 0;
    const answer = () => {
      asked += 1;
      return { status: 400, body: JSON.stringify({ message: "error in query at index 0: Invalid ecosystem." }) };
    };
    assert.deepEqual(await matched([npm("a", "1.0.0"), npm("b", "1.0.0")], { records: [], answer }), [
      "gap: 2 packages: the advisory database refused the question: error in query at …: Invalid ecosystem.",
    ]);
    assert.equal(asked, 1);
  });
  it("several such are left out, however many packages are of each; without end they end the scan", async () => {
    const refusing = (isBad: (ecosystem: string, name: string) => boolean) => (path: string, body: string) => {
      const { queries } = path === "/v1/querybatch" ? JSON.parse(body) : { queries: [] };
      const at = queries.findIndex((each: { package: { ecosystem: string; name: string } }) =>
        isBad(each.package.ecosystem, each.package.name),
      );
      const message = `error in query at index ${at}: invalid ${queries[at]?.package.name.startsWith("n") ? "name" : "ecosystem"}`;
      return at < 0 ? undefined : { status: 400, body: JSON.stringify({ message }) };
    };
    const database = { records: [{ id: "A", affected: [range("a", "2.0.0")] }], pages: { a: [["A"]] } };
    const many = (type: Package["type"]) =>
      Array.from({ length: 60 }, (_, index): Package => ({ ...npm(`x${index}`, "1"), type }));
    const found = await matched([...many("cran"), ...many("bitnami"), npm("a", "1.0.0")], {
      ...database,
      answer: refusing((ecosystem) => ecosystem !== "npm"),
    });
    assert.deepEqual(found, [
      "a A unknown → 2.0.0",
      "gap: 120 packages: the advisory database refused the question: error in query at …: invalid ecosystem",
    ]);
    const bad = Array.from({ length: 51 }, (_, index) => npm(`n${index}`, "1.0.0"));
    assert.equal(
      await matched(bad, { ...database, answer: refusing(() => true) }),
      "malformed: refused 50 questions, the last so: error in query at index 0: invalid name",
    );
  });
  it("a fault that stays ends the scan after three tries: a server's error, and broken JSON", async () => {
    for (const [status, body, expected] of [
      [500, "", "unreachable: answered status 500"],
      [200, "{", "malformed: answered with broken JSON"],
    ] as const) {
      let asked = 0;
      const answer = () => {
        asked += 1;
        return { status, body };
      };
      assert.equal(await matched([npm("a", "1.0.0")], { records: [], answer }), expected);
      assert.equal(asked, 3);
    }
  });
  for (const [kind, results] of Object.entries({
    "another length": [],
    nothing: [null],
    "a text": ["A"],
    "advisories that are no list": [{ vulns: { id: "A" } }],
    "an advisory without an id": [{ vulns: [{ id: "A" }, { modified: "2026-01-01T00:00:00Z" }] }],
  })) {
    it(`an answer of ${kind} ends the scan`, async () => {
      const answer = () => ({ status: 200, body: JSON.stringify({ results }) });
      assert.equal(await matched([npm("a", "1.0.0")], { records: [], answer }), "malformed: answered other than asked");
    });
  }
  it("more advisories than any image has end the scan", async () => {
    let page = 0;
    const answer = () => {
      page += 1;
      // Also the same ones again and again.
      const vulns = Array.from({ length: 100_000 }, (_, index) => ({ id: `${page % 2}-${index}` }));
      return { status: 200, body: JSON.stringify({ results: [{ vulns, next_page_token: "x" }] }) };
    };
    assert.equal(
      await matched([npm("a", "1.0.0")], { records: [], answer }),
      "limit: names more than 500000 advisories",
    );
    assert.equal(page, 6);
  });
  it("a record that is gone ends the scan, it is not left out", async () => {
    const answer = (path: string) => (path.startsWith("/v1/vulns/") ? { status: 404, body: "{}" } : undefined);
    assert.equal(
      await matched([npm("a", "1.0.0")], { records: [], pages: { a: [["A"]] }, answer }),
      "not-found: has no advisory A any more",
    );
  });
  it("a record that did not change is asked for once", async () => {
    const store = memoryStore();
    const asked: string[] = [];
    const database = { records: [{ id: "A", affected: [range("a", "2.0.0")] }], pages: { a: [["A"]] } };
    await matched([npm("a", "1.0.0")], database, { store, asked });
    await matched([npm("a", "1.0.0")], database, { store, asked });
    assert.deepEqual(asked, ["/v1/querybatch", "/v1/vulns/A", "/v1/querybatch"]);
  });
  it("a release that it has no advisory of is unknown, and one that it has some of is clean", async () => {
    const apk = (name: string): Package => ({ type: "apk", name, version: "1.0-r0", path: "", layer: 0 });
    const os = { id: "alpine", versionId: "3.99.0", prettyName: "Alpine Linux v3.99" };
    const asked: string[] = [];
    assert.deepEqual(await matched([apk("a"), apk("b"), npm("c", "1.0.0")], { records: [] }, { os, asked }), [
      "gap: 2 packages: osv.example has no advisory of Alpine:v3.99",
    ]);
    assert.equal(asked.length, 2);
    const known = { records: [], pages: { curl: [["A"]] } };
    assert.deepEqual(await matched([apk("a"), apk("b"), npm("c", "1.0.0")], known, { os, asked }), []);
    assert.deepEqual(asked.slice(2), ["/v1/querybatch", "/v1/querybatch"]);
  });
  it("equal packages are asked for once, and all of them are told", async () => {
    const database = { records: [{ id: "A", affected: [range("a", "2.0.0")] }], pages: { a: [["A"]] } };
    assert.deepEqual(await matched([npm("a", "1.0.0"), npm("a", "1.0.0")], database), [
      "a A unknown → 2.0.0",
      "a A unknown → 2.0.0",
    ]);
  });
});
