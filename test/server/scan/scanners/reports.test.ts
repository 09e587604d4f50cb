import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { billOfHealth } from "../../../../server/src/scan/bill.ts";
import { cycloneDxOfBill } from "../../../../server/src/scan/formats/cyclonedx.ts";
import { sarifOfBill } from "../../../../server/src/scan/formats/sarif.ts";
import { readClairReport } from "../../../../server/src/scan/scanners/reports/clair.ts";
import { osvScannerReport } from "../../../../server/src/scan/scanners/reports/osv-scanner.ts";
import { readReport } from "../../../../server/src/scan/scanners/reports/read-report.ts";
import { reportBuilder, smallestFix } from "../../../../server/src/scan/scanners/reports/report-builder.ts";
import type { ReportKind } from "../../../../server/src/scan/scanners/reports/report-kind.ts";
import { sarifReport } from "../../../../server/src/scan/scanners/reports/sarif.ts";
import { twistcliReport } from "../../../../server/src/scan/scanners/reports/twistcli.ts";
import { madePackage, madeReport, madeVulnerability, NOW } from "../made-up-report.ts";
import * as reports from "./made-up-reports.ts";
import { lines, read } from "./told-lines.ts";

const expected: Readonly<
  Record<string, { readonly report: unknown; readonly scanner: string; readonly found: readonly string[] }>
> = {
  Trivy: {
    report: reports.trivyJson,
    scanner: "trivy 0.74.0",
    found: [
      "CVE-2026-1=DSA-1 in deb libssl3 1:3.0.1 @1: high 8.1 → 1:3.0.2",
      "CVE-2026-2 in deb libssl3 1:3.0.1 @1: unknown - → - no-fix",
      "GHSA-aaaa-bbbb-cccc in golang golang.example/x/net v0.17.0 @? app/bin/tool: medium - → 0.18.1",
    ],
  },
  Grype: {
    report: reports.grypeJson,
    scanner: "grype 0.121.2",
    found: [
      "CVE-2026-1=GHSA-aaaa-bbbb-cccc in npm left-pad 1.2.0 @1 app/node_modules/left-pad/package.json: low (Negligible) 7.5 → 1.2.1 known-exploited",
      "CVE-2026-2 in deb tar 1.34 @?: high - → - no-fix",
    ],
  },
  "osv-scanner": {
    report: reports.osvJson,
    scanner: "osv-scanner ",
    found: ["CVE-2026-1=DEBIAN-CVE-2026-1 in deb libssl3 3.0.1 @1 var/lib/dpkg/status: critical 9.8 → 3.0.2"],
  },
  "Docker Scout": {
    report: reports.scoutSarif,
    scanner: "docker-scout 1.21.0",
    found: [
      "CVE-2026-1 in deb openssl 3.0.1 @? var/lib/dpkg/status: high 8.1 → 3.0.2",
      "CVE-2026-1 in npm openssl 1.0.0 @? var/lib/dpkg/status: high 8.1 → 3.0.2",
      "CVE-2026-2 in deb tar 1.34 @?: unknown (UNSPECIFIED) - → -",
    ],
  },
  Snyk: {
    report: reports.snykJson,
    scanner: "snyk ",
    found: [
      "CVE-2026-1=SNYK-DEBIAN12-OPENSSL-1 in deb libssl3 3.0.1 @?: high 8.1 → 3.0.2",
      "SNYK-JS-LEFTPAD-1 in npm @shop/left-pad 1.2.0 @? app/package.json: critical - → - malicious",
    ],
  },
  twistcli: {
    report: reports.twistcliJson,
    scanner: "twistcli ",
    found: [
      "CVE-2026-1 in npm left-pad 1.2.0 @? app/package.json: high (important) 9.8 → 1.2.1 known-exploited",
      "CVE-2026-2 in generic openssl 3.0.1 @?: low - → - no-fix",
    ],
  },
  Clair: {
    report: reports.clairJson,
    scanner: "clair ",
    found: ["CVE-2026-1 in deb libssl3 3.0.1 @? var/lib/dpkg/status: low (Negligible) - → 3.0.2"],
  },
};

describe("a report of another scanner", () => {
  for (const [title, { report, scanner, found }] of Object.entries(expected)) {
    it(`of ${title} is told by its fields and read`, async () => {
      const value = await read(report);
      assert.equal(`${value.scanner.id} ${value.scanner.version}`, scanner);
      assert.deepEqual(lines(value), found);
    });
  }

  it("tells the image where it can", async () => {
    const { image } = await read(reports.trivyJson);
    const { id, digest, platform, created, references, diffIds } = image;
    assert.deepEqual(
      { id, digest, platform, created, references, diffIds },
      {
        id: `sha256:${"1".repeat(64)}`,
        digest: `sha256:${"2".repeat(64)}`,
        platform: "linux/arm64",
        created: "2026-01-01T00:00:00Z",
        references: ["shop.example/shop:1"],
        diffIds: reports.diffIds,
      },
    );
    const grype = await read(reports.grypeJson);
    assert.deepEqual([grype.data.at, grype.image.platform], ["2026-11-01T00:00:00Z", "linux/amd64"]);
  });

  it("names packages without findings where it lists them, and says where not", async () => {
    const names = async (report: unknown) => {
      const { packages, onlyAffected = false } = await read(report);
      return [packages.length, onlyAffected];
    };
    assert.deepEqual(await names(reports.trivyJson), [3, false]);
    assert.deepEqual(await names(reports.grypeJson), [2, true]);
    assert.deepEqual(await names(reports.osvJson), [2, false]);
    assert.deepEqual(await names(reports.twistcliJson), [2, false]);
    assert.deepEqual(await names(reports.clairJson), [2, false]);
  });

  it("that did not recognise the system has a gap, and so has one past its end of support", async () => {
    const { OS: _, ...rest } = reports.trivyJson.Metadata;
    const unknown = await read({ ...reports.trivyJson, Metadata: rest });
    assert.deepEqual(
      unknown.gaps.map(({ what }) => what),
      ["operating system"],
    );
    const ended = await read({
      ...reports.trivyJson,
      Metadata: { ...rest, OS: { Family: "debian", Name: "8", EOSL: true } },
    });
    assert.deepEqual(
      ended.gaps.map(({ what, isInherent }) => [what, isInherent]),
      [["debian 8", true]],
    );
  });

  it("of Clair tells layers by the image's digests", async () => {
    const report = await readClairReport(reports.clairJson, { name: "shop:1", diffIds: reports.diffIds });
    const [library, other] = report?.packages ?? [];
    assert.deepEqual([library?.layer, library?.sourceName, library?.sourceVersion], [1, "openssl", "3.0.1"]);
    assert.equal(other?.layer, undefined);
  });

  it("of Clair names a vulnerability by the first word of what it is called", async () => {
    const [, told] = Object.entries(reports.clairJson.vulnerabilities)[0] ?? [];
    const called = async (name: string) => {
      const report = { ...reports.clairJson, vulnerabilities: { "9": { ...told, name } } };
      return (await read(report)).vulnerabilities[0]?.id;
    };
    assert.equal(await called("RHSA-2026:0001: openssl security update (Important)"), "RHSA-2026:0001");
    assert.equal(await called("CVE-2026-1 openssl: reads too far (moderate)"), "CVE-2026-1");
  });

  it("of osv-scanner says what the package's own distribution says of it", async () => {
    const told = async (...affected: readonly (readonly [ecosystem: string, urgency: string])[]) => {
      const record = {
        id: "DEBIAN-CVE-2026-1",
        affected: affected.map(([ecosystem, urgency]) => ({
          package: { ecosystem, name: "openssl" },
          ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }] }],
          ecosystem_specific: { urgency },
        })),
      };
      const found = { name: "openssl", version: "3.0.1", ecosystem: "Debian:12" };
      const groups = [{ ids: [record.id], aliases: [] }];
      const packages = [{ package: found, groups, vulnerabilities: [record] }];
      const { vulnerabilities } = await read({ results: [{ source: { path: "x" }, packages }] });
      return vulnerabilities.map(({ severity, notes }) => [severity, ...notes].join(" "));
    };
    assert.deepEqual(await told(["Debian:11", "high"], ["Debian:12", "unimportant"]), ["low unimportant"]);
    assert.deepEqual(await told(["Debian:12", "end-of-life"]), ["unknown no-fix"]);
    assert.deepEqual(await told(["Debian:11", "high"]), ["unknown"]);
    assert.deepEqual(await told(["Debian:12:LTS", "high"]), ["high"]);
  });

  it("says in one line what each vulnerability is about", async () => {
    const [, told] = Object.entries(reports.clairJson.vulnerabilities)[0] ?? [];
    const description = `reads\r\n\n  too\tfar ${"and further ".repeat(100)}`;
    const report = { ...reports.clairJson, vulnerabilities: { "9": { ...told, description } } };
    const { summary = "" } = (await read(report)).vulnerabilities[0] ?? {};
    assert.match(summary, /^reads too far and further and/);
    assert.equal(summary.length, 400);
    const untitled = { VulnerabilityID: "CVE-2026-1", PkgName: "a", Description: "reads\nfar" };
    const trivy = { SchemaVersion: 2, ArtifactName: "x", Results: [{ Vulnerabilities: [untitled] }] };
    assert.equal((await read(trivy)).vulnerabilities[0]?.summary, "reads far");
  });

  it("of several fixes tells the smallest that is above", async () => {
    const fixed = (type: Parameters<typeof smallestFix>[0]["type"]) =>
      smallestFix({ type, version: "1.9.0" }, ["2.0.1", "1.10.0", "1.2.0"]);
    for (const type of ["deb", "npm", "gem", "nuget", "composer", "cargo"] as const)
      assert.equal(await fixed(type), "1.10.0", type);
    assert.equal(await fixed("cran"), "2.0.1, 1.10.0, 1.2.0");
  });

  it("gives no address that is not of the web", async () => {
    assert.equal((await read(reports.trivyJson)).vulnerabilities[1]?.url, "");
    const link = "https://security.example/a b|[c]?d=%20é#e";
    const builder = reportBuilder();
    builder.vulnerability(madeVulnerability({ id: "CVE-2026-1", url: link }));
    assert.equal(builder.built(own).vulnerabilities[0]?.url, "https://security.example/a%20b%7C%5Bc%5D?d=%20%C3%A9#e");
  });

  const own = madeReport(
    [
      madePackage({ name: "libssl3", version: "3.0.1", arch: "amd64" }),
      madePackage({ type: "npm", name: "@shop/pad", version: "1", path: "a/package.json" }),
    ],
    [
      madeVulnerability({ id: "CVE-2026-1", severity: "critical", score: 9.8, fixedIn: "3.0.2" }),
      madeVulnerability({ id: "CVE-2026-2", severity: "low", package: 1, notes: ["no-fix", "known-exploited"] }),
    ],
  );

  it("of ours in SARIF is read back", async () => {
    const found = await readReport(sarifOfBill(await billOfHealth(own, { now: NOW })), "report.sarif");
    assert.deepEqual(found.ok && lines(found.value), [
      "CVE-2026-1 in deb libssl3 3.0.1 @? var/lib/dpkg/status: critical 9.8 → 3.0.2",
      "CVE-2026-2 in npm @shop/pad 1 @? a/package.json: low 2 → - no-fix known-exploited",
    ]);
  });

  it("of ours in SARIF whose findings stand on instructions is read back with the places of packages", async () => {
    const bill = await billOfHealth(own, { now: NOW });
    const origin = {
      from: "own",
      path: "Dockerfile",
      line: 1,
      endLine: 1,
      text: "COPY a a",
      confidence: "certain",
    } as const;
    const placed = { ...bill, findings: bill.findings.map((each) => ({ ...each, origin })) };
    const found = await readReport(sarifOfBill(placed), "report.sarif");
    assert.deepEqual(found.ok && found.value.packages.map(({ path }) => path), [
      "var/lib/dpkg/status",
      "a/package.json",
    ]);
  });

  it("in SARIF that did not come to its end, or could not look at all, has a gap", async () => {
    const gapsOf = async (...runs: readonly object[]) =>
      (
        await read({ version: "2.1.0", runs: runs.map((run) => ({ tool: { driver: { name: "x" } }, ...run })) })
      ).gaps.map(({ why }) => why);
    const unrun = ["tells of no run that came to its end"];
    assert.deepEqual(await gapsOf({ results: [], invocations: [{ executionSuccessful: true }] }), []);
    assert.deepEqual(await gapsOf(), unrun);
    assert.deepEqual(await gapsOf({ results: [], invocations: [{ executionSuccessful: false }] }), unrun);
    const notified = ["error", "warning"].map((level) => ({ level, message: { text: `some ${level}` } }));
    const invocations = [{ executionSuccessful: true, toolExecutionNotifications: notified }];
    assert.deepEqual(await gapsOf({ results: [], invocations }), ["some error"]);
    assert.deepEqual(await gapsOf({ invocations }), [...unrun, "some error"]);
    const inherent = { what: "i", why: "j", isInherent: true } as const;
    const bill = await billOfHealth({ ...own, gaps: [{ what: "w", why: "y" }, inherent] }, { now: NOW });
    const [run] = JSON.parse(sarifOfBill(bill)).runs;
    assert.equal(run.invocations[0].executionSuccessful, false);
    assert.deepEqual(await gapsOf(run), ["w: y", "i: j"]);
    const [accepted] = JSON.parse(sarifOfBill(bill, { allowsGaps: true })).runs;
    assert.equal(accepted.invocations[0].executionSuccessful, true);
    const whole = await billOfHealth({ ...own, gaps: [inherent] }, { now: NOW });
    assert.equal(JSON.parse(sarifOfBill(whole)).runs[0].invocations[0].executionSuccessful, true);
  });

  it("of ours in CycloneDX is read back, and its list of packages alone has a gap", async () => {
    const bill = await billOfHealth(own, { now: NOW });
    const whole = await readReport(await cycloneDxOfBill(bill, { withVulnerabilities: true, now: NOW }), "bom.json");
    assert.deepEqual(whole.ok && lines(whole.value), [
      "CVE-2026-1 in deb libssl3 3.0.1 @0 var/lib/dpkg/status: critical 9.8 → 3.0.2",
      "CVE-2026-2 in npm @shop/pad 1 @0 a/package.json: low - → - no-fix known-exploited",
    ]);
    const list = await readReport(await cycloneDxOfBill(bill, { withVulnerabilities: false, now: NOW }), "bom.json");
    assert.deepEqual(list.ok && list.value.gaps.map(({ what }) => what), ["vulnerabilities"]);
  });

  it("of no known format is refused with its name", async () => {
    for (const [text, reason] of [
      ["{", "malformed"],
      ["[]", "unsupported"],
      ['{"results":[]}', "unsupported"],
      ["null", "unsupported"],
    ] as const) {
      const found = await readReport(text, "x.json");
      assert.deepEqual(found.ok ? "" : [found.reason, found.asked], [reason, "x.json"]);
    }
  });

  it("with half a pair of surrogates in an id is read without a throw", async () => {
    for (const { report } of Object.values(expected)) {
      const found = await readReport(JSON.stringify(report).replace(/(-\d+)"/g, '$1\\ud800"'), "x.json");
      assert.ok(found.ok);
      await billOfHealth(found.value, { now: NOW });
    }
  });

  it("with lists of more than a call takes is read without a throw", async () => {
    const many = (each: object) => Array.from({ length: 150_000 }, () => each);
    const components = [{ components: many({}) }];
    const bom = await read({ bomFormat: "CycloneDX", specVersion: "1.6", components, vulnerabilities: [] });
    assert.deepEqual(bom.gaps, []);
    const { vulnerabilities } = await read({
      ...reports.grypeJson,
      matches: reports.grypeJson.matches.map((match) => ({
        ...match,
        artifact: {
          ...match.artifact,
          locations: many({ layerID: reports.grypeJson.source.target.layers[0]?.digest }),
        },
        vulnerability: { ...match.vulnerability, epss: many({ epss: 0.5 }) },
      })),
    });
    assert.equal(vulnerabilities[0]?.exploitProbability, 0.5);
  });

  it("in CycloneDX loses no package, and no vulnerability of what is no package there", async () => {
    const components = Array.from({ length: 200_001 }, (_, index) => ({
      "bom-ref": `${index}`,
      name: "pad",
      version: `${index}`,
      type: "library",
    }));
    const of = (...references: readonly string[]) => ({
      id: "CVE-2026-1",
      affects: references.map((ref) => ({ ref })),
    });
    const bom = (...vulnerabilities: readonly object[]) =>
      read({ bomFormat: "CycloneDX", components, vulnerabilities });
    const whole = await bom(of("0", "200000"));
    assert.deepEqual([whole.vulnerabilities.length, whole.gaps], [2, []]);
    const { vulnerabilities, gaps } = await bom(of("0"), of("the image"), of("1", "another"), of());
    assert.deepEqual([vulnerabilities.length, gaps.map(({ what }) => what)], [2, ["3 vulnerabilities"]]);
  });

  it("is looked through once for what its findings name", async () => {
    const many = 1000;
    let looks = 0;
    const list = (make: (index: number) => readonly [string, unknown]) =>
      Array.from({ length: many }, (_, index) => {
        const [key, value] = make(index);
        const get = () => {
          looks += 1;
          return value;
        };
        return Object.defineProperty({}, key, { get, enumerable: true });
      });
    const each = <Value>(make: (index: number) => Value) => Array.from({ length: many }, (_, index) => make(index));
    const kinds: readonly (readonly [ReportKind, unknown])[] = [
      [
        twistcliReport,
        {
          results: [
            {
              complianceScanPassed: true,
              packages: list((index) => ["name", `p${index}`]),
              vulnerabilities: each((index) => ({ id: `CVE-${index}`, packageName: `p${index}` })),
            },
          ],
        },
      ],
      [
        sarifReport,
        {
          version: "2.1.0",
          runs: [
            {
              tool: { driver: { rules: list((index) => ["id", `CVE-${index}`]) } },
              results: each((index) => ({ ruleId: `CVE-${index}`, message: { text: `Package: p${index}` } })),
            },
          ],
        },
      ],
      [
        osvScannerReport,
        {
          image_metadata: { layer_metadata: list((index) => ["is_empty", index % 2 === 1]) },
          results: [
            {
              packages: each((index) => ({
                package: { name: `p${index}`, image_origin_details: { index } },
                groups: [{ ids: [`CVE-${index}`] }],
              })),
            },
          ],
        },
      ],
    ];
    for (const [kind, value] of kinds) {
      looks = 0;
      const report = await kind.read(value, "it");
      assert.equal(report?.vulnerabilities.length, many, kind.title);
      assert.ok(looks <= 10 * many, `${kind.title}: ${looks} looks`);
    }
  });

  it("that has more than half a million findings is cut off there, with a gap", () => {
    const builder = reportBuilder();
    const found = madeVulnerability({ id: "CVE-2026-1" });
    let told = 0;
    for (; !builder.isFull(); told += 1) builder.vulnerability(found);
    const { vulnerabilities, gaps } = builder.built(own);
    assert.deepEqual([told, vulnerabilities.length], [500_001, 1]);
    assert.deepEqual(
      gaps.map(({ why }) => why),
      ["has more than 500000 findings: the rest was left out"],
    );
  });

  it("with fields of other types is read without a throw", async () => {
    for (const { report } of Object.values(expected)) {
      for (const junk of [null, 7, "x", [], {}, [null], { a: [1] }]) {
        const spoiled = JSON.stringify(report, (key, value) => (SPOILED.has(key) ? junk : value));
        const found = await readReport(spoiled, "x.json");
        if (found.ok) await billOfHealth(found.value, { now: NOW });
      }
    }
  });
});

const SPOILED = new Set(
  (
    "Metadata Packages PkgIdentifier FixedVersion CVSS Layer vulnerability artifact locations fix cvss package groups affected " +
    "image_origin_details layer_metadata rules properties locations message identifiers from packageName status riskFactors " +
    "environments vulnerabilities source"
  ).split(" "),
);
