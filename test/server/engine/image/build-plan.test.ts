import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NO_FACTS } from "../../../../server/src/engine/fix.ts";
import {
  type BuildRequest,
  buildPlan,
  imageNameOf,
  rebuildPlans,
} from "../../../../server/src/engine/image/build-plan.ts";
import { buildModel } from "../../../../server/src/model/build.ts";

const REVISION = "0123456789abcdef0123456789abcdef01234567";
const DOCKERFILE = `FROM debian:12 AS base
ARG REVISION
ARG VERSION
ARG CREATED
LABEL org.opencontainers.image.revision="$REVISION" org.opencontainers.image.version=\${VERSION}
LABEL org.opencontainers.image.created=$CREATED other=$REVISION
FROM base
`;

function requested(more: Partial<BuildRequest> = {}): BuildRequest {
  return {
    dockerfile: "/r/Dockerfile",
    context: "/r",
    target: undefined,
    name: "shop",
    model: buildModel(DOCKERFILE),
    facts: { ...NO_FACTS, revision: REVISION, version: "1.4.0" },
    commit: { seconds: 1_767_225_600, isDirty: false },
    buildArgs: new Map(),
    options: [],
    ...more,
  };
}

function planned(more: Partial<BuildRequest> = {}) {
  return buildPlan(requested(more));
}

describe("the command that builds an image", () => {
  it("names it by commit and version, gives its labels what they take, and the time of the commit", () => {
    assert.equal(
      planned().args.join(" "),
      `build --file /r/Dockerfile --tag shop:0123456789ab --tag shop:1.4.0 --build-arg REVISION=${REVISION} ` +
        "--build-arg VERSION=1.4.0 --build-arg CREATED=2026-01-01T00:00:00Z --build-arg SOURCE_DATE_EPOCH=1767225600 -- /r",
    );
    assert.deepEqual(planned().notes, []);
  });
  it("is run twice without the cache, under names of its own, to see whether it repeats", () => {
    const names = ["team/shop"];
    const [first, second] = rebuildPlans(requested({ names, target: "base", commit: { seconds: 1, isDirty: false } }));
    assert.deepEqual([first.tags, second.tags], [["shop:seaworthy-rebuild-1"], ["shop:seaworthy-rebuild-2"]]);
    const built = first.args.filter((word) => !word.startsWith("REVISION=") && !word.startsWith("VERSION="));
    assert.equal(
      built.join(" "),
      "build --file /r/Dockerfile --tag shop:seaworthy-rebuild-1 --build-arg --build-arg " +
        "--build-arg CREATED=1970-01-01T00:00:01Z --build-arg SOURCE_DATE_EPOCH=1 --target base --no-cache -- /r",
    );
  });
  it("takes over the names that a Compose file gives", () => {
    assert.deepEqual(planned({ names: ["team/shop", "shop:1.4.0"] }).tags, [
      "shop:0123456789ab",
      "shop:1.4.0",
      "team/shop",
    ]);
  });
  it("gives a tree with changes no version and says so", () => {
    const { tags, args, notes } = planned({ commit: { seconds: 1, isDirty: true } });
    assert.deepEqual(tags, ["shop:0123456789ab-dirty"]);
    assert.ok(args.includes(`REVISION=${REVISION}-dirty`) && args.includes("VERSION=1.4.0-dirty"));
    assert.deepEqual(notes, [
      "files differ from the commit: the image is not called by its version, and its version and revision end in -dirty",
    ]);
  });
  it("calls nothing clean that git does not tell of", () => {
    const { tags, notes } = planned({ commit: { seconds: undefined, isDirty: false } });
    assert.deepEqual(tags, ["shop:0123456789ab-dirty"]);
    assert.match(notes[0] ?? "", /^git does not tell whether files differ from the commit: /);
  });
  it("never names it latest: without a commit and a version it says that it has none", () => {
    const { tags, args, notes } = planned({ facts: NO_FACTS, commit: { seconds: undefined, isDirty: false } });
    assert.deepEqual(tags, ["shop:unversioned"]);
    assert.ok(!args.includes("--build-arg"), args.join(" "));
    assert.deepEqual(notes, [
      "no commit is known here: the image cannot be traced back to one",
      "REVISION is not given: there is no revision to be known",
      "VERSION is not given: there is no version to be known",
      "CREATED is not given: there is no time of a commit to be known",
    ]);
  });
  it("takes the version of a tag at the commit before that of a manifest, in the characters of a tag", () => {
    const facts = { ...NO_FACTS, revision: REVISION, version: "1.4.0", tag: "v2.0.0+build" };
    assert.deepEqual(planned({ facts }).tags, ["shop:0123456789ab", "shop:2.0.0-build"]);
    // As in a repository of several projects.
    assert.deepEqual(planned({ facts: { ...facts, tag: "shop/v3" } }).tags, ["shop:0123456789ab", "shop:1.4.0"]);
    const without = { ...facts, version: undefined, tag: "shop/v3" };
    assert.deepEqual(planned({ facts: without }).tags, ["shop:0123456789ab"]);
  });
  it("gives no argument to labels that write more than it, and none that is not declared", () => {
    const model = buildModel(
      'FROM debian:12\nARG VERSION\nLABEL org.opencontainers.image.version="v$VERSION" org.opencontainers.image.revision=$REVISION\n',
    );
    assert.ok(!planned({ model }).args.some((word) => /^(?:VERSION|REVISION)=/.test(word)));
  });
  it("gives nothing to an argument that means more than its label, and says so", () => {
    const text =
      "ARG VERSION=12\nFROM debian:$VERSION\nARG VERSION\nARG REVISION\nARG CREATED=unknown\nRUN git checkout $REVISION\n" +
      "LABEL org.opencontainers.image.version=$VERSION org.opencontainers.image.revision=$REVISION\n" +
      "LABEL org.opencontainers.image.created=$CREATED\n";
    const { args, notes } = planned({ model: buildModel(text) });
    assert.deepEqual(
      args.filter((word) => /^[A-Z]+=/.test(word)),
      ["CREATED=2026-01-01T00:00:00Z"],
    );
    assert.deepEqual(notes, [
      "VERSION is not given: it has a value of its own, or names something else",
      "REVISION is not given: it has a value of its own, or names something else",
    ]);
  });
  it("gives the labels of a stage that is named by its number what they take", () => {
    assert.ok(planned({ target: "0" }).args.includes("VERSION=1.4.0"));
  });
  it("leaves arguments that somebody gave as they are", () => {
    const buildArgs = new Map([
      ["VERSION", "9"],
      ["SOURCE_DATE_EPOCH", "0"],
    ]);
    const { args, notes } = planned({ buildArgs, facts: { ...NO_FACTS, revision: REVISION } });
    const given = args.filter((word) => /^(?:VERSION|SOURCE_DATE_EPOCH)=/.test(word));
    assert.deepEqual([given, notes], [["VERSION=9", "SOURCE_DATE_EPOCH=0"], []]);
  });
  it("hands on a target, arguments of the settings and words for the engine, the context last", () => {
    const { args } = planned({ target: "base", buildArgs: new Map([["MIRROR", "m.example"]]), options: ["--pull"] });
    assert.deepEqual(args.slice(-5), ["--target", "base", "--pull", "--", "/r"]);
    assert.ok(args.includes("MIRROR=m.example"));
  });
});

describe("the name of an image", () => {
  const named = (title: string | undefined, folder: string, target?: string) =>
    imageNameOf(
      { facts: { ...NO_FACTS, title }, model: buildModel("FROM a AS Test\nFROM b AS app\n"), target },
      folder,
    );
  const rows: Readonly<Record<string, string>> = { Shop_API: "shop-api", "--": "image", größe: "gr-e" };
  for (const [title, name] of Object.entries(rows))
    it(`is made of its project's: ${title}`, () => assert.equal(named(title, "/r"), name));
  it("is that of the folder where the project has none", () => assert.equal(named(undefined, "/r/Shop"), "shop"));
  it("has the stage behind it when that is not the last one", () =>
    assert.deepEqual(
      [undefined, "App", "1", "test", "0", "x-"].map((target) => named("shop", "/r", target)),
      ["shop", "shop", "shop", "shop-test", "shop-0", "shop-x"],
    ));
});
