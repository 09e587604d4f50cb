import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failure, type Outcome, success } from "../../../../server/src/outcome/outcome.ts";
import type { Command, CommandResult, HttpRequest, Reach, Store } from "../../../../server/src/outside/outside.ts";
import { type ImageSource, SCAN_VIEW, type ScanView } from "../../../../server/src/protocol/scan.ts";
import type { ImageReader } from "../../../../server/src/scan/embedded/read-image.ts";
import { madeUpRepository, ROOT } from "../../../harness/made-up-repository.ts";
import { NO_REACH } from "../../../harness/no-reach.ts";
import { localReader } from "../../../harness/saved-image.ts";
import { type ScanClient, SHOP_TAR, scanClient } from "../../../harness/scan-client.ts";
import { shopArchive } from "../../../harness/shop-image.ts";
import { grypeJson } from "../../scan/scanners/made-up-reports.ts";

const ARCHIVE = { kind: "archive", path: SHOP_TAR } as const;
const ENGINE = { kind: "engine", name: "shop.example/app:1" } as const;
const REGISTRY = { kind: "registry", name: "registry.example/base:1.0.0" } as const;
const OFFLINE = { osv: { endpoint: "file:///osv" } };
const ONLINE = { osv: { endpoint: "https://osv.example" } };
const GRYPE = { ...OFFLINE, scan: { scanner: "grype" } };

interface Phase {
  readonly image: ImageSource;
  readonly settings: object;
  /** How what it waits for begins: a command, a request, or a piece of work of the thread that reads. */
  readonly waits: string;
}

/** All that a scan can wait for. */
const PHASES: Readonly<Record<string, Phase>> = {
  "an engine is asked": { image: ENGINE, settings: OFFLINE, waits: "docker image inspect" },
  "an engine saves": { image: ENGINE, settings: OFFLINE, waits: "docker save" },
  "a registry is asked": { image: REGISTRY, settings: OFFLINE, waits: `${ROOT}/manifests/` },
  "layers are fetched": { image: REGISTRY, settings: OFFLINE, waits: `${ROOT}/blobs/` },
  "the image is read": { image: ARCHIVE, settings: OFFLINE, waits: "read" },
  "an image of an engine is read": { image: ENGINE, settings: OFFLINE, waits: "read" },
  "an image of a registry is read": { image: REGISTRY, settings: OFFLINE, waits: "read" },
  "advisories of a folder are read": { image: ARCHIVE, settings: OFFLINE, waits: "match" },
  "advisories are asked for": { image: ARCHIVE, settings: ONLINE, waits: "https://osv.example/v1/querybatch" },
  "another scanner tells its version": { image: ARCHIVE, settings: GRYPE, waits: "grype version" },
  "an engine saves for another scanner": { image: ENGINE, settings: GRYPE, waits: "docker save" },
  "another scanner scans": { image: ARCHIVE, settings: GRYPE, waits: "grype docker-archive" },
  "another scanner scans what an engine saved": { image: ENGINE, settings: GRYPE, waits: "grype docker-archive" },
};

/** A world in which one thing can be made to last until it is given up. */
interface SlowWorld {
  /** How it begins; undefined: nothing lasts. */
  slow: string | undefined;
  /** Is called when it has begun. */
  begun: () => void;
  givenUp: number;
}

/** Does a thing at once, or waits for the end of the wish for it. */
async function doIn<T>(
  world: SlowWorld,
  what: string,
  signal: AbortSignal,
  now: () => Promise<Outcome<T>> | Outcome<T>,
): Promise<Outcome<T>> {
  if (world.slow === undefined || !what.startsWith(world.slow)) return await now();
  if (!signal.aborted) {
    const ended = new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    world.begun();
    await ended;
  }
  world.givenUp += 1;
  return failure("cancelled", what, "was stopped");
}

/** The far side, with an engine, a registry, an advisory database and Grype. Of what scans read nothing is kept. */
function reachOf(world: SlowWorld): Reach {
  const { http } = madeUpRepository({ "1.0.0": "2.36-9" });
  const kept = new Map<string, Uint8Array>();
  const store: Store = {
    read: async (key) => kept.get(key),
    write: async (key, bytes) => void (key.startsWith("scans/") && kept.set(key, bytes)),
    clear: async () => kept.clear(),
  };
  const run = (command: Command) => {
    const words = [command.program, ...command.args].join(" ");
    // Half of it is there when it is given up.
    if (words.startsWith("docker save")) command.outputTo?.append(shopArchive().subarray(0, 1024));
    return doIn(world, words, command.signal, () => ran(words, command));
  };
  return {
    ...NO_REACH,
    store,
    run: { run },
    http: {
      fetch: (request) =>
        doIn(world, request.url, request.signal, () =>
          request.url.startsWith("https://osv.example/") ? osvAnswer(request) : http.fetch(request),
        ),
      stream: (request, take) => doIn(world, request.url, request.signal, () => http.stream(request, take)),
    },
  };
}

function ran(words: string, { outputTo }: Command): Outcome<CommandResult> {
  const output = (text: string) => success({ status: 0, output: text, errors: "" });
  if (words.startsWith("docker image")) return output(JSON.stringify({ Id: `sha256:${"1".repeat(64)}` }));
  if (words === "grype version") return output("Version:    0.121.2\n");
  if (words.startsWith("grype ")) return output(JSON.stringify(grypeJson));
  outputTo?.append(shopArchive().subarray(1024));
  return output("");
}

function osvAnswer({ url, body }: HttpRequest) {
  const { queries }: { queries: readonly unknown[] } = JSON.parse(String(body));
  const answer = Buffer.from(JSON.stringify({ results: queries.map(() => ({})) }));
  return success({ status: 200, url, hops: [], headers: new Map<string, string>(), body: answer });
}

function slowReader(world: SlowWorld, reader: ImageReader): ImageReader {
  return {
    ...reader,
    read: (job, hooks) => doIn(world, "read", hooks.signal, () => reader.read(job, hooks)),
    match: (wanted, hooks) => doIn(world, "match", hooks.signal, () => reader.match(wanted, hooks)),
  };
}

async function clientIn(world: SlowWorld, settings: object): Promise<ScanClient> {
  const reach = reachOf(world);
  const client = await scanClient(undefined, {
    reach: () => Promise.resolve(reach),
    imageReader: (files) => slowReader(world, localReader(files)),
    options: { consent: true },
    settings: () => ({ engine: "docker", ...settings }),
  });
  client.wire.onRequest("seaworthy/consent", () => true);
  // The archive of the engine's image lies where it was saved for another scanner.
  client.put("/private/image.tar", shopArchive());
  return client;
}

async function shownBy(client: ScanClient): Promise<readonly [ScanView, readonly unknown[]]> {
  const view: ScanView = await client.wire.sendRequest(SCAN_VIEW, { key: client.uri });
  return [view, await client.diagnostics(client.uri)];
}

describe("a scan that is cancelled", () => {
  for (const [name, { image, settings, waits }] of Object.entries(PHASES)) {
    it(`while ${name} leaves nothing open and the report of the scan before, and the next one works`, async () => {
      const world: SlowWorld = { slow: undefined, begun: () => undefined, givenUp: 0 };
      const client = await clientIn(world, settings);
      const first = await client.scan({ image });
      assert.ok(first.kind === "done", JSON.stringify(first));
      const before = await shownBy(client);

      world.slow = waits;
      const begun = new Promise<void>((resolve) => {
        world.begun = resolve;
      });
      const scanning = client.scan({ image });
      await begun;
      await client.cancel();
      assert.deepEqual(await scanning, { kind: "cancelled" });
      assert.ok(world.givenUp > 0);
      assert.equal(client.notGivenBack(), 0);
      await client.progressGone();
      assert.deepEqual(await shownBy(client), before);

      world.slow = undefined;
      const next = await client.scan({ image });
      assert.ok(next.kind === "done", JSON.stringify(next));
      assert.deepEqual(next.view.changes?.fixed, []);
      assert.deepEqual(
        next.view.findings,
        first.view.findings.map((each) => ({ ...each, isNew: false })),
      );
      assert.equal(client.notGivenBack(), 0);
      assert.deepEqual(client.log, []);
      client.stop();
    });
  }
});
