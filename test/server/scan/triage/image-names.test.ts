import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ImageIdentity } from "../../../../server/src/scan/report.ts";
import { vexFileName } from "../../../../server/src/scan/triage/image-names.ts";
import { madeReport } from "../made-up-report.ts";

describe("the file of an image", () => {
  const { image } = madeReport([], []);
  const name = (known: Partial<ImageIdentity>) => vexFileName({ ...image, ...known });

  it("is named after its repository, whatever the tag", () => {
    assert.match(name({ name: "shop:1.2" }), /^shop-[0-9a-f]{8}\.openvex\.json$/);
    assert.equal(name({ name: "shop:1.2" }), name({ name: "docker.io/library/shop:2" }));
    assert.equal(name({ name: "registry:shop" }), name({ name: "shop" }));
    assert.equal(name({ name: "localhost/shop:1.2" }), name({ name: "shop" }));
    assert.notEqual(name({ name: "localhost:5000/shop" }), name({ name: "shop" }));
    assert.match(
      name({ name: `registry.example:5000/a/shop@sha256:${"a".repeat(64)}` }),
      /^registry\.example-5000-a-shop/,
    );
    assert.notEqual(name({ name: "a/b-c" }), name({ name: "a-b/c" }));
  });

  it("of an archive is named after the reference in it, else after the archive", () => {
    assert.equal(name({ name: "/tmp/saved.tar", references: ["shop:1.2"] }), name({ name: "shop" }));
    assert.match(name({ name: "C:\\images\\Saved.TAR" }), /^saved\.tar-/);
  });

  it("stays a name in its folder", () => {
    assert.match(name({ name: "../../etc/passwd" }), /^passwd-/);
    assert.match(name({ name: ".." }), /^image-/);
    assert.match(name({ name: `${"x".repeat(300)}` }), /^x{100}-[0-9a-f]{8}\.openvex\.json$/);
  });
});
