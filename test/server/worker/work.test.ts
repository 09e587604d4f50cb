import assert from "node:assert/strict";
import { it } from "node:test";
import type { ByteFile } from "../../../server/src/outside/outside.ts";
import type { ImageJob, ImageSource } from "../../../server/src/scan/embedded/read-image.ts";
import { receivedJob, sentJob } from "../../../server/src/worker/work.ts";
import { scratchFiles } from "../../harness/saved-image.ts";

/** A file whose functions cannot be sent. */
const fileOf = (descriptor: number, size: number): ByteFile => ({
  descriptor,
  size,
  read: () => new Uint8Array(),
  close: () => undefined,
});

const sources: readonly ImageSource[] = [
  { kind: "archive", file: fileOf(3, 30) },
  {
    kind: "blobs",
    config: "sha256:1",
    layers: ["sha256:2"],
    blobs: new Map([
      ["sha256:1", fileOf(4, 40)],
      ["sha256:2", fileOf(5, 50)],
    ]),
  },
  { kind: "layout", folder: "/l" },
  { kind: "rootfs", folder: "/r" },
];

for (const source of sources)
  it(`a job with a source of kind ${source.kind} comes as it was sent`, () => {
    const adopted: ByteFile[] = [];
    const files = {
      ...scratchFiles(),
      adopt(descriptor: number, size: number) {
        const file = fileOf(descriptor, size);
        adopted.push(file);
        return file;
      },
      open: () => assert.fail("nothing is opened again"),
    };
    const job: ImageJob = { asked: "it", source, choice: { platform: { os: "linux", arch: "amd64" }, name: "a" } };
    const received = receivedJob(structuredClone(sentJob(job)), files);
    assert.deepEqual(JSON.stringify(plain(received)), JSON.stringify(plain(job)));
    const used =
      "file" in received.source
        ? [received.source.file]
        : "blobs" in received.source
          ? [...received.source.blobs.values()]
          : [];
    assert.deepEqual(used, adopted);
  });

function plain(job: ImageJob): object {
  return "blobs" in job.source ? { ...job, source: { ...job.source, blobs: [...job.source.blobs] } } : job;
}
