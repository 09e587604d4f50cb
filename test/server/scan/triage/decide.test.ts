import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { billOfHealth } from "../../../../server/src/scan/bill.ts";
import type { ImageIdentity } from "../../../../server/src/scan/report.ts";
import { type Choice, choiceProblem } from "../../../../server/src/scan/triage/choice.ts";
import { decide, withdraw } from "../../../../server/src/scan/triage/decide.ts";
import { honouredBy } from "../../../../server/src/scan/triage/honoured.ts";
import { writeOpenVex } from "../../../../server/src/scan/triage/write-openvex.ts";
import { madePackage, madeReport, madeVex, madeVulnerability, NOW } from "../made-up-report.ts";
import { PURL, standing } from "./one-finding.ts";

const report = madeReport([], []);
const scope = {
  vulnerability: { id: "CVE-2026-1", aliases: ["GHSA-1"] },
  purls: [PURL, "pkg:npm/%40shop/pad@1.0.0"],
  isThisVersion: false,
  image: report.image,
};
const signature = { author: "Reviewer <reviewer@shop.example>", now: NOW };
const accept: Choice = { kind: "accepted", why: "not reachable", until: "2027-01-31" };

describe("a decision", () => {
  it("takes the place of an earlier one about the same vulnerability, not of another one of its advisory", async () => {
    const decided = async (...names: readonly (readonly [id: string, alias: string])[]) => {
      let document: Awaited<ReturnType<typeof decide>> | undefined;
      for (const [id, alias] of names)
        document = await decide(document, { ...scope, vulnerability: { id, aliases: [alias] } }, accept, signature);
      return document?.statements.map(({ vulnerability: { name, aliases } }) => [name, ...aliases].join(" "));
    };
    const [one, other] = [["CVE-2026-1", "DSA-1"] as const, ["CVE-2026-2", "DSA-1"] as const];
    assert.deepEqual(await decided(one, other), ["CVE-2026-1 DSA-1", "CVE-2026-2 DSA-1"]);
    assert.deepEqual(await decided(one, other, ["CVE-2026-1", "GHSA-1"]), ["CVE-2026-2 DSA-1", "CVE-2026-1 GHSA-1"]);
  });

  it("makes a document with the image and with each package, without what other scanners write otherwise", async () => {
    const document = await decide(undefined, scope, accept, signature);
    const { "@id": id, ...written } = JSON.parse(writeOpenVex(document));
    assert.match(id, /^https:\/\/openvex\.dev\/docs\/public\/vex-[0-9a-f]{64}$/);
    assert.deepEqual(written, {
      "@context": "https://openvex.dev/ns/v0.2.0",
      author: "Reviewer <reviewer@shop.example>",
      timestamp: "2026-11-27T04:00:00Z",
      version: 1,
      statements: [
        {
          vulnerability: { name: "CVE-2026-1", aliases: ["GHSA-1"] },
          timestamp: "2026-11-27T04:00:00Z",
          products: [
            {
              "@id": "pkg:oci/shop",
              subcomponents: [{ "@id": "pkg:deb/debian/libssl3" }, { "@id": "pkg:npm/%40shop/pad" }],
            },
            { "@id": "pkg:deb/debian/libssl3" },
            { "@id": "pkg:npm/%40shop/pad" },
          ],
          status: "affected",
          action_statement: "not reachable",
          status_notes: "seaworthy: accepted until 2027-01-31",
        },
      ],
    });
    assert.equal(
      await standing([{ path: "x", isForAll: false, document }]),
      "accepted: not reachable (2027-01-31) Reviewer <reviewer@shop.example>",
    );
  });

  it("about one version, about an image of a registry, about all images", async () => {
    const products = async (
      more: Partial<Omit<typeof scope, "image"> & { readonly image: typeof scope.image | "all" }>,
    ) => {
      const { statements } = await decide(undefined, { ...scope, purls: [PURL], ...more }, accept, signature);
      return statements[0]?.products.map(({ id, parts }) => [id, ...parts.map((part) => part.id)].join(" "));
    };
    assert.deepEqual(await products({ isThisVersion: true }), [
      "pkg:oci/shop pkg:deb/debian/libssl3@3.0.1",
      "pkg:deb/debian/libssl3@3.0.1",
    ]);
    assert.deepEqual(
      await products({ image: "all", purls: ["pkg:deb/debian/tar@1.34%2Bdfsg-1?arch=amd64"], isThisVersion: true }),
      ["pkg:deb/debian/tar@1.34%2Bdfsg-1"],
    );
    assert.deepEqual(await products({ image: { ...report.image, name: "registry.example/a/shop:1" } }), [
      "pkg:oci/shop?repository_url=registry.example%2Fa%2Fshop pkg:deb/debian/libssl3",
      "pkg:deb/debian/libssl3",
    ]);
    assert.deepEqual(await products({ image: "all" }), ["pkg:deb/debian/libssl3"]);
    assert.deepEqual(await products({ image: { ...report.image, name: "localhost/shop:1" } }), [
      "pkg:oci/shop pkg:deb/debian/libssl3",
      "pkg:deb/debian/libssl3",
    ]);
  });

  it("about a package whose purl its own type would not take counts like any other", async () => {
    const packages = [
      madePackage({ type: "cran", name: "shop", version: "1.0" }),
      madePackage({ type: "maven", name: "till", version: "1.0" }),
      madePackage({ type: "golang", name: "shop.example/team/cart", version: "v1" }),
      madePackage({ type: "npm", name: "Base64", version: "1.0.0" }),
    ];
    const report = madeReport(
      packages,
      packages.map((_, index) => madeVulnerability({ id: "CVE-2026-1", package: index })),
    );
    const { purls } = await billOfHealth(report, { now: NOW });
    assert.deepEqual(purls.slice(2), ["pkg:golang/shop.example/team/cart@v1", "pkg:npm/Base64@1.0.0"]);
    for (const isThisVersion of [false, true]) {
      const document = await decide(undefined, { ...scope, purls, isThisVersion }, accept, signature);
      const vex = [{ path: "x", isForAll: false, document }];
      const written = JSON.stringify(document).includes(isThisVersion ? "pkg:npm/Base64@1.0.0" : `"pkg:npm/Base64"`);
      assert.ok(written);
      const { findings } = await billOfHealth(report, { vex, now: NOW });
      assert.deepEqual(
        findings.map(({ standing: { status } }) => status),
        ["accepted", "accepted", "accepted", "accepted"],
      );
    }
  });

  it("about an archive or a folder without references counts there, and tells no path of this machine", async () => {
    for (const name of ["./shop.tar", "/home/own/My Shop.tar", "C:\\images\\Shop.tar", "/srv/rootfs/", "../", "/"]) {
      const image = { ...report.image, name };
      const document = await decide(undefined, { ...scope, image, purls: [PURL] }, accept, signature);
      const [{ id } = { id: "" }] = document.statements[0]?.products ?? [];
      assert.match(id, /^pkg:oci\/[a-z][\w.%]+$/, name);
      assert.match(await standing([{ path: "x", isForAll: false, document }], image), /^accepted: /, name);
    }
  });

  it("takes the place of the one before, and the version goes up by one", async () => {
    const first = await decide(undefined, scope, accept, signature);
    const other = await decide(
      first,
      { ...scope, vulnerability: { id: "CVE-2026-0", aliases: [] } },
      accept,
      signature,
    );
    const again = await decide(
      other,
      { ...scope, vulnerability: { id: "GHSA-1", aliases: ["CVE-2026-1"] } },
      { kind: "fixed", why: "" },
      signature,
    );
    assert.deepEqual([first.version, other.version, again.version], [1, 2, 3]);
    assert.deepEqual(again.statements.map(({ vulnerability, status }) => `${vulnerability.name} ${status}`).sort(), [
      "CVE-2026-0 affected",
      "GHSA-1 fixed",
    ]);
    assert.equal(again.lastUpdated, "2026-11-27T04:00:00Z");
    const [kept, gone] = again.statements;
    assert.ok(kept && gone);
    const left = withdraw(again, gone, NOW);
    assert.deepEqual([left?.version, left?.statements], [4, [kept]]);
    assert.equal(left && withdraw(left, kept, NOW), undefined);
  });

  it("keeps what it does not know of the one before", async () => {
    const products = [{ "@id": "pkg:npm/pad", hashes: { md5: "x" } }];
    const vulnerability = { name: "CVE-2026-1", description: "rare" };
    const { document } = madeVex([{ vulnerability, products, supplier: "shop", status: "fixed", "@id": "s" }], true);
    const again = await decide(document, { ...scope, purls: ["pkg:npm/pad@1"], image: "all" }, accept, signature);
    const [statement, ...others] = JSON.parse(writeOpenVex(again)).statements;
    const kept = { vulnerability: { ...vulnerability, aliases: ["GHSA-1"] }, products, supplier: "shop", "@id": "s" };
    assert.deepEqual({ ...statement, ...kept }, statement);
    assert.equal(statement.status, "affected");
    assert.deepEqual(others, []);
  });

  it("is told as that of whoever made it, whoever decides later in the same document", async () => {
    const by = (author: string) => ({ author, now: NOW });
    const colleague = "Colleague\nseaworthy: accepted <colleague@shop.example>";
    const about = (id: string) => ({ ...scope, purls: [PURL], vulnerability: { id, aliases: [] } });
    const asked: Choice = { kind: "under_investigation", why: "asked\nupstream" };
    const first = await decide(undefined, about("CVE-2026-1"), accept, signature);
    const second = await decide(first, about("CVE-2026-2"), asked, by(colleague));
    const document = await decide(second, about("CVE-2026-3"), accept, by(""));
    assert.equal(document.author, signature.author);
    const report = madeReport(
      [madePackage({ name: "libssl3", version: "3.0.1" })],
      ["CVE-2026-1", "CVE-2026-2", "CVE-2026-3"].map((id) => madeVulnerability({ id })),
    );
    const { findings } = await billOfHealth(report, { vex: [{ path: "x", isForAll: false, document }], now: NOW });
    assert.deepEqual(
      findings.map(({ standing: { status, decision } }) => [status, decision?.who, decision?.why]),
      [
        ["accepted", signature.author, "not reachable"],
        ["under_investigation", "Colleague seaworthy: accepted <colleague@shop.example>", "asked\nupstream"],
        ["accepted", "unknown", "not reachable"],
      ],
    );
    const taken = await decide(document, about("CVE-2026-1"), accept, by("Another"));
    assert.equal(taken.statements.at(-1)?.notes, "seaworthy: accepted until 2027-01-31\nseaworthy: decided by Another");
    assert.equal(
      await standing([{ path: "x", isForAll: false, document: taken }]),
      "accepted: not reachable (2027-01-31) Another, 2 idle",
    );
  });

  it("of nobody is in a document of nobody", async () => {
    assert.equal((await decide(undefined, scope, accept, { author: "", now: NOW })).author, "unknown");
  });

  it("needs a reason, and an end that is a day", () => {
    assert.equal(choiceProblem(accept), undefined);
    assert.match(choiceProblem({ ...accept, why: " " }) ?? "", /reason/);
    for (const until of ["2027-02-30", "tomorrow", "2027-1-1"])
      assert.match(choiceProblem({ ...accept, until }) ?? "", /day/);
    assert.equal(choiceProblem({ kind: "not_affected", why: "", justification: "component_not_present" }), undefined);
    assert.match(choiceProblem({ kind: "not_affected", why: "", justification: undefined }) ?? "", /reason/);
  });

  const choices: Readonly<Record<string, readonly [Choice, object]>> = {
    "not affected, with a reason and a word": [
      { kind: "not_affected", justification: "component_not_present", why: " gone " },
      { status: "not_affected", justification: "component_not_present", impact_statement: "gone" },
    ],
    "not affected, by a word alone": [
      { kind: "not_affected", justification: "component_not_present", why: " " },
      { status: "not_affected", justification: "component_not_present" },
    ],
    "accepted without an end": [
      { kind: "accepted", why: "rare", until: undefined },
      { status: "affected", action_statement: "rare", status_notes: "seaworthy: accepted" },
    ],
    "fixed, with a reason": [
      { kind: "fixed", why: "by hand" },
      { status: "fixed", status_notes: "by hand" },
    ],
    "fixed without one": [{ kind: "fixed", why: "" }, { status: "fixed" }],
  };
  for (const [title, [choice, written]] of Object.entries(choices)) {
    it(`that it is ${title} is written in the words of OpenVEX`, async () => {
      const [statement] = JSON.parse(writeOpenVex(await decide(undefined, scope, choice, signature))).statements;
      const { vulnerability: _, timestamp: __, products: ___, ...told } = statement;
      assert.deepEqual(told, written);
    });
  }

  it("is honoured where its products are what a scanner looks for", () => {
    const honoured = (...products: readonly (string | object)[]) =>
      madeVex([{ vulnerability: { name: "CVE-2026-1" }, products, status: "fixed" }])
        .document.statements.flatMap(honouredBy)
        .map(({ isHonoured }) => isHonoured);
    const inImage = (id: string) => ({ "@id": id, subcomponents: [{ "@id": "pkg:npm/till" }] });
    assert.deepEqual(honoured("pkg:npm/pad"), [true, false]);
    assert.deepEqual(honoured(inImage("pkg:oci/shop")), [false, true]);
    assert.deepEqual(honoured(inImage("pkg:docker/shop")), [false, true]);
    assert.deepEqual(honoured("pkg:oci/shop", "shop:1"), [false, false]);
    assert.deepEqual(honoured(inImage("pkg:npm/pad")), [true, false]);
  });

  it("says which scanners honour it", async () => {
    const honoured = async (choice: Choice, image: ImageIdentity | "all" = report.image) => {
      const { statements } = await decide(undefined, { ...scope, image }, choice, signature);
      return statements.flatMap(honouredBy).map(({ scanner, isHonoured }) => `${scanner} ${isHonoured}`);
    };
    assert.deepEqual(await honoured(accept), ["Trivy false", "Grype false"]);
    assert.deepEqual(await honoured({ kind: "fixed", why: "" }), ["Trivy true", "Grype true"]);
    assert.deepEqual(await honoured({ kind: "fixed", why: "" }, "all"), ["Trivy true", "Grype false"]);
    const purls = ["pkg:deb/debian/zlib1g@1%3A1.2-1"];
    const { statements } = await decide(
      undefined,
      { ...scope, purls, isThisVersion: true },
      { kind: "fixed", why: "" },
      signature,
    );
    assert.deepEqual(
      statements.flatMap(honouredBy).map(({ isHonoured }) => isHonoured),
      [false, true],
    );
  });
});
