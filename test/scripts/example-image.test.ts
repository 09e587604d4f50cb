import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { writeExampleImage } from "../../scripts/example-image.mjs";
import { byteFiles } from "../../server/src/outside/files/byte-files.ts";
import { NO_REACH } from "../harness/no-reach.ts";
import { memoryStore } from "../harness/osv-database.ts";
import { runIn } from "../server/cli/made-up-world.ts";

const DOCKERFILE = "examples/repeatable/Dockerfile";

/** Scans the image that is made for a machine without an engine, with its made-up advisories. */
async function scanned(): Promise<{ readonly status: number; readonly output: string }> {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-example-"));
  try {
    writeExampleImage(folder, DOCKERFILE);
    const large = byteFiles();
    return await runIn(
      {
        files: {
          "/r/image.tar": "",
          "/r/made-up-advisories/Debian/all.zip": "",
          "/r/Dockerfile": readFileSync(DOCKERFILE, "utf8"),
        },
        reach: async () => ({
          ...NO_REACH,
          http: {
            fetch: () => Promise.reject(new Error("nobody is asked")),
            stream: () => Promise.reject(new Error("nobody is asked")),
          },
          store: memoryStore(),
        }),
        largeFiles: async () => ({ ...large, open: (path) => large.open(path.replace(/^\/r\//, `${folder}/`)) }),
      },
      ...["scan", "--input", "image.tar", "--offline-db", "made-up-advisories", "--format", "json"],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the image that npm start makes", () => {
  it("has every finding on the instruction that brought the package, and no finding that could be taken for a real one", async () => {
    const { status, output } = await scanned();
    assert.equal(status, 1);
    const { packages, findings, gaps } = JSON.parse(output);
    const lines = findings.map(
      ({ id, package: index }: { id: string; package: number }) =>
        `${id} ${packages[index].name} ${packages[index].instruction?.line}`,
    );
    assert.deepEqual(lines.sort(), [
      "MADE-UP-1 libssl3 4",
      "MADE-UP-2 zlib1g 1",
      "MADE-UP-3 requests 12",
      "MADE-UP-4 brace-expansion 1",
      "MADE-UP-5 semver 27",
    ]);
    assert.deepEqual(gaps, []);
  });
});
