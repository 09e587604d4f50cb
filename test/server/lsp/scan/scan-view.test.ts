import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { scanView } from "../../../../server/src/lsp/scan/scan-view.ts";
import { placesIn } from "../../../../server/src/lsp/scan/stored-scan.ts";
import { buildModel } from "../../../../server/src/model/build.ts";
import { madeUpScan, SHOP } from "../../../harness/made-up-scan.ts";

const CURL = { id: "CVE-2026-1", package: "curl", layer: 1, fixedIn: "2" };
const LIBC = { id: "CVE-2026-3", package: "libc6" };

describe("what is shown of a scan", () => {
  it("lists the instructions that brought something, with the lines where they stand now", async () => {
    const scan = await madeUpScan([CURL, LIBC]);
    const now = `# new\n${SHOP.replace("curl=7.88.1-10", "curl")}`;
    const view = scanView(scan, placesIn({ model: buildModel(now) }, scan));
    assert.deepEqual(view.instructions, [
      { text: "FROM debian:12", line: 1, isEdited: false, isBase: true },
      { text: "RUN apt-get update && apt-get install -y curl=7.88.1-10", line: 2, isEdited: true, isBase: false },
    ]);
    assert.deepEqual(
      view.findings.map(({ id, instruction }) => [id, instruction]),
      [
        ["CVE-2026-1", 1],
        ["CVE-2026-3", 0],
      ],
    );
    assert.equal(view.verdict, "2 findings: 2 high");
  });

  it("has no line for an instruction that is gone", async () => {
    const scan = await madeUpScan([CURL, LIBC]);
    const view = scanView(scan, placesIn({ model: buildModel("FROM debian:12\n") }, scan));
    assert.deepEqual(
      view.instructions.map(({ line }) => line),
      [0, undefined],
    );
  });

  it("has no lines while its file is closed, and says why where there is no file", async () => {
    const closed = scanView(await madeUpScan([CURL]), undefined);
    assert.deepEqual(
      closed.instructions.map(({ line }) => line),
      [undefined],
    );
    const other = await madeUpScan([CURL], { dockerfile: undefined });
    assert.match(scanView(other, undefined).unplaced ?? "", /no Dockerfile was open/);
  });

  it("tells what is new, what is fixed and what is still there", async () => {
    const found = [
      { id: "CVE-2026-3", type: "deb", package: "libc6" },
      { id: "CVE-2025-9", type: "deb", package: "zlib1g" },
    ];
    const scan = await madeUpScan([CURL, LIBC], { earlier: { at: "2025-12-31T00:00:00Z", found } });
    const view = scanView(scan, undefined);
    assert.deepEqual(view.changes, {
      since: "2025-12-31T00:00:00Z",
      added: 1,
      still: 1,
      fixed: [{ id: "CVE-2025-9", package: "zlib1g" }],
    });
    assert.deepEqual(
      view.findings.map(({ id, isNew }) => [id, isNew]),
      [
        ["CVE-2026-1", true],
        ["CVE-2026-3", false],
      ],
    );
  });
});
