import assert from "node:assert/strict";
import { test } from "node:test";
import { buildQuestion, rebuild } from "../../../client/src/images/build-words.ts";
import { readBuildPlan } from "../../../client/src/images/read-images.ts";
import type { ImageBuild } from "../../../server/src/protocol/images.ts";

const BUILD: ImageBuild = {
  program: "docker",
  args: [
    "build",
    "--file",
    "/a/Dockerfile",
    "--tag",
    "app:1",
    "--tag",
    "app:0123",
    "--build-arg",
    "A=--tag",
    "--",
    "/a",
  ],
  folder: "/a",
  tags: ["app:1", "app:0123"],
  name: "app",
  afterBuild: "ask",
  notes: [],
};

test("a rebuild has no cache, a name of its own and none of the others", () => {
  assert.deepEqual(rebuild(BUILD, 2).args, [
    ...["build", "--no-cache", "--tag", "app:seaworthy-rebuild-2", "--file", "/a/Dockerfile"],
    ...["--build-arg", "A=--tag", "--", "/a"],
  ]);
  assert.deepEqual(rebuild(BUILD, 2).tags, ["app:seaworthy-rebuild-2"]);
});

test("what is to be known is asked before a build, and nothing where there is nothing", () => {
  assert.equal(buildQuestion(BUILD), undefined);
  assert.equal(buildQuestion({ ...BUILD, notes: ["files differ"] }), "Build app:1, app:0123?\n\n• Files differ.");
});

test("a plan with a word that is none is no plan", () => {
  const plan = { ...BUILD, notes: [] };
  assert.equal(readBuildPlan({ kind: "done", plan })?.kind, "done");
  for (const broken of [{ args: ["build", 1] }, { tags: [] }, { program: undefined }, { notes: "x" }])
    assert.equal(readBuildPlan({ kind: "done", plan: { ...plan, ...broken } }), undefined, JSON.stringify(broken));
});
