import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Command } from "../../../server/src/outside/outside.ts";
import { assertDocumented } from "../../harness/json-page.ts";
import { runOnImages } from "./image-world.ts";

describe("inspect", () => {
  const revision = "0123456789abcdef0123456789abcdef01234567";
  const LABELS = {
    "org.opencontainers.image.revision": revision,
    "org.opencontainers.image.source": "https://git.example/shop",
    "org.label-schema.vcs-ref": "old",
    "from.base": "1",
  };
  const inspection = (labels: object, layers: readonly string[]) =>
    JSON.stringify({ Id: "a".repeat(64), Config: { Labels: labels }, RootFS: { Layers: layers } });
  function engine({ program, args }: Command): string | undefined {
    if (program !== "docker") return undefined;
    const [kind = "", , , , , name = ""] = args;
    if (kind === "container") return name === "web" ? JSON.stringify({ Image: `sha256:${"a".repeat(64)}` }) : "";
    if (name === "alpine:3.20") return inspection({ "from.base": "1" }, ["l1"]);
    return name === "web" ? "" : inspection(LABELS, ["l1", "l2"]);
  }
  const files = { "/r/Dockerfile": "FROM alpine:3.20\nRUN apk add curl\n" };

  it("tells labels of the base image from own ones, the commit and what is missing", async () => {
    const here = { ...files, [`/r/.git/objects/01/${revision.slice(2)}`]: "" };
    const { status, output } = await runOnImages({ engine, files: here }, "inspect", "shop:1", "--format", "json");
    assert.equal(status, 0);
    assertDocumented("inspect", JSON.parse(output));
    const { labels, source, missing } = JSON.parse(output);
    assert.deepEqual(
      labels.map(({ key, from }: { key: string; from: string }) => `${from} ${key}`),
      [
        "base from.base",
        "own org.label-schema.vcs-ref",
        "own org.opencontainers.image.revision",
        "own org.opencontainers.image.source",
      ],
    );
    assert.deepEqual(source, { url: "https://git.example/shop", revision, here: true });
    assert.deepEqual(
      missing,
      ["version", "licenses", "title", "description"].map((key) => `org.opencontainers.image.${key}`),
    );
  });
  it("takes the labels that a builder adds for own ones where there is no base image", async () => {
    const own = { "/r/Dockerfile": "FROM scratch AS one\nLABEL a=b\nFROM one\n" };
    const { output } = await runOnImages({ engine, files: own }, "inspect", "shop:1");
    assert.match(output, /^ {2}from\.base=1$/m);
  });
  it("knows the image of a container by the container's name", async () => {
    const { status, output } = await runOnImages({ engine }, "inspect", "web");
    assert.equal(status, 0);
    assert.match(output, /org\.label-schema\.vcs-ref=old \(now org\.opencontainers\.image\.revision\)/);
    assert.match(output, /not in a repository here/);
  });
  it("shows it to people in lines", async () => {
    const { output } = await runOnImages({ engine, files }, "inspect", "shop:1");
    assert.equal(
      output,
      `sha256:${"a".repeat(64)}
  from.base=1 (from the base image)
  org.label-schema.vcs-ref=old (now org.opencontainers.image.revision)
  org.opencontainers.image.revision=${revision}
  org.opencontainers.image.source=https://git.example/shop
source: https://git.example/shop at ${revision} (not in a repository here)
missing: org.opencontainers.image.version, org.opencontainers.image.licenses, org.opencontainers.image.title, org.opencontainers.image.description
`,
    );
    const here = { ...files, [`/r/.git/objects/01/${revision.slice(2)}`]: "" };
    assert.match(
      (await runOnImages({ engine, files: here }, "inspect", "shop:1")).output,
      /\(the repository here has it\)$/m,
    );
    const sourceOnly = inspection({ "org.opencontainers.image.source": "https://git.example/shop" }, ["l1"]);
    const unversioned = await runOnImages({ engine: () => sourceOnly }, "inspect", "shop:1");
    assert.match(unversioned.output, /^source: https:\/\/git\.example\/shop, no revision$/m);
    const bare = { "/r/.seaworthy.yaml": "labels: {recommended: []}\n" };
    const bareEngine = ({ program }: Command) => (program === "docker" ? inspection({}, ["l1"]) : undefined);
    const none = await runOnImages({ engine: bareEngine, files: bare }, "inspect", "shop:1");
    assert.deepEqual(none.output.split("\n").slice(1), ["  no labels", ""]);
    const json = await runOnImages({ engine: bareEngine, files: bare }, "inspect", "shop:1", "--format", "json");
    const image = { id: `sha256:${"a".repeat(64)}`, digest: null, platform: null };
    assert.deepEqual(JSON.parse(json.output), { version: 1, image, labels: [], source: null, missing: [] });
  });
  it("shows digest, platform and what is missing, and nothing in them moves a terminal", async () => {
    const image = JSON.stringify({
      Id: "a".repeat(64),
      RepoDigests: [`shop@sha256:${"b".repeat(64)}`],
      Os: "linux\u001b[2J",
      Architecture: "amd64",
      Config: { Labels: { ...LABELS, "org.opencontainers.image.source": "x\u001b[2J", "a\u001b[2J": "b\u001b[2J" } },
      RootFS: { Layers: ["l1"] },
    });
    const settings = { "/r/.seaworthy.yaml": "labels: {recommended: [title]}\n" };
    const { output } = await runOnImages({ engine: () => image, files: settings }, "inspect", "shop:1");
    assert.equal(output.includes("\u001b"), false);
    assert.match(output, new RegExp(`^ {2}digest .*${"b".repeat(64)}$`, "m"));
    assert.match(output, /^ {2}platform linux␛\[2J\/amd64$/m);
    assert.match(output, /^ {2}a␛\[2J=b␛\[2J$/m);
    assert.match(output, /^missing: title$/m);
    const nowhere = inspection({ "org.opencontainers.image.revision": revision }, ["l1"]);
    const unplaced = await runOnImages({ engine: () => nowhere }, "inspect", "shop:1");
    assert.match(unplaced.output, /^source: no address at 0123/m);
  });
  it("of another platform than the one that is named says so, and shows that of an image", async () => {
    const arm = JSON.stringify({ Id: "a".repeat(64), Os: "linux", Architecture: "arm64", Variant: "v8" });
    const own = await runOnImages({ engine: () => arm }, "inspect", "shop:1", "--platform", "arm64");
    assert.match(own.output, /^ {2}platform linux\/arm64\/v8$/m);
    const json = await runOnImages(
      { engine: () => arm },
      "inspect",
      "shop:1",
      "--platform",
      "arm64",
      "--format",
      "json",
    );
    const image = { id: `sha256:${"a".repeat(64)}`, digest: null, platform: "linux/arm64/v8" };
    assert.deepEqual(JSON.parse(json.output).image, image);
    const { status, errors } = await runOnImages({ engine: () => arm }, "inspect", "shop:1", "--platform", "amd64");
    assert.deepEqual([status, errors], [2, "seaworthy: shop:1 is an image for linux/arm64/v8, not for linux/amd64\n"]);
  });
  it("of what is neither says both", async () => {
    const { status, errors } = await runOnImages({ engine: () => "" }, "inspect", "nothing");
    assert.deepEqual([status, /no such thing/.test(errors)], [2, true]);
  });
  it("of what cannot be read says who answered so", async () => {
    const { status, errors } = await runOnImages({ engine: () => "{}" }, "inspect", "shop:1");
    assert.equal(status, 2);
    assert.match(errors, /docker answers with something that cannot be read; podman answers .*; buildah answers/);
  });
});
