import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { billOfHealth } from "../../../../server/src/scan/bill.ts";
import { cycloneDxOfBill } from "../../../../server/src/scan/formats/cyclonedx.ts";
import { madePackage, madeReport, NOW } from "../made-up-report.ts";
import * as reports from "./made-up-reports.ts";
import { lines, read } from "./told-lines.ts";

describe("a report", () => {
  const bomOf = (vulnerability: object, more: object = {}) => ({
    bomFormat: "CycloneDX",
    components: [{ "bom-ref": "a", type: "library", name: "pad", version: "1" }],
    vulnerabilities: [{ id: "CVE-2026-1", affects: [{ ref: "a" }], ...vulnerability }],
    ...more,
  });

  const ratings: Readonly<Record<string, readonly [source: string, ratings: readonly object[], told: string]>> = {
    "the word of who tells of it": [
      "debian",
      [
        { source: { name: "alma" }, severity: "low" },
        { source: { name: "debian" }, severity: "medium" },
        { source: { name: "nvd" }, severity: "critical", score: 9.8, method: "CVSSv31" },
      ],
      "medium 9.8",
    ],
    "the worst, where that one has no word": [
      "debian",
      [
        { source: { name: "alma" }, severity: "low" },
        { severity: "high" },
        { source: { name: "debian" }, severity: "unknown" },
      ],
      "high -",
    ],
    "the worst, where nobody is named": [
      "",
      [{ severity: "none" }, { severity: "low" }, { severity: "critical" }],
      "critical -",
    ],
    "the score of CVSS alone": [
      "",
      [
        { severity: "low", score: 3, method: "CVSSv2" },
        { score: 9, method: "OWASP" },
        { score: 8, method: 7 },
        { score: 4 },
      ],
      "low 4",
    ],
    "what Grype knows of attacks": [
      "nvd",
      [
        { severity: "low", score: 3, method: "CVSSv31" },
        { score: 0.25, method: "EPSS", source: { name: "FIRST" } },
        { score: 1, method: "other", source: { name: "CISA KEV Catalog" } },
      ],
      "low 3 0.25 known-exploited",
    ],
  };

  for (const [title, [name, given, told]] of Object.entries(ratings)) {
    it(`in CycloneDX tells ${title}`, async () => {
      const { vulnerabilities } = await read(bomOf({ source: { name }, ratings: given }));
      assert.deepEqual(
        vulnerabilities.map(({ severity, score = "-", exploitProbability, notes }) =>
          [severity, score, exploitProbability, ...notes].filter((each) => each !== undefined).join(" "),
        ),
        [told],
      );
    });
  }

  it("in CycloneDX tells licences, paths, attacks by name, and what a document of ours could not look at", async () => {
    const component = {
      "bom-ref": "a",
      purl: "pkg:npm/pad@1",
      licenses: [
        { expression: "MIT OR Zlib" },
        { license: { id: "MIT" } },
        { license: { name: "ours" } },
        { license: {} },
      ],
      properties: [{ name: "syft:location:0:path", value: "/srv/pad" }, { name: "x" }],
    };
    const properties = [
      { name: "seaworthy:gap", value: "w: y" },
      { name: "seaworthy:gap" },
      { name: "other", value: "x" },
    ];
    const metadata = {
      component: {
        name: "shop:1",
        version: "1",
        properties: [{ name: "aquasecurity:trivy:ImageID", value: "sha256:1" }, {}],
      },
      properties,
      tools: [{ name: "Some Tool", version: "2" }],
    };
    const value = await read(
      bomOf({ id: "MAL-1", references: [{ id: "CVE-2026-1" }, {}] }, { components: [component], metadata }),
    );
    assert.deepEqual(value.packages[0]?.licences, ["MIT OR Zlib", "MIT", "ours"]);
    assert.deepEqual(lines(value), ["MAL-1=CVE-2026-1 in npm pad 1 @? srv/pad: critical - → - malicious"]);
    assert.deepEqual(
      value.gaps.map(({ why }) => why),
      ["w: y", ""],
    );
    assert.deepEqual([value.image.id, value.image.digest, value.scanner.id], ["sha256:1", undefined, "some-tool"]);
  });

  const trivyBom = {
    bomFormat: "CycloneDX",
    metadata: {
      component: {
        name: "shop.tar",
        properties: [
          ...reports.diffIds.map((value) => ({ name: "aquasecurity:trivy:DiffID", value })),
          { name: "aquasecurity:trivy:ImageID", value: "sha256:1" },
          { name: "aquasecurity:trivy:RepoDigest", value: `shop.example/shop@sha256:${"2".repeat(64)}` },
          { name: "aquasecurity:trivy:RepoTag", value: "shop.example/shop:1" },
          { name: "aquasecurity:trivy:RepoTag", value: "shop.example/shop:2" },
        ],
      },
      tools: { components: [{ name: "trivy", version: "0.74.0" }] },
    },
    components: [
      { "bom-ref": "a", type: "framework", group: "@shop", name: "pad", version: "1" },
      { "bom-ref": "b", type: "application", name: "usr/bin/tool" },
      { type: "operating-system", name: "debian", version: "12.5" },
      {
        "bom-ref": "c",
        purl: "pkg:npm/till@1",
        properties: [{ name: "aquasecurity:trivy:LayerDiffID", value: reports.diffIds[2] }],
      },
    ],
    vulnerabilities: [
      { id: "CVE-2026-1", affects: [{ ref: "c" }], source: { url: "https://security.example/1" } },
      { id: "CVE-2026-2", affects: [{ ref: "a" }], advisories: [{}, { url: "https://security.example/2" }] },
      { id: "CVE-2026-3", affects: [{ ref: "a" }, { ref: "b" }] },
    ],
  };

  it("of Trivy in CycloneDX tells the image, its system and layers, as its own format does", async () => {
    const value = await read(trivyBom);
    const { name, id, digest, references, diffIds } = value.image;
    assert.deepEqual(
      [name, id, digest, references, diffIds],
      [
        "shop.tar",
        "sha256:1",
        `sha256:${"2".repeat(64)}`,
        ["shop.example/shop:1", "shop.example/shop:2"],
        reports.diffIds,
      ],
    );
    assert.deepEqual(
      [value.scanner.id, value.scanner.version, value.os?.prettyName],
      ["trivy", "0.74.0", "debian 12.5"],
    );
    assert.deepEqual(lines(value), [
      "CVE-2026-1 in npm till 1 @2: unknown - → -",
      "CVE-2026-2 in generic @shop/pad 1 @?: unknown - → -",
      "CVE-2026-3 in generic @shop/pad 1 @?: unknown - → -",
    ]);
    assert.deepEqual(
      value.vulnerabilities.map(({ url }) => url.at(-1)),
      ["1", "2", undefined],
    );
    assert.deepEqual(
      value.gaps.map(({ what }) => what),
      ["1 vulnerability"],
    );
  });

  it("of ours in CycloneDX tells the image, its system and layers", async () => {
    const own = madeReport([madePackage({ name: "pad", version: "1", layer: 3 })], []);
    const text = await cycloneDxOfBill(await billOfHealth(own, { now: NOW }), { withVulnerabilities: true, now: NOW });
    const { image, os, packages } = await read(JSON.parse(text));
    const { name, id, digest, platform } = own.image;
    assert.deepEqual([image.name, image.id, image.digest, image.platform], [name, id, digest, platform]);
    assert.deepEqual([os?.id, os?.versionId, packages[0]?.layer], ["debian", "12", 3]);
  });
});
