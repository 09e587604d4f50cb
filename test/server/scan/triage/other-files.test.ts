import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { grypeYaml } from "../../../../server/src/scan/triage/exports/grype-yaml.ts";
import { snykPolicy } from "../../../../server/src/scan/triage/exports/snyk-policy.ts";
import { trivyIgnoreYaml } from "../../../../server/src/scan/triage/exports/trivy-ignore-yaml.ts";
import { importDecisions, readDecisions } from "../../../../server/src/scan/triage/imports/import-decisions.ts";
import type { PackageRule } from "../../../../server/src/scan/triage/imports/imported.ts";
import { madePackage, madeReport, madeVex, madeVulnerability, NOW } from "../made-up-report.ts";

/** What a file decides (`ids in packages: kind why (until)`), and what it says that cannot be read (`!id: why`). */
async function decisions(name: string, text: string): Promise<readonly string[]> {
  const read = await readDecisions(text, name);
  if (!read.ok) return [`${read.reason}: ${read.asked}`];
  const { decisions: found, refused } = read.value;
  return [
    ...found.map(({ ids, packages, choice }) => {
      const until = choice.kind === "accepted" && choice.until !== undefined ? ` (${choice.until})` : "";
      const about = packages.length === 0 ? "" : ` in ${packages.map(ruleWords).join(" + ")}`;
      const word = choice.kind === "not_affected" ? `${choice.kind} ${choice.justification}` : choice.kind;
      return `${ids.join("=")}${about}: ${word} ${choice.why}${until}`;
    }),
    ...refused.map(({ what, why }) => `!${what}: ${why}`),
  ];
}

/** Properties of a vulnerability, as the bill of an image has them. */
function own(properties: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(properties).map(([name, value]) => ({ name: `seaworthy:decision:${name}`, value }));
}

function ruleWords(rule: PackageRule): string {
  return rule.kind === "purl" ? rule.purl : `${rule.type ?? "?"} ${rule.name} ${rule.version ?? "*"}`;
}

const files: Readonly<Record<string, readonly [name: string, text: string, found: readonly string[]]>> = {
  ".trivyignore: the comment above is the reason, exp: the end": [
    "a/.trivyignore",
    `# Accept the risk
# for now
CVE-2026-1
CVE-2026-2 exp:2027-01-31

CVE-2026-3 # trailing
# Another
CVE-2026-4 exp:2027-13-01\r
`,
    [
      "CVE-2026-1: accepted Accept the risk for now",
      "CVE-2026-2: accepted Accept the risk for now (2027-01-30)",
      "CVE-2026-3: accepted imported from .trivyignore",
      "!CVE-2026-4: its end 2027-13-01 is no day",
    ],
  ],
  ".trivyignore.yaml: purls, ends, and what it says of paths": [
    ".trivyignore.yaml",
    `vulnerabilities:
  - id: CVE-2026-1
    purls: ["pkg:deb/debian/libssl3"]
    expired_at: 2027-01-31
    statement: not reachable
  - id: CVE-2026-2
    paths: [a/b]
  - id: CVE-2026-3
    expired_at: soon
  - id: CVE-2026-4
    expired_at:
  - id: CVE-2026-5
    expired_at: 2027-01-31T23:59:59+01:00
  - id: CVE-2026-6
    expired_at: 2027-03-01 00:00:00
  - paths: [x]
misconfigurations:
  - id: AVD-1
`,
    [
      "CVE-2026-1 in pkg:deb/debian/libssl3: accepted not reachable (2027-01-30)",
      "CVE-2026-4: accepted imported from .trivyignore.yaml",
      "CVE-2026-5: accepted imported from .trivyignore.yaml (2027-01-30)",
      "CVE-2026-6: accepted imported from .trivyignore.yaml (2027-02-28)",
      "!CVE-2026-2: it is about some paths, and a decision is about packages",
      "!CVE-2026-3: its end is no day",
    ],
  ],
  ".grype.yaml: names, no patterns": [
    ".grype.yaml",
    `ignore:
  - vulnerability: CVE-2026-1
    reason: not reachable
    package: { name: libssl3, version: 3.0.1, type: deb }
  - vulnerability: CVE-2026-2
    fix-state: unknown
  - package: { name: libssl3 }
  - vulnerability: CVE-2026-3
    package: { name: "lib.*" }
  - vulnerability: CVE-2026-4
    package: { type: npm, location: "/a/**" }
  - vulnerability: CVE-2026-5
  - vulnerability: CVE-2026-6
    package: { name: 'libstdc\\+\\+6', type: deb }
  - vulnerability: CVE-2026-7
    package: { type: npm }
  - vulnerability: CVE-2026-8
    package: { name: libssl3, version: 3.0 }
  - vulnerability: CVE-2026-9
    package: {}
`,
    [
      "CVE-2026-1 in deb libssl3 3.0.1: accepted not reachable",
      "CVE-2026-5: accepted imported from .grype.yaml",
      "CVE-2026-6 in deb libstdc++6 *: accepted imported from .grype.yaml",
      "CVE-2026-9: accepted imported from .grype.yaml",
      "!CVE-2026-2: it depends on fix-state",
      "!rule 3: it is about no one vulnerability",
      "!CVE-2026-3: it is a pattern, not a name",
      "!CVE-2026-4: it depends on location",
      "!CVE-2026-7: it names no package",
      "!CVE-2026-8: its version is no text: quote it",
    ],
  ],
  ".snyk: ids, paths and ends": [
    ".snyk",
    `version: v1.25.0
ignore:
  SNYK-DEBIAN12-OPENSSL-1:
    - '*':
        reason: None given
        expires: 2027-01-31T00:00:00.000Z
    - 'shop@1':
        expires: 2027-01-31T23:59:59.000Z
    - 'pad@2':
        expires: someday
  SNYK-JS-PAD-2:
    - '*':
    - '*'
  SNYK-JS-PAD-3: '*'
  SNYK-JS-PAD-1:
    - 'shop@1 > @shop/pad@1.0.0':
        reason: ours
    - 'shop@1 > @shop/pad':
        reason: any
    - 'shop@1 > *':
        reason: none
patch:
  SNYK-JS-PAD-4: []
`,
    [
      "SNYK-DEBIAN12-OPENSSL-1: accepted None given (2027-01-30)",
      "SNYK-DEBIAN12-OPENSSL-1 in ? shop 1: accepted imported from .snyk (2027-01-31)",
      "SNYK-JS-PAD-1 in ? @shop/pad 1.0.0: accepted ours",
      "SNYK-JS-PAD-1 in ? @shop/pad *: accepted any",
      "!SNYK-DEBIAN12-OPENSSL-1: its end is no day",
      "!SNYK-JS-PAD-2: it says nothing of *",
      "!SNYK-JS-PAD-2: it says nothing of *",
      "!SNYK-JS-PAD-3: it has no list of paths",
      "!SNYK-JS-PAD-1: it is about all that a package depends on, and a decision is about packages",
      "!patch: a patch is no decision",
    ],
  ],
  "osv-scanner.toml: ids and ends": [
    "osv-scanner.toml",
    `[[IgnoredVulns]]
id = "GHSA-1"
ignoreUntil = 2027-01-31
reason = "No fix"

[[IgnoredVulns]]
id = "CVE-2026-2"

[[IgnoredVulns]]
id = "CVE-2026-3"
ignoreUntil = "soon"

[[IgnoredVulns]]
reason = "of what?"

[[PackageOverrides]]
name = "lib"
ignore = true
`,
    [
      "GHSA-1: accepted No fix (2027-01-30)",
      "CVE-2026-2: accepted imported from osv-scanner.toml",
      "!CVE-2026-3: its end is no day",
      "!lib: it is about no one vulnerability",
    ],
  ],
  "CycloneDX: states and reasons": [
    "vex.cdx.json",
    JSON.stringify({
      bomFormat: "CycloneDX",
      metadata: { component: { "bom-ref": "shop", type: "container", name: "shop" } },
      components: [
        {
          "bom-ref": "app",
          name: "app",
          components: [{ "bom-ref": "r 1", purl: "pkg:deb/debian/libssl3@3.0.1" }],
        },
      ],
      vulnerabilities: [
        {
          id: "CVE-2026-1",
          references: [{ id: "GHSA-1" }],
          analysis: { state: "not_affected", justification: "code_not_reachable", detail: "never called" },
          affects: [{ ref: "urn:cdx:x/1#r%201" }, { ref: "pkg:npm/pad" }],
        },
        { id: "CVE-2026-2", analysis: { state: "exploitable", response: ["will_not_fix"] } },
        { id: "CVE-2026-3", analysis: { state: "exploitable" } },
        { id: "CVE-2026-4", analysis: { state: "in_triage" } },
        { id: "CVE-2026-5", analysis: { state: "resolved" } },
        { id: "CVE-2026-6" },
        { id: "CVE-2026-7", analysis: { state: "not_affected" }, affects: [{ ref: "app" }, { ref: "pkg:npm/pad" }] },
        { id: "CVE-2026-8", analysis: { state: "resolved" }, affects: [{ ref: "shop" }] },
        { analysis: { state: "resolved" } },
      ],
    }),
    [
      "CVE-2026-1=GHSA-1 in pkg:deb/debian/libssl3@3.0.1 + pkg:npm/pad: not_affected vulnerable_code_not_in_execute_path never called",
      "CVE-2026-2: accepted imported from vex.cdx.json",
      "CVE-2026-4: under_investigation imported from vex.cdx.json",
      "CVE-2026-5: fixed imported from vex.cdx.json",
      "CVE-2026-8: fixed imported from vex.cdx.json",
      "!CVE-2026-3: exploitable is a state, not a decision",
      "!CVE-2026-7: it is about a component whose purl is not told",
      "!vulnerability 9: it has no id",
    ],
  ],
  "OpenVEX counts without being taken": [
    "shop.openvex.json",
    JSON.stringify({ "@context": "https://openvex.dev/ns/v0.2.0", statements: [] }),
    ["!the file: it is OpenVEX, which scan --vex reads as it is"],
  ],
  "JSON of another kind": ["csaf.json", "{}", ["!the file: it is no CycloneDX document in JSON"]],
  "CycloneDX of ours: the reason alone, the end, and the word of OpenVEX": [
    "vex.cdx.json",
    JSON.stringify({
      bomFormat: "CycloneDX",
      vulnerabilities: [
        {
          id: "CVE-2026-1",
          analysis: {
            state: "exploitable",
            response: ["will_not_fix"],
            detail: "accepted until 2027-01-31: rare (Reviewer)",
          },
          properties: own({ why: "rare", until: "2027-01-31" }),
        },
        {
          id: "CVE-2026-2",
          analysis: {
            state: "not_affected",
            justification: "code_not_present",
            detail: "not affected: gone (Reviewer)",
          },
          properties: own({ why: "gone", justification: "component_not_present" }),
        },
        {
          id: "CVE-2026-3",
          analysis: { state: "exploitable", response: ["will_not_fix"] },
          properties: own({ until: "soon" }),
        },
      ],
    }),
    [
      "CVE-2026-1: accepted rare (2027-01-31)",
      "CVE-2026-2: not_affected component_not_present gone",
      "!CVE-2026-3: its end soon is no day",
    ],
  ],
  "a file of another name": ["notes.txt", "", ["unsupported: notes.txt"]],
};

describe("decisions of another tool", () => {
  for (const [title, [name, text, found]] of Object.entries(files)) {
    it(title, async () => assert.deepEqual(await decisions(name, text), found));
  }

  it("in a broken file are none, and that is said", async () => {
    for (const name of [".trivyignore.yaml", ".grype.yaml", ".snyk", "osv-scanner.toml", "x.json"]) {
      for (const text of [
        "- a",
        "{",
        "\u0000",
        "a: [".repeat(200),
        `a: &a [${"*a,".repeat(500)}]`,
        "x = [".repeat(500),
      ]) {
        const found = await decisions(name, text);
        assert.deepEqual(
          found.filter((line) => !line.startsWith("!the file: ")),
          [],
          `${name} ${text.slice(0, 20)}`,
        );
      }
    }
  });
});

const report = madeReport(
  [
    madePackage({ name: "libssl3", version: "3.0.1", sourceName: "openssl" }),
    madePackage({ name: "openssl", version: "3.0.1", sourceName: "openssl" }),
    madePackage({ type: "npm", name: "pad", version: "1" }),
  ],
  [
    madeVulnerability({ id: "CVE-2026-1", aliases: ["SNYK-1"] }),
    madeVulnerability({ id: "CVE-2026-1", aliases: ["SNYK-1"], package: 1 }),
    madeVulnerability({ id: "CVE-2026-2", package: 2 }),
    madeVulnerability({ id: "CVE-2026-4", aliases: ["DSA-1"] }),
    madeVulnerability({ id: "CVE-2026-5", aliases: ["DSA-1"] }),
  ],
);
const purls = [
  "pkg:deb/debian/libssl3@3.0.1?distro=debian-12",
  "pkg:deb/debian/openssl@3.0.1?distro=debian-12",
  "pkg:npm/pad@1",
];
const signature = { author: "Reviewer", now: NOW };

async function imported(name: string, text: string, version?: number) {
  const read = await readDecisions(text, name);
  if (!read.ok) throw new Error(read.detail);
  const before = version === undefined ? undefined : { ...madeVex([]).document, version };
  const { document, count, refused } = await importDecisions(before, read.value, { report, purls }, signature);
  const statements = (document?.statements ?? []).map(
    ({ vulnerability, products, status }) =>
      `${vulnerability.name} ${status} ${products.map(({ id }) => id).join(" ")}`,
  );
  return { statements, count, version: document?.version, refused: refused.map(({ what, why }) => `${what}: ${why}`) };
}

describe("importing", () => {
  it("writes the packages of the findings, and tells what is not in the image", async () => {
    assert.deepEqual(await imported(".trivyignore", "SNYK-1\nCVE-2026-2\nCVE-2020-1\n"), {
      statements: [
        "CVE-2026-1 affected pkg:oci/shop pkg:deb/debian/libssl3 pkg:deb/debian/openssl",
        "CVE-2026-2 affected pkg:oci/shop pkg:npm/pad",
      ],
      count: 2,
      version: 1,
      refused: ["CVE-2020-1: it is not found in this image"],
    });
  });

  it("decides about each vulnerability of an advisory that is named", async () => {
    const { statements, count } = await imported(".trivyignore", "DSA-1\n");
    assert.deepEqual(statements, [
      "CVE-2026-4 affected pkg:oci/shop pkg:deb/debian/libssl3",
      "CVE-2026-5 affected pkg:oci/shop pkg:deb/debian/libssl3",
    ]);
    assert.equal(count, 1);
  });

  it("decides of an advisory about several no more than the vulnerability that the file names beside it", async () => {
    const named = { id: "CVE-2026-4", references: [{ id: "DSA-1" }], analysis: { state: "in_triage" } };
    const { statements } = await imported(
      "x.json",
      JSON.stringify({ bomFormat: "CycloneDX", vulnerabilities: [named] }),
    );
    assert.deepEqual(statements, ["CVE-2026-4 under_investigation pkg:oci/shop pkg:deb/debian/libssl3"]);
  });

  it("keeps to the packages that the file names", async () => {
    const one = async (name: string, text: string) => (await imported(name, text)).statements;
    const libssl = ["CVE-2026-1 affected pkg:oci/shop pkg:deb/debian/libssl3"];
    assert.deepEqual(
      await one(
        ".trivyignore.yaml",
        "vulnerabilities: [{id: CVE-2026-1, purls: ['pkg:deb/debian/libssl3?arch=s390x']}]",
      ),
      libssl,
    );
    assert.deepEqual(
      await one(".grype.yaml", "ignore: [{vulnerability: CVE-2026-1, package: {name: libssl3, type: deb}}]"),
      libssl,
    );
    assert.deepEqual(
      await one(".grype.yaml", "ignore: [{vulnerability: CVE-2026-1, package: {name: libssl3, type: rpm}}]"),
      [],
    );
    assert.deepEqual(await one(".snyk", "ignore: {SNYK-1: [{'x > openssl/libssl3@*': {reason: y}}]}"), libssl);
    assert.deepEqual(await one(".snyk", "ignore: {SNYK-1: [{'libssl3@9': {reason: y}}]}"), []);
  });

  it("keeps to the version that the file names", async () => {
    const one = async (name: string, text: string) => (await imported(name, text)).statements;
    const pad = ["CVE-2026-2 affected pkg:oci/shop pkg:npm/pad@1"];
    const rule = "{vulnerability: CVE-2026-2, package: {name: pad, version: '1'}}";
    assert.deepEqual(await one(".grype.yaml", `ignore: [${rule}]`), pad);
    assert.deepEqual(
      await one(".trivyignore.yaml", "vulnerabilities: [{id: CVE-2026-2, purls: [pkg:npm/pad@1]}]"),
      pad,
    );
    assert.deepEqual(await one(".trivyignore.yaml", "vulnerabilities: [{id: CVE-2026-2, purls: [pkg:npm/pad@2]}]"), []);
    assert.deepEqual(await one(".snyk", "ignore: {CVE-2026-2: [{'shop > pad@1': {reason: y}}]}"), pad);
  });

  it("is one new version of the document, however many decisions come", async () => {
    assert.equal((await imported(".trivyignore", "SNYK-1\nCVE-2026-2\n", 7)).version, 8);
    assert.equal((await imported(".trivyignore", "CVE-2020-1\n", 7)).version, 7);
  });
});

const DECIDED = madeVex([
  {
    vulnerability: { name: "CVE-2026-1", aliases: ["GHSA-1", "DSA-1"] },
    products: [
      { "@id": "pkg:oci/shop", subcomponents: [{ "@id": "pkg:deb/debian/libssl3" }] },
      { "@id": "pkg:deb/debian/libssl3" },
    ],
    status: "affected",
    action_statement: "not\n reachable",
    status_notes: "seaworthy: accepted until 2027-01-31",
  },
  {
    vulnerability: { name: "CVE-2026-2" },
    products: [{ "@id": "pkg:maven/org.shop/pad@1" }],
    status: "not_affected",
    justification: "component_not_present",
  },
  { vulnerability: { name: "CVE-2026-3" }, products: [{ "@id": "pkg:oci/shop" }], status: "under_investigation" },
]).document;

describe("exporting", () => {
  it("to .trivyignore.yaml keeps what stands there, and tells what hides nothing", async () => {
    const present = "# ours\nvulnerabilities:\n  - id: CVE-2020-1 # old\nsecrets:\n  - id: x\n";
    const file = await trivyIgnoreYaml(DECIDED, present);
    assert.match(file?.text ?? "", /^# ours\nvulnerabilities:\n {2}- id: CVE-2020-1 # old\n/);
    const accepted = { purls: ["pkg:deb/debian/libssl3"], expired_at: "2027-02-01", statement: "not reachable" };
    assert.deepEqual(parse(file?.text ?? ""), {
      vulnerabilities: [
        { id: "CVE-2020-1" },
        { id: "CVE-2026-1", ...accepted },
        { id: "GHSA-1", ...accepted },
        { id: "CVE-2026-2", purls: ["pkg:maven/org.shop/pad@1"], statement: "component not present" },
      ],
      secrets: [{ id: "x" }],
    });
    assert.deepEqual(file?.refused, [{ what: "CVE-2026-3", why: "under investigation hides nothing" }]);
    const commented = (file?.text ?? "").replace("expired_at: 2027-02-01", "expired_at: 2027-02-01 # then again");
    assert.equal((await trivyIgnoreYaml(DECIDED, commented))?.text, commented);
    assert.equal((await trivyIgnoreYaml(DECIDED, ""))?.text.startsWith("vulnerabilities:"), true);
    assert.equal(await trivyIgnoreYaml(DECIDED, "- a"), undefined);
  });

  it("keeps long lines as they are", async () => {
    const why = "it is only ever called by the tests, ".repeat(4).trim();
    for (const [write, list, key] of [
      [trivyIgnoreYaml, "vulnerabilities", "id"],
      [grypeYaml, "ignore", "vulnerability"],
    ] as const) {
      const present = `${list}:\n  - ${key}: CVE-2020-1\n    reason: ${why}\n`;
      assert.equal((await write(DECIDED, present))?.text.slice(0, present.length), present);
    }
  });

  it("to .trivyignore.yaml and back is the same decision", async () => {
    const file = await trivyIgnoreYaml(DECIDED, "");
    assert.deepEqual((await decisions(".trivyignore.yaml", file?.text ?? "")).slice(0, 1), [
      "CVE-2026-1 in pkg:deb/debian/libssl3: accepted not reachable (2027-01-31)",
    ]);
  });

  it("to .grype.yaml leaves out what has an end", async () => {
    const file = await grypeYaml(DECIDED, "fail-on-severity: high\n");
    assert.deepEqual(parse(file?.text ?? ""), {
      "fail-on-severity": "high",
      ignore: [
        {
          vulnerability: "CVE-2026-2",
          "include-aliases": true,
          reason: "component not present",
          package: { name: "pad", version: "1", type: "java-archive" },
        },
      ],
    });
    assert.deepEqual(file?.refused, [
      { what: "CVE-2026-1", why: "Grype's rules have no end" },
      { what: "CVE-2026-3", why: "under investigation hides nothing" },
    ]);
    assert.equal((await grypeYaml(DECIDED, file?.text ?? ""))?.text, file?.text);
  });

  it("to .grype.yaml escapes names, which are patterns there, and is the same decision when it comes back", async () => {
    const packages = ["pkg:deb/debian/libstdc%2B%2B6", "pkg:maven/org.shop/pad.core"];
    const { document } = madeVex([
      {
        vulnerability: { name: "CVE-2026-1" },
        products: packages.map((id) => ({ "@id": id })),
        status: "not_affected",
        impact_statement: "no",
      },
    ]);
    const text = (await grypeYaml(document, ""))?.text ?? "";
    const names = parse(text).ignore.map((rule: { package: { name: string } }) => rule.package.name);
    assert.deepEqual(names, ["libstdc\\+\\+6", "pad\\.core"]);
    const image = madeReport(
      [
        madePackage({ name: "libstdc++6", version: "12" }),
        madePackage({ type: "maven", name: "org.shop:pad.core", version: "1" }),
      ],
      [madeVulnerability({ id: "CVE-2026-1" }), madeVulnerability({ id: "CVE-2026-1", package: 1 })],
    );
    const read = await readDecisions(text, ".grype.yaml");
    assert.ok(read.ok);
    const { refused, count } = await importDecisions(
      undefined,
      read.value,
      { report: image, purls: packages },
      signature,
    );
    assert.deepEqual([refused, count], [[], 2]);
  });

  it("makes no file that would hold nothing, and leaves a present one as it is", async () => {
    const { document } = madeVex([
      { vulnerability: { name: "CVE-2026-1" }, products: [{ "@id": "pkg:npm/pad" }], status: "under_investigation" },
    ]);
    for (const write of [grypeYaml, trivyIgnoreYaml, snykPolicy]) {
      for (const present of ["", "# ours\nother:   [ x ]\n"])
        assert.equal((await write(document, present))?.text, present);
    }
  });

  it("adds to a file with an empty key, beside a narrower rule, and writes over nothing of another shape", async () => {
    const { document } = madeVex([
      {
        vulnerability: { name: "CVE-2026-1" },
        products: [{ "@id": "pkg:npm/pad" }],
        status: "not_affected",
        impact_statement: "no",
      },
    ]);
    const rule = { vulnerability: "CVE-2026-1", reason: "no", "include-aliases": true };
    const pad = { name: "pad", type: "npm" };
    const ignored = async (present: string) => parse((await grypeYaml(document, present))?.text ?? "").ignore;
    assert.deepEqual(await ignored("ignore:\n"), [{ ...rule, package: pad }]);
    const narrower = { ...rule, package: { ...pad, location: "/srv/**" } };
    assert.deepEqual(await ignored(JSON.stringify({ ignore: ["x", narrower] })), [
      "x",
      narrower,
      { ...rule, package: pad },
    ]);
    assert.equal(await grypeYaml(document, "ignore: { a: b }\n"), undefined);
    const trivy = async (present: string) => parse((await trivyIgnoreYaml(document, present))?.text ?? "");
    assert.equal((await trivy("vulnerabilities:\n")).vulnerabilities.length, 1);
    assert.equal((await trivy("vulnerabilities: [x]\n")).vulnerabilities.length, 2);
    assert.equal(await trivyIgnoreYaml(document, "vulnerabilities: { a: b }\n"), undefined);
  });
});
