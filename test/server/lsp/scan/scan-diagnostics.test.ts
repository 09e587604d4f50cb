import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DiagnosticSeverity } from "vscode-languageserver/node";
import { scanDiagnostics } from "../../../../server/src/lsp/scan/scan-diagnostics.ts";
import { scanHover } from "../../../../server/src/lsp/scan/scan-hover.ts";
import { buildModel } from "../../../../server/src/model/build.ts";
import { lineIndex } from "../../../../server/src/text/line-index.ts";
import { type MadeUpFinding, madeUpScan, SHOP } from "../../../harness/made-up-scan.ts";

const SEVERITY_NAMES = ["", "error", "warning", "info", "hint"];

/** `2:RUN warning: message`, lines from 1. */
async function squiggles(findings: readonly MadeUpFinding[], now = SHOP): Promise<readonly string[]> {
  const scan = await madeUpScan(findings);
  return scanDiagnostics(scan, { model: buildModel(now), lines: lineIndex(now) }).map(
    ({ range, severity, message }) => {
      const line = now.split("\n")[range.start.line] ?? "";
      const words = line.slice(range.start.character, range.end.character);
      return `${range.start.line + 1}:${words} ${SEVERITY_NAMES[severity ?? DiagnosticSeverity.Error]}: ${message}`;
    },
  );
}

const CURL = { id: "CVE-2026-1", package: "curl", version: "7.88.1-10", layer: 1, fixedIn: "7.88.1-10+deb12u5" };

describe("diagnostics of a scan", () => {
  it("stands on the keyword of the instruction that brought the package, as bad as the worst that can be fixed", async () => {
    const low = { ...CURL, id: "CVE-2026-2", severity: "low" as const };
    assert.deepEqual(await squiggles([CURL, low]), [
      "2:RUN warning: 2 vulnerabilities in 1 package: 1 high, 1 low; 2 can be fixed. curl 7.88.1-10: 7.88.1-10+deb12u5 fixes CVE-2026-1.",
    ]);
  });

  it("says of a version only what it fixes", async () => {
    const more = ["8", "8", "9"].map((fixedIn, index) => ({ ...CURL, id: `CVE-2026-1${index}`, fixedIn }));
    const [found = ""] = await squiggles(more);
    assert.match(found, /3 can be fixed\. curl 7\.88\.1-10: 8 fixes CVE-2026-10 and 1 more\.$/);
  });

  it("gives what the base brought to the FROM line", async () => {
    assert.deepEqual(await squiggles([{ id: "CVE-2026-3", package: "libc6", severity: "critical" }]), [
      "1:FROM hint: 1 vulnerability in 1 package of the base image: 1 critical; none has a fix.",
    ]);
  });

  for (const [severity, expected] of [
    ["critical", "warning"],
    ["unknown", "warning"],
    ["medium", "info"],
    ["low", "hint"],
  ] as const) {
    it(`shows ${severity} with a fix as ${expected}`, async () => {
      const [found = ""] = await squiggles([{ ...CURL, severity }]);
      assert.equal(found.split(":")[1], `RUN ${expected}`);
    });
  }

  it("shows a malicious package as an error that says what to do, fix or not", async () => {
    const found = await squiggles([{ id: "MAL-1", package: "left-pad", layer: 3, type: "npm", notes: ["malicious"] }]);
    assert.match(
      found.join(""),
      /^4:RUN error: .* left-pad 1\.0 is malicious: remove it, and what it could reach is lost\.$/,
    );
  });

  it("says nothing of what the distribution calls unimportant", async () => {
    assert.deepEqual(await squiggles([{ ...CURL, notes: ["unimportant"] }]), []);
  });

  it("moves with its line, and is a hint once the line is another one", async () => {
    assert.match((await squiggles([CURL], `# new\n\n${SHOP}`)).join(), /^4:RUN warning: 1 vul/);
    const edited = SHOP.replace("curl=7.88.1-10", "curl=7.88.1-10+deb12u5");
    assert.match((await squiggles([CURL], edited)).join(), /^2:RUN hint: Edited since the scan: 1 vul/);
    assert.deepEqual(await squiggles([CURL], "FROM debian:12\n"), []);
  });
});

describe("hover of a scan", () => {
  const hover = async (findings: readonly MadeUpFinding[], words: string, now = SHOP) => {
    const scan = await madeUpScan(findings);
    return scanHover(scan, { model: buildModel(now) }, now.indexOf(words));
  };

  it("says whose they are, that the line was edited, and how much is not named", async () => {
    const libc = Array.from({ length: 6 }, (_, index) => ({ id: `CVE-2026-3${index}`, package: "libc6" }));
    const base = (await hover(libc, "FROM")) ?? "";
    assert.match(base, /^\*\*6 vulnerabilities\*\* of the base image: 6 high$/m);
    assert.match(base, /`CVE-2026-33` high and 2 more$/m);
    const many = Array.from({ length: 9 }, (_, index) => ({ ...CURL, package: `lib${index}` }));
    const text = (await hover(many, "RUN apt-get", SHOP.replace("7.88.1-10", "8"))) ?? "";
    assert.match(text, /^\*\*9 vulnerabilities\*\*: 9 high$/m);
    assert.match(text, /^- and 1 package more$/m);
    assert.match(text, /UTC; this line was edited since\.$/);
    assert.doesNotMatch((await hover(many.slice(0, 8), "RUN apt-get")) ?? "", /more|edited/);
  });

  it("names packages, vulnerabilities and fixes on the keyword, and is silent elsewhere", async () => {
    const text = await hover([CURL], "RUN apt-get");
    assert.match(text ?? "", /- `curl 7\.88\.1-10`: `CVE-2026-1` high; fixed in `7\.88\.1-10\+deb12u5`/);
    assert.match(text ?? "", /Scanned 2026-01-02 03:04 UTC\./);
    assert.equal(await hover([CURL], "curl="), undefined);
    assert.equal(await hover([CURL], "FROM"), undefined);
  });

  it("says how many of a package's vulnerabilities are fixed, and where", async () => {
    const fixed = (...versions: readonly (string | undefined)[]) =>
      versions.map((fixedIn, index) => {
        const { fixedIn: _, ...open } = { ...CURL, id: `CVE-2026-1${index}` };
        return fixedIn === undefined ? open : { ...open, fixedIn };
      });
    assert.match((await hover(fixed("8", "8"), "RUN apt-get")) ?? "", /; fixed in `8`$/m);
    assert.match((await hover(fixed("8", undefined), "RUN apt-get")) ?? "", /; 1 of 2 fixed in `8`$/m);
    assert.match((await hover(fixed("8", "9"), "RUN apt-get")) ?? "", /; fixed in `8` and `9`$/m);
    assert.match((await hover(fixed("8", "9", "10"), "RUN apt-get")) ?? "", /; fixed in `8`, `9` and others$/m);
  });

  it("cannot be broken out of by a package's name", async () => {
    const text = await hover([{ ...CURL, package: "a`\n# [x](command:evil)" }], "RUN apt-get");
    assert.match(text ?? "", /- `` a` # \[x\]\(command:evil\) 7\.88\.1-10 ``/);
  });
});
