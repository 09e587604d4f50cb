import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { runBuild } from "../../../client/src/images/build-task.ts";
import { test } from "./harness.ts";

/** A build whose engine is Node, running a script. */
function build(name: string, script: string): Parameters<typeof runBuild>[0] {
  const args = ["-e", script];
  return { program: "node", args, folder: tmpdir(), tags: [`${name}:1`], name, afterBuild: "never", notes: [] };
}

test("an image that is being built is not built a second time meanwhile", async () => {
  const first = runBuild(build("shop", "setTimeout(() => {}, 3000)"));
  const other = runBuild(build("stock", "process.exit(3)"));
  assert.equal(await other, "failed");
  assert.equal(await runBuild(build("shop", "process.exit(3)")), "running");
  assert.equal(await first, "built");
  assert.equal(await runBuild(build("shop", "process.exit(3)")), "failed");
});
