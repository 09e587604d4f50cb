import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SCAN_PAGE, SCAN_VIEW, type ScanResult, type ScanView } from "../../../../server/src/protocol/scan.ts";
import { SHOP_TAR, scanClient } from "../../../harness/scan-client.ts";
import { shopArchive } from "../../../harness/shop-image.ts";

function viewIn(result: ScanResult): ScanView {
  assert.equal(result.kind, "done", JSON.stringify(result));
  assert.ok(result.kind === "done");
  return result.view;
}

const found = (view: ScanView) =>
  view.findings.map(({ id, package: name, severity, fixedIn, instruction }) => {
    const line = instruction === undefined ? "?" : (view.instructions[instruction]?.line ?? -1) + 1;
    return `${line} ${name} ${id} ${severity} ${fixedIn ?? "-"}`;
  });

describe("scanning a saved image", () => {
  it("finds what is in it, on the lines that brought it, and asks nobody", async () => {
    const client = await scanClient();
    const result = await client.scan();
    const view = viewIn(result);
    assert.deepEqual(found(view), [
      "2 curl CVE-2026-1 critical 7.88.1-10+deb12u5",
      "1 libc6 CVE-2026-3 critical -",
      "4 left-pad CVE-2026-4 low 1.3.0",
    ]);
    assert.deepEqual(view.gaps, []);
    assert.equal(result.kind === "done" && result.message, "/images/shop.tar: 3 findings: 2 critical, 1 low.");
    const scanned = (await client.diagnostics(client.uri)).filter(({ code }) => code === "vulnerable");
    assert.deepEqual(
      scanned.map(({ range, message }) => `${range.start.line + 1}: ${`${message}`.slice(0, 40)}`),
      [
        "1: 1 vulnerability in 1 package of the base",
        "2: 1 vulnerability in 1 package: 1 critical",
        "4: 1 vulnerability in 1 package: 1 low; 1 c",
      ],
    );
    assert.deepEqual(await client.wire.sendRequest("seaworthy/asked"), []);
    const hover = async (line: number, character: number) =>
      JSON.stringify(
        await client.wire.sendRequest("textDocument/hover", {
          textDocument: { uri: client.uri },
          position: { line, character },
        }),
      );
    assert.match(await hover(1, 1), /\*\*1 vulnerability\*\*: 1 critical/);
    assert.doesNotMatch(await hover(1, 25), /undefined|vulnerabilit/);
    client.stop();
  });

  it("shows its progress, and follows the lines while they are edited", async () => {
    const client = await scanClient();
    await client.scan();
    await client.progressGone();
    const [progress] = client.progress;
    assert.equal(progress?.lines[0], "Scan shop.tar");
    assert.ok(progress.lines.includes("reading the advisories of npm"), progress.lines.join("; "));
    await client.edit(client.uri, "FROM", "# new\nFROM");
    await client.edit(client.uri, "curl=7.88.1-10", "curl=7.88.1-10+deb12u5");
    const [, edited] = (await client.diagnostics(client.uri)).filter(({ code }) => code === "vulnerable");
    assert.equal(edited?.range.start.line, 2);
    assert.match(`${edited?.message}`, /^Edited since the scan: /);
    const view: ScanView = await client.wire.sendRequest(SCAN_VIEW, { key: client.uri });
    assert.deepEqual(
      view.instructions.map(({ line, isEdited }) => `${line}${isEdited ? "*" : ""}`),
      ["1", "2*", "4"],
    );
    client.stop();
  });

  it("tells what is new and what is gone since the last scan of the same file", async () => {
    const client = await scanClient();
    assert.equal(viewIn(await client.scan()).changes, undefined);
    client.put(SHOP_TAR, shopArchive("7.88.1-10+deb12u5"));
    const { changes } = viewIn(await client.scan());
    assert.deepEqual(changes, {
      since: "2026-01-01T00:00:00.000Z",
      added: 0,
      still: 2,
      fixed: [{ id: "CVE-2026-1", package: "curl" }],
    });
    client.stop();
  });

  it("gives everything to the FROM line when its image is scanned, and compares it with no other", async () => {
    const client = await scanClient();
    await client.scan();
    const view = viewIn(await client.scan({ baseLine: 0 }));
    assert.deepEqual(
      view.instructions.map(({ line, isBase }) => [line, isBase]),
      [[0, true]],
    );
    assert.equal(view.changes, undefined);
    client.stop();
  });

  it("says why no line is named for an image of another file", async () => {
    const client = await scanClient("FROM scratch\nCOPY a b\nRUN other\nRUN things\n");
    assert.match(viewIn(await client.scan()).unplaced ?? "", /was not built from this Dockerfile/);
    assert.deepEqual(
      (await client.diagnostics(client.uri)).filter(({ code }) => code === "vulnerable"),
      [],
    );
    client.stop();
  });

  it("names as a gap what the database has no data for, and calls nothing clean", async () => {
    const client = await scanClient(undefined, { settings: () => ({ osv: { endpoint: "file:///elsewhere" } }) });
    const view = viewIn(await client.scan());
    assert.deepEqual(view.findings, []);
    assert.notDeepEqual(view.gaps, []);
    assert.match(view.verdict, /^Nothing found in what could be read/);
    client.stop();
  });
});

describe("what a scan refuses", () => {
  it("does nothing in a workspace that is not trusted", async () => {
    const client = await scanClient(undefined, { options: { trusted: false } });
    const result = await client.scan();
    assert.equal(result.kind, "refused");
    assert.match(result.kind === "refused" ? result.message : "", /not trusted/);
    assert.equal(client.opened(), 0);
    client.stop();
  });

  it("says what is wrong with an archive that is none", async () => {
    const client = await scanClient();
    client.put(SHOP_TAR, Buffer.from("no archive"));
    const result = await client.scan();
    assert.match(result.kind === "refused" ? result.message : "", /^\/images\/shop\.tar /);
    client.stop();
  });

  it("asks no advisory database at an address that is none", async () => {
    for (const endpoint of ["osv.example", "file://osv.example/exports"]) {
      const client = await scanClient(undefined, { settings: () => ({ osv: { endpoint } }) });
      assert.deepEqual(await client.scan(), {
        kind: "refused",
        message: `osv.endpoint ${endpoint} is no http(s) address, nor the file: address of a folder.`,
      });
      client.stop();
    }
  });

  it("takes no request without an image, and no file that is not open", async () => {
    const client = await scanClient();
    const message = async (params: object) => {
      const result: ScanResult = await client.wire.sendRequest("seaworthy/scanImage", params);
      return result.kind === "refused" ? result.message : result.kind;
    };
    assert.match(await message({}), /not said which image/);
    assert.match(
      await message({ image: { kind: "archive", path: SHOP_TAR }, uri: "file:///other/Dockerfile" }),
      /not open/,
    );
    client.stop();
  });

  it("runs no engine without consent, and asks for it once", async () => {
    const client = await scanClient(undefined, { options: { consent: true } });
    const asked: string[] = [];
    client.wire.onRequest("seaworthy/consent", ({ needs, argv }: { needs: string; argv: readonly string[] }) => {
      asked.push(`${needs} ${argv[0]}`);
      return false;
    });
    const result = await client.scan({ image: { kind: "engine", name: "shop.example/app:1" } });
    assert.match(result.kind === "refused" ? result.message : "", /was not allowed to run/);
    assert.deepEqual(asked, ["engine docker"]);
    client.stop();
  });
});

describe("the page of a scan", () => {
  it("is there for a scan and for nothing else", async () => {
    const client = await scanClient();
    await client.scan();
    const page = await client.wire.sendRequest(SCAN_PAGE, { key: client.uri });
    assert.match(String(page), /<h1>Bill of health: \/images\/shop\.tar<\/h1>/);
    assert.equal(await client.wire.sendRequest(SCAN_PAGE, { key: "file:///other" }), null);
    client.stop();
  });

  it("goes with the scan when many others were made since, and so do its squiggles", async () => {
    const client = await scanClient();
    await client.scan();
    for (let count = 1; count <= 32; count += 1) {
      const uri = `file:///shop/${count}/Dockerfile`;
      await client.open(uri, client.text(client.uri));
      viewIn(await client.scan({ uri }));
    }
    const views = [client.uri, "file:///shop/1/Dockerfile"].map((key) => client.wire.sendRequest(SCAN_VIEW, { key }));
    assert.deepEqual(
      (await Promise.all(views)).map((view) => view === null),
      [true, false],
    );
    assert.doesNotMatch((await client.squiggles(client.uri)).join(), /vulnerable/);
    client.stop();
  });
});
