import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { writeArchive } from "../../../../server/src/engine/image/write-archive.ts";
import { failure, success } from "../../../../server/src/outcome/outcome.ts";
import type { ByteFiles } from "../../../../server/src/outside/outside.ts";
import { digestOf } from "../../../harness/digest.ts";
import { bytesFile, layerTar, openArchive, scratchFiles } from "../../../harness/saved-image.ts";

const NOW = new Date("2026-01-01T00:00:00Z");

/** An image as a registry has it; its second layer is there twice. */
function fetched() {
  const layers = [{ "etc/os-release": "ID=alpine\n" }, { "srv/a": "x".repeat(1000) }].map((layer) =>
    gzipSync(layerTar(layer)),
  );
  const [base, own] = layers;
  const config = Buffer.from(
    JSON.stringify({ os: "linux", architecture: "amd64", rootfs: { diff_ids: ["a", "b", "b"] }, history: [] }),
  );
  assert.ok(base && own);
  const blobs = new Map([config, base, own].map((bytes) => [digestOf(bytes), bytesFile(bytes)]));
  return { config: digestOf(config), layers: [base, own, own].map(digestOf), blobs };
}

/** A disk with room for so many bytes. */
function disk(room: number) {
  const state = { text: Buffer.alloc(0), isOpen: false, isThere: false };
  const files: ByteFiles = {
    ...scratchFiles(),
    folder() {
      state.isThere = true;
      return success({
        path: "/private",
        create() {
          state.isOpen = true;
          return success({
            append(chunk) {
              state.text = Buffer.concat([state.text, chunk]);
              return state.text.length > room ? failure("limit", "/tmp", "has no room") : success(undefined);
            },
            close() {
              state.isOpen = false;
            },
          });
        },
        remove() {
          state.isThere = false;
        },
      });
    },
  };
  return { files, state };
}

test("the parts of an image become an archive that holds it", async () => {
  const { files, state } = disk(1_000_000);
  const image = fetched();
  const written = writeArchive(image, files, NOW);
  assert.deepEqual(written.ok && [written.value.path, state.isOpen, state.isThere], [
    "/private/image.tar",
    false,
    true,
  ]);
  assert.equal(state.text.length % 512, 0);
  const open = await openArchive(state.text);
  assert.deepEqual([...open.view.files()].map(({ path, layer }) => [path, layer]).sort(), [
    ["etc/os-release", 0],
    ["srv/a", 2],
  ]);
  assert.deepEqual(open.gaps, []);
});

test("a disk that is full is told, and nothing stays on it", () => {
  const { files, state } = disk(1000);
  const written = writeArchive(fetched(), files, NOW);
  assert.deepEqual(written.ok ? "" : written.reason, "limit");
  assert.deepEqual([state.isOpen, state.isThere], [false, false]);
});
