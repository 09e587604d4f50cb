import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bill, billOfHealth } from "../../../../server/src/scan/bill.ts";
import { cycloneDxOfBill } from "../../../../server/src/scan/formats/cyclonedx.ts";
import { markdownOfBill } from "../../../../server/src/scan/formats/markdown.ts";
import { sarifOfBill } from "../../../../server/src/scan/formats/sarif.ts";
import { spdxOfBill } from "../../../../server/src/scan/formats/spdx.ts";
import { textOfBill } from "../../../../server/src/scan/formats/text.ts";
import { madeDockerfile, madePackage, madeReport, madeVex, madeVulnerability, NOW } from "../made-up-report.ts";
import { wrongByCycloneDx, wrongBySarif } from "./schemas.ts";

const PLAIN = { strong: (text: string) => text, warning: (text: string) => text };

const DOCKERFILE = `FROM golang:1.22 AS build
RUN apt-get install -y curl
FROM debian:12
RUN apt-get install -y curl
COPY --from=build /usr/bin/tool /usr/bin/
`;

const HISTORY = [
  "/bin/sh -c #(nop) ADD file:0f in /",
  "RUN /bin/sh -c apt-get install -y curl # buildkit",
  "COPY /usr/bin/tool /usr/bin/ # buildkit",
];
/** A bill with something of everything. */
async function rich(): Promise<Bill> {
  const packages = [
    madePackage({ name: "zlib1g", version: "1:1.2", licences: ["Zlib"] }),
    madePackage({ name: "curl", version: "7.88", layer: 2, sourceName: "curl", sourceVersion: "7.88", arch: "amd64" }),
    madePackage({
      type: "npm",
      name: "@shop/left-pad",
      version: "1.0.0",
      layer: 1,
      path: "srv/a:b/package.json",
      licences: ["MIT", "see file"],
    }),
    madePackage({ name: "unplaced", version: "", layer: undefined, path: "" }),
  ];
  const found = [
    madeVulnerability({
      id: "CVE-2026-1",
      severity: "critical",
      score: 9.8,
      package: 1,
      fixedIn: "7.89",
      summary: "reads too far",
      givenSeverity: "Important",
      aliases: ["GHSA-1"],
    }),
    madeVulnerability({
      id: "CVE-2026-1",
      severity: "critical",
      score: 9.8,
      package: 2,
      fixedIn: "1.0.1",
      summary: "reads too far",
    }),
    madeVulnerability({ id: "CVE-2026-2", severity: "low", package: 0, fixedIn: "2" }),
    madeVulnerability({ id: "CVE-2026-5", severity: "low", package: 0, notes: ["no-fix"] }),
    madeVulnerability({ id: "CVE-2026-3", severity: "medium", package: 2, fixedIn: "1.0.1" }),
    madeVulnerability({ id: "CVE-2026-4", package: 0, notes: ["unimportant"] }),
    madeVulnerability({ id: "CVE-2026-6", severity: "unknown", package: 3, fixedIn: "9", notes: ["known-exploited"] }),
  ];
  const vex = madeVex([
    {
      vulnerability: { name: "CVE-2026-3" },
      products: ["pkg:oci/shop"],
      status: "affected",
      action_statement: "only pads",
      status_notes: "seaworthy: accepted",
    },
  ]);
  const report = madeReport(packages, found, {
    gaps: [{ what: "w", why: "y" }],
    ownedCount: 2,
    scanner: { id: "trivy", title: "Trivy", version: "0.74" },
  });
  const dockerfile = madeDockerfile(DOCKERFILE, HISTORY, "shop/Dockerfile");
  return billOfHealth(report, { dockerfile, vex: [vex], now: NOW });
}

test("the text of a rich bill", async () => {
  assert.equal(
    textOfBill(await rich(), PLAIN),
    `shop:1.2
  image sha256:${"a".repeat(64)}
  digest sha256:${"b".repeat(64)}
  linux/amd64
  built 2026-11-20T10:00:00Z
  Debian GNU/Linux 12 (bookworm)
  Trivy 0.74, data from osv.dev (2026-11-26T00:00:00Z)
  shop/Dockerfile

Coverage: 4 packages
  3 deb, 1 npm; 2 more belong to packages of the distribution
  not covered: w: y

Fix first: 3 with a fix, high or worse (1 of unknown severity)
  shop/Dockerfile:4: RUN apt-get install -y curl
    critical CVE-2026-1 @shop/left-pad 1.0.0 → 1.0.1 in srv/a:b/package.json: reads too far
  shop/Dockerfile:5: COPY --from=build /usr/bin/tool /usr/bin/
    critical (Trivy: Important) CVE-2026-1 curl 7.88 → 7.89 (also in stage build, line 2): reads too far
  instruction not known
    unknown CVE-2026-6 unplaced → 9

The rest: 2
  low: 2
    zlib1g 1:1.2: CVE-2026-2, CVE-2026-5 (1 fixable)

Hidden: 2
  CVE-2026-3 @shop/left-pad 1.0.0: accepted: only pads (me@shop.example, 2026-11-01)
  1 that the distribution calls unimportant

Base image
  2 of 5 come with the base: shop/Dockerfile:3: FROM debian:12

Take note
  attacks are known: CVE-2026-6 in unplaced
  no fix will come: zlib1g 1:1.2: CVE-2026-5

5 findings: 2 critical, 2 low, 1 unknown, 2 hidden; 1 thing could not be looked at
`,
  );
});

test("the Markdown of a rich bill", async () => {
  assert.equal(
    markdownOfBill(await rich()),
    `## shop:1.2

**5 findings: 2 critical, 2 low, 1 unknown, 2 hidden; 1 thing could not be looked at**

- image sha256:${"a".repeat(64)}
- digest sha256:${"b".repeat(64)}
- linux/amd64
- built 2026-11-20T10:00:00Z
- Debian GNU/Linux 12 \\(bookworm\\)
- Trivy 0.74, data from osv.dev \\(2026-11-26T00:00:00Z\\)
- shop/Dockerfile
- 3 deb, 1 npm; 2 more belong to packages of the distribution

- ⚠️ not covered: w: y

🛑 attacks are known: unplaced \\(CVE-2026-6\\)

### Fix first: 3

shop/Dockerfile:4 \` RUN apt-get install -y curl \`

| severity | id | package | fixed in | |
|---|---|---|---|---|
| critical | CVE-2026-1 | @&#8203;shop/left-pad 1.0.0, in srv/a:b/package.json | 1\\.0.1 | reads too far |

shop/Dockerfile:5 \` COPY --from=build /usr/bin/tool /usr/bin/ \`

| severity | id | package | fixed in | |
|---|---|---|---|---|
| critical \\(Trivy: Important\\) | CVE-2026-1 | curl 7.88, also in stage build, line 2 | 7\\.89 | reads too far |

Instruction not known

| severity | id | package | fixed in | |
|---|---|---|---|---|
| unknown | CVE-2026-6 | unplaced | 9 |  |

<details><summary>The rest: 2 low</summary>

| severity | id | package | fixed in | |
|---|---|---|---|---|
| low | CVE-2026-2 | zlib1g 1:1.2 | 2 |  |
| low | CVE-2026-5 | zlib1g 1:1.2 | – |  |

</details>

<details><summary>Hidden: 2</summary>

- CVE-2026-4 zlib1g 1:1.2: the distribution calls it unimportant
- CVE-2026-3 @&#8203;shop/left-pad 1.0.0: accepted: only pads \\(me@&#8203;shop.example, 2026-11-01\\)

</details>
`,
  );
});

test("SARIF of a rich bill says of each finding what is known", async () => {
  const log = JSON.parse(sarifOfBill(await rich()));
  assert.equal(wrongBySarif(log), "");
  const [{ tool, results, automationDetails }] = log.runs;
  assert.deepEqual(automationDetails, { id: "scan/docker.io/library/shop/" });
  assert.equal(tool.driver.name, "Trivy");
  const [first, , third] = tool.driver.rules;
  const text = "reads too far";
  assert.deepEqual(first, {
    id: "CVE-2026-1",
    shortDescription: { text },
    fullDescription: { text },
    helpUri: "https://osv.dev/vulnerability/CVE-2026-1",
    help: { text: "CVE-2026-1, GHSA-1" },
    defaultConfiguration: { level: "error" },
    properties: { tags: ["security", "vulnerability"], "security-severity": "9.8" },
  });
  assert.deepEqual([third.shortDescription.text, third.properties["security-severity"]], ["CVE-2026-3", "5.5"]);
  type Told = { readonly message: { readonly text: string }; readonly level: string; readonly properties: object };
  type Placed = Told & {
    readonly ruleIndex: number;
    readonly suppressions?: readonly { readonly justification: string }[];
  };
  assert.deepEqual(
    results.map(({ message, level, ruleIndex, properties, suppressions }: Placed) => {
      const { purl: _, ...known } = { purl: "", ...properties };
      return [
        message.text,
        level,
        ruleIndex,
        JSON.stringify(known),
        ...(suppressions ?? []).map((each) => each.justification),
      ];
    }),
    [
      [
        "@shop/left-pad 1.0.0: CVE-2026-1, critical; fixed in 1.0.1; in srv/a:b/package.json",
        "error",
        0,
        '{"path":"srv/a:b/package.json","status":"open","fixedIn":"1.0.1"}',
      ],
      [
        "curl 7.88: CVE-2026-1, critical (Trivy: Important); fixed in 7.89; also in stage build, line 2",
        "error",
        0,
        '{"path":"var/lib/dpkg/status","status":"open","fixedIn":"7.89"}',
      ],
      [
        "zlib1g 1:1.2: CVE-2026-4, high; no fix is known",
        "error",
        1,
        '{"path":"var/lib/dpkg/status","status":"open","notes":["unimportant"]}',
        "the distribution calls it unimportant",
      ],
      [
        "@shop/left-pad 1.0.0: CVE-2026-3, medium; fixed in 1.0.1; in srv/a:b/package.json",
        "warning",
        2,
        '{"path":"srv/a:b/package.json","status":"accepted","fixedIn":"1.0.1"}',
        "accepted: only pads (me@shop.example, 2026-11-01)",
      ],
      [
        "zlib1g 1:1.2: CVE-2026-2, low; fixed in 2",
        "note",
        3,
        '{"path":"var/lib/dpkg/status","status":"open","fixedIn":"2"}',
      ],
      [
        "zlib1g 1:1.2: CVE-2026-5, low; no fix is known",
        "note",
        4,
        '{"path":"var/lib/dpkg/status","status":"open","notes":["no-fix"]}',
      ],
      [
        "unplaced: CVE-2026-6, unknown; fixed in 9",
        "warning",
        5,
        '{"status":"open","fixedIn":"9","notes":["known-exploited"]}',
      ],
    ],
  );
});

test("CycloneDX of a rich bill has each vulnerability once, and another of the same that was decided otherwise", async () => {
  const bom = JSON.parse(await cycloneDxOfBill(await rich(), { withVulnerabilities: true, now: NOW }));
  assert.equal(wrongByCycloneDx(bom), "");
  const [first, , , ...others] = bom.vulnerabilities;
  const curl = "pkg:deb/debian/curl@7.88?arch=amd64&distro=debian-12";
  const pad = "pkg:npm/%40shop/left-pad@1.0.0";
  const affected = (ref: string, version: string) => ({ ref, versions: [{ version, status: "affected" }] });
  assert.deepEqual(first, {
    "bom-ref": "vulnerability:CVE-2026-1",
    id: "CVE-2026-1",
    source: { name: "osv.dev" },
    references: [{ id: "GHSA-1", source: { name: "osv.dev" } }],
    ratings: [{ score: 9.8, severity: "critical" }],
    description: "reads too far",
    recommendation: "Upgrade @shop/left-pad to 1.0.1; Upgrade curl to 7.89",
    advisories: [{ url: "https://osv.dev/vulnerability/CVE-2026-1" }],
    affects: [affected(curl, "7.88"), affected(pad, "1.0.0")],
  });
  assert.deepEqual(
    others.map(({ id, properties }: { readonly id: string; readonly properties: readonly object[] }) => [
      id,
      properties[0],
    ]),
    [
      ["CVE-2026-4", { name: "seaworthy:note", value: "unimportant" }],
      ["CVE-2026-5", { name: "seaworthy:note", value: "no-fix" }],
      ["CVE-2026-6", { name: "seaworthy:note", value: "known-exploited" }],
    ],
  );
  const found = bom.components.find((each: { readonly "bom-ref": string }) => each["bom-ref"] === pad);
  assert.deepEqual(found.properties, [
    { name: "seaworthy:dockerfile", value: "shop/Dockerfile:4" },
    { name: "seaworthy:layer", value: "1" },
    { name: "seaworthy:path", value: "srv/a:b/package.json" },
  ]);
  assert.deepEqual([found.group, found.name, found.licenses.length], ["@shop", "left-pad", 2]);
});

test("CycloneDX tells one vulnerability apart by what was decided in each package", async () => {
  const packages = ["a", "b", "c"].map((name) => madePackage({ name, version: "1" }));
  const found = packages.map((_, index) => madeVulnerability({ id: "CVE-2026-1", package: index }));
  const about = (name: string, justification: string) => ({
    vulnerability: { name: "CVE-2026-1" },
    products: [{ "@id": "pkg:oci/shop", subcomponents: [{ "@id": `pkg:deb/debian/${name}` }] }],
    status: "not_affected",
    justification,
  });
  const vex = [
    madeVex([about("a", "component_not_present"), about("b", "vulnerable_code_cannot_be_controlled_by_adversary")]),
  ];
  const bom = JSON.parse(
    await cycloneDxOfBill(await billOfHealth(madeReport(packages, found), { vex, now: NOW }), {
      withVulnerabilities: true,
      now: NOW,
    }),
  );
  assert.deepEqual(
    bom.vulnerabilities.map(
      (each: { readonly "bom-ref": string; readonly analysis?: { readonly justification?: string } }) => [
        each["bom-ref"],
        each.analysis?.justification,
      ],
    ),
    [
      ["vulnerability:CVE-2026-1", "code_not_present"],
      ["vulnerability:CVE-2026-1:2", undefined],
      ["vulnerability:CVE-2026-1:3", undefined],
    ],
  );
});

test("SPDX of a rich bill", async () => {
  const { name, documentNamespace, packages, creationInfo } = JSON.parse(await spdxOfBill(await rich(), NOW));
  assert.match(
    documentNamespace,
    /^https:\/\/spdx\.org\/spdxdocs\/shop%3A1\.2-[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  assert.deepEqual([name, creationInfo.creators], ["shop:1.2", ["Tool: Trivy-0.74"]]);
  const none = "NOASSERTION";
  assert.deepEqual(packages[1], {
    SPDXID: "SPDXRef-Package-0",
    name: "zlib1g",
    versionInfo: "1:1.2",
    downloadLocation: none,
    filesAnalyzed: false,
    licenseConcluded: none,
    licenseDeclared: "Zlib",
    copyrightText: none,
    sourceInfo: "found in /var/lib/dpkg/status",
    externalRefs: [
      {
        referenceCategory: "PACKAGE-MANAGER",
        referenceType: "purl",
        referenceLocator: "pkg:deb/debian/zlib1g@1:1.2?distro=debian-12",
      },
    ],
  });
});
