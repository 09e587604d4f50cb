import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failure, success } from "../../../../server/src/outcome/outcome.ts";
import type { Run } from "../../../../server/src/outside/outside.ts";
import type { ImageQuery } from "../../../../server/src/pin/query.ts";
import { imageEngine } from "../../../../server/src/resolve/resolvers/image-engine.ts";
import { digestOf } from "../../../harness/digest.ts";
import { fakeWorld } from "../oci/lookup-world.ts";

const ONE = digestOf("one");
const TWO = digestOf("two");

const query: ImageQuery = {
  kind: "image",
  reference: { registry: "docker.io", repository: "library/debian", tag: undefined, digest: undefined },
  platform: { os: "linux", arch: "amd64" },
  want: "pin",
};

/** What `image inspect` prints → what is said. */
const rows: Readonly<Record<string, readonly [object, string]>> = {
  "the digest it was pulled by, with the day": [
    { RepoDigests: [`debian@${ONE}`], Metadata: { LastTagTime: "2025-06-01T10:00:00.5+02:00" } },
    "latest@ONE (as pulled on 2025-06-01)",
  ],
  "a full name, without a day": [
    { RepoDigests: [`docker.io/library/debian@${ONE}`], Metadata: { LastTagTime: "0001-01-01T00:00:00Z" } },
    "latest@ONE (as pulled on an unknown day)",
  ],
  "only the digest of this repository": [
    { RepoDigests: [`mirror.example/debian@${TWO}`, `debian@${ONE}`, 7, "<none>@<none>"] },
    "latest@ONE (as pulled on an unknown day)",
  ],
  "two digests are none": [
    { RepoDigests: [`debian@${ONE}`, `debian@${TWO}`] },
    "ambiguous: docker has pulled docker.io/library/debian:latest under 2 digests.",
  ],
  "podman's digests, which may be of what was built here": [
    [{ RepoDigests: [`docker.io/library/debian@${ONE}`] }],
    "unsupported: docker does not know where its docker.io/library/debian:latest came from.",
  ],
  "an image that was built here": [
    { RepoDigests: [] },
    "unsupported: docker does not know where its docker.io/library/debian:latest came from.",
  ],
};

async function said(run: Run["run"]): Promise<string> {
  const found = await imageEngine.resolve(query, fakeWorld({ hosts: {}, run }));
  if (!found.ok) return `${found.reason}: ${found.message}`;
  assert.equal(found.freshMs, 0);
  assert.equal(found.caveats.length, 1);
  return found.pins.map(({ text, note }) => `${text.replace(ONE, "ONE")} (${note})`).join();
}

describe("an image that an engine has", () => {
  for (const [name, [inspected, expected]] of Object.entries(rows)) {
    it(name, async () => {
      const output = JSON.stringify(inspected);
      assert.equal(await said(async () => success({ status: 0, output, errors: "" })), expected);
    });
  }

  it("is asked for by name, as a word that is no option", async () => {
    const asked: string[] = [];
    await said(async ({ program, args }) => {
      asked.push([program, ...args].join(" "));
      return success({ status: 1, output: "", errors: "no such image" });
    });
    const argv = ["docker", "image", "inspect", "--format", "{{json .}}", "--", "docker.io/library/debian:latest"];
    assert.deepEqual(asked, [argv.join(" ")]);
    assert.deepEqual(imageEngine.plan(query, fakeWorld({ hosts: {} }).settings), { needs: "tool", argv });
  });

  it("is asked for at the first engine that is installed", async () => {
    const output = JSON.stringify({ RepoDigests: [`debian@${ONE}`] });
    const run: Run["run"] = async ({ program }) =>
      program === "podman"
        ? success({ status: 0, output, errors: "" })
        : failure("not-found", program, "is not installed");
    assert.equal(await said(run), "latest@ONE (as pulled on an unknown day)");
  });

  it("is not there when nobody pulled it, or there is no engine", async () => {
    assert.equal(
      await said(async () => success({ status: 1, output: "", errors: "" })),
      "unsupported: docker has not pulled docker.io/library/debian:latest.",
    );
    assert.equal(
      await said(async () => failure("not-found", "docker", "is not there")),
      "unsupported: docker or podman or nerdctl is not installed: no engine of this machine can be asked.",
    );
    assert.equal(
      await said(async () => failure("cancelled", "docker", "was stopped")),
      "cancelled: docker was stopped.",
    );
  });

  it("tells nothing of what became of a pin", () => {
    const { settings } = fakeWorld({ hosts: {} });
    assert.equal(imageEngine.plan({ ...query, want: "state" }, settings), undefined);
    const pinned = { ...query, reference: { ...query.reference, digest: ONE } };
    assert.equal(imageEngine.plan(pinned, settings), undefined);
  });
});
