import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { snykPolicy } from "../../../../server/src/scan/triage/exports/snyk-policy.ts";
import { readDecisions } from "../../../../server/src/scan/triage/imports/import-decisions.ts";
import { madeVex } from "../made-up-report.ts";

const statement = (aliases: readonly string[], more: object = {}) => ({
  vulnerability: { name: "CVE-2026-1", aliases },
  products: [{ "@id": "pkg:deb/debian/libssl3" }],
  timestamp: "2026-11-27T00:00:00Z",
  status: "affected",
  action_statement: "not\n reachable",
  status_notes: "seaworthy: accepted until 2027-01-31",
  ...more,
});

async function written(statements: readonly object[], present = "") {
  const file = await snykPolicy(madeVex(statements).document, present);
  return { text: file?.text ?? "", refused: file?.refused.map(({ why }) => why) };
}

describe("exporting to .snyk", () => {
  it("writes rules under Snyk's ids, beside what stands there", async () => {
    const present = "# ours\nversion: v1.19.0\nignore:\n  SNYK-OLD-1:\n    - '*':\n        reason: old\npatch: {}\n";
    const { text, refused } = await written([statement(["SNYK-DEBIAN12-OPENSSL-1"])], present);
    assert.match(text, /^# ours\nversion: v1\.19\.0\n/);
    const rule = { reason: "not reachable", expires: "2027-01-31T23:59:59.000Z", created: "2026-11-27T00:00:00Z" };
    assert.deepEqual(parse(text), {
      version: "v1.19.0",
      ignore: { "SNYK-OLD-1": [{ "*": { reason: "old" } }], "SNYK-DEBIAN12-OPENSSL-1": [{ "*": rule }] },
      patch: {},
    });
    assert.deepEqual(refused, []);
    assert.equal((await written([statement(["SNYK-DEBIAN12-OPENSSL-1"])], text)).text, text);
  });

  it("and back is the same decision", async () => {
    const { text } = await written([statement(["SNYK-A-1"])]);
    assert.match(text, /^version: v1\.25\.0\n/);
    const read = await readDecisions(text, ".snyk");
    const choice = { kind: "accepted", why: "not reachable", until: "2027-01-31" };
    assert.deepEqual(read.ok && read.value.decisions, [{ ids: ["SNYK-A-1"], packages: [], choice }]);
  });

  it("leaves rules for other paths as they are, and writes over nothing of another shape", async () => {
    const rules = async (present: string, id = "SNYK-A-1") => {
      const { text } = await written([statement([id])], present);
      return parse(text).ignore[id].map((each: object) =>
        Object.entries(each).map(([path, { reason }]) => `${path}: ${reason}`),
      );
    };
    const others = "ignore:\n  SNYK-A-1:\n    - 'a > b':\n        reason: ours\n";
    assert.deepEqual(await rules(others), [["a > b: ours"], ["*: not reachable"]]);
    assert.deepEqual(await rules(`${others}    - '*':\n        reason: old\n      c:\n        reason: more\n`), [
      ["a > b: ours"],
      ["*: not reachable", "c: more"],
    ]);
    assert.deepEqual(await rules("ignore:\n"), [["*: not reachable"]]);
    const { document } = madeVex([statement(["SNYK-A-1"])]);
    assert.equal(await snykPolicy(document, "ignore: [ours]\n"), undefined);
  });

  it("of a decision without a reason, an end and a time has a rule without them", async () => {
    const bare = { status: "fixed", status_notes: undefined, action_statement: undefined, timestamp: undefined };
    const { text } = await written([statement(["SNYK-A-1"], bare)]);
    assert.deepEqual(parse(text).ignore, { "SNYK-A-1": [{ "*": {} }] });
  });

  it("tells what the file cannot say", async () => {
    const { refused } = await written([
      statement([]),
      statement(["SNYK-A-1"], { products: [{ "@id": "pkg:npm/%40shop/pad@1" }] }),
      statement(["SNYK-A-1"], { status: "under_investigation", status_notes: "" }),
    ]);
    assert.deepEqual(refused, [
      "Snyk ignores by ids of its own, which only decisions about its findings know",
      "Snyk's rules know no version",
      "under investigation hides nothing",
    ]);
    assert.equal(await snykPolicy(madeVex([]).document, "- a"), undefined);
  });
});
