import assert from "node:assert/strict";
import { test } from "node:test";
import {
  imageOfContainer,
  readBuildahInspection,
  readInspection,
} from "../../../../server/src/engine/image/engine-inspection.ts";

const ID = "ef18".repeat(16);
const DIGEST = `sha256:${"a7cb".repeat(16)}`;
const LAYER = `sha256:${"8e1a".repeat(16)}`;
const READ = {
  id: `sha256:${ID}`,
  digests: [DIGEST],
  labels: new Map([["a", "b"]]),
  diffIds: [LAYER],
  platform: "linux/arm/v7",
};

/** The fields that are read, as docker prints them. */
const IMAGE = {
  Id: `sha256:${ID}`,
  RepoDigests: [`shop@${DIGEST}`, `team/shop@${DIGEST}`, "<none>@<none>"],
  Config: { Labels: { a: "b", c: 1 } },
  RootFS: { Type: "layers", Layers: [LAYER] },
  Os: "linux",
  Architecture: "arm",
  Variant: "v7",
};

const rows: Readonly<Record<string, readonly [output: string, ReturnType<typeof readInspection>]>> = {
  "docker prints an object": [JSON.stringify(IMAGE), READ],
  // `podman image inspect --format '{{json .}}'` of 4.3.1.
  "podman prints a list, ids without their algorithm, and digests that nobody else has": [
    JSON.stringify([{ ...IMAGE, Id: ID }], null, 5),
    { ...READ, digests: [] },
  ],
  "an image without a name, labels, layers and processor": [
    JSON.stringify({ Id: ID, RepoDigests: null, Config: null, Os: "linux", Architecture: "" }),
    { ...READ, digests: [], labels: new Map(), diffIds: [], platform: undefined },
  ],
  "a processor without a variant": [
    JSON.stringify({ ...IMAGE, Architecture: "amd64", Variant: "" }),
    { ...READ, platform: "linux/amd64" },
  ],
  "an empty list": ["[]", undefined],
  "an id of another form": [JSON.stringify({ ...IMAGE, Id: "sha256:12" }), undefined],
  "no JSON": ["Error", undefined],
};

for (const [name, [output, image]] of Object.entries(rows))
  test(`an inspection: ${name}`, () => assert.deepEqual(readInspection(output), image));

test("buildah tells no digests that mean anything elsewhere", () => {
  const printed = {
    FromImageID: ID,
    FromImageDigest: DIGEST,
    OCIv1: {
      config: { Labels: { a: "b" } },
      rootfs: { diff_ids: [LAYER] },
      os: "linux",
      architecture: "arm",
      variant: "v7",
    },
  };
  assert.deepEqual(readBuildahInspection(JSON.stringify(printed)), { ...READ, digests: [] });
  assert.equal(readBuildahInspection(JSON.stringify({ ...printed, FromImageID: "" })), undefined);
});

test("the image of a container is told by its id, by docker and in the list of podman", () => {
  assert.equal(imageOfContainer(JSON.stringify({ Image: `sha256:${ID}` })), `sha256:${ID}`);
  assert.equal(imageOfContainer(JSON.stringify([{ Image: ID }])), `sha256:${ID}`);
  assert.equal(imageOfContainer(JSON.stringify({ Image: "shop:1" })), undefined);
});
