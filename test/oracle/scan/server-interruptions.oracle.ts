import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { SCAN_IMAGE, type ScanResult } from "../../../server/src/protocol/scan.ts";
import { endOf, shown } from "../../harness/marked-processes.ts";
import { dockerArchive, layerTar } from "../../harness/saved-image.ts";

// The built language server beside an engine and a scanner that have no end: what is left when the server ends in the middle of a scan.

const WITHOUT_END = "while :; do echo more; sleep 0.05; done";
const FEW = { "etc/os-release": "ID=alpine\nVERSION_ID=3.20.1\n", "lib/apk/db/installed": "P:curl\nV:8.8.0-r0\n\n" };

/** A server with its client. */
interface Started {
  readonly child: ChildProcess;
  readonly wire: ProtocolConnection;
}

interface Phase {
  /** What the engine does when it is asked, and when it saves; the least is an image of one package. */
  readonly inspect?: string;
  readonly save?: string;
  readonly scanner?: "grype";
  /** The file that shows that it is so far. */
  readonly mark: string;
}

const COMMAND = ["dist/cli.cjs", "lsp", "--stdio"];
const OF_EDITORS = ["dist/server.cjs", "--stdio"];

/** Ways in which a server ends. */
const ENDINGS: Readonly<Record<string, (server: Started) => unknown>> = {
  SIGKILL: ({ child }) => child.kill("SIGKILL"),
  SIGTERM: ({ child }) => child.kill("SIGTERM"),
  SIGHUP: ({ child }) => child.kill("SIGHUP"),
  "the client's exit": ({ wire }) => wire.sendNotification("exit"),
  "the end of its input": ({ child }) => child.stdin?.end(),
};

describe("a language server that ends in the middle of a scan", () => {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-ended-servers-"));
  const inFolder = (name: string) => join(folder, name);
  const [small, large] = [inFolder("small.tar"), inFolder("large.tar")];
  const phases: Readonly<Record<string, Phase>> = {
    "the engine is asked": { inspect: WITHOUT_END, mark: "inspecting" },
    "the engine saves": { save: WITHOUT_END, mark: "saving" },
    "the image is read": { save: `cat ${large}`, mark: "saved" },
    "another scanner scans": { scanner: "grype", mark: "scanning" },
  };

  before(async () => {
    for (const each of ["bin", "marks", "tmp", "advisories", "home"]) mkdirSync(inFolder(each));
    writeFileSync(small, dockerArchive([layerTar(FEW)]));
    const many = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`f${index}`, ""]));
    writeFileSync(large, dockerArchive([layerTar(FEW), layerTar(many)]));
    const grype = `#!/bin/sh
case $1 in
version) echo "Version: 0.121.2" ;;
*) echo $$ >${inFolder("marks/scanning")}; ${WITHOUT_END} ;;
esac
`;
    writeFileSync(inFolder("bin/grype"), grype, { mode: 0o755 });
    await wholeScan(COMMAND);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What is kept of an image would make the next scan of it a short one. */
  let images = 0;

  async function start(entry: readonly string[], { inspect = ":", save = `cat ${small}`, scanner }: Partial<Phase>) {
    for (const name of readdirSync(inFolder("marks"))) rmSync(inFolder(`marks/${name}`));
    const id = String(images).padStart(64, "0");
    const mark = (name: string) => `echo $$ >${inFolder(`marks/${name}`)}`;
    const engine = `#!/bin/sh
case $1 in
image) ${mark("inspecting")}; ${inspect}; echo '{"Id":"sha256:${id}","RepoDigests":[]}' ;;
save) ${mark("saving")}; ${save}; ${mark("saved")} ;;
esac
`;
    writeFileSync(inFolder("bin/docker"), engine, { mode: 0o755 });
    const child = spawn(process.execPath, entry, {
      env: {
        PATH: `${inFolder("bin")}:${process.env.PATH}`,
        HOME: inFolder("home"),
        TMPDIR: inFolder("tmp"),
        XDG_CACHE_HOME: inFolder("cache"),
      },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const wire = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    // A server that ended in the middle of an answer.
    wire.onError(() => undefined);
    child.stdin.on("error", () => undefined);
    wire.onRequest("seaworthy/consent", () => true);
    const settings = {
      osv: { endpoint: pathToFileURL(inFolder("advisories")).href },
      engine: "docker",
      scan: { scanner: scanner ?? "embedded" },
    };
    wire.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) => items.map(() => settings));
    wire.listen();
    await wire.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: { workspace: { configuration: true } },
      initializationOptions: { consent: true },
    });
    await wire.sendNotification("initialized", {});
    return { child, wire };
  }

  const scan = ({ wire }: Started): Promise<ScanResult> =>
    wire.sendRequest(SCAN_IMAGE, { image: { kind: "engine", name: "shop:1" } });

  /** Scans to the end with a server of its own, which leaves in good order. */
  async function wholeScan(entry: readonly string[]): Promise<ScanResult> {
    const server = await start(entry, {});
    const result = await scan(server);
    await leave(server);
    return result;
  }
  async function leave(server: Started): Promise<void> {
    const gone = exitOf(server.child);
    await server.wire.sendRequest("shutdown");
    await server.wire.sendNotification("exit");
    await gone;
    server.wire.dispose();
  }

  /** Paths of what scans made for themselves. */
  const passing = () =>
    [inFolder("tmp"), inFolder("cache")]
      .flatMap((root) => readdirSync(root, { recursive: true, encoding: "utf8" }).map((path) => join(root, path)))
      .filter((path) => path.startsWith(inFolder("tmp")) || /\.(?:tmp|part)$|seaworthy-passing-/.test(path));

  async function nothingRuns(): Promise<void> {
    for (const mark of readdirSync(inFolder("marks"))) await endOf(inFolder(`marks/${mark}`));
  }

  for (const [phase, world] of Object.entries(phases)) {
    for (const entry of phase === "the engine saves" ? [COMMAND, OF_EDITORS] : [COMMAND]) {
      for (const [ending, end] of Object.entries(ENDINGS)) {
        it(`${entry[0]}, by ${ending} while ${phase}`, async () => {
          images += 1;
          const server = await start(entry, world);
          const gone = exitOf(server.child);
          scan(server).catch(() => undefined);
          await shown(inFolder(`marks/${world.mark}`));
          await end(server);
          await gone;
          server.wire.dispose();
          await nothingRuns();
          // Nobody cleans up for a process that is killed but the next one, once it is old.
          if (ending === "SIGKILL") for (const path of passing()) age(path);
          else assert.deepEqual(passing(), []);
          const next = await wholeScan(entry);
          assert.ok(next.kind === "done", JSON.stringify(next));
          assert.ok(next.view.changes !== undefined, "the scan before is forgotten");
          if (ending === "SIGKILL" && world.scanner !== undefined) await otherScan(entry);
          assert.deepEqual(passing(), []);
        });
      }
    }
  }

  /** The other scanner once more, as far as to its program, so that what the last one left is seen. */
  async function otherScan(entry: readonly string[]): Promise<void> {
    const server = await start(entry, { scanner: "grype" });
    scan(server).catch(() => undefined);
    await shown(inFolder("marks/scanning"));
    await leave(server);
    await nothingRuns();
  }
});

function exitOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

function age(path: string): void {
  const yesterday = new Date(Date.now() - 24 * 60 * 60_000);
  if (statSync(path).isDirectory()) utimesSync(path, yesterday, yesterday);
}
