import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failure, success } from "../../../server/src/outcome/outcome.ts";
import type { ByteFiles, Reach } from "../../../server/src/outside/outside.ts";
import { NO_REACH } from "../../harness/no-reach.ts";
import { memoryStore } from "../../harness/osv-database.ts";
import { bytesFile, dockerArchive, layerTar, scratchFiles } from "../../harness/saved-image.ts";
import { type Given, type Ran, runIn } from "./made-up-world.ts";

const OS = "ID=alpine\nVERSION_ID=3.20.1\n";
const apk = (name: string) => `P:${name}\nV:8.8.0-r0\nA:x86_64\no:curl\n\n`;
const IMAGE = dockerArchive([layerTar({ "etc/os-release": OS, "lib/apk/db/installed": apk("curl") + apk("libcurl") })]);
const PATH = "/r/.vex/made.example-app-eaab7692.openvex.json";

/** What Grype found: the same in two packages, and another in one. */
const REPORT = JSON.stringify({
  matches: [
    ["GHSA-aaaa-bbbb-cccc", "curl", "High"],
    ["GHSA-aaaa-bbbb-cccc", "libcurl", "High"],
    ["CVE-2026-0002", "curl", "Low"],
  ].map(([id, name, severity]) => ({
    vulnerability: { id, severity, fix: { versions: [], state: "unknown" } },
    relatedVulnerabilities: [{ id: "DSA-1" }, ...(id === "CVE-2026-0002" ? [] : [{ id: "CVE-2026-0001" }])],
    artifact: { name, version: "8.8.0-r0", purl: `pkg:apk/alpine/${name}@8.8.0-r0`, locations: [] },
  })),
  source: { type: "image", target: {} },
  distro: { name: "alpine", version: "3.20.1" },
  descriptor: { name: "grype", version: "0.121.2" },
});

type Files = Readonly<Record<string, string | null>>;

function run(command: string, files: Files, ...words: readonly string[]): Promise<Ran> {
  return runIn(givenOf(files), command, "--input", "image.tar", "--report", "report.json", ...words);
}

function givenOf(files: Files): Given {
  const nobody = async () => failure("unsupported", "nobody", "may be asked here");
  const large: ByteFiles = {
    ...scratchFiles(),
    open: (path) => success(bytesFile(path === "/r/image.tar" ? IMAGE : Buffer.from(REPORT))),
  };
  const reach: Reach = {
    ...NO_REACH,
    http: { fetch: nobody, stream: nobody },
    run: { run: nobody },
    store: memoryStore(),
  };
  return {
    files: {
      "/r/image.tar": "",
      "/r/.git/config": "[user]\n\tname = Reviewer\n\temail = reviewer@shop.example\n",
      ...files,
    },
    environment: { HOME: "/home" },
    reach: async () => reach,
    largeFiles: async () => large,
  };
}

const decide = (files: Files, ...words: readonly string[]) => run("decide", files, ...words);
const ACCEPT = ["--finding", "CVE-2026-0001", "--as", "accepted", "--because", "never reached"];

/** The files of decisions afterwards. */
function vexOf({ files }: Ran): Record<string, string> {
  const found = [...files].filter(([path]) => path.startsWith("/r/.vex/"));
  return Object.fromEntries(found.map(([path, text]) => [path, text ?? ""]));
}

describe("seaworthy decide", () => {
  it("shows the difference, and which scanners honour it", async () => {
    const ran = await decide({}, ...ACCEPT, "--until", "2026-06-30");
    assert.equal(ran.status, 0, ran.errors);
    assert.match(ran.output, /^--- \/dev\/null\n\+\+\+ b\/\.vex\/made\.example-app-[0-9a-f]{8}\.openvex\.json\n@@ /);
    assert.match(ran.output, /^\+ {6}"status_notes": "seaworthy: accepted until 2026-06-30"$/m);
    assert.match(ran.output, /^\+ {2}"author": "Reviewer <reviewer@shop\.example>",$/m);
    assert.equal(
      ran.errors,
      "seaworthy: Trivy does not honour it: export the decision to .trivyignore.yaml\n" +
        "seaworthy: Grype does not honour it: export the decision to .grype.yaml, which knows no end\n" +
        `seaworthy: ${PATH.slice(3)}: --write makes it so\n`,
    );
    assert.deepEqual(vexOf(ran), {});
  });

  it("writes it, for every package that has the vulnerability by any of its names", async () => {
    const ran = await decide({}, ...ACCEPT, "--write");
    assert.equal(ran.output, "");
    const document = JSON.parse(vexOf(ran)[PATH] ?? "");
    assert.equal(document.version, 1);
    const [{ vulnerability, products }, ...others] = document.statements;
    assert.deepEqual(others, []);
    assert.deepEqual(vulnerability, { name: "CVE-2026-0001", aliases: ["DSA-1", "GHSA-aaaa-bbbb-cccc"] });
    const packages = [{ "@id": "pkg:apk/alpine/curl" }, { "@id": "pkg:apk/alpine/libcurl" }];
    const image = { "@id": "pkg:oci/app?repository_url=made.example%2Fapp", subcomponents: packages };
    assert.deepEqual(products, [image, ...packages]);
  });

  it("says what it has done, and nothing with --quiet", async () => {
    const wrote = await decide({}, ...ACCEPT, "--until", "2026-01-01", "--write");
    assert.match(wrote.errors, /^seaworthy: \.vex\/.*\.openvex\.json written$/m);
    const again = await decide(vexOf(wrote), ...ACCEPT, "--until", "2026-01-01");
    assert.equal(again.status, 0);
    const quiet = await decide({}, ...ACCEPT, "--quiet");
    assert.deepEqual([quiet.status, quiet.errors], [0, ""]);
    const justified = [
      "--finding",
      "CVE-2026-0002",
      "--as",
      "not_affected",
      "--justification",
      "component_not_present",
    ];
    const [statement] = JSON.parse(vexOf(await decide({}, ...justified, "--write"))[PATH] ?? "").statements;
    assert.equal(statement.justification, "component_not_present");
  });

  it("that cannot be written is said", async () => {
    const disk = { replaceText: (path: string) => failure("refused", path, "is read-only") };
    const words = ["decide", "--input", "image.tar", "--report", "report.json", ...ACCEPT, "--write"];
    const { status, errors } = await runIn({ ...givenOf({}), disk }, ...words);
    assert.deepEqual([status, errors], [2, `seaworthy: ${PATH.slice(3)} is read-only\n`]);
  });

  it("decides about one package, one version, or all images where that is wished", async () => {
    const narrow = await decide({}, ...ACCEPT, "--package", "curl", "--this-version", "--all-images", "--write");
    const [statement] = JSON.parse(vexOf(narrow)["/r/.vex/all.openvex.json"] ?? "").statements;
    assert.deepEqual(statement.products, [{ "@id": "pkg:apk/alpine/curl@8.8.0-r0" }]);
  });

  it("decides nothing about what a package does not have", async () => {
    const ran = await decide({}, "--finding", "CVE-2026-0002", "--as", "fixed", "--package", "libcurl", "--write");
    assert.equal(ran.status, 2);
    assert.match(ran.errors, /CVE-2026-0002 is not found in libcurl in image\.tar: it is in curl$/m);
    assert.deepEqual(vexOf(ran), {});
  });

  it("decides about several in one new version of the file", async () => {
    const first = await decide({}, ...ACCEPT, "--write");
    const words = ["--finding", "CVE-2026-0001", "--finding", "CVE-2026-0002", "--as", "fixed", "--write"];
    const second = await decide(vexOf(first), ...words);
    const { version, statements } = JSON.parse(vexOf(second)[PATH] ?? "");
    assert.deepEqual([version, statements.length], [2, 2]);
    assert.match(second.errors, /Trivy honours it \(trivy image --vex FILE\)/);
  });

  it("decides about each vulnerability of an advisory that is named", async () => {
    const ran = await decide({}, "--finding", "DSA-1", "--as", "fixed", "--write");
    const { statements } = JSON.parse(vexOf(ran)[PATH] ?? "");
    assert.deepEqual(
      statements.map(({ vulnerability }: { vulnerability: { name: string } }) => vulnerability.name),
      ["CVE-2026-0001", "CVE-2026-0002"],
    );
  });

  it("counts in the next scan, until the acceptance is over", async () => {
    const accepted = vexOf(await decide({}, ...ACCEPT, "--until", "2026-06-30", "--write"));
    assert.equal((await run("scan", {})).status, 1);
    assert.equal((await run("scan", accepted)).status, 0);
    const over = Object.fromEntries(
      Object.entries(accepted).map(([path, text]) => [path, text.replace("2026-06-30", "2025-12-31")]),
    );
    const ran = await run("scan", over);
    assert.equal(ran.status, 1);
    assert.match(ran.output, /expired on 2025-12-31: never reached \(Reviewer <reviewer@shop\.example>, 2026-01-01\)/);
  });

  it("takes a decision back, and the file with the last of them", async () => {
    const both = ["--finding", "CVE-2026-0001", "--finding", "CVE-2026-0002"];
    const kept = vexOf(await decide({}, ...both, "--as", "fixed", "--write"));
    const one = await decide(kept, "--finding", "CVE-2026-0002", "--as", "open", "--write");
    const { statements } = JSON.parse(vexOf(one)[PATH] ?? "");
    assert.deepEqual([statements.length, statements[0].vulnerability.name], [1, "CVE-2026-0001"]);
    const shown = await decide(vexOf(one), "--finding", "CVE-2026-0001", "--as", "open");
    assert.match(shown.output, /^--- a\/\.vex\/\S+\n\+\+\+ \/dev\/null\n/);
    const none = await decide(vexOf(one), "--finding", "CVE-2026-0001", "--as", "open", "--write");
    assert.deepEqual(vexOf(none), {});
    assert.match(none.errors, /openvex\.json removed\n$/);
  });

  const refusals: Readonly<Record<string, readonly [readonly string[], RegExp, Files?]>> = {
    "wants to know what": [[], /say what: --finding ID with --as STATUS, --import FILE, or --export SCANNER/],
    "wants a status": [["--finding", "CVE-2026-0001"], /go together/],
    "wants a reason": [
      ["--finding", "CVE-2026-0001", "--as", "accepted"],
      /--as accepted needs a reason, .*: --because TEXT\n$/,
    ],
    "wants one of those of not_affected": [
      ["--finding", "CVE-2026-0001", "--as", "not_affected"],
      /--as not_affected needs a reason, .*: --because TEXT or --justification J\n$/,
    ],
    "wants a day that is to come": [[...ACCEPT, "--until", "2025-12-31"], /--until 2025-12-31 is over already/],
    "wants a day": [[...ACCEPT, "--until", "soon"], /--until takes a day such as 2027-01-31, not "soon"/],
    "has an end for acceptances alone": [
      ["--finding", "CVE-2026-0001", "--as", "fixed", "--until", "2027-01-31"],
      /--until is the end of an acceptance/,
    ],
    "has a justification for what is not affected alone": [
      [...ACCEPT, "--justification", "component_not_present"],
      /--justification goes with --as not_affected/,
    ],
    "decides about nothing that is not found": [
      ["--finding", "CVE-2026-0003", "--as", "fixed"],
      /CVE-2026-0003 is not found in image\.tar; did you mean/,
    ],
    "takes back nothing that nobody decided": [
      ["--finding", "CVE-2026-0001", "--as", "open"],
      /^seaworthy: CVE-2026-0001 has no decision in this repository/,
    ],
    "writes over no broken file": [ACCEPT, /no JSON/, { [PATH]: "{" }],
  };
  for (const [title, [words, told, files = {}]] of Object.entries(refusals)) {
    it(title, async () => {
      const { status, errors, output } = await decide(files, ...words);
      assert.match(errors, told);
      assert.deepEqual([status, output], [2, ""]);
    });
  }
});

describe("seaworthy decide --import", () => {
  it("takes what another tool's file says of findings of the image, and tells what it cannot", async () => {
    const ignore = "# never reached\nCVE-2026-0001 exp:2026-06-30\nCVE-2020-1\n";
    const ran = await decide({ "/r/.trivyignore": ignore }, "--import", ".trivyignore", "--write");
    assert.equal(ran.status, 0, ran.errors);
    assert.match(vexOf(ran)[PATH] ?? "", /accepted until 2026-06-29/);
    assert.match(ran.errors, /\.trivyignore: CVE-2020-1 is not taken: it is not found in this image\n/);
  });

  it("that is not there fails", async () => {
    const ran = await decide({}, "--import", "gone.json");
    assert.deepEqual([ran.status, ran.errors], [2, "seaworthy: gone.json does not exist\n"]);
  });
  it("that decides about nothing of it fails", async () => {
    const { status, errors } = await decide({ "/r/.trivyignore": "CVE-2020-1\n" }, "--import", ".trivyignore");
    assert.equal(status, 2);
    assert.match(errors, /\.trivyignore decides about nothing of this image; .*CVE-2020-1/);
    const said = /vex\.cdx has no name that tells whose decisions it holds: \.trivyignore, .* \(CycloneDX\)$/m;
    assert.match((await decide({ "/r/vex.cdx": "{}" }, "--import", "vex.cdx")).errors, said);
  });
});

describe("seaworthy decide --export", () => {
  it("writes the decisions for another scanner, beside what stands in its file", async () => {
    const kept = vexOf(await decide({}, ...ACCEPT, "--until", "2026-06-30", "--write"));
    const files = { ...kept, "/r/.trivyignore.yaml": "# ours\nvulnerabilities: []\n" };
    const shown = await decide(files, "--export", "trivy");
    assert.match(shown.output, /^--- a\/\.trivyignore\.yaml\n\+\+\+ b\/\.trivyignore\.yaml\n/);
    const ran = await decide(files, "--export", "trivy", "--write");
    assert.match(ran.files.get("/r/.trivyignore.yaml") ?? "", /^# ours\n[\s\S]*expired_at: 2026-07-01/);
    assert.match(ran.errors, /trivy image --ignorefile \.trivyignore\.yaml/);
    const done = { ...files, "/r/.trivyignore.yaml": ran.files.get("/r/.trivyignore.yaml") ?? "" };
    const twice = await decide(done, "--export", "trivy");
    assert.deepEqual([twice.status, twice.output], [0, ""]);
    assert.match(twice.errors, /^seaworthy: nothing changes$/m);
    const grype = await decide(kept, "--export", "grype", "--write");
    assert.match(grype.errors, /\.grype\.yaml cannot hold CVE-2026-0001: Grype's rules have no end/);
    const snyk = await decide(kept, "--export", "snyk", "--write");
    assert.match(snyk.errors, /\.snyk cannot hold CVE-2026-0001: Snyk ignores by ids of its own/);
  });

  it("hides nothing that was opened again since", async () => {
    const accepted = vexOf(await decide({}, ...ACCEPT, "--package", "curl", "--write"));
    const earlier = Object.entries(accepted).map(([path, text]) => [
      path,
      text.replace(/(?<="timestamp": ")20../g, "2020"),
    ]);
    const again = ["--finding", "CVE-2026-0001", "--as", "under_investigation", "--write"];
    const opened = vexOf(await decide(Object.fromEntries(earlier), ...again));
    assert.match(Object.values(opened).join(), /never reached[\s\S]*under_investigation/);
    const ran = await decide(opened, "--export", "trivy", "--write");
    assert.equal(ran.files.get("/r/.trivyignore.yaml"), undefined, ran.errors);
    assert.match(ran.errors, /cannot hold CVE-2026-0001: under investigation hides nothing/);
  });

  it("keeps the line ends of its file, and those of the decisions", async () => {
    const [[path, text] = ["", ""]] = Object.entries(vexOf(await decide({}, ...ACCEPT, "--write")));
    const files = { [path]: text.replaceAll("\n", "\r\n"), "/r/.trivyignore.yaml": "# ours\r\nsecrets: []\r\n" };
    const again = await decide(files, ...ACCEPT, "--until", "2026-06-30", "--write");
    assert.match(again.files.get(path) ?? "", /until 2026-06-30"\r\n/);
    assert.doesNotMatch(again.files.get(path) ?? "", /[^\r]\n/);
    const exported = await decide(files, "--export", "trivy", "--write");
    assert.match(exported.files.get("/r/.trivyignore.yaml") ?? "", /^# ours\r\n(?:[^\n]+\r\n)+$/);
  });

  it("writes nothing over a file that it cannot read", async () => {
    const kept = vexOf(await decide({}, ...ACCEPT, "--write"));
    const ran = await decide({ ...kept, "/r/.grype.yaml": "ignore: [\n" }, "--export", "grype", "--write");
    assert.equal(ran.status, 2);
    assert.match(
      ran.errors,
      /\.grype\.yaml is broken, or in no shape that its scanner reads: nothing is written over it/,
    );
    assert.equal(ran.files.get("/r/.grype.yaml"), "ignore: [\n");
  });

  it("of decisions that cannot be read fails", async () => {
    const { status, errors } = await decide({ [PATH]: "{" }, "--export", "trivy", "--write");
    assert.equal(status, 2);
    assert.match(errors, /no JSON/);
  });

  it("of nothing fails", async () => {
    const { status, errors } = await decide({}, "--export", "trivy");
    assert.equal(status, 2);
    assert.match(errors, /^seaworthy: this repository keeps no decision about this image$/m);
  });
});
