import assert from "node:assert/strict";
import { test } from "node:test";
import { buildModel } from "../../../../server/src/model/build.ts";
import { type Bill, billOfHealth } from "../../../../server/src/scan/bill.ts";
import { cycloneDxOfBill } from "../../../../server/src/scan/formats/cyclonedx.ts";
import { jsonOfBill } from "../../../../server/src/scan/formats/json.ts";
import { markdownOfBill } from "../../../../server/src/scan/formats/markdown.ts";
import { sarifOfBill } from "../../../../server/src/scan/formats/sarif.ts";
import { spdxOfBill } from "../../../../server/src/scan/formats/spdx.ts";
import { textOfBill } from "../../../../server/src/scan/formats/text.ts";
import { assertDocumented } from "../../../harness/json-page.ts";
import { madeDockerfile, madePackage, madeReport, madeVex, madeVulnerability, NOW } from "../made-up-report.ts";
import { wrongByCycloneDx, wrongBySarif } from "./schemas.ts";

const PLAIN = { strong: (text: string) => text, warning: (text: string) => text };

const DOCKERFILE = "FROM debian:12\nRUN apt-get install -y curl\nCOPY app /srv/a:b\n";
const HISTORY = [
  "/bin/sh -c #(nop) ADD file:0f in /",
  "RUN /bin/sh -c apt-get install -y curl # buildkit",
  "COPY app /srv/a:b # buildkit",
];

const PACKAGES = [
  madePackage({ name: "zlib1g", version: "1:1.2", licences: ["Zlib"] }),
  madePackage({ name: "curl", version: "7.88", layer: 1, sourceName: "curl", sourceVersion: "7.88", arch: "amd64" }),
  madePackage({
    type: "npm",
    name: "@shop/left-pad",
    version: "1.0.0",
    layer: 2,
    path: "srv/a:b/package.json",
    licences: ["MIT", "see file"],
  }),
];

const VULNERABILITIES = [
  madeVulnerability({
    id: "CVE-2026-1",
    severity: "critical",
    score: 9.8,
    package: 1,
    fixedIn: "7.89",
    summary: "reads too far",
  }),
  madeVulnerability({ id: "CVE-2026-2", severity: "low", package: 0, notes: ["no-fix"] }),
  madeVulnerability({ id: "CVE-2026-3", aliases: ["GHSA-1"], severity: "medium", package: 2, fixedIn: "1.0.1" }),
  madeVulnerability({ id: "CVE-2026-4", package: 0, notes: ["unimportant"] }),
];

const VEX = madeVex([
  {
    vulnerability: { name: "GHSA-1" },
    products: [{ "@id": "pkg:oci/shop", subcomponents: [{ "@id": "pkg:npm/%40shop/left-pad" }] }],
    status: "affected",
    action_statement: "only pads",
    status_notes: "seaworthy: accepted until 2027-01-31",
  },
  { vulnerability: { name: "CVE-2020-1" }, products: [{ "@id": "pkg:oci/shop" }], status: "fixed" },
]);

async function made(more: Parameters<typeof madeReport>[2] = {}): Promise<Bill> {
  const dockerfile = madeDockerfile(DOCKERFILE, HISTORY, "shop/Dockerfile");
  return billOfHealth(madeReport(PACKAGES, VULNERABILITIES, more), { dockerfile, vex: [VEX], now: NOW });
}

test("the text names what is a notice, no vulnerability", async () => {
  const notice = madeVulnerability({
    id: "RUSTSEC-1",
    package: 2,
    notes: ["informational"],
    summary: "nobody maintains it",
  });
  const text = textOfBill(await billOfHealth(madeReport(PACKAGES, [notice]), { vex: [], now: NOW }), PLAIN);
  assert.match(text, /\nHidden: 1\n {2}RUSTSEC-1 @shop\/left-pad 1\.0\.0: a notice: nobody maintains it\n/);
  assert.match(text, /\nClean: nothing found in 3 packages, 1 hidden\n$/);
});

test("the text says what was looked at, what is missing, what to do first, and what is hidden", async () => {
  const bill = await made({
    gaps: [{ what: "2 packages", why: "jars without a known group cannot be asked for", isInherent: true }],
    ownedCount: 7,
  });
  assert.equal(
    textOfBill(bill, PLAIN),
    `shop:1.2
  image sha256:${"a".repeat(64)}
  digest sha256:${"b".repeat(64)}
  linux/amd64
  built 2026-11-20T10:00:00Z
  Debian GNU/Linux 12 (bookworm)
  Seaworthy 1.0.0, data from osv.dev (2026-11-26T00:00:00Z)
  shop/Dockerfile

Coverage: 3 packages
  2 deb, 1 npm; 7 more belong to packages of the distribution
  not covered: 2 packages: jars without a known group cannot be asked for

Fix first: 1 with a fix, high or worse
  shop/Dockerfile:2: RUN apt-get install -y curl
    critical CVE-2026-1 curl 7.88 → 7.89: reads too far

The rest: 1
  low: 1
    zlib1g 1:1.2: CVE-2026-2

Hidden: 2
  CVE-2026-3 @shop/left-pad 1.0.0: accepted until 2027-01-31: only pads (me@shop.example, 2026-11-01)
  1 that the distribution calls unimportant
  no longer found: CVE-2020-1, which .vex/shop.openvex.json still decides about

Base image
  1 of 2 come with the base: shop/Dockerfile:1: FROM debian:12

Take note
  no fix will come: zlib1g 1:1.2: CVE-2026-2

2 findings: 1 critical, 1 low, 2 hidden; 1 thing could not be looked at
`,
  );
});

test("what a decision is about is only called no longer found when all could be looked at", async () => {
  const gap = { what: "2 packages", why: "npm/all.zip is not there" };
  assert.doesNotMatch(textOfBill(await made({ gaps: [gap] }), PLAIN), /no longer found/);
  assert.match(textOfBill(await made({ gaps: [{ ...gap, isInherent: true }] }), PLAIN), /no longer found: CVE-2020-1/);
});

test("on a terminal its lines break between words, whether they are painted or not", async () => {
  const bill = await made({ gaps: [{ what: "2 packages", why: "jars without a known group cannot be asked for" }] });
  const red = { ...PLAIN, warning: (text: string) => `\u001b[31m${text}\u001b[39m` };
  for (const paint of [PLAIN, red]) {
    const lines = textOfBill(bill, paint, 50).replaceAll("\u001b[31m", "").replaceAll("\u001b[39m", "").split("\n");
    const [at] = lines.flatMap((line, index) => (line.includes("not covered") ? [index] : []));
    assert.deepEqual(lines.slice(at, (at ?? 0) + 2), [
      "  not covered: 2 packages: jars without a known",
      "      group cannot be asked for",
    ]);
    assert.ok(lines.every((line) => line.length <= 50 || !line.trim().includes(" ") || line.includes("sha256:")));
  }
});

test("clean is said only when everything could be looked at", async () => {
  const last = async (...args: Parameters<typeof madeReport>) =>
    textOfBill(await billOfHealth(madeReport(...args), { now: NOW }), PLAIN)
      .trimEnd()
      .split("\n")
      .at(-1);
  assert.equal(await last(PACKAGES, []), "Clean: nothing found in 3 packages");
  assert.equal(
    await last(PACKAGES, [], { gaps: [{ what: "x", why: "y" }] }),
    "Nothing found in what could be read; 1 thing could not be looked at",
  );
  assert.equal(await last([], []), "Nothing found in what could be read");
  assert.equal(
    await last(PACKAGES, [], { data: { source: "osv.dev", at: "2026-11-19T00:00:00Z" } }),
    "Nothing found in what could be read; the data are 8 days old",
  );
});

test("what is malicious or known to be attacked is shown whatever was decided", async () => {
  const decided = (name: string) => ({
    vulnerability: { name },
    products: [{ "@id": "pkg:oci/shop" }],
    status: "not_affected",
    impact_statement: "no",
  });
  const found = [
    madeVulnerability({ id: "MAL-1", severity: "critical", notes: ["malicious"] }),
    madeVulnerability({ id: "CVE-2026-9", notes: ["known-exploited"] }),
    madeVulnerability({ id: "CVE-2026-8" }),
  ];
  const vex = [madeVex(["MAL-1", "CVE-2026-9", "CVE-2026-8"].map(decided))];
  const bill = await billOfHealth(madeReport(PACKAGES, found), { vex, now: NOW });
  assert.deepEqual(
    bill.findings.map(({ vulnerability, hidden, standing }) => [vulnerability.id, hidden, standing.status]),
    [
      ["MAL-1", undefined, "not_affected"],
      ["CVE-2026-8", "decided", "not_affected"],
      ["CVE-2026-9", undefined, "not_affected"],
    ],
  );
  assert.match(textOfBill(bill, PLAIN), /malicious package: zlib1g 1:1\.2 \(MAL-1\)/);
  assert.match(markdownOfBill(bill), /🛑 attacks are known: zlib1g 1:1\.2 \\\(CVE-2026-9\\\)/);
});

test("the probability of an attack stands beside the id", async () => {
  const told = async (exploitProbability: number) => {
    const found = madeVulnerability({ id: "CVE-2026-1", exploitProbability, fixedIn: "2" });
    return await billOfHealth(madeReport(PACKAGES, [found]), { now: NOW });
  };
  assert.match(textOfBill(await told(0.424), PLAIN), / high CVE-2026-1 \(EPSS 42 %\) zlib1g /);
  assert.match(textOfBill(await told(0.0005), PLAIN), /CVE-2026-1 \(EPSS below 1 %\)/);
  assert.match(markdownOfBill(await told(1)), /CVE-2026-1 \\\(EPSS 100 %\\\)/);
  assert.equal(JSON.parse(jsonOfBill(await told(0.424))).findings[0].epss, 0.424);
});

test("a package that lies in several places is told once, with them", async () => {
  const paths = ["usr/local/bin/a", "usr/local/bin/b", "opt/c"];
  const packages = paths.map((path) => madePackage({ type: "golang", name: "stdlib", version: "1.19.8", path }));
  const found = packages.map((_, index) => madeVulnerability({ id: "CVE-2026-1", package: index, fixedIn: "1.20" }));
  const bill = await billOfHealth(madeReport(packages, found), { now: NOW });
  const place = "in usr/local/bin/a, usr/local/bin/b and 1 more";
  const told = (text: string) => text.split("\n").filter((line) => line.includes("CVE-2026-1"));
  assert.deepEqual(told(textOfBill(bill, PLAIN)), [`    high CVE-2026-1 stdlib 1.19.8 → 1.20 ${place}`]);
  assert.deepEqual(told(markdownOfBill(bill)), [`| high | CVE-2026-1 | stdlib 1.19.8, ${place} | 1\\.20 |  |`]);
  assert.deepEqual(
    JSON.parse(jsonOfBill(bill)).packages.map((each: { path: string }) => each.path),
    paths,
  );
});

test("an acceptance that is over is named", async () => {
  const vex = madeVex([
    {
      vulnerability: { name: "CVE-2026-2" },
      products: [{ "@id": "pkg:oci/shop" }],
      status: "affected",
      action_statement: "never reached",
      status_notes: "seaworthy: accepted until 2026-11-26",
    },
  ]);
  const bill = await billOfHealth(madeReport(PACKAGES, VULNERABILITIES), { vex: [vex], now: NOW });
  const told = /an acceptance is over: CVE-2026-2 in zlib1g 1:1\.2: expired on 2026-11-26: never reached/;
  assert.match(textOfBill(bill, PLAIN), told);
  assert.match(markdownOfBill(bill), /⌛ acceptance is over: zlib1g 1:1\.2 \\\(CVE-2026-2\\\)/);
});

test("an image that was not built from the Dockerfile is given no lines", async () => {
  const model = buildModel(DOCKERFILE);
  const dockerfile = { path: "Dockerfile", model, attribution: { ok: false, why: "it has changed" } as const };
  const bill = await billOfHealth(madeReport(PACKAGES, VULNERABILITIES), { dockerfile, now: NOW });
  assert.match(textOfBill(bill, PLAIN), /Dockerfile: its lines cannot be told: it has changed/);
  assert.equal(JSON.parse(jsonOfBill(bill)).packages[1].instruction, null);
});

test("JSON of version 1", async () => {
  const inherent = { what: "jar", why: "j", isInherent: true } as const;
  const json = JSON.parse(jsonOfBill(await made({ gaps: [{ what: "w", why: "y" }, inherent] })));
  const place = { path: "Dockerfile", line: 1, endLine: 1, text: "", confidence: "certain" } as const;
  const copied = { ...place, from: "own", copiedFrom: { stage: "build", line: 2 } } as const;
  const newerBases = {
    kind: "tried",
    count: 1,
    against: "all",
    tried: [{ kind: "unseen", name: "a:1", tag: "1", isSame: true, why: "", isFailure: true }],
  } as const;
  const whole: Bill = { ...(await made({ gaps: [{ what: "w", why: "y" }] })), origins: [copied], newerBases };
  assertDocumented("scan", JSON.parse(jsonOfBill(whole)));
  assert.deepEqual(Object.keys(json), ["version", "image", "scanner", "data", "packages", "findings", "gaps"]);
  assert.deepEqual(json.packages[1], {
    purl: "pkg:deb/debian/curl@7.88?arch=amd64&distro=debian-12",
    name: "curl",
    version: "7.88",
    sourceName: "curl",
    sourceVersion: "7.88",
    type: "deb",
    path: "var/lib/dpkg/status",
    layer: 1,
    instruction: { path: "shop/Dockerfile", line: 2, endLine: 2, confidence: "certain", copiedFrom: null },
  });
  assert.deepEqual(json.findings[2], {
    id: "CVE-2026-3",
    aliases: ["GHSA-1"],
    severity: "medium",
    score: null,
    epss: null,
    notes: [],
    package: 2,
    fixedIn: "1.0.1",
    status: "accepted",
    url: "https://osv.dev/vulnerability/CVE-2026-3",
  });
  assert.deepEqual(
    [json.version, json.gaps],
    [
      1,
      [
        { what: "w", why: "y", fails: true },
        { what: "jar", why: "j", fails: false },
      ],
    ],
  );
  assert.deepEqual(json.image.labels, { "org.opencontainers.image.title": "shop" });
  const { image } = madeReport([], []);
  const unknown = await made({ image: { ...image, digest: undefined, platform: undefined, created: undefined } });
  assert.deepEqual(Object.keys(JSON.parse(jsonOfBill(unknown)).image), Object.keys(json.image));
});

test("JSON says of which packages the instruction is only likely", async () => {
  const dockerfile = madeDockerfile(DOCKERFILE.replace("-y", "-y --no-install-recommends"), HISTORY);
  const bill = await billOfHealth(madeReport(PACKAGES, []), { dockerfile, now: NOW });
  const { packages } = JSON.parse(jsonOfBill(bill));
  assert.deepEqual(
    packages.map(({ instruction }: { instruction: { confidence: string } }) => instruction.confidence),
    ["certain", "likely", "certain"],
  );
});

test("SARIF is valid and places each finding on its line", async () => {
  const log = JSON.parse(sarifOfBill(await made({ gaps: [{ what: "w", why: "y" }] })));
  assert.equal(wrongBySarif(log), "");
  const [first, , accepted] = log.runs[0].results;
  assert.deepEqual(first.locations[0].physicalLocation, {
    artifactLocation: { uri: "shop/Dockerfile" },
    region: { startLine: 2, endLine: 2 },
  });
  assert.equal(first.suppressions, undefined);
  assert.deepEqual(accepted.suppressions, [
    {
      kind: "external",
      status: "accepted",
      justification: "accepted until 2027-01-31: only pads (me@shop.example, 2026-11-01)",
    },
  ]);
  assert.equal(log.runs[0].tool.driver.rules[0].properties["security-severity"], "9.8");
});

test("a fingerprint of SARIF outlives an upgrade and a moved line", async () => {
  const marks = async (version: string, line: string) => {
    const report = madeReport(
      [madePackage({ name: "curl", version, layer: 1 })],
      [madeVulnerability({ id: "CVE-1" }), madeVulnerability({ id: "CVE-1" })],
    );
    const dockerfile = madeDockerfile(`${line}${DOCKERFILE}`, HISTORY);
    const bill = await billOfHealth(report, { dockerfile, now: NOW });
    const { results } = JSON.parse(sarifOfBill(bill)).runs[0];
    return results.map((each: { partialFingerprints: object }) => JSON.stringify(each.partialFingerprints));
  };
  const before = await marks("1", "");
  assert.deepEqual(await marks("2", "# more\n"), before);
  assert.notEqual(before[0], before[1]);
});

test("CycloneDX is valid by its own schema, with findings and without", async () => {
  const bill = await made({ gaps: [{ what: "w", why: "y" }] });
  for (const withVulnerabilities of [true, false]) {
    const text = await cycloneDxOfBill(bill, { withVulnerabilities, now: NOW });
    const bom = JSON.parse(text);
    assert.equal(wrongByCycloneDx(bom), "");
    assert.equal(bom.vulnerabilities?.length, withVulnerabilities ? 4 : undefined);
    assert.equal(bom.components.length, 4);
    assert.equal(await cycloneDxOfBill(bill, { withVulnerabilities, now: NOW }), text);
  }
  const long = madeReport(
    [madePackage({ name: "a", version: "1".repeat(2000) })],
    [madeVulnerability({ id: "CVE-1" })],
  );
  const hostile = await billOfHealth(long, { now: NOW });
  const cut = JSON.parse(await cycloneDxOfBill(hostile, { withVulnerabilities: true, now: NOW }));
  assert.equal(wrongByCycloneDx(cut), "");
  const bom = JSON.parse(await cycloneDxOfBill(bill, { withVulnerabilities: true, now: NOW }));
  const accepted = bom.vulnerabilities.find(({ id }: { id: string }) => id === "CVE-2026-3");
  assert.deepEqual(accepted.analysis, {
    state: "exploitable",
    response: ["will_not_fix"],
    detail: "accepted until 2027-01-31: only pads (me@shop.example, 2026-11-01)",
  });
  assert.deepEqual(accepted.properties, [
    { name: "seaworthy:decision:until", value: "2027-01-31" },
    { name: "seaworthy:decision:why", value: "only pads" },
  ]);
  assert.equal(
    accepted.affects[0].ref,
    bom.components.find(({ name }: { name: string }) => name === "left-pad")["bom-ref"],
  );
  assert.deepEqual(bom.metadata.properties.at(0), { name: "seaworthy:gap", value: "w: y" });
});

test("the same package at two places is two components of CycloneDX", async () => {
  const twice = [1, 2].map((at) => madePackage({ type: "npm", name: "a", version: "1", path: `${at}/package.json` }));
  const bill = await billOfHealth(madeReport(twice, [madeVulnerability({ id: "CVE-1", package: 1 })]), { now: NOW });
  const { components, vulnerabilities } = JSON.parse(
    await cycloneDxOfBill(bill, { withVulnerabilities: true, now: NOW }),
  );
  const references = components.map((each: { "bom-ref": string }) => each["bom-ref"]);
  assert.deepEqual(references, ["os:debian", "pkg:npm/a@1", "pkg:npm/a@1|1|2/package.json"]);
  assert.equal(vulnerabilities[0].affects[0].ref, references[2]);
});

test("a licence of several is a choice in Composer alone, and one of somebody's own is none of SPDX's", async () => {
  const packages = [
    madePackage({ name: "a", version: "1", licences: ["MIT", "GPL-2.0-only WITH Classpath-exception-2.0"] }),
    madePackage({ type: "composer", name: "shop/b", version: "1", licences: ["MIT", "BSD-3-Clause AND Zlib"] }),
    madePackage({ name: "c", version: "1", licences: ["LicenseRef-shop"] }),
  ];
  const bill = await billOfHealth(madeReport(packages, []), { now: NOW });
  const { packages: listed } = JSON.parse(await spdxOfBill(bill, NOW));
  const declared = listed.slice(1).map((each: { licenseDeclared: string }) => each.licenseDeclared);
  assert.deepEqual(declared, [
    "MIT AND (GPL-2.0-only WITH Classpath-exception-2.0)",
    "MIT OR (BSD-3-Clause AND Zlib)",
    "NOASSERTION",
  ]);
  assert.equal(listed[3].licenseComments, "Declared as: LicenseRef-shop");
  const bom = JSON.parse(await cycloneDxOfBill(bill, { withVulnerabilities: false, now: NOW }));
  assert.match(JSON.stringify(bom.components), /"expression":"LicenseRef-shop"/);
});

test("SPDX names every package with its purl, and its licence where that is an expression", async () => {
  const document = JSON.parse(await spdxOfBill(await made({ gaps: [{ what: "w", why: "y" }] }), NOW));
  assert.equal(document.spdxVersion, "SPDX-2.3");
  assert.equal(document.creationInfo.created, "2026-11-27T04:00:00Z");
  assert.equal(document.comment, "not covered: w: y");
  const [image, zlib, , pad] = document.packages;
  assert.deepEqual(image.checksums, [{ algorithm: "SHA256", checksumValue: "b".repeat(64) }]);
  assert.equal(zlib.licenseDeclared, "Zlib");
  assert.deepEqual([pad.licenseDeclared, pad.licenseComments], ["NOASSERTION", "Declared as: MIT, see file"]);
  assert.equal(pad.externalRefs[0].referenceLocator, "pkg:npm/%40shop/left-pad@1.0.0");
  const ids = document.packages.map((each: { SPDXID: string }) => each.SPDXID);
  assert.equal(new Set(ids).size, 4);
  assert.deepEqual(
    document.relationships.slice(1).map((each: { relatedSpdxElement: string }) => each.relatedSpdxElement),
    ids.slice(1),
  );
});

test("many of one kind are counted, and a place that is only likely says so", async () => {
  const ids = Array.from({ length: 101 }, (_, index) => `CVE-2026-${index}`);
  const found = ids.map((id) => madeVulnerability({ id, severity: "low" }));
  const text = textOfBill(await billOfHealth(madeReport(PACKAGES, found), { now: NOW }), PLAIN);
  assert.match(text, /zlib1g 1:1\.2: CVE-2026-0, CVE-2026-1, CVE-2026-10 and 98 more\n/);
  const few = textOfBill(await billOfHealth(madeReport(PACKAGES, found.slice(0, 3)), { now: NOW }), PLAIN);
  assert.doesNotMatch(few, / more/);
  const vex = madeVex(ids.map((name) => ({ vulnerability: { name }, products: ["pkg:oci/shop"], status: "fixed" })));
  const decided = markdownOfBill(await billOfHealth(madeReport(PACKAGES, found), { vex: [vex], now: NOW }));
  assert.match(decided, /\n- 1 more\n/);
  const dockerfile = madeDockerfile(DOCKERFILE.replace("-y", "-y --no-install-recommends"), HISTORY);
  const likely = await billOfHealth(madeReport(PACKAGES, VULNERABILITIES), { dockerfile, now: NOW });
  assert.match(textOfBill(likely, PLAIN), /Dockerfile:2: RUN apt-get install .* curl \(likely\)\n/);
});

test("JSON says why no newer base was looked for", async () => {
  const newerBases = { kind: "none", why: "its tag says nothing", isFailure: false } as const;
  const json = JSON.parse(jsonOfBill({ ...(await made()), newerBases }));
  assert.deepEqual(json.newerBases, { why: "its tag says nothing", against: null, count: null, tried: [] });
});

const HOSTILE = "a\u001b[2J|b`\n</details><img src=x onerror=y> @shop [x](https://evil.example) #1 \u202e\ud800 ${x}";

test("names of the image do nothing in a terminal, in Markdown or in SARIF", async () => {
  const report = madeReport(
    [madePackage({ name: HOSTILE, version: HOSTILE, path: HOSTILE })],
    [madeVulnerability({ id: HOSTILE, summary: HOSTILE, fixedIn: HOSTILE, url: "javascript:x" })],
    { gaps: [{ what: HOSTILE, why: HOSTILE }] },
  );
  const bill = await billOfHealth({ ...report, image: { ...report.image, name: HOSTILE } }, { now: NOW });
  const text = textOfBill(bill, PLAIN);
  assert.deepEqual(
    [...text].filter((each) => (each < " " && each !== "\n") || each === "\u202e"),
    [],
  );
  const markdown = markdownOfBill(bill);
  assert.doesNotMatch(markdown, /<img|<\/details><|@shop|https:\/\/evil|[^\\]\[x\]|[^\\]`/);
  const rows = markdown.split("\n").filter((line) => line.startsWith("| high"));
  assert.deepEqual(
    rows.map((row) => row.split(/(?<!\\)\|/).length),
    [7],
  );
  const log = JSON.parse(sarifOfBill(bill));
  assert.equal(wrongBySarif(log), "");
  assert.equal(log.runs[0].tool.driver.rules[0].helpUri, undefined);
  assert.match(log.runs[0].results[0].message.text, /\[x\]/);
  assert.doesNotMatch(log.runs[0].results[0].message.text, /[^\\]\[x\]/);
  await cycloneDxOfBill(bill, { withVulnerabilities: true, now: NOW });
  await spdxOfBill(bill, NOW);
});

test("Markdown says why the lines of the Dockerfile cannot be told", async () => {
  const dockerfile = { path: "Dockerfile", why: "this image was not built from this Dockerfile" };
  const said = "- Dockerfile: its lines cannot be told: this image was not built from this Dockerfile\n";
  assert.ok(markdownOfBill({ ...(await made()), dockerfile }).includes(said));
});

test("Markdown of many gaps leaves room for what was found", async () => {
  const gaps = Array.from({ length: 1001 }, (_, index) => ({ what: `${"long/".repeat(20)}${index}`, why: "broken" }));
  const [unseen = "", found] = markdownOfBill(await made({ gaps })).split("### Fix first");
  assert.match(unseen, /\n- ⚠️ not covered: \S+99: broken\n- ⚠️ not covered: 901 more\n/);
  assert.ok(found !== undefined);
});

test("Markdown of many findings fits into a comment of GitHub", async () => {
  const packages = Array.from({ length: 5000 }, (_, index) =>
    madePackage({ name: `${"<".repeat(200)}${index}`, version: "1" }),
  );
  const found = packages.map((_, index) =>
    madeVulnerability({ id: `CVE-${index}`, package: index, fixedIn: index % 2 ? "2" : undefined }),
  );
  const markdown = markdownOfBill(await billOfHealth(madeReport(packages, found), { now: NOW }));
  assert.ok(markdown.length < 65_536);
  assert.match(markdown, /\n\n2400 more\n/);
});
