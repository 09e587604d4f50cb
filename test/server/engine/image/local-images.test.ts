import assert from "node:assert/strict";
import { test } from "node:test";
import { localImages } from "../../../../server/src/engine/image/local-images.ts";
import { type Failure, failure, success } from "../../../../server/src/outcome/outcome.ts";
import { NO_REACH } from "../../../harness/no-reach.ts";
import { lookupSettings } from "../../resolve/lookup-harness.ts";

/** The images of podman beside a docker that fails. */
async function beside(docker: Failure) {
  const run = {
    run: async ({ program }: { readonly program: string }) =>
      program === "docker"
        ? docker
        : success({ status: 0, output: "localhost/shop:1|abc|today\n<none>:<none>|def|today\n", errors: "" }),
  };
  const { signal } = new AbortController();
  return await localImages({ reach: { ...NO_REACH, run }, settings: lookupSettings(), environment: {}, signal });
}

test("an engine that does not answer in time leaves the images of another", async () => {
  const listed = await beside(failure("limit", "docker", "did not end in 30 s"));
  assert.deepEqual(listed, success([{ name: "localhost/shop:1", id: "abc", created: "today" }]));
});

test("who has left is shown no images", async () => {
  assert.equal((await beside(failure("cancelled", "docker", "was ended"))).ok, false);
});
