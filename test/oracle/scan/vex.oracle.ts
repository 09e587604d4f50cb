import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { purlCovers, purlReader } from "../../../server/src/scan/read-purl.ts";
import type { Choice } from "../../../server/src/scan/triage/choice.ts";
import { decide } from "../../../server/src/scan/triage/decide.ts";
import { writeOpenVex } from "../../../server/src/scan/triage/write-openvex.ts";
import { go } from "../../harness/go-program.ts";
import { madeReport, NOW } from "../../server/scan/made-up-report.ts";

// go-vex, which Trivy and Grype read OpenVEX with, reads our documents and finds what we find.

const SOURCE = join("test", "oracle", "scan", "vex");
const folder = mkdtempSync(join(tmpdir(), "seaworthy-vex-"));
const file = join(folder, "shop.openvex.json");

before(() => void go(["version"]));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Question {
  readonly file?: string;
  readonly vulnerability?: string;
  readonly product: string;
  readonly subcomponents?: readonly string[];
}

/** The status of each statement that matches, for each question; it throws at a document or a statement that is not valid. */
function ask(questions: readonly Question[]): readonly (readonly string[])[] {
  const lines = questions.map((each) =>
    JSON.stringify({ file, vulnerability: "CVE-2026-1", subcomponents: [], ...each }),
  );
  const run = spawnSync("go", ["run", "."], {
    cwd: SOURCE,
    input: lines.join("\n"),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const PACKAGE = "pkg:deb/debian/libssl3@3.0.1?arch=amd64&distro=debian-12.5";
const CHOICES: readonly Choice[] = [
  { kind: "not_affected", why: "", justification: "component_not_present" },
  { kind: "not_affected", why: "never called", justification: undefined },
  { kind: "accepted", why: "low", until: "2027-01-31" },
  { kind: "fixed", why: "patched" },
  { kind: "under_investigation", why: "" },
];

describe("a decision of ours", () => {
  for (const choice of CHOICES) {
    it(`of the kind ${choice.kind} (${choice.why}) is valid, and is found as Trivy and as Grype ask for it`, async () => {
      const scope = {
        vulnerability: { id: "CVE-2026-1", aliases: ["GHSA-1"] },
        purls: [PACKAGE, "pkg:npm/%40shop/pad@1.0.0"],
        isThisVersion: false,
        image: { ...madeReport([], []).image, name: "registry.example/a/shop:1.2" },
      };
      writeFileSync(file, writeOpenVex(await decide(undefined, scope, choice, { author: "Reviewer", now: NOW })));
      const image = "pkg:oci/shop@sha256%3Aabc?repository_url=registry.example%2Fa%2Fshop&tag=1.2";
      const status = choice.kind === "accepted" ? "affected" : choice.kind;
      assert.deepEqual(
        ask([
          { product: image, subcomponents: [PACKAGE] },
          { product: PACKAGE },
          { product: PACKAGE, vulnerability: "GHSA-1" },
          { product: image, subcomponents: ["pkg:deb/debian/other@1"] },
          { product: "pkg:oci/other", subcomponents: [PACKAGE] },
          { product: PACKAGE, vulnerability: "CVE-2026-2" },
        ]),
        [[status], [status], [status], [], [], []],
      );
    });
  }
});

const WRITTEN = [
  "pkg:deb/debian/libssl3",
  "pkg:deb/debian/libssl3@3.0.1",
  "pkg:deb/debian/libssl3@3.0.2",
  "pkg:deb/ubuntu/libssl3",
  "pkg:deb/libssl3",
  "pkg:apk/debian/libssl3",
  "pkg:deb/debian/libssl3?arch=amd64",
  "pkg:deb/debian/libssl3?arch=arm64",
  "pkg:deb/debian/libssl3@3.0.1?arch=amd64&distro=debian-12.5",
  "pkg:deb/debian/libssl3?os=linux",
  "pkg:npm/%40shop/pad",
  "pkg:npm/pad",
  "pkg:golang/shop.example/a/b@v1.0.0",
  "pkg:maven/org.shop/pad@1%2B2",
];
const ACTUAL = [
  PACKAGE,
  "pkg:npm/%40shop/pad@1.0.0",
  "pkg:npm/pad@1.0.0",
  "pkg:golang/shop.example/a/b@v1.0.0",
  "pkg:maven/org.shop/pad@1%2B2",
  "pkg:deb/debian/libssl3",
];

it("a package matches a purl exactly where it does for go-vex", async () => {
  const read = await purlReader();
  const pairs = WRITTEN.flatMap((written, index) =>
    ACTUAL.map((actual) => ({ written, actual, path: join(folder, `${index}.json`) })),
  );
  for (const { written, path } of pairs) {
    const statement = { vulnerability: { name: "CVE-2026-1" }, products: [{ "@id": written }], status: "fixed" };
    const document = {
      "@context": "https://openvex.dev/ns/v0.2.0",
      "@id": "x",
      author: "a",
      timestamp: NOW.toISOString(),
      version: 1,
    };
    writeFileSync(path, JSON.stringify({ ...document, statements: [statement] }));
  }
  const theirs = ask(pairs.map(({ actual, path }) => ({ file: path, product: actual })));
  const ours = pairs.map(({ written, actual }) => {
    const [one, other] = [read(written), read(actual)];
    return one !== undefined && other !== undefined && purlCovers(one, other);
  });
  const wrong = pairs.filter((_, index) => ours[index] !== (theirs[index]?.length ?? 0) > 0);
  assert.deepEqual(
    wrong.map(({ written, actual }) => `${written} ${actual}`),
    [],
  );
  assert.ok(ours.filter(Boolean).length > 8);
});
