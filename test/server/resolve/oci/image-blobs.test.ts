import assert from "node:assert/strict";
import { test } from "node:test";
import { failure, success } from "../../../../server/src/outcome/outcome.ts";
import { byteFiles } from "../../../../server/src/outside/files/byte-files.ts";
import { fetchBlobs } from "../../../../server/src/resolve/oci/image-blobs.ts";
import { registryOf } from "../../../../server/src/resolve/oci/registry.ts";
import { openSession } from "../../../../server/src/resolve/oci/session.ts";
import { digestOf } from "../../../harness/digest.ts";
import { errorAnswer, fakeRegistry, imageOf } from "./fake-registry.ts";
import { fakeWorld } from "./lookup-world.ts";

const LARGE = new Uint8Array(4 * 1024 * 1024);
const GONE = new TextEncoder().encode("a layer that is gone");

test("when one layer fails the others are not read to their end", async () => {
  const image = imageOf({ layers: [LARGE, GONE] });
  const registry = fakeRegistry({ tags: { "team/app:1": image } });
  const world = fakeWorld({
    hosts: {
      "https://registry.example": (request, url) =>
        url.pathname.endsWith(digestOf(GONE)) ? errorAnswer(404, "BLOB_UNKNOWN") : registry(request, url),
    },
  });
  const reference = { registry: "registry.example", repository: "team/app", tag: "1", digest: undefined };
  const session = openSession(registryOf(reference, world.settings), world);
  const written = { bytes: 0 };
  const files = byteFiles();
  const counting: typeof files = {
    ...files,
    scratch() {
      const made = files.scratch();
      if (!made.ok) return made;
      const { append, whole, remove } = made.value;
      const counted = (chunk: Uint8Array) => {
        written.bytes += chunk.length;
        return append(chunk);
      };
      return { ok: true, value: { append: counted, whole, remove } };
    },
  };
  const config = [...image.parts.keys()][0] ?? "";
  const layers = [digestOf(LARGE), digestOf(GONE)];
  const fetched = await fetchBlobs(session, { kind: "image", config, layers }, counting);
  assert.match(fetched.ok ? "" : fetched.detail, /^answers 404/);
  assert.ok(written.bytes < LARGE.length / 2, `${written.bytes} bytes were read`);
});

test("where there is no room for its layers an image is not fetched", async () => {
  const image = imageOf({ layers: [GONE] });
  const world = fakeWorld({ hosts: { "https://registry.example": fakeRegistry({ tags: { "team/app:1": image } }) } });
  const reference = { registry: "registry.example", repository: "team/app", tag: "1", digest: undefined };
  const session = openSession(registryOf(reference, world.settings), world);
  const none = failure("limit", "/tmp", "has no room for a temporary file");
  const files = byteFiles();
  const places: readonly (() => ReturnType<typeof files.scratch>)[] = [
    () => none,
    () => {
      const made = files.scratch();
      return made.ok ? success({ ...made.value, append: () => none }) : made;
    },
  ];
  const config = [...image.parts.keys()][0] ?? "";
  for (const scratch of places) {
    const wanted = { kind: "image", config, layers: [digestOf(GONE)] } as const;
    assert.deepEqual(await fetchBlobs(session, wanted, { ...files, scratch }), none);
  }
});
