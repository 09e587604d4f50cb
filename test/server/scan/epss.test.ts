import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { success } from "../../../server/src/outcome/outcome.ts";
import { noteExploitProbability } from "../../../server/src/scan/epss.ts";
import { scratchFiles } from "../../harness/saved-image.ts";
import { madeReport, madeVulnerability } from "./made-up-report.ts";

const LIST =
  "#model_version:v2025.03.14,score_date:2026-11-27T00:00:00+0000\ncve,epss,percentile\n" +
  "CVE-2026-1,0.42000,0.97000\nCVE-2026-2,0.00050,0.10000\nCVE-2026-4,2,0.1\nCVE-2026-5,,";

const REPORT = madeReport(
  [],
  [
    madeVulnerability({ id: "CVE-2026-1" }),
    madeVulnerability({ id: "GHSA-1", aliases: ["CVE-2026-2"] }),
    madeVulnerability({ id: "CVE-2026-3" }),
    madeVulnerability({ id: "CVE-2026-4" }),
    madeVulnerability({ id: "CVE-2026-5" }),
  ],
);

/** Of those that a list does not have, or has with a number that is none. */
const NONE = [undefined, undefined, undefined];

/** The probabilities and gaps with these files in the folder. */
function noted(folder: Readonly<Record<string, Uint8Array | string>>) {
  const entries = Object.keys(folder).map((name) => ({ name, kind: "file" as const }));
  const files = { list: () => success([...entries, { name: "Debian", kind: "folder" as const }]) };
  const contents = Object.entries(folder).map(([name, content]) => [`/db/${name}`, Buffer.from(content)] as const);
  const largeFiles = scratchFiles(new Map(contents));
  const { vulnerabilities, gaps } = noteExploitProbability(REPORT, "/db", { files, largeFiles });
  return { scores: vulnerabilities.map(({ exploitProbability }) => exploitProbability), gaps };
}

describe("the probability of an attack", () => {
  it("is that of any name of a vulnerability, packed or not", () => {
    const scores = [0.42, 0.0005, ...NONE];
    assert.deepEqual(noted({ "epss_scores-2026-11-27.csv": LIST }), { scores, gaps: [] });
    assert.deepEqual(noted({ "epss_scores-2026-11-27.csv.gz": gzipSync(LIST) }), { scores, gaps: [] });
  });

  it("is that of the newest list", () => {
    const older = LIST.replace("0.42000", "0.10000");
    const both = { "epss_scores-2026-11-27.csv.gz": gzipSync(LIST), "epss_scores-2026-11-03.csv": older };
    assert.equal(noted(both).scores[0], 0.42);
  });

  it("is not told without a list, or of a number that is none", () => {
    assert.deepEqual(noted({ "epss.csv": LIST }), { scores: [undefined, undefined, ...NONE], gaps: [] });
  });

  const broken: Readonly<Record<string, Uint8Array | string>> = {
    "no list": "<html>",
    "another table": "a,b\ncve,epss,percentile\n",
    "cut off": gzipSync(LIST).subarray(0, 40),
    "too large": gzipSync(Buffer.alloc(65 * 1024 * 1024)),
  };
  for (const [title, content] of Object.entries(broken)) {
    it(`of a list that is ${title} is a gap`, () => {
      const name = typeof content === "string" ? "epss_scores-2026-11-27.csv" : "epss_scores-2026-11-27.csv.gz";
      const { scores, gaps } = noted({ [name]: content });
      assert.deepEqual(scores, [undefined, undefined, ...NONE]);
      assert.match(gaps[0]?.why ?? "", /epss_scores-2026-11-27\.csv(?:\.gz)? is no list of EPSS scores, or not whole/);
    });
  }
});
