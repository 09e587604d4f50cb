import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { billOfHealth } from "../../../../server/src/scan/bill.ts";
import { reportBuilder } from "../../../../server/src/scan/scanners/reports/report-builder.ts";
import { madeReport, madeVulnerability, NOW } from "../made-up-report.ts";
import * as reports from "./made-up-reports.ts";
import { lines, read } from "./told-lines.ts";

describe("a report", () => {
  it("that tells a vulnerability twice has the worse of it, and all that only one of them says", async () => {
    const told = { VulnerabilityID: "CVE-2026-1", PkgName: "a", InstalledVersion: "1" };
    const milder = {
      ...told,
      Severity: "LOW",
      Title: "reads far",
      PrimaryURL: "https://x.example/1",
      FixedVersion: "2",
    };
    const Vulnerabilities = [milder, { ...told, Severity: "HIGH" }];
    for (const each of [Vulnerabilities, Vulnerabilities.toReversed()]) {
      const report = { SchemaVersion: 2, ArtifactName: "shop", Results: [{ Vulnerabilities: each }] };
      const [found, ...others] = (await read(report)).vulnerabilities;
      assert.deepEqual(
        [found?.severity, found?.summary, found?.url, found?.fixedIn, others.length],
        ["high", "reads far", "https://x.example/1", "2", 0],
      );
    }
  });
  it("in SARIF tells of no result that is in order, or was there before alone", async () => {
    const result = { ruleId: "CVE-2026-1", message: { text: "Package: a\nInstalled Version: 1" } };
    const count = async (more: object) => {
      const runs = [{ tool: { driver: { name: "x" } }, results: [{ ...result, ...more }] }];
      return (await read({ version: "2.1.0", runs })).vulnerabilities.length;
    };
    assert.deepEqual(
      await Promise.all([{}, { kind: "fail" }, { kind: "review" }, { baselineState: "new" }].map(count)),
      [1, 1, 1, 1],
    );
    const none = [{ kind: "pass" }, { kind: "notApplicable" }, { kind: "informational" }, { baselineState: "absent" }];
    assert.deepEqual(await Promise.all(none.map(count)), [0, 0, 0, 0]);
  });
  it("in CycloneDX tells of no vulnerability that a version is said to be without", async () => {
    const count = async (...versions: readonly object[]) => {
      const components = [{ type: "library", name: "a", version: "1", "bom-ref": "a" }];
      const vulnerabilities = [{ id: "CVE-2026-1", affects: [{ ref: "a", versions }] }];
      const { vulnerabilities: found, gaps } = await read({ bomFormat: "CycloneDX", components, vulnerabilities });
      return [found.length, gaps.length];
    };
    assert.deepEqual(await count({ version: "1", status: "unaffected" }), [0, 0]);
    assert.deepEqual(await count({ version: "2", status: "unaffected" }, { version: "1" }), [1, 0]);
    assert.deepEqual(await count({ version: "1", status: "affected" }), [1, 0]);
  });
  it("of Trivy has the score of an old version of CVSS where there is no newer", async () => {
    const scored = async (CVSS: object) => {
      const vulnerability = { VulnerabilityID: "CVE-2026-1", PkgName: "a", SeveritySource: "debian", CVSS };
      const report = { SchemaVersion: 2, ArtifactName: "shop", Results: [{ Vulnerabilities: [vulnerability] }] };
      return (await read(report)).vulnerabilities[0]?.score;
    };
    assert.equal(await scored({ nvd: { V2Score: 7.5 } }), 7.5);
    assert.equal(await scored({ nvd: { V2Score: 7.5 }, ghsa: { V3Score: 5.5 } }), 5.5);
    assert.equal(await scored({ debian: { V3Score: 4.4 }, nvd: { V40Score: 5.5 } }), 4.4);
  });
  it("in CycloneDX is rated by the newest CVSS of each source", async () => {
    const rated = async (...ratings: readonly object[]) => {
      const source = { name: "NVD" };
      const vulnerability = { id: "CVE-2026-1", source, ratings, affects: [{ ref: "a" }] };
      const components = [{ type: "library", name: "a", version: "1", "bom-ref": "a" }];
      const report = { bomFormat: "CycloneDX", components, vulnerabilities: [vulnerability] };
      const [found] = (await read(report)).vulnerabilities;
      return [found?.severity, found?.score];
    };
    const old = { source: { name: "NVD" }, method: "CVSSv2", score: 7.5, severity: "high" };
    const now = { source: { name: "NVD" }, method: "CVSSv31", score: 5.5, severity: "medium" };
    const other = { source: { name: "GHSA" }, method: "CVSSv4", score: 5.1, severity: "medium" };
    assert.deepEqual(await rated(old, now), ["medium", 5.5]);
    assert.deepEqual(await rated(old), ["high", 7.5]);
    assert.deepEqual(await rated(now, other), ["medium", 5.1]);
    assert.deepEqual(await rated(old, { ...other, source: { name: "NVD" } }), ["medium", 5.1]);
    assert.deepEqual(await rated(now, { severity: "low", score: 1, method: "other" }), ["medium", 5.5]);
  });
  it("of Trivy has the name of a package as its index writes it, where the purl is in lower case", async () => {
    const named = async (PkgName: string, PURL: string) => {
      const vulnerability = { VulnerabilityID: "CVE-2026-1", PkgName, PkgIdentifier: { PURL } };
      const report = { SchemaVersion: 2, ArtifactName: "shop", Results: [{ Vulnerabilities: [vulnerability] }] };
      return (await read(report)).packages[0]?.name;
    };
    assert.equal(await named("x.example/Team/Tool", "pkg:golang/x.example/team/tool@v1.0.0"), "x.example/Team/Tool");
    assert.equal(await named("other", "pkg:golang/x.example/team/tool@v1.0.0"), "x.example/team/tool");
    assert.equal(await named("other", "pkg:npm/JSONStream@1.3.5"), "JSONStream");
    assert.equal(await named("JSONStream", "pkg:npm/jsonstream@1.3.5"), "JSONStream");
  });
  it("of Clair tells the type by the package's database, and the fix of a range", async () => {
    const [, told] = Object.entries(reports.clairJson.vulnerabilities)[0] ?? [];
    const fixOf = async (database: string, fixed: string) => {
      const report = {
        ...reports.clairJson,
        environments: { "1": [{ package_db: database }] },
        vulnerabilities: { "9": { ...told, fixed_in_version: fixed } },
      };
      return lines(await read(report))[0]?.replace(/^CVE-2026-1 in /, "");
    };
    const end = (type: string, path: string, fix: string) =>
      `${type} libssl3 3.0.1 @? ${path}: low (Negligible) - → ${fix}`;
    assert.equal(await fixOf("lib/apk/db/installed", ""), end("apk", "lib/apk/db/installed", "-"));
    assert.equal(await fixOf("sqlite:usr/share/rpm", "0:3.0.2-1.el9"), end("rpm", "usr/share/rpm", "0:3.0.2-1.el9"));
    assert.equal(await fixOf("var/lib/rpm", "3.0.2"), end("rpm", "var/lib/rpm", "3.0.2"));
    assert.equal(await fixOf("python:srv/lib", "fixed=3.0.2&introduced=2"), end("pypi", "srv/lib", "3.0.2"));
    assert.equal(await fixOf("jar:srv/a.jar", "introduced=2&lastAffected=4"), end("maven", "srv/a.jar", "-"));
    assert.equal(
      await fixOf("root/buildinfo/labels.json", "3.0.2"),
      end("generic", "root/buildinfo/labels.json", "3.0.2"),
    );
  });

  it("of Clair finds a package in each of its places", async () => {
    const places = ["maven:srv/a.jar", "maven:srv/b.jar"].map((path) => ({ package_db: path }));
    const value = await read({ ...reports.clairJson, environments: { "1": [...places, ...places] } });
    assert.deepEqual(
      lines(value).map((line) => line.split("? ").at(1)),
      ["srv/a.jar: low (Negligible) - → 3.0.2", "srv/b.jar: low (Negligible) - → 3.0.2"],
    );
  });

  it("of Clair that recognised no system has a gap", async () => {
    const { gaps } = await read({ ...reports.clairJson, distributions: { "1": null, "2": { did: "" } } });
    assert.deepEqual(
      gaps.map(({ what }) => what),
      ["operating system"],
    );
  });

  it("of Grype tells of an advisory about several what it knows of each", async () => {
    const related = [
      { id: "CVE-2026-1", cvss: [{ version: "3.1", metrics: { baseScore: 4 } }] },
      { id: "CVE-2026-2", cvss: [{ version: "3.1", metrics: { baseScore: 9 } }] },
    ];
    const vulnerability = { id: "ELSA-2026-1", severity: "High", knownExploited: [{ cve: "CVE-2026-2" }] };
    const artifact = { name: "kernel", version: "5", type: "rpm" };
    const matches = [{ vulnerability, relatedVulnerabilities: related, artifact }];
    assert.deepEqual(lines(await read({ ...reports.grypeJson, matches })), [
      "CVE-2026-1=ELSA-2026-1 in rpm kernel 5 @?: high 4 → -",
      "CVE-2026-2=ELSA-2026-1 in rpm kernel 5 @?: high 9 → - known-exploited",
    ]);
  });

  it("of Grype about a distribution past its end has a gap", async () => {
    const alert = { alerts: [{ type: "distro-eol", message: "Package is from end-of-life distro: debian 9" }] };
    const { gaps } = await read({ ...reports.grypeJson, alertsByPackage: [alert, alert, {}] });
    const why = "Package is from end-of-life distro: debian 9";
    assert.deepEqual(gaps, [{ what: "2 packages", why, isInherent: true }]);
  });

  it("of osv-scanner knows a Python package by any of its names", async () => {
    const record = {
      id: "PYSEC-1",
      affected: [
        {
          package: { ecosystem: "PyPI", name: "shop-pad" },
          ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "2" }] }],
        },
      ],
    };
    const packages = [
      {
        package: { name: "Shop_Pad", version: "1", ecosystem: "PyPI" },
        groups: [{ ids: ["PYSEC-1"] }],
        vulnerabilities: [record],
      },
    ];
    const value = await read({ results: [{ source: { path: "x" }, packages }] });
    assert.deepEqual(lines(value), ["PYSEC-1 in pypi Shop_Pad 1 @? x: unknown - → 2"]);
  });

  it("of Grype counts the newest CVSS, and an attack by its name", async () => {
    const score = (version: string, baseScore: unknown) => ({ version, metrics: { baseScore } });
    const cvss = [score("3.1", 5), score("3.1", 7), score("2.0", 10), score("4.0", "none")];
    const match = {
      vulnerability: { id: "MAL-2026-1", severity: "Low", cvss },
      artifact: { name: "pad", version: "1" },
    };
    assert.deepEqual(lines(await read({ ...reports.grypeJson, matches: [match] })), [
      "MAL-2026-1 in generic pad 1 @?: critical 7 → - malicious",
    ]);
  });

  it("of Grype and Snyk is about the image that they were told to scan", async () => {
    const { source } = reports.grypeJson;
    const target = { ...source.target, userInput: "shop.example/shop:2" };
    const grype = await read({ ...reports.grypeJson, source: { ...source, target }, distro: {} });
    assert.deepEqual(
      [grype.image.name, grype.gaps.map(({ what }) => what)],
      ["shop.example/shop:2", ["operating system"]],
    );
    const snyk = await read(reports.snykJson.map((each) => ({ ...each, path: "shop.example/shop:3" })));
    assert.equal(snyk.image.name, "shop.example/shop:3");
  });

  it("of Snyk is told by any field of a project, and has a gap for each part that failed", async () => {
    const [{ vulnerabilities } = { vulnerabilities: [] }] = reports.snykJson;
    for (const field of [{ docker: {} }, { projectName: "shop" }]) {
      const found = await read([
        { ...field, vulnerabilities },
        { error: "x".repeat(500) },
        { path: "a", message: "no" },
      ]);
      assert.deepEqual(
        found.gaps.map(({ what, why }) => `${what}: ${why.length}`),
        ["a part of the image: 400", "a: 2"],
      );
      assert.equal(found.vulnerabilities.length, 1);
    }
  });

  it("of Snyk about several CVEs is a finding of each", async () => {
    const [{ vulnerabilities, ...project } = { vulnerabilities: [] }] = reports.snykJson;
    const identifiers = { CVE: ["CVE-2026-2", "CVE-2026-1"], GHSA: ["GHSA-1"] };
    const value = await read({
      ...project,
      applications: [],
      vulnerabilities: [{ ...vulnerabilities[0], identifiers }],
    });
    assert.deepEqual(
      value.vulnerabilities.map(({ id, aliases }) => [id, ...aliases].join("=")),
      ["CVE-2026-2=GHSA-1=SNYK-DEBIAN12-OPENSSL-1", "CVE-2026-1=GHSA-1=SNYK-DEBIAN12-OPENSSL-1"],
    );
  });

  it("of twistcli says what it leaves out", async () => {
    const [image] = reports.twistcliJson.results;
    const { packages: _, ...bare } = image ?? { packages: [] };
    const value = await read({ results: [bare, image, image] });
    assert.deepEqual([value.onlyAffected, value.gaps.map(({ what }) => what)], [true, ["2 images"]]);
    const risks = { "Exploit exists - in the wild": {} };
    const [first] = image?.vulnerabilities ?? [];
    const told = await read({ results: [{ ...image, vulnerabilities: [{ ...first, riskFactors: risks }] }] });
    assert.deepEqual(told.vulnerabilities[0]?.notes, ["known-exploited"]);
  });

  it("of two advisories about one vulnerability tells the worse, and all that one of them says", () => {
    const builder = reportBuilder();
    const told = (more: object) => builder.vulnerability(madeVulnerability({ id: "CVE-2026-1", ...more }));
    told({
      aliases: ["GHSA-1"],
      severity: "medium",
      givenSeverity: "Moderate",
      score: 5,
      fixedIn: "2",
      notes: ["no-fix"],
    });
    told({ aliases: ["GHSA-1", "DSA-1"], severity: "critical", score: 9, notes: ["known-exploited"] });
    told({ severity: "unknown", fixedIn: "3" });
    const { vulnerabilities } = builder.built(madeReport([], []));
    assert.deepEqual(vulnerabilities, [
      madeVulnerability({
        id: "CVE-2026-1",
        aliases: ["GHSA-1", "DSA-1"],
        severity: "critical",
        score: 9,
        fixedIn: "2",
        notes: ["no-fix", "known-exploited"],
      }),
    ]);
  });

  it("of osv-scanner loses no record that stands in none of its groups", async () => {
    const [{ packages, ...result } = { packages: [] }] = reports.osvJson.results;
    const [found] = packages;
    const value = await read({ ...reports.osvJson, results: [{ ...result, packages: [{ ...found, groups: [] }] }] });
    assert.deepEqual(lines(value), lines(await read(reports.osvJson)));
    assert.equal(value.onlyAffected, true);
  });

  type Details = Readonly<Record<"image" | "source" | "system" | "first", string>>;
  const details: Readonly<Record<string, readonly [report: unknown, told: Details]>> = {
    Clair: [
      reports.clairJson,
      {
        image: `report.json - sha256:${"2".repeat(64)} - -`,
        source: "Clair: Clair's database, -",
        system: "debian 12 (Debian 12)",
        first: "https://security.example/CVE-2026-1 reads too far",
      },
    ],
    Grype: [
      reports.grypeJson,
      {
        image: "report.json sha256:1 - linux/amd64 shop:1",
        source: "Grype: Grype's database, 2026-11-01T00:00:00Z",
        system: "debian 12 (debian 12)",
        first: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc reads too far",
      },
    ],
    "osv-scanner": [
      reports.osvJson,
      {
        image: "report.json - - - -",
        source: "osv-scanner: osv.dev, -",
        system: "debian 12 (Debian GNU/Linux 12)",
        first: "https://osv.dev/vulnerability/DEBIAN-CVE-2026-1 reads too far",
      },
    ],
    "Docker Scout": [
      reports.scoutSarif,
      {
        image: "report.json - - - -",
        source: "Docker Scout: Docker Scout, -",
        system: "-",
        first: "https://scout.example/v/CVE-2026-1 CVE-2026-1: reads too far",
      },
    ],
    Snyk: [
      reports.snykJson,
      {
        image: "report.json - - linux/amd64 -",
        source: "Snyk: Snyk's service, -",
        system: "debian 12 (debian 12)",
        first: "https://security.snyk.io/vuln/SNYK-DEBIAN12-OPENSSL-1 Out-of-bounds Read",
      },
    ],
    Trivy: [
      reports.trivyJson,
      {
        image: `image.tar sha256:${"1".repeat(64)} sha256:${"2".repeat(64)} linux/arm64 shop.example/shop:1`,
        source: "Trivy: Trivy's database, -",
        system: "debian 12.5 (debian 12.5)",
        first: "https://avd.example/cve-2026-1 reads too far",
      },
    ],
    twistcli: [
      reports.twistcliJson,
      {
        image: "shop:1 sha256:1 - - -",
        source: "Prisma Cloud: Prisma Cloud's console, -",
        system: "  (Debian GNU/Linux 12 (bookworm))",
        first: "https://nvd.example/CVE-2026-1 reads too far",
      },
    ],
  };

  for (const [title, [report, told]] of Object.entries(details)) {
    it(`of ${title} tells the image, where its data are from, the system, and what a finding is about`, async () => {
      const { image, scanner, data, os, vulnerabilities } = await read(report);
      const { name, id, digest = "-", platform = "-", references = [] } = image;
      const [first] = vulnerabilities;
      assert.deepEqual(
        {
          image: [name, id || "-", digest, platform, references.join() || "-"].join(" "),
          source: `${scanner.title}: ${data.source}, ${data.at ?? "-"}`,
          system: os === undefined ? "-" : `${os.id} ${os.versionId} (${os.prettyName})`,
          first: `${first?.url} ${first?.summary}`,
        },
        told,
      );
    });
  }

  it("of Snyk names packages of the distribution by it, as every other scanner does", async () => {
    const { purls } = await billOfHealth(await read(reports.snykJson), { now: NOW });
    assert.deepEqual(purls, ["pkg:deb/debian/libssl3@3.0.1?distro=debian-12", "pkg:npm/%40shop/left-pad@1.2.0"]);
  });

  it("of Trivy tells whose data they are, a score that others gave, and what will never be fixed", async () => {
    const told = (more: object) => ({ VulnerabilityID: "CVE-2026-1", PkgName: "a", InstalledVersion: "1", ...more });
    const read1 = async (...vulnerabilities: readonly object[]) =>
      await read({
        ...reports.trivyJson,
        Results: [{ Class: "os-pkgs", Target: "a/b", Vulnerabilities: vulnerabilities }],
      });
    const scores = { nvd: { V3Score: 5 }, ghsa: { V3Score: 6, V40Score: 7 } };
    const { data, vulnerabilities, packages } = await read1(
      told({ DataSource: { Name: "Debian" }, CVSS: scores, SeveritySource: "ghsa", Status: "end_of_life" }),
      told({ VulnerabilityID: "CVE-2026-2", DataSource: { Name: "Alpine" }, CVSS: scores, SeveritySource: "debian" }),
      told({ VulnerabilityID: "CVE-2026-3", DataSource: { Name: "Debian" }, CVSS: { ghsa: scores.ghsa } }),
    );
    assert.equal(data.source, "Alpine, Debian");
    assert.deepEqual(
      vulnerabilities.map(({ score, notes }) => [score, ...notes]),
      [[7, "no-fix"], [5], [7]],
    );
    assert.equal(packages[0]?.path, "");
  });
});
