import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failure, type Outcome, success } from "../../../../server/src/outcome/outcome.ts";
import type { HttpHead } from "../../../../server/src/outside/outside.ts";
import { refreshExports } from "../../../../server/src/scan/osv/refresh.ts";
import type { Package } from "../../../../server/src/scan/package.ts";
import { scratchFiles } from "../../../harness/saved-image.ts";

const DEBIAN = { id: "debian", versionId: "12", prettyName: "Debian 12" };
const PACKAGES: readonly Package[] = [
  { type: "deb", name: "a", version: "1", path: "", layer: 0 },
  { type: "npm", name: "b", version: "1.0.0", path: "", layer: 0 },
  { type: "npm", name: "c", version: "1.0.0", path: "", layer: 0 },
  { type: "conda", name: "d", version: "1", path: "", layer: 0 },
];

/** Fetches; the answer of each address, and what was done, in its order. */
async function refreshed(answers: Readonly<Record<string, Outcome<number>>> = {}) {
  const done: string[] = [];
  const files = {
    ...scratchFiles(),
    replacement: (path: string) =>
      success({
        append: (chunk: Uint8Array) => {
          done.push(`write ${Buffer.from(chunk)} to ${path}`);
          return success(undefined);
        },
        finish: () => {
          done.push(`finish ${path}`);
          return success(undefined);
        },
        remove: () => done.push(`remove ${path}`),
      }),
  };
  const http = {
    fetch: () => Promise.reject(new Error("nothing is fetched whole")),
    async stream({ url }: { readonly url: string }, take: (chunk: Uint8Array) => boolean | undefined) {
      done.push(`ask ${url}`);
      const status = answers[url] ?? success(200);
      if (!status.ok) return status;
      take(Buffer.from("zip"));
      return success<HttpHead>({ status: status.value, url, hops: [url], headers: new Map() });
    },
  };
  const world = { http, files, progress: () => undefined, signal: new AbortController().signal };
  const result = await refreshExports({ packages: PACKAGES, os: DEBIAN, folder: "/db" }, world);
  return result.ok ? done : [...done, `${result.reason}: ${result.detail}`];
}

const BUCKET = "https://osv-vulnerabilities.storage.googleapis.com";

describe("exports of advisories", () => {
  it("are fetched once for each ecosystem of the image that the database has", async () => {
    assert.deepEqual(await refreshed(), [
      `ask ${BUCKET}/Debian/all.zip`,
      "write zip to /db/Debian/all.zip",
      "finish /db/Debian/all.zip",
      `ask ${BUCKET}/npm/all.zip`,
      "write zip to /db/npm/all.zip",
      "finish /db/npm/all.zip",
    ]);
  });
  it("that do not come whole leave what was there, and end the work", async () => {
    const url = `${BUCKET}/Debian/all.zip`;
    for (const [answer, said] of [
      [success(503), "unreachable: answered status 503 for the advisories of Debian"],
      [failure("malformed", url, "was cut"), "malformed: was cut"],
    ] as const) {
      const done = await refreshed({ [url]: answer });
      assert.deepEqual(done.slice(-2), ["remove /db/Debian/all.zip", said]);
      assert.ok(!done.some((each) => each.startsWith("finish")));
    }
  });
});
