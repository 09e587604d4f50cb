import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { latestStatements } from "../../../../server/src/scan/triage/exports/latest-statements.ts";
import { madeVex } from "../made-up-report.ts";

const A = "pkg:deb/debian/a";
const B = "pkg:deb/debian/b";

/** One decision a word: `status of packages`, the later ones behind; what is left of each. */
async function left(...decisions: readonly (readonly [status: string, ...purls: readonly string[]])[]) {
  const statements = decisions.map(([status, ...purls], day) => ({
    vulnerability: { name: "CVE-2026-1", aliases: ["GHSA-1"] },
    products: [{ "@id": "pkg:oci/shop", subcomponents: purls.map((id) => ({ "@id": id })) }, ...purls],
    timestamp: `2026-01-0${day + 1}T00:00:00Z`,
    status,
    ...(status === "not_affected" ? { impact_statement: "no" } : {}),
  }));
  return (await latestStatements([madeVex(statements).document])).map(({ status, products: [image, ...others] }) =>
    [status, ...(image?.parts ?? []).map(({ id }) => id), "+", ...others.map(({ id }) => id)].join(" "),
  );
}

describe("what is written for other scanners", () => {
  it("is what was decided last of each package", async () => {
    assert.deepEqual(await left(["not_affected", A], ["under_investigation", A, B]), [
      `under_investigation ${A} ${B} + ${A} ${B}`,
    ]);
    assert.deepEqual(await left(["not_affected", A, B], ["under_investigation", A]), [
      `not_affected ${B} + ${B}`,
      `under_investigation ${A} + ${A}`,
    ]);
  });

  it("is what was decided of the whole image", async () => {
    assert.deepEqual(await left(["not_affected", A], ["under_investigation"]), ["under_investigation +"]);
    assert.deepEqual(await left(["not_affected"], ["fixed"]), ["fixed +"]);
  });

  it("is nothing of the whole image where a package of it is open again", async () => {
    assert.deepEqual(await left(["not_affected"], ["affected", A]), [`affected ${A} + ${A}`]);
    assert.equal((await left(["not_affected"], ["fixed", A])).length, 2);
  });

  it("leaves to the writers what names nothing that is known here", async () => {
    const about = (products: readonly string[], day: number) => ({
      vulnerability: { name: "CVE-2026-1" },
      products,
      timestamp: `2026-01-0${day}T00:00:00Z`,
      status: "fixed",
    });
    const { document } = madeVex([about([A], 1), about(["cpe:2.3:a:shop:a:1:*:*:*:*:*:*:*"], 2), about([], 3)]);
    assert.equal((await latestStatements([document])).length, 3);
  });

  it("hides one version beside all others, and none that is open again", async () => {
    const one = `${A}@1`;
    assert.equal((await left(["not_affected", A], ["fixed", one])).length, 2);
    assert.deepEqual(await left(["not_affected", A], ["affected", one]), [`affected ${one} + ${one}`]);
    assert.equal((await left(["not_affected", one], ["affected", `${A}@2`])).length, 2);
  });

  it("takes a decision of another vulnerability as it is", async () => {
    const about = (name: string, status: string, day: number) => ({
      vulnerability: { name },
      products: [A],
      timestamp: `2026-01-0${day}T00:00:00Z`,
      status,
      status_notes: "x",
    });
    const { document } = madeVex([about("CVE-2026-1", "fixed", 1), about("CVE-2026-2", "affected", 2)]);
    assert.equal((await latestStatements([document])).length, 2);
  });
});
