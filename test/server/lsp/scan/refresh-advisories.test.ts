import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { REFRESH_ADVISORIES, type RefreshResult } from "../../../../server/src/protocol/scan.ts";
import { NO_REACH } from "../../../harness/no-reach.ts";
import { pretendWeb } from "../../../harness/pretend-web.ts";
import { scanClient } from "../../../harness/scan-client.ts";
import { shopAdvisories } from "../../../harness/shop-image.ts";

const EXPORTS = "https://osv-vulnerabilities.storage.googleapis.com";

async function refreshed(isScanned: boolean, settings: object = { osv: { endpoint: "file:///osv" } }) {
  const pages = Object.entries(shopAdvisories()).map(([path, bytes]) => [`${EXPORTS}/${path}`, bytes] as const);
  const { http, asked } = pretendWeb(Object.fromEntries(pages));
  let now: object = { osv: { endpoint: "file:///osv" } };
  const client = await scanClient(undefined, {
    reach: () => Promise.resolve({ ...NO_REACH, http }),
    settings: () => now,
  });
  if (isScanned) await client.scan();
  assert.deepEqual(asked, [], "a scan with a folder asks nobody");
  now = settings;
  await client.wire.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await client.diagnostics(client.uri);
  const params = { key: client.uri, folder: "/cache/osv" };
  const result: RefreshResult = await client.wire.sendRequest(REFRESH_ADVISORIES, params);
  client.stop();
  return { result, asked, written: client.written };
}

describe("offline advisories", () => {
  it("are fetched on a gesture, for the ecosystems of the scan, into the folder of the settings", async () => {
    const { result, asked, written } = await refreshed(true);
    assert.deepEqual(result, {
      kind: "done",
      message: "The advisories in /osv are those of today.",
      address: "file:///osv",
    });
    assert.deepEqual(asked, [`GET ${EXPORTS}/Debian/all.zip`, `GET ${EXPORTS}/npm/all.zip`]);
    assert.deepEqual(written(), ["/osv/Debian/all.zip", "/osv/npm/all.zip"]);
  });

  it("go into the folder that the client names where the settings name none", async () => {
    const { result, written } = await refreshed(true, {});
    assert.equal(result.kind === "done" && result.address, "file:///cache/osv");
    assert.deepEqual(written(), ["/cache/osv/Debian/all.zip", "/cache/osv/npm/all.zip"]);
  });

  it("are not fetched before something was scanned", async () => {
    const { result, asked } = await refreshed(false);
    assert.match(result.kind === "refused" ? result.message : "", /^Scan an image first/);
    assert.deepEqual(asked, []);
  });

  it("are not fetched by settings with a mistake, and no image is scanned", async () => {
    const { result, asked } = await refreshed(true, { mirrors: { "osv.dev": "not a host" } });
    assert.match(
      result.kind === "refused" ? result.message : JSON.stringify(result),
      /seaworthy\.mirrors is not as it/,
    );
    assert.deepEqual(asked, []);
    const client = await scanClient(undefined, { settings: () => ({ osv: { endpoint: ["https://osv.example"] } }) });
    const scanned = await client.scan();
    assert.match(JSON.stringify(scanned), /The setting seaworthy\.osv\.endpoint is not as it is meant/);
    client.stop();
  });
});
