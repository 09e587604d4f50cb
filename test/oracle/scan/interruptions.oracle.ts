import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { endOf, shown } from "../../harness/marked-processes.ts";
import { dockerArchive, layerTar } from "../../harness/saved-image.ts";

// The built command line beside an engine that does as it is told: what is left when one of them ends in the middle.

const ID = `sha256:${"a".repeat(64)}`;
const FEW = { "etc/os-release": "ID=alpine\nVERSION_ID=3.20.1\n", "lib/apk/db/installed": "P:curl\nV:8.8.0-r0\n\n" };

/** Commands of a shell that an engine runs before it answers, and to save. */
interface Engine {
  readonly inspect?: string;
  readonly save?: string;
}

/** An engine with `image inspect` and `save`, each of which first writes its process id into a file of the folder. */
function engineThat({ inspect = ":", save = ":" }: Engine, marks: string): string {
  return `#!/bin/sh
case $1 in
image) echo $$ >${marks}/inspecting; ${inspect}; echo '{"Id":"${ID}","RepoDigests":[]}' ;;
save) echo $$ >${marks}/saving; ${save}; echo >${marks}/saved ;;
esac
`;
}

describe("a scan that is interrupted", () => {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-interrupted-"));
  const [small, large] = [join(folder, "small.tar"), join(folder, "large.tar")];
  let database: Server;

  before(async () => {
    writeFileSync(small, dockerArchive([layerTar(FEW)]));
    const many = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`f${index}`, ""]));
    writeFileSync(large, dockerArchive([layerTar(FEW), layerTar(many)]));
    // A database that takes the question and never answers.
    database = createServer((request) => writeFileSync(join(marks(), "asking"), request.url ?? ""));
    await new Promise<void>((done) => database.listen(0, "127.0.0.1", done));
  });
  after(() => {
    database?.closeAllConnections();
    database?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  let runs = 0;
  const inRun = (name: string) => join(folder, `run-${runs}`, name);
  const marks = () => inRun("marks");

  /** Starts `scan shop:1`; `blocks`: of 512 bytes, that any file may have. */
  function start(engine: Engine, room: Room = {}): ChildProcess {
    runs += 1;
    for (const each of ["bin", "marks", "tmp", "settings/seaworthy"]) mkdirSync(inRun(each), { recursive: true });
    writeFileSync(inRun("bin/docker"), engineThat({ save: `cat ${small}`, ...engine }, marks()), { mode: 0o755 });
    const address = database.address();
    const port = typeof address === "object" ? address?.port : 0;
    writeFileSync(inRun("settings/seaworthy/settings.yaml"), `osv:\n  endpoint: http://127.0.0.1:${port}\n`);
    const limit = room.blocks === undefined ? "" : `ulimit -f ${room.blocks}; `;
    const words = ["-c", `${limit}exec "$@"`, "sh", process.execPath, "dist/cli.cjs", "scan", "shop:1"];
    return spawn("sh", words, {
      env: {
        ...process.env,
        PATH: `${inRun("bin")}:${process.env.PATH}`,
        DOCKER_HOST: "unix:///nowhere",
        TMPDIR: room.temporary ?? inRun("tmp"),
        XDG_CACHE_HOME: inRun("cache"),
        XDG_CONFIG_HOME: inRun("settings"),
      },
      stdio: ["ignore", "ignore", "pipe"],
    });
  }

  /** How it ends: its status or signal, and what it said. Nothing is left of it then. */
  async function ended(child: ChildProcess): Promise<readonly [string, string]> {
    let errors = "";
    child.stderr?.on("data", (piece: Buffer) => {
      errors += piece.toString();
    });
    const how = await new Promise<string>((resolve) => {
      child.once("close", (status, signal) => resolve(String(status ?? signal)));
    });
    for (const mark of ["inspecting", "saving"]) await endOf(join(marks(), mark));
    assert.deepEqual(readdirSync(inRun("tmp")), []);
    const kept = existsSync(inRun("cache")) ? readdirSync(inRun("cache"), { recursive: true, encoding: "utf8" }) : [];
    assert.deepEqual(
      kept.filter((path) => !statSync(join(inRun("cache"), path)).isDirectory() && !/packages|\bcode\b/.test(path)),
      [],
    );
    return [how, errors];
  }

  /** Where a scan can be when somebody interrupts it, by the file that shows that it is there. */
  const phases: Readonly<Record<string, readonly [engine: Engine, mark: string]>> = {
    "the engine is asked": [{ inspect: "sleep 60" }, "inspecting"],
    "the engine saves": [{ save: "yes" }, "saving"],
    "the image is read": [{ save: `cat ${large}` }, "saved"],
    "the advisories are asked for": [{}, "asking"],
  };
  for (const [phase, [engine, mark]] of Object.entries(phases)) {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      it(`by ${signal} while ${phase}`, async () => {
        const child = start(engine);
        await shown(join(marks(), mark));
        child.kill(signal);
        const [how, errors] = await ended(child);
        assert.equal(how, "2", errors);
        assert.match(errors, /^seaworthy: .*(?:was stopped|was not read to its end|was not asked to the end)/m);
      });
    }
    // An engine that has nothing to write does not notice that nobody reads.
    if (mark === "inspecting") continue;
    it(`by its sudden end while ${phase}`, async () => {
      const child = start(engine);
      await shown(join(marks(), mark));
      child.kill("SIGKILL");
      const [how] = await ended(child);
      assert.equal(how, "SIGKILL");
    });
  }

  /** How an engine ends in the middle, and what is said. */
  const endings: Readonly<Record<string, readonly [save: string, said: RegExp]>> = {
    "says why": [
      "echo 'error during connect: EOF' >&2; exit 1",
      /docker could not save the image: error during connect: EOF/,
    ],
    "is killed": [`head -c 5000 ${large}; kill -9 $$`, /docker could not save the image: it ended with status 137/],
    "ends as if all was well": [`head -c 5000 ${large}`, /is cut off|holds no image/],
    "gives nothing": [":", /is no tar archive/],
    "gives something else": ["echo hello", /is no tar archive/],
  };
  for (const [name, [save, said]] of Object.entries(endings)) {
    it(`by the engine, which ${name}`, async () => {
      const [how, errors] = await ended(start({ save }));
      assert.equal(how, "2");
      assert.match(errors, said);
    });
  }

  it("by an image that takes all memory", async () => {
    const hoard = join(folder, "hoard.tar");
    const text = "Package: p\nVersion: 1\n\n".repeat(3_000_000);
    writeFileSync(hoard, dockerArchive([layerTar({ "var/lib/dpkg/status": text })]));
    const [how, errors] = await ended(start({ save: `cat ${hoard}` }));
    assert.equal(how, "2");
    assert.match(errors, /needs more than 512 MB to be read/);
  });

  it("by a limit of the size of files", async () => {
    const [how, errors] = await ended(start({ save: `cat ${large}` }, { blocks: 8192 }));
    assert.equal(how, "2");
    assert.match(errors, /has no room for a temporary file/);
  });

  it("by a full disk that the result is to be written to", () => {
    const words = ["-c", '"$0" dist/cli.cjs sbom --input "$1" >/dev/full', process.execPath, small];
    const { status, stderr } = spawnSync("sh", words, { encoding: "utf8" });
    assert.deepEqual([status, stderr], [2, "seaworthy: the output could not be written: no space left\n"]);
  });

  it("by a full disk", async (test) => {
    const temporary = join(folder, "full");
    mkdirSync(temporary);
    const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", temporary], { stdio: "ignore" });
    if (status !== 0) return test.diagnostic("no disk of its own can be mounted here: the limit above stands for it");
    try {
      const [how, errors] = await ended(start({ save: `cat ${large}` }, { temporary }));
      assert.equal(how, "2");
      assert.match(errors, /has no room for a temporary file: ENOSPC/);
      assert.deepEqual(readdirSync(temporary), []);
    } finally {
      spawnSync("umount", [temporary]);
    }
  });
});

interface Room {
  readonly blocks?: number;
  /** Folder for temporary files. */
  readonly temporary?: string;
}
