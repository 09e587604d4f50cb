import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { dockerArchive, layerTar } from "../../harness/saved-image.ts";
import { memberOf, tarOf, withSum } from "../../harness/tar-writer.ts";

// The built command line on inputs that only a real disk can hold; the rest is in test/server/scan/embedded.

const MANIFEST = tarOf([
  { path: "c.json", content: '{"rootfs":{}}' },
  { path: "manifest.json", content: '[{"Config":"c.json","Layers":["l.tar"]}]' },
]);
const GIGABYTE = 1024 ** 3;
/** Twice what the thread that reads may take: the rest is the program, and text outside of its heap. */
const MAX_MEMORY_MB = 1024;

describe("the command line on a hostile input", () => {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-hostile-"));
  const place = join(folder, "deep", "inside");
  const report = join(folder, "report.cjs");
  const file = (name: string) => join(folder, name);

  before(() => {
    mkdirSync(place, { recursive: true });
    for (const each of ["tmp", "home", "advisories"]) mkdirSync(file(each));
    writeFileSync(
      report,
      'process.on("exit", () => require("node:fs").appendFileSync(process.env.USED, `${process.resourceUsage().maxRSS} `));',
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** `status: what it said`; it has written nothing but its cache, and has not taken all memory. */
  function scan(...words: readonly string[]): string {
    const standing = filesBelow(folder);
    const used = file("used");
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      [
        "--require",
        report,
        resolve("dist/cli.cjs"),
        "scan",
        "--offline-db",
        file("advisories"),
        "--fail-on",
        "never",
        ...words,
      ],
      {
        cwd: place,
        env: { PATH: process.env.PATH, HOME: file("home"), TMPDIR: file("tmp"), USED: used },
        encoding: "utf8",
      },
    );
    const kilobytes = Math.max(...readFileSync(used, "utf8").trim().split(" ").map(Number));
    rmSync(used);
    assert.ok(kilobytes / 1024 < MAX_MEMORY_MB, `${kilobytes / 1024} MB`);
    const written = filesBelow(folder).filter((path) => !standing.includes(path));
    assert.deepEqual(
      written.filter((path) => !/^home\/\.cache(?:\/seaworthy|$)/.test(path)),
      [],
    );
    return `${status}: ${stdout}${stderr}`;
  }

  it("writes nothing where names of an image lead", () => {
    const names = ["../escaped", "../../escaped", "/tmp/../escaped", `${folder}/escaped`, "..\\escaped", "a/../../b"];
    const layer = tarOf([
      ...names.map((path) => ({ path, content: "x" })),
      { path: "link", type: "2", target: folder },
      { path: "link/escaped", content: "x" },
      { path: "hard", type: "1", target: "../../../etc/passwd" },
    ]);
    writeFileSync(file("names.tar"), dockerArchive([layer]));
    assert.match(scan("--input", file("names.tar"), "--allow-gaps"), /^0: /);
  });

  for (const [name, member] of Object.entries({ "whose layer": "l.tar", "whose list of images": "manifest.json" })) {
    it(`reads no 100 GB of an archive ${name} has so many, all of them holes`, () => {
      const handle = openSync(file("sparse.tar"), "w");
      const header = memberOf({ path: member });
      header.fill(0, 124, 136);
      header.writeUInt8(0x80, 124);
      header.writeBigUInt64BE(100n * BigInt(GIGABYTE), 128);
      writeSync(handle, withSum(header));
      const rest = member === "l.tar" ? MANIFEST : Buffer.alloc(1024);
      writeSync(handle, rest, 0, rest.length, 512 + 100 * GIGABYTE);
      closeSync(handle);
      assert.match(
        scan("--input", file("sparse.tar")),
        member === "l.tar" ? /^2: [\s\S]*layer 1: is no tar archive/ : /^2: .*has a manifest.json of more than 8 MB/,
      );
    });
  }

  it("reads no 100 GB of nothing", () => {
    const handle = openSync(file("empty.tar"), "w");
    ftruncateSync(handle, 100 * GIGABYTE);
    closeSync(handle);
    assert.match(scan("--input", file("empty.tar")), /^2: .*is no tar archive/);
  });

  it("looks at two million files of a layer, or says that they are too many", () => {
    const handle = openSync(file("many.tar"), "w");
    const count = 2_000_010;
    const head = memberOf({ path: "l.tar" });
    head.fill(0, 124, 136);
    head.writeUInt8(0x80, 124);
    head.writeBigUInt64BE(BigInt(count * 512 + 1024), 128);
    writeSync(handle, withSum(head));
    for (let first = 0; first < count; first += 10_000) {
      const names = Array.from({ length: Math.min(10_000, count - first) }, (_, index) => `d/${first + index}`);
      writeSync(handle, Buffer.concat(names.map(emptyFile)));
    }
    writeSync(handle, Buffer.concat([Buffer.alloc(1024), MANIFEST]));
    closeSync(handle);
    assert.match(scan("--input", file("many.tar")), /^2: [\s\S]*(?:has too many members|needs more than 512 MB)/);
  });

  it("does not wait for a pipe to be written", () => {
    assert.equal(spawnSync("mkfifo", [file("pipe")]).status, 0);
    assert.match(scan("--input", file("pipe")), /^2: .*(?:is not a regular file|does not exist)/);
  });

  for (const name of ["--help", "-v", "--entrypoint=sh", "a b", "$(touch x)", "a\u001b[2J", "x".repeat(600)]) {
    it(`asks no engine for an image called ${JSON.stringify(name.slice(0, 20))}`, () => {
      assert.match(scan("--", name), /^2: .*is no name of an image/);
    });
  }

  it("takes a dash for no image", () => {
    assert.match(scan("--", "-"), /^2: .*no image is read from standard input/);
  });

  it("is not moved by control characters of names", () => {
    const evil = "\u001b[2J\u0007\u202e";
    const layer = layerTar({ [`v${evil}/vendor/composer/installed.json`]: "{", "etc/os-release": `ID=${evil}\n` });
    writeFileSync(file("evil.tar"), dockerArchive([layer]));
    const said = scan("--input", file("evil.tar"));
    assert.match(said, /vendor\/composer\/installed.json/);
    assert.doesNotMatch(said, new RegExp(`[${evil.replace("[2J", "")}]`));
  });
});

const NAMELESS = memberOf({ path: "" });
const SUM = Number.parseInt(NAMELESS.toString("latin1", 148, 154), 8);

/** The header of an empty file, quickly: only the name and the sum are its own. */
function emptyFile(path: string): Buffer {
  const header = Buffer.from(NAMELESS);
  header.write(path, 0);
  let sum = SUM;
  for (let at = 0; at < path.length; at += 1) sum += path.charCodeAt(at);
  header.write(sum.toString(8).padStart(6, "0"), 148);
  return header;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" });
}
