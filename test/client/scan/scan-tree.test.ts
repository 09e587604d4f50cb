import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  FIRST_CHOICE,
  type TreeChoice,
  type TreeRow,
  treeMessage,
  treeOf,
  urgentCount,
} from "../../../client/src/scan/scan-tree.ts";
import { scanView } from "../../../server/src/lsp/scan/scan-view.ts";
import { placesIn } from "../../../server/src/lsp/scan/stored-scan.ts";
import { buildModel } from "../../../server/src/model/build.ts";
import type { ScanView } from "../../../server/src/protocol/scan.ts";
import { type MadeUpFinding, madeUpScan, SHOP } from "../../harness/made-up-scan.ts";

const CURL = { id: "CVE-2026-1", package: "curl", version: "7.88.1-10", layer: 1, fixedIn: "7.88.1-11" };
const LIBC = { id: "CVE-2026-3", package: "libc6", severity: "critical" } as const;
const PAD = { id: "CVE-2026-4", package: "left-pad", type: "npm", layer: 3, severity: "low", fixedIn: "2" } as const;
const ZLIB = { id: "CVE-2026-5", package: "zlib1g", notes: ["unimportant"] } as const;

async function viewOf(findings: readonly MadeUpFinding[], more: Partial<ScanView> = {}, now = SHOP): Promise<ScanView> {
  const scan = await madeUpScan(findings);
  return { ...scanView(scan, placesIn({ model: buildModel(now) }, scan)), ...more };
}

/** The rows as lines, each level two blanks further in. */
function lines(rows: readonly TreeRow[], indent = ""): string {
  return rows
    .map(({ label, description, isFaint, children }) => {
      const line = `${indent}${label}${description === "" ? "" : ` | ${description}`}${isFaint ? " (faint)" : ""}`;
      return `${line}\n${lines(children, `${indent}  `)}`;
    })
    .join("");
}

async function tree(choice: Partial<TreeChoice>, ...given: Parameters<typeof viewOf>): Promise<string> {
  return `\n${lines(treeOf(await viewOf(...given), { ...FIRST_CHOICE, ...choice }))}`;
}

describe("the tree of a scan", () => {
  it("begins with what can be fixed and is high or worse, and counts the rest", async () => {
    const view = await viewOf([CURL, LIBC, PAD, ZLIB]);
    assert.equal(
      `\n${lines(treeOf(view, FIRST_CHOICE))}`,
      `
2: RUN apt-get update && apt-get install -y curl=7.88.1-10 | 1 high
  curl 7.88.1-10 | 1 high, fixed in 7.88.1-11
    CVE-2026-1 | high, fixed in 7.88.1-11
`,
    );
    assert.equal(treeMessage(view, FIRST_CHOICE), "shop.example/app:1: 1 to fix first; 3 not shown");
    assert.equal(urgentCount(view), 1);
  });

  it("counts in its message what is shown of what, and how that was chosen", async () => {
    const message = async (choice: Partial<TreeChoice>, ...given: Parameters<typeof viewOf>) =>
      treeMessage(await viewOf(...given), { ...FIRST_CHOICE, ...choice }).replace("shop.example/app:1: ", "");
    assert.equal(await message({ scope: "shown" }, [CURL]), "1 finding");
    assert.equal(await message({ scope: "shown" }, [CURL, PAD, ZLIB]), "2 findings; 1 not shown");
    assert.equal(await message({ scope: "all" }, [CURL, ZLIB]), "2 findings with what is hidden");
    assert.equal(await message({ scope: "all" }, [ZLIB]), "1 finding with what is hidden");
    assert.equal(await message({ filter: "curl" }, [CURL, PAD]), "1 to fix first with “curl”; 1 not shown");
    const gap = { what: "a", why: "b" };
    assert.equal(await message({}, [], { gaps: [gap, gap] }), "0 to fix first; 2 things were not looked at");
  });

  it("says whether there is nothing, or nothing of what was asked for", async () => {
    const only = async (choice: Partial<TreeChoice>, findings: readonly MadeUpFinding[]) =>
      (await tree(choice, findings)).trim();
    assert.equal(await only({}, [PAD]), "Nothing of this kind");
    assert.equal(await only({ scope: "shown", filter: "curl" }, [PAD]), "Nothing of this kind");
    assert.match(await only({ scope: "shown" }, [ZLIB]), /^Nothing found in what could be read|^Clean/);
  });

  it("tells of a finding all that makes it another than the next", async () => {
    const view = await viewOf([
      { ...CURL, notes: ["known-exploited"] },
      { ...PAD, version: "", notes: ["malicious"] },
    ]);
    const findings = view.findings.map((each) => ({
      ...each,
      isNew: each.package === "curl",
      copied: each.package === "curl" ? "also in stage build, line 4" : "",
      decision: each.package === "curl" ? undefined : "under investigation",
    }));
    const groups = { ...FIRST_CHOICE, scope: "all", groupBy: "package" } as const;
    assert.equal(
      `\n${lines(treeOf({ ...view, findings }, groups))}`,
      `
left-pad | 1 low, fixed in 2
  CVE-2026-4 | low, fixed in 2, malicious package, under investigation
curl 7.88.1-10 | 1 high, fixed in 7.88.1-11, new
  CVE-2026-1 | high, fixed in 7.88.1-11, also in stage build, line 4, new, attacks are known
`,
    );
    assert.match(await tree(groups, [{ ...LIBC, notes: ["no-fix"] }]), /CVE-2026-3 \| critical, no fix will come/);
  });

  it("has no row twice, not even of what is gone", async () => {
    const fixed = [1, 2].map(() => ({ id: "CVE-2026-1", package: "openssl" }));
    const view = await viewOf([CURL, PAD], { changes: { since: "", added: 0, still: 0, fixed } });
    const ids = (rows: readonly TreeRow[]): readonly string[] =>
      rows.flatMap(({ id, children }) => [id, ...ids(children)]);
    const all = ids(treeOf(view, FIRST_CHOICE));
    assert.equal(new Set(all).size, all.length);
  });

  it("shows every instruction, the base image first, without what is hidden", async () => {
    assert.equal(
      await tree({ scope: "shown" }, [CURL, LIBC, PAD, ZLIB]),
      `
1: FROM debian:12 | base image, 1 critical
  libc6 1.0 | 1 critical
    CVE-2026-3 | critical, no fix yet
2: RUN apt-get update && apt-get install -y curl=7.88.1-10 | 1 high
  curl 7.88.1-10 | 1 high, fixed in 7.88.1-11
    CVE-2026-1 | high, fixed in 7.88.1-11
4: RUN npm install -g left-pad@1.0.0 | 1 low
  left-pad 1.0 | 1 low, fixed in 2
    CVE-2026-4 | low, fixed in 2
`,
    );
  });

  it("says how many of a package's vulnerabilities have a fix, and where", async () => {
    const open = { id: "CVE-2026-9", package: "curl", version: "7.88.1-10", layer: 1 };
    const also = (id: string, fixedIn: string) => ({ ...open, id, fixedIn });
    const row = async (findings: readonly MadeUpFinding[]) =>
      (await tree({ scope: "shown", groupBy: "package" }, findings)).split("\n")[1];
    assert.equal(await row([CURL, open]), "curl 7.88.1-10 | 2 high, 1 of 2 fixed in 7.88.1-11");
    const all = [CURL, also("CVE-2026-6", "8"), also("CVE-2026-7", "9")];
    assert.equal(await row(all.slice(0, 2)), "curl 7.88.1-10 | 2 high, fixed in 7.88.1-11 and 8");
    assert.equal(await row(all), "curl 7.88.1-10 | 3 high, fixed in 7.88.1-11, 8 and others");
  });

  it("shows what is hidden in grey when all is asked for", async () => {
    assert.match(await tree({ scope: "all", groupBy: "package" }, [ZLIB]), /CVE-2026-5 \| high, no fix yet \(faint\)/);
  });

  it("groups by severity, worst first, and names the package in each row", async () => {
    assert.equal(
      await tree({ scope: "shown", groupBy: "severity" }, [CURL, LIBC]),
      `
critical | 1
  CVE-2026-3 | critical, libc6 1.0, no fix yet
high | 1
  CVE-2026-1 | high, curl 7.88.1-10, fixed in 7.88.1-11
`,
    );
  });

  it("filters by id, package and summary, in any letter case", async () => {
    const findings = [CURL, LIBC, { ...PAD, summary: "Prototype Pollution" }];
    const ids = async (filter: string) =>
      [...(await tree({ scope: "shown", groupBy: "severity", filter }, findings)).matchAll(/CVE-\S+/g)].join();
    assert.equal(await ids("2026-3"), "CVE-2026-3");
    assert.equal(await ids("CURL"), "CVE-2026-1");
    assert.equal(await ids("pollution"), "CVE-2026-4");
    assert.match(await tree({ filter: "nothing" }, findings), /Nothing of this kind/);
  });

  it("says first what could not be looked at, and never that an image with gaps is clean", async () => {
    const gaps = [{ what: "layer 3", why: "it is packed in a way that is not known" }];
    assert.match(await tree({}, [], { gaps }), /^\nNot looked at \| 1\n {2}layer 3 \| it is packed/);
    assert.match(treeMessage(await viewOf([], { gaps }), FIRST_CHOICE), /; 1 thing was not looked at$/);
    assert.match(await tree({}, []), /Nothing found in what could be read/);
  });

  it("greys what an edited line brought, and tells what is new and what is gone", async () => {
    const edited = SHOP.replace("curl=7.88.1-10", "curl=7.88.1-11");
    assert.match(await tree({}, [CURL], {}, edited), /\| 1 high, edited since the scan \(faint\)/);
    const changes = { since: "2025-12-31", added: 1, still: 0, fixed: [{ id: "CVE-2025-9", package: "zlib1g" }] };
    const message = treeMessage(await viewOf([CURL], { changes }), FIRST_CHOICE);
    assert.match(message, /: 1 to fix first; 1 new, 1 gone, 0 still there since the last scan$/);
    assert.match(
      await tree({}, [CURL], { changes }),
      /Gone since the last scan \| 1, not there any more\n {2}CVE-2025-9 \| zlib1g \(faint\)/,
    );
  });

  it("has no number for a line that is not in the file any more", async () => {
    assert.match(await tree({}, [CURL], {}, "FROM debian:12\n"), /^\nRUN apt-get update/);
  });

  it("puts what no instruction is known for under the whole image, and says why", async () => {
    const view = await viewOf([CURL], { unplaced: "it was squashed" });
    const [row] = treeOf(
      { ...view, findings: view.findings.map((each) => ({ ...each, instruction: undefined })) },
      FIRST_CHOICE,
    );
    assert.equal(row?.label, "Whole image");
    assert.equal(row?.tooltip, "it was squashed");
    const both = await viewOf([CURL, { ...CURL, id: "CVE-2026-6", package: "openssl" }]);
    const [first, ...others] = both.findings;
    assert.ok(first);
    const partly = { ...both, findings: [{ ...first, instruction: undefined }, ...others] };
    assert.deepEqual(
      treeOf(partly, FIRST_CHOICE).map(({ label }) => label.slice(0, 6)),
      ["2: RUN", "Whole "],
    );
  });
});
