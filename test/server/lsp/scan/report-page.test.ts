import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { html, webAddress } from "../../../../server/src/lsp/scan/html.ts";
import { reportPage } from "../../../../server/src/lsp/scan/report-page.ts";
import { scanView } from "../../../../server/src/lsp/scan/scan-view.ts";
import { placesIn } from "../../../../server/src/lsp/scan/stored-scan.ts";
import { buildModel } from "../../../../server/src/model/build.ts";
import type { ScanView } from "../../../../server/src/protocol/scan.ts";
import type { ScanReport } from "../../../../server/src/scan/report.ts";
import { type MadeUpFinding, madeUpScan, SHOP } from "../../../harness/made-up-scan.ts";

async function page(findings: readonly MadeUpFinding[], more: Partial<ScanView> = {}): Promise<string> {
  const scan = await madeUpScan(findings);
  return reportPage({ ...scanView(scan, placesIn({ model: buildModel(SHOP) }, scan)), ...more });
}

const headings = (text: string) => [...text.matchAll(/<h2[^>]*>([^<]*)/g)].map((match) => match[1]);
const CURL = { id: "CVE-2026-1", package: "curl", version: "7.88.1-10", layer: 1, fixedIn: "7.88.1-11" };

describe("the bill of health as a page", () => {
  it("says what was not looked at before anything else, and what to fix before the rest", async () => {
    const text = await page(
      [
        CURL,
        { id: "CVE-2026-3", package: "libc6" },
        { id: "CVE-2026-5", package: "zlib1g", notes: ["unimportant"] },
        { id: "RUSTSEC-1", package: "zlib1g", notes: ["informational"] },
        { id: "MAL-1", package: "left-pad", type: "npm", layer: 3, notes: ["malicious"] },
      ],
      {
        gaps: [{ what: "layer 3", why: "it is packed" }],
        changes: { since: "2025-12-31T00:00:00Z", added: 1, still: 2, fixed: [{ id: "CVE-1", package: "a" }] },
      },
    );
    assert.deepEqual(headings(text), [
      "Not looked at: 1",
      "Take note",
      "Fix first: 2",
      "The rest: 1",
      "Base image",
      "Since the scan of 2025-12-31 00:00 UTC",
      "Hidden: 2",
    ]);
    const hidden = [...text.slice(text.indexOf('id="hidden"')).matchAll(/<summary>([^<]*)/g)].map(([, title]) => title);
    assert.deepEqual(hidden, ["Notices, no vulnerabilities: 1", "Unimportant, says the distribution: 1"]);
  });

  it("has no heading without something below it", async () => {
    assert.deepEqual(headings(await page([CURL])), ["Fix first: 1"]);
    assert.deepEqual(headings(await page([])), ["Fix first: nothing with a fix is high or worse"]);
  });

  it("tells of a finding all that makes it another than the next", async () => {
    const scan = await madeUpScan([CURL, { id: "CVE-2026-3", package: "libc6", severity: "critical", fixedIn: "2" }]);
    const edited = SHOP.replace("curl=7.88.1-10", "curl=7.88.1-11");
    const view = scanView(scan, placesIn({ model: buildModel(edited) }, scan));
    const rows = (findings: ScanView["findings"]) =>
      [...reportPage({ ...view, findings }).matchAll(/<tr><td.*?<\/tr>/gs)].map(([row]) =>
        row
          .replaceAll(/<[^>]*>/g, " ")
          .replaceAll(/\s+/g, " ")
          .trim(),
      );
    const text = reportPage(view);
    assert.match(text, /<h3>Base image, <a href="[^"]*">line 1<\/a>: <code>FROM debian:12<\/code><\/h3>/);
    assert.match(text, /<h3><a href="[^"]*">line 2<\/a>: <code>RUN [^<]*<\/code> <span[^>]*>\(edited since the scan\)/);
    assert.match(text, /<p>1 of 2 come with the base image\.<\/p>/);
    const [curl] = view.findings.filter(({ package: name }) => name === "curl");
    assert.ok(curl);
    assert.deepEqual(rows([curl]), ["high CVE-2026-1 curl 7.88.1-10 (deb) 7.88.1-11 Decide"]);
    const decision = "accepted: later";
    const told = { ...curl, isNew: true, score: 9.1, copied: "also in stage build, line 4", decision } as const;
    assert.deepEqual(rows([{ ...told, confidence: "likely" }]), [
      "high 9.1 CVE-2026-1 (new, line likely) curl 7.88.1-10 (deb), also in stage build, line 4 7.88.1-11 accepted: later Decide",
    ]);
    const open = { ...curl, fixedIn: undefined, isUrgent: false };
    assert.match(rows([open])[0] ?? "", /no fix yet/);
    assert.match(rows([{ ...open, notes: ["no-fix"] }])[0] ?? "", /no fix will come/);
  });

  it("links an instruction to its line and a finding to its advisory and its decision", async () => {
    const text = await page([CURL]);
    const line = encodeURIComponent(JSON.stringify([0]));
    assert.ok(text.includes(`<a href="command:seaworthy.showScannedLine?${line}">line 2</a>`));
    assert.ok(text.includes('<a href="https://osv.dev/vulnerability/CVE-2026-1">CVE-2026-1</a>'));
    assert.ok(text.includes('aria-label="Decide about CVE-2026-1 in curl"'));
  });

  it("says of a scanner that it names only packages with findings", async () => {
    const { bill, ...scan } = await madeUpScan([CURL]);
    const told = (report: Partial<ScanReport>) =>
      /<dt>Packages<\/dt><dd>(.*)<\/dd>/.exec(
        reportPage(scanView({ ...scan, bill: { ...bill, report: { ...bill.report, ...report } } }, undefined)),
      )?.[1];
    assert.equal(told({}), "1 deb");
    assert.equal(told({ onlyAffected: true }), "1 deb; Seaworthy names only those with findings");
    assert.equal(told({ packages: [], vulnerabilities: [] }), "no packages");
  });

  it("tells times to the minute, and those of another zone as they are", async () => {
    const text = await page([], { at: "2026-01-31T12:00:41.250Z" });
    assert.ok(text.includes("<dd>2026-01-31 12:00 UTC by "));
    const { image } = scanView(await madeUpScan([]), undefined);
    const there = await page([], { image: { ...image, created: "2026-01-31T12:00:41.25+02:00" } });
    assert.ok(there.includes("<dd>2026-01-31T12:00:41.25+02:00</dd>"));
  });

  it("says how likely an attack is, where that is known", async () => {
    assert.ok((await page([{ ...CURL, exploitProbability: 0.42 }])).includes(">CVE-2026-1 (EPSS 42 %)</a>"));
  });

  it("has no script, no inline style and a policy that allows none", async () => {
    const text = await page([CURL]);
    assert.match(text, /content="default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='"/);
    assert.doesNotMatch(text, /<script|\son[a-z]+=|\sstyle=|javascript:/i);
  });

  it("is not broken by hostile text, wherever it stands", async () => {
    const evil = `"><img src=x onerror=alert(1)>'&\u202e\u0007`;
    const text = await page([{ ...CURL, id: evil, package: evil, version: evil, fixedIn: evil, summary: evil }], {
      gaps: [{ what: evil, why: evil }],
      verdict: evil,
      unplaced: evil,
    });
    assert.doesNotMatch(text, /<img/);
    assert.ok(!text.includes("\u202e") && !text.includes("\u0007"));
    assert.ok(text.includes("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;\ufffd\u2407"));
  });

  it("calls an image clean only without gaps", async () => {
    assert.match(await page([]), /Nothing found in what could be read/);
    assert.match(await page([], { verdict: "Clean: nothing found in 3 packages" }), /<p class="verdict">Clean/);
  });
});

describe("markup", () => {
  it("escapes every value but its own", () => {
    const part = html`<b>${"a<b"}</b>`;
    assert.equal(
      html`<p title="${'"'}">${part}${[part, part]}${1}</p>`.markup,
      `<p title="&quot;">${"<b>a&lt;b</b>".repeat(3)}1</p>`,
    );
  });

  it("follows https alone", () => {
    assert.equal(webAddress("https://osv.dev/x"), "https://osv.dev/x");
    for (const bad of ["http://osv.dev", "command:evil", "javascript:alert(1)", "data:text/html,x", "nothing"])
      assert.equal(webAddress(bad), undefined, bad);
  });
});
