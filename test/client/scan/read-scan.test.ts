import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readImagePair, readImageSource } from "../../../client/src/scan/read-scan.ts";

/** As the view of images of the Container Tools hands them to a command; they have more fields than are read. */
const SHOP = { contextValue: "image", fullTag: "registry.example/shop:1.4.2", imageId: "sha256:aa", label: "1.4.2" };
const NAMELESS = { contextValue: "image", fullTag: "<none>:<none>", imageId: "sha256:bb" };

describe("an image that a command is given", () => {
  for (const [what, given, source] of [
    ["of the engine", { kind: "engine", name: "shop" }, { kind: "engine", name: "shop" }],
    ["of a registry", { kind: "registry", name: "shop" }, { kind: "registry", name: "shop" }],
    ["in an archive", { kind: "archive", path: "/a.tar" }, { kind: "archive", path: "/a.tar" }],
    ["clicked in a view", SHOP, { kind: "engine", name: "registry.example/shop:1.4.2" }],
    ["without a name in a view", NAMELESS, { kind: "engine", name: "sha256:bb" }],
    ["a group of a view", { contextValue: "imageGroup", fullTag: "a:1" }, undefined],
    ["an image of a view without anything", { contextValue: "image" }, undefined],
    ["without a name", { kind: "engine" }, undefined],
    ["a list", [SHOP], undefined],
    ["nothing", undefined, undefined],
  ] as const) {
    it(what, () => assert.deepEqual(readImageSource(given), source));
  }

  it("with another that is chosen in the view, too", () => {
    assert.deepEqual(readImagePair(SHOP, [NAMELESS, SHOP]), [SHOP, NAMELESS]);
    assert.deepEqual(readImagePair(SHOP, [SHOP]), [SHOP, undefined]);
    assert.deepEqual(readImagePair(SHOP, NAMELESS), [SHOP, NAMELESS]);
    assert.deepEqual(readImagePair(undefined, undefined), [undefined, undefined]);
  });
});
