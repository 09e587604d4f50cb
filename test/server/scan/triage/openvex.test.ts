import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readOpenVex } from "../../../../server/src/scan/triage/openvex.ts";
import { writeOpenVex } from "../../../../server/src/scan/triage/write-openvex.ts";

const wrong: Readonly<Record<string, readonly [text: string, told: RegExp]>> = {
  "no JSON": ["{", /no JSON object/],
  "another document": ['{"@context":"https://schema.example"}', /no OpenVEX document/],
  "no statements": [
    '{"@context":"https://openvex.dev/ns/v0.2.0","timestamp":"2026-01-01T00:00:00Z"}',
    /no list of statements/,
  ],
  "no time": ['{"@context":"https://openvex.dev/ns/v0.2.0","statements":[]}', /no timestamp/],
  "a status that is none": [
    JSON.stringify(madeDocument({ status: "ignored" })),
    /statement 1 has the status "ignored"/,
  ],
  "a justification that is none": [
    JSON.stringify(madeDocument({ justification: "because" })),
    /statement 1 has a justification/,
  ],
  "no reason": [
    JSON.stringify(madeDocument({ impact_statement: undefined })),
    /statement 1 says not_affected with neither/,
  ],
  "a statement that is none": [JSON.stringify({ ...madeDocument({}), statements: [null] }), /statement 1 is no object/],
  "a vulnerability of another age": [
    JSON.stringify({ ...madeDocument({}), statements: [{ vulnerability: "CVE-2026-1" }] }),
    /statement 1 names no vulnerability/,
  ],
  "no vulnerability": [JSON.stringify(madeDocument({ vulnerability: {} })), /statement 1 names no vulnerability/],
  "a bomb of brackets": ["[".repeat(100_000), /nested more than 64 deep/],
  "one behind a text of closed ones": [`["${"]".repeat(100_000)}",${"[".repeat(100_000)}`, /nested more than 64 deep/],
};

function madeDocument(statement: object) {
  return {
    "@context": "https://openvex.dev/ns/v0.2.0",
    "@id": "https://shop.example/vex",
    author: "me",
    timestamp: "2026-01-01T00:00:00Z",
    version: 3,
    statements: [
      {
        vulnerability: { name: "CVE-2026-1" },
        products: [{ "@id": "pkg:oci/shop" }],
        status: "not_affected",
        impact_statement: "no",
        ...statement,
      },
    ],
  };
}

describe("a document", () => {
  for (const [title, [text, told]] of Object.entries(wrong)) {
    it(`with ${title} is refused with its name`, () => {
      const read = readOpenVex(text, "x.json");
      assert.match(read.ok ? "" : `${read.asked} ${read.detail}`, told);
    });
  }

  it("with fields of other types is read without them", () => {
    const none = { timestamp: 7, supplier: 7, impact_statement: 7, action_statement: 7, status_notes: 7 };
    const text = (more: object) =>
      JSON.stringify({
        ...madeDocument({
          ...none,
          justification: "component_not_present",
          vulnerability: { name: "CVE-2026-1", aliases: [7, "A"] },
        }),
        ...more,
      });
    const read = readOpenVex(text({ "@id": 7, author: 7, last_updated: 7 }), "x.json");
    assert.ok(read.ok);
    const { id, author, lastUpdated, statements } = read.value;
    assert.deepEqual([id, author, lastUpdated], ["", "", undefined]);
    const [statement] = statements;
    assert.deepEqual(
      [statement?.timestamp, statement?.supplier, statement?.impact, statement?.action, statement?.notes],
      Array.from({ length: 5 }),
    );
    assert.deepEqual(statement?.vulnerability.aliases, ["A"]);
    const versions = [0, -1, 1.5, "2", null, 2 ** 53, 1, 9].map((version) => {
      const found = readOpenVex(text({ version, last_updated: "2026-11-02T00:00:00Z" }), "x.json");
      return found.ok ? [found.value.version, found.value.lastUpdated?.slice(0, 10)].join(" ") : "";
    });
    assert.deepEqual(
      versions,
      [1, 1, 1, 1, 1, 1, 1, 9].map((version) => `${version} 2026-11-02`),
    );
  });

  for (const [title, more] of Object.entries({
    "context of another type": { "@context": 7 },
    "time of another type": { timestamp: 7 },
    "time that is none": { timestamp: "soon" },
    "name that is empty": { statements: [{ vulnerability: { "@id": "https://nvd.example/" }, status: "fixed" }] },
  })) {
    it(`with a ${title} is refused`, () => {
      assert.equal(readOpenVex(JSON.stringify({ ...madeDocument({}), ...more }), "x.json").ok, false);
    });
  }

  it("keeps the address of a product whose purl says what it is", () => {
    const product = { "@id": "https://shop.example/image", identifiers: { purl: "pkg:oci/shop" } };
    const read = readOpenVex(JSON.stringify(madeDocument({ products: [product] })), "x.json");
    assert.equal(read.ok && read.value.statements[0]?.products[0]?.id, "pkg:oci/shop");
    assert.deepEqual(read.ok && JSON.parse(writeOpenVex(read.value)).statements[0].products, [product]);
  });

  it("keeps what it does not know, and is written in the order of its vulnerabilities", () => {
    const text = JSON.stringify({
      ...madeDocument({
        vulnerability: { name: "CVE-2", aliases: ["B"], description: "d" },
        action_statement_timestamp: "t",
      }),
      role: "author",
      statements: [
        {
          vulnerability: { name: "CVE-2" },
          products: [{ "@id": "pkg:oci/shop", hashes: { md5: "x" } }],
          status: "fixed",
          "@id": "s",
        },
        { vulnerability: { name: "CVE-1" }, products: ["pkg:oci/shop"], status: "fixed" },
        {
          vulnerability: { name: "CVE-3" },
          products: [
            null,
            7,
            { identifiers: { cpe23: "cpe:2.3:a" }, subcomponents: [null, { hashes: {}, subcomponents: [] }] },
          ],
          status: "fixed",
        },
      ],
    });
    const read = readOpenVex(text, "x.json");
    assert.ok(read.ok);
    const written = writeOpenVex(read.value);
    assert.deepEqual(JSON.parse(written), {
      "@context": "https://openvex.dev/ns/v0.2.0",
      "@id": "https://shop.example/vex",
      author: "me",
      timestamp: "2026-01-01T00:00:00Z",
      version: 3,
      role: "author",
      statements: [
        { vulnerability: { name: "CVE-1" }, products: [{ "@id": "pkg:oci/shop" }], status: "fixed" },
        {
          vulnerability: { name: "CVE-2" },
          products: [{ "@id": "pkg:oci/shop", hashes: { md5: "x" } }],
          status: "fixed",
          "@id": "s",
        },
        {
          vulnerability: { name: "CVE-3" },
          products: [{ identifiers: { cpe23: "cpe:2.3:a" }, subcomponents: [{ hashes: {} }] }],
          status: "fixed",
        },
      ],
    });
    const again = readOpenVex(written, "x.json");
    assert.equal(again.ok && writeOpenVex(again.value), written);
  });
});
