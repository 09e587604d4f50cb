import assert from "node:assert/strict";
import { test } from "node:test";
import { buildQuestion } from "../../../client/src/images/build-question.ts";
import type { ImageBuild } from "../../../server/src/protocol/images.ts";

const BUILD: ImageBuild = {
  program: "docker",
  args: ["build", "--tag", "app:1", "--tag", "app:0123", "--", "/a"],
  folder: "/a",
  tags: ["app:1", "app:0123"],
  name: "app",
  afterBuild: "ask",
  notes: [],
};

test("what is to be known is asked before a build, and nothing where there is nothing", () => {
  assert.equal(buildQuestion(BUILD), undefined);
  assert.deepEqual(buildQuestion({ ...BUILD, notes: ["files differ", "no commit"] }), {
    message: "Build app:1, app:0123?",
    detail: "• Files differ.\n• No commit.",
  });
});
