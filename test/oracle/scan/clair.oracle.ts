import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import type { ImageWorld } from "../../../server/src/engine/image/image-world.ts";
import { scanImage } from "../../../server/src/engine/image/scan-image.ts";
import { newLookupSettings } from "../../../server/src/engine/lookup-settings.ts";
import { newSettingsReader } from "../../../server/src/engine/settings-reader.ts";
import { byteFiles } from "../../../server/src/outside/files/byte-files.ts";
import { diskFiles } from "../../../server/src/outside/files/disk-files.ts";
import { newReach } from "../../../server/src/outside/reach.ts";
import { EMPTY_CONFIG } from "../../../server/src/settings/config.ts";
import { digestOf } from "../../harness/digest.ts";
import { dockerArchive, layerTar, localReader } from "../../harness/saved-image.ts";

// A Clair made after its own description (openapi.yaml): it fetches every layer over the network and looks at what it gets.

const folder = mkdtempSync(join(tmpdir(), "seaworthy-clair-"));
const apk = (name: string) => `P:${name}\nV:1.0-r0\nA:x86_64\no:${name}\n\n`;
const LAYERS = [
  { "etc/os-release": "ID=alpine\nVERSION_ID=3.20.1\n", "lib/apk/db/installed": apk("base") },
  { "lib/apk/db/installed": apk("base") + apk("added") },
].map(layerTar);

/** What the server has seen of each layer. */
const fetched: string[] = [];
const uris: string[] = [];
let clair: Server;
let address = "";

before(async () => {
  // Layers are packed, as registries and newer engines keep them.
  writeFileSync(join(folder, "made.tar"), dockerArchive(LAYERS, { pack: (tar) => gzipSync(tar) }));
  clair = createServer((request, response) => {
    answer(request).then(
      ([status, body]) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => clair.listen(0, "127.0.0.1", resolve));
  const bound = clair.address();
  address = typeof bound === "object" && bound !== null ? `http://127.0.0.1:${bound.port}` : "";
});
after(() => {
  clair.close();
  rmSync(folder, { recursive: true, force: true });
});

async function answer(request: IncomingMessage): Promise<readonly [status: number, body: object]> {
  if (request.method === "GET" && request.url?.startsWith("/matcher/api/v1/vulnerability_report/sha256%3A"))
    return [200, REPORT];
  if (request.method !== "POST" || request.url !== "/indexer/api/v1/index_report") return [404, { message: "no" }];
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  for (const { hash, uri } of JSON.parse(Buffer.concat(chunks).toString()).layers) {
    const layer = Buffer.from(await (await fetch(uri)).arrayBuffer());
    uris.push(uri);
    fetched.push(digestOf(layer) === hash ? "whole" : "damaged");
  }
  return [201, { state: "IndexFinished", success: true }];
}

const REPORT = {
  packages: { "1": { id: "1", name: "added", version: "1.0-r0" } },
  distributions: { "1": { did: "alpine", version_id: "3.20" } },
  environments: { "1": [{ package_db: "lib/apk/db/installed" }] },
  vulnerabilities: { "9": { name: "CVE-2026-1", normalized_severity: "High", fixed_in_version: "1.1-r0" } },
  package_vulnerabilities: { "1": ["9"] },
};

async function scan() {
  const files = diskFiles();
  const reader = newSettingsReader({
    files,
    commandLine: EMPTY_CONFIG,
    editor: EMPTY_CONFIG,
    settingsPath: undefined,
    limit: folder,
    today: "2026-11-27",
  });
  const settings = await reader.settingsOf(`${folder}/Dockerfile`);
  const largeFiles = byteFiles();
  const world: ImageWorld = {
    reach: newReach({ environment: {}, cacheFolder: join(folder, "cache") }),
    files,
    largeFiles,
    reader: localReader(largeFiles),
    settings: newLookupSettings(files)(settings, `${folder}/Dockerfile`),
    environment: {},
    platform: { os: "linux", arch: "amd64" },
    version: "0.0.0-test",
    now: () => new Date(),
    progress: () => undefined,
    signal: new AbortController().signal,
  };
  const machine = {
    ...settings.machine,
    scannerServers: new Map([["clair", address]]),
    layersAddress: "127.0.0.1",
  };
  const image = { kind: "input", path: join(folder, "made.tar"), shown: "made.tar", name: undefined } as const;
  return await scanImage(
    {
      image,
      dockerfile: undefined,
      advisories: { kind: "online", address: undefined },
      scanner: { id: "clair", machine },
    },
    world,
  );
}

describe("Clair over the network", () => {
  it("gets every layer unpacked and whole, and what it finds stands on its layer", async () => {
    const found = await scan();
    assert.ok(found.ok, JSON.stringify(found));
    assert.deepEqual(fetched, ["whole", "whole"]);
    const { vulnerabilities, packages, image } = found.value.report;
    assert.deepEqual(
      vulnerabilities.map(({ id, fixedIn, package: index }) => [id, fixedIn, packages[index]?.layer]),
      [["CVE-2026-1", "1.1-r0", 1]],
    );
    assert.equal(image.diffIds.length, 2);
  });

  it("gets nothing any more when the scan is over", async () => {
    assert.equal(uris.length, 2);
    for (const uri of uris) await assert.rejects(fetch(uri));
  });
});
