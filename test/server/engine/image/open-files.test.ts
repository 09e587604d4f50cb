import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { compareWanted } from "../../../../server/src/engine/image/compare.ts";
import type { WantedImage } from "../../../../server/src/engine/image/find-image.ts";
import type { ImageWorld } from "../../../../server/src/engine/image/image-world.ts";
import { listPackages } from "../../../../server/src/engine/image/list-packages.ts";
import { failure } from "../../../../server/src/outcome/outcome.ts";
import { byteFiles } from "../../../../server/src/outside/files/byte-files.ts";
import { diskFiles } from "../../../../server/src/outside/files/disk-files.ts";
import { NO_REACH } from "../../../harness/no-reach.ts";
import { dockerArchive, layerTar, localReader } from "../../../harness/saved-image.ts";
import { lookupSettings } from "../../resolve/lookup-harness.ts";

const folder = mkdtempSync(join(tmpdir(), "seaworthy-open-"));
after(() => rmSync(folder, { recursive: true }));

/** How many files of the folder this process holds open. */
function openFiles(): number {
  const numbers = readdirSync("/proc/self/fd");
  const paths = numbers.map((number) => {
    try {
      return readlinkSync(`/proc/self/fd/${number}`);
    } catch {
      return "";
    }
  });
  return paths.filter((path) => path.startsWith(folder)).length;
}

const largeFiles = byteFiles();
const reader = localReader(largeFiles);
const world: ImageWorld = {
  reach: NO_REACH,
  files: diskFiles(),
  largeFiles,
  reader,
  settings: lookupSettings(),
  environment: {},
  platform: { os: "linux", arch: "amd64" },
  version: "1.0.0",
  now: () => new Date(0),
  progress: () => undefined,
  signal: new AbortController().signal,
};

function saved(name: string, bytes: Uint8Array): WantedImage {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { kind: "input", path, shown: path, name: undefined };
}

const one = saved("one.tar", dockerArchive([layerTar({ a: "1" })]));
const two = saved("two.tar", dockerArchive([layerTar({ a: "2" })]));
const broken = saved("broken.tar", Buffer.from("no archive"));
const absent: WantedImage = {
  kind: "input",
  path: join(folder, "absent.tar"),
  shown: join(folder, "absent.tar"),
  name: undefined,
};

/** A reader whose thread ends before it is done. */
const ending: ImageWorld["reader"] = {
  ...reader,
  read: async () => failure("malformed", "image", "was not read to its end"),
  compare: () => Promise.reject(new Error("a bug")),
};

const compared = (before: WantedImage, second: WantedImage, within = world) =>
  compareWanted({ before, after: second, dockerfile: undefined }, within);

const WORK: Readonly<Record<string, readonly [work: () => Promise<unknown>, isDone: boolean]>> = {
  "two images are compared": [() => compared(one, two), true],
  "the second of two is not there": [() => compared(one, absent), false],
  "the second of two is broken": [() => compared(one, broken), false],
  "their reader fails": [() => compared(one, two, { ...world, reader: ending }).catch(() => ({ ok: false })), false],
  "an image is read": [() => listPackages(one, world), true],
  "an image is broken": [() => listPackages(broken, world), false],
  "the reader of an image ends early": [() => listPackages(one, { ...world, reader: ending }), false],
};

describe("no file stays open", { skip: process.platform !== "linux" && "asks /proc" }, () => {
  for (const [name, [work, isDone]] of Object.entries(WORK))
    it(`where ${name}`, async () => {
      const result = await work();
      assert.equal(typeof result === "object" && result !== null && "ok" in result && result.ok, isDone);
      assert.equal(openFiles(), 0);
    });
});
