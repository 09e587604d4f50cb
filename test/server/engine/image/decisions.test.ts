import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { namedDecisions } from "../../../../server/src/engine/image/decisions.ts";
import { success } from "../../../../server/src/outcome/outcome.ts";
import type { Files } from "../../../../server/src/outside/outside.ts";

const READ = "";
const BROKEN = (note: string) =>
  `statement 2 has the note "${note}", which accepts nothing: write "seaworthy: accepted until 2027-01-31"`;

/** Notes of an acceptance, and what is said of its file. */
const NOTES: Readonly<Record<string, string>> = {
  "seaworthy: accepted": READ,
  "seaworthy: accepted until 2027-01-31": READ,
  "we wait\r\nseaworthy: accepted until 2027-01-31\r\nseaworthy: decided by Reviewer": READ,
  "we said: seaworthy: accepted until soon": READ,
  "seaworthy: accepted until 2027-02-30": BROKEN("seaworthy: accepted until 2027-02-30"),
  "we wait\nseaworthy: accepted until soon": BROKEN("seaworthy: accepted until soon"),
  "seaworthy: accepted until 2027-01-31.": BROKEN("seaworthy: accepted until 2027-01-31."),
  "seaworthy: accepted for now": BROKEN("seaworthy: accepted for now"),
};

describe("a file with a decision that was edited by hand", () => {
  for (const [notes, said] of Object.entries(NOTES))
    it(JSON.stringify(notes), () => {
      const statement = { vulnerability: { name: "CVE-2026-1" }, products: [], status: "affected" };
      const document = {
        "@context": "https://openvex.dev/ns/v0.2.0",
        timestamp: "2026-11-01T00:00:00Z",
        statements: [statement, { ...statement, status_notes: notes }],
      };
      const readText: Files["readText"] = () => success(JSON.stringify(document));
      const read = namedDecisions(["/r/vex.json"], { readText });
      assert.equal(read.ok ? READ : read.detail, said);
    });
});
