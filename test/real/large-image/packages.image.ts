import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { SCAN_IMAGE_FOLDER, scanImageArchive } from "../../../scripts/scan-image-archive.mjs";
import { installPrograms, output } from "../../harness/programs.ts";
import { skipWithoutShared } from "../../harness/shared.ts";

// The image of 2 GB and 14 layers of ../shared/data/scan-image against what other scanners list for it, what dpkg and npm say of
// themselves in it, and the package databases of its layers.

/** What facts.py tells. */
interface Facts {
  readonly owned: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  readonly archives: ReadonlySet<string>;
}

interface Scanned {
  readonly purl: string;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly layer: number;
  readonly instruction: { readonly line: number; readonly confidence: string } | null;
}

const DOCKERFILE = join(SCAN_IMAGE_FOLDER, "Dockerfile");
/** The native part of a jar, which Syft names by its bundle. */
const OTHER_NAME = new Set(["maven/com.github.jnr.jffi.native/native@1.2.19-native"]);

const skip = skipWithoutShared();
const listed = new Set(skip === false ? [...listOf("syft"), ...listOf("trivy")] : []);

describe("the large image", { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-large-"));
  let facts: Facts;
  let packages: readonly Scanned[];
  let ours: ReadonlySet<string>;

  before(async () => {
    installPrograms({ python3: "python3", "dpkg-query": "dpkg" });
    const archive = keptArchive();
    facts = await factsOf(archive, folder);
    packages = await scanned(archive, folder);
    ours = new Set(packages.map(lineOf));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("holds the packages of Debian that dpkg lists", async () => {
    const last = layersWithDatabase(folder).at(-1) ?? -1;
    const debs = packages.filter(({ type }) => type === "deb").map(debOf);
    assert.ok(debs.length > 600, String(debs.length));
    assert.deepEqual(debs.sort(), [...(await installed(folder, last))].sort());
  });

  it("holds what npm says it installed, and what the list has beside", () => {
    const npm = [...ours].filter((line) => line.startsWith("npm/"));
    const list = new Set(listOf("trivy"));
    assert.deepEqual(difference(facts.locked, ours), []);
    assert.deepEqual(
      npm.filter((line) => !facts.locked.has(line) && !list.has(line)),
      [],
    );
    for (const pinned of pinnedByNpm()) assert.ok(ours.has(pinned), pinned);
  });

  it("holds every package of Trivy's list but folders of packages, where archives moved in the version of today", () => {
    const missing = listOf("trivy").filter((line) => !ours.has(line) && !facts.folders.has(line) && !hasMoved(line));
    assert.deepEqual(missing, []);
  });

  it("holds no package of Syft's list that belongs to one of Debian", () => {
    const both = [...facts.owned].filter((line) => ours.has(line) && listOf("syft").includes(line));
    // The app has the same version of some of them in its own folder.
    assert.deepEqual(
      both.filter((line) => !facts.locked.has(line)),
      [],
    );
    assert.ok(facts.owned.size > 1600, String(facts.owned.size));
  });

  /** Why a package of Syft's list is none of ours. */
  const notOurs: Readonly<Record<string, (line: string) => boolean>> = {
    "it belongs to a package of Debian": (line) => facts.owned.has(line) || facts.owned.has(`jar/${artifactOf(line)}`),
    "it is a folder inside a package": (line) => facts.folders.has(line),
    "the archive it came from has a newer version today": hasMoved,
    "its group is a guess: the jar has no pom.properties": (line) =>
      [...facts.archives].some((stem) => stem.endsWith(`${artifactOf(line)}-${versionOf(line)}`)),
    "its name is that of the bundle, not of the artifact": (line) => OTHER_NAME.has(line),
  };
  /** Why a package of ours is in neither list. */
  const oursAlone: Readonly<Record<string, (line: string) => boolean>> = {
    "it is the newer version that npm installed": (line) => facts.locked.has(line),
    "dpkg has the newer version": (line) => line.startsWith("deb/"),
    "the jar has no pom.properties, so that its group stays open": (line) =>
      facts.archives.has(`${artifactOf(line)}-${versionOf(line)}`),
  };

  it("differs from Syft's list for reasons that are known", () => {
    explain(
      listOf("syft").filter((line) => !ours.has(line)),
      notOurs,
    );
  });
  it("goes beyond both lists for reasons that are known", () => {
    explain(difference(ours, listed), oursAlone);
  });

  it("has every package of Debian on the instruction that installed it: where it came into the database and stayed", async () => {
    const brought = await layersOfDebs(folder);
    const lines = linesWithLayers(readFileSync(DOCKERFILE, "utf8"));
    const debs = packages.filter(({ type }) => type === "deb");
    assert.equal(lines.length, 14);
    assert.ok(new Set(brought.values()).size >= 4, "packages come with at least four of the layers");
    assert.deepEqual(
      debs.map((deb) => `${debOf(deb)} ${deb.layer} ${deb.instruction?.line} ${deb.instruction?.confidence}`),
      debs.map((deb) => {
        const layer = brought.get(debOf(deb)) ?? -1;
        return `${debOf(deb)} ${layer} ${lines[layer]} certain`;
      }),
    );
  });

  it("has every other package on the instruction that made its layer", () => {
    const lines = linesWithLayers(readFileSync(DOCKERFILE, "utf8"));
    for (const { purl, layer, instruction } of packages) assert.equal(instruction?.line, lines[layer], purl);
  });

  /** True where a package manager chose a version on the day of the build that the lists, which are older, do not know. */
  function hasMoved(line: string): boolean {
    const isMoving = line.startsWith("deb/") || line.startsWith("npm/");
    const name = line.slice(0, line.lastIndexOf("@") + 1);
    return isMoving && [...ours].some((other) => other.startsWith(name) && !listed.has(other));
  }
});

/** The archive; made when it is not there, which takes some minutes. */
function keptArchive(): string {
  const archive = scanImageArchive() ?? "";
  if (existsSync(archive)) return archive;
  const { status, stderr } = spawnSync(process.execPath, ["scripts/scan-image.mjs"], {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  return archive;
}

async function factsOf(archive: string, folder: string): Promise<Facts> {
  const script = join("test", "real", "large-image", "facts.py");
  const told: Record<keyof Facts, readonly string[]> = JSON.parse(await output("python3", [script, archive, folder]));
  const { owned, locked, folders, archives } = told;
  return {
    owned: new Set(owned),
    locked: new Set(locked),
    folders: new Set(folders),
    archives: new Set(archives),
  };
}

/** The packages that the built command line lists. */
async function scanned(archive: string, folder: string): Promise<readonly Scanned[]> {
  const words = ["scan", "--input", archive, "--dockerfile", DOCKERFILE, "--format", "json"];
  const silent = ["--offline-db", folder, "--allow-gaps", "--fail-on", "never"];
  const environment = { ...process.env, XDG_CACHE_HOME: join(folder, "cache") };
  const report = await output(process.execPath, ["dist/cli.cjs", ...words, ...silent], { env: environment });
  return JSON.parse(report).packages;
}

/** A list of another scanner: `TYPE/NAME@VERSION`. */
function listOf(scanner: "syft" | "trivy"): readonly string[] {
  const text = readFileSync(join(SCAN_IMAGE_FOLDER, `${scanner}.purls.txt`), "utf8");
  const lines = text.trim().split("\n");
  assert.ok(lines.length > 900, scanner);
  return lines.map((purl) => purl.replace(/^pkg:/, "").replace(/^(golang\/stdlib@)v/, "$1"));
}

function lineOf({ purl }: Scanned): string {
  return decodeURIComponent(purl.replace(/^pkg:/, "").replace(/\?.*$/, ""));
}

function artifactOf(line: string): string {
  return line.startsWith("maven/") ? line.slice(line.lastIndexOf("/") + 1, line.lastIndexOf("@")) : "";
}

function versionOf(line: string): string {
  return line.slice(line.lastIndexOf("@") + 1);
}

function difference(some: Iterable<string>, others: ReadonlySet<string>): readonly string[] {
  return [...some].filter((each) => !others.has(each));
}

function explain(lines: readonly string[], reasons: Readonly<Record<string, (line: string) => boolean>>): void {
  const without = lines.filter((line) => !Object.values(reasons).some((isReason) => isReason(line)));
  assert.deepEqual(without, []);
}

/** `NAME@VERSION` in the instruction that fills the app. */
function pinnedByNpm(): readonly string[] {
  const instruction = /npm install --no-audit[\s\S]*?&&/.exec(readFileSync(DOCKERFILE, "utf8"))?.[0] ?? "";
  const pinned = [...instruction.matchAll(/[\w.-]+@\d[\w.]*/g)].map(([each]) => `npm/${each}`);
  assert.ok(pinned.length > 10, instruction);
  return pinned;
}

function debOf({ purl, name, version }: Scanned): string {
  return `${name} ${version} ${/[?&]arch=([^&]*)/.exec(purl)?.[1] ?? ""}`;
}

/** Layers in which dpkg's database was written, lowest first. */
function layersWithDatabase(folder: string): readonly number[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "status")))
    .map(Number)
    .sort((a, b) => a - b);
}

/** What dpkg lists by the database of a layer. */
async function installed(folder: string, layer: number): Promise<ReadonlySet<string>> {
  const format = "${Package} ${Version} ${Architecture} ${db:Status-Status}\\n";
  const said = await output("dpkg-query", [`--admindir=${join(folder, String(layer))}`, "-W", "-f", format]);
  const lines = said.split("\n").filter((line) => line.endsWith(" installed"));
  return new Set(lines.map((line) => line.replace(/ installed$/, "")));
}

/** The layer in which each package came into the database without leaving it again. */
async function layersOfDebs(folder: string): Promise<ReadonlyMap<string, number>> {
  let brought = new Map<string, number>();
  for (const layer of layersWithDatabase(folder)) {
    const now = await installed(folder, layer);
    brought = new Map([...now].map((deb) => [deb, brought.get(deb) ?? layer]));
  }
  return brought;
}

/** Lines of the instructions that make layers, in the order of the layers: those of the stage `base`, then those of the last one. */
function linesWithLayers(dockerfile: string): readonly number[] {
  const lines = dockerfile.split("\n");
  const stages = lines.flatMap((line, index) => (line.startsWith("FROM ") ? [index] : []));
  const [base = 0, second = 0] = stages;
  return lines.flatMap((line, index) => {
    const isInChain = (index >= base && index < second) || index > (stages.at(-1) ?? 0);
    return isInChain && (index === base || /^(?:RUN|COPY|WORKDIR) /.test(line)) ? [index + 1] : [];
  });
}
