import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { walkTar } from "../../../../../server/src/scan/embedded/image/tar-index.ts";
import { newView } from "../../../../../server/src/scan/embedded/image/view.ts";
import { bytesFile, type LayerText, layerTar } from "../../../../harness/saved-image.ts";
import { tarOf } from "../../../../harness/tar-writer.ts";

/** `path@layer=content` of every file that is left, by path. */
function seen(...layers: readonly (LayerText | Buffer)[]): readonly string[] {
  const view = newView();
  for (const layer of layers) {
    const bytes = bytesFile(Buffer.isBuffer(layer) ? layer : layerTar(layer));
    const put = view.layer();
    assert.deepEqual(
      walkTar(bytes, "layer", (entry, offset) => put(entry, { bytes, offset })),
      { ok: true, value: undefined },
    );
  }
  return [...view.files()]
    .map(({ path, layer, bytes, offset, size }) => `${path}@${layer}=${Buffer.from(bytes.read(offset, size))}`)
    .sort();
}

describe("layers laid over each other", () => {
  it("a file of an upper layer hides that of a lower one", () => {
    assert.deepEqual(seen({ "a/b": "1", c: "x" }, { "a/b": "2" }), ["a/b@1=2", "c@0=x"]);
  });
  it("a whiteout deletes a file, and a folder with all in it", () => {
    assert.deepEqual(seen({ "a/b": "1", "d/e/f": "2", "d/g": "3" }, { "a/b": null, d: null }), []);
  });
  it("a whiteout beside the file anew concerns the lower file only, wherever it stands", () => {
    assert.deepEqual(seen({ a: "1" }, tarOf([{ path: "a", content: "2" }, { path: ".wh.a" }])), ["a@1=2"]);
  });
  it("an opaque mark empties what lower layers put into the folder, also behind its own files", () => {
    const upper = tarOf([{ path: "a/new", content: "2" }, { path: "a/.wh..wh..opq" }]);
    assert.deepEqual(seen({ "a/old": "1", "a/deep/er": "1", b: "1" }, upper), ["a/new@1=2", "b@0=1"]);
  });
  it("a whiteout behind the folder anew leaves what its own layer put there, in folders of lower layers too", () => {
    const upper = tarOf([{ path: "a/deep/new", content: "2" }, { path: ".wh.a" }]);
    assert.deepEqual(seen({ "a/deep/old": "1", "a/other/old": "1" }, upper), ["a/deep/new@1=2"]);
  });
  it("marks that come again and again look once at what is in the folder", () => {
    const again = Array.from({ length: 200 }, () => [{ path: "a/.wh..wh..opq" }, { path: ".wh.a" }]).flat();
    const upper = tarOf([{ path: "a/deep/new", content: "2" }, ...again]);
    const { entries } = Map.prototype;
    let looks = 0;
    Map.prototype[Symbol.iterator] = function count() {
      looks += 1;
      return entries.call(this);
    };
    try {
      assert.deepEqual(seen({ "a/deep/old": "1" }, upper), ["a/deep/new@1=2"]);
    } finally {
      Map.prototype[Symbol.iterator] = entries;
    }
    assert.ok(looks < 50, `${looks} looks`);
  });
  it("other names with two marks are the builder's own", () => {
    assert.deepEqual(seen({ plnk: "1" }, tarOf([{ path: ".wh..wh.plnk" }])), ["plnk@0=1"]);
  });
  it("a file in the place of a folder removes what was in it, and the other way round", () => {
    assert.deepEqual(seen({ "a/b": "1" }, { a: "2" }), ["a@1=2"]);
    assert.deepEqual(seen({ a: "1" }, { "a/b": "2" }), ["a/b@1=2"]);
  });
  it("a hard link has the content of its target and the layer of its own", () => {
    assert.deepEqual(seen({ a: "1" }, { b: "=> a" }), ["a@0=1", "b@1=1"]);
  });
  it("a hard link whose target lies behind a linked folder is found, in a lower layer too", () => {
    const lower = { "usr/lib/a": "1", lib: "-> usr/lib", c: "-> usr/lib/a" };
    assert.deepEqual(seen(lower, { b: "=> lib/a", "lib64/d": "=> c" }), ["b@1=1", "usr/lib/a@0=1"]);
  });
  it("a hard link to a link is that link", () => {
    const view = newView();
    const bytes = bytesFile(layerTar({ a: "1", b: "-> a", c: "=> b" }));
    const put = view.layer();
    walkTar(bytes, "layer", (entry, offset) => put(entry, { bytes, offset }));
    assert.deepEqual([view.isLink("c"), view.find("c")?.path], [true, "a"]);
  });
  it("a hard link to nothing, or to a folder, is nothing", () => {
    assert.deepEqual(seen({ "a/x": "1", b: "=> gone", c: "=> a" }), ["a/x@0=1"]);
  });
  it("a device hides what stood there, as overlayfs deletes", () => {
    assert.deepEqual(
      seen(
        { a: "1", "b/c": "1" },
        tarOf([
          { path: "a", type: "3" },
          { path: "b", type: "3" },
        ]),
      ),
      [],
    );
  });
  it("a folder takes the place of a file, and leaves what lower layers put into it", () => {
    assert.deepEqual(seen({ a: "1", "b/c": "1" }, { "./": "", "a/": "", "b/": "" }), ["b/c@0=1"]);
  });
  it("a folder takes the place of a link to one", () => {
    assert.deepEqual(seen({ "usr/lib/a": "1", lib: "-> usr/lib" }, { "lib/b": "2" }), ["lib/b@1=2", "usr/lib/a@0=1"]);
  });
  it("a link of the same layer leads to the folder that a file behind it is put into", () => {
    const linked = { "usr/lib/a": "1", lib: "-> usr/lib", "opt/lib": "-> ../lib", root: "-> /" };
    assert.deepEqual(seen({ ...linked, "lib/b": "2", "opt/lib/c/d": "3", "root/e": "4" }), [
      "e@0=4",
      "usr/lib/a@0=1",
      "usr/lib/b@0=2",
      "usr/lib/c/d@0=3",
    ]);
    assert.deepEqual(seen({ "usr/lib/a": "1" }, { lib: "-> usr/lib", "lib/b": "2" }), [
      "usr/lib/a@0=1",
      "usr/lib/b@1=2",
    ]);
    assert.deepEqual(seen({ "usr/lib/a": "1" }, { lib: "-> usr/lib", "lib/b": "2", usr: null }), ["usr/lib/b@1=2"]);
  });
  it("a link of the same layer that leads to no folder is replaced by one", () => {
    assert.deepEqual(
      seen({ a: "1", file: "-> a", gone: "-> b", loop: "-> loop", "file/x": "1", "gone/x": "1", "loop/x": "1" }),
      ["a@0=1", "file/x@0=1", "gone/x@0=1", "loop/x@0=1"],
    );
  });
  it("an opaque mark at the root empties the image", () => {
    assert.deepEqual(seen({ a: "1", "b/c": "1" }, tarOf([{ path: ".wh..wh..opq" }, { path: "d", content: "2" }])), [
      "d@1=2",
    ]);
  });
  it("a name out of the image stays in it", () => {
    assert.deepEqual(
      seen({ "../../etc/passwd": "x" }).map((each) => each.split("@")[0]),
      ["../../etc/passwd"],
    );
  });
});

describe("finding a file", () => {
  const view = newView();
  const bytes = bytesFile(
    layerTar({
      lib: "-> usr/lib",
      "usr/lib/os-release": "it",
      "etc/os-release": "-> ../usr/lib/os-release",
      loop: "-> loop",
      up: "-> ../../../usr",
      slashes: "-> //usr//lib/",
    }),
  );
  const put = view.layer();
  walkTar(bytes, "layer", (entry, offset) => put(entry, { bytes, offset }));
  const rows: Readonly<Record<string, string | undefined>> = {
    "etc/os-release": "usr/lib/os-release",
    "lib/os-release": "usr/lib/os-release",
    "up/lib/os-release": "usr/lib/os-release",
    "slashes//os-release": "usr/lib/os-release",
    loop: undefined,
    "usr/lib/os-release/x": undefined,
    "usr/lib": undefined,
    "no/such": undefined,
  };
  for (const [path, expected] of Object.entries(rows)) {
    it(`${path} is ${expected ?? "no file"}`, () => assert.equal(view.find(path)?.path, expected));
  }
  it("a link to a folder is a folder", () =>
    assert.deepEqual([view.isFolder("lib"), view.isLink("lib"), view.isLink("usr")], [true, true, false]));
});
