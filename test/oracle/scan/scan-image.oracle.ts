import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { SCAN_IMAGE_FOLDER, scanImageArchive } from "../../../scripts/scan-image-archive.mjs";
import { buildCommand, seaworthy } from "./command.ts";

/** Folders in packages that another reader took for packages; they are none. */
const NO_PACKAGES = new Set(["benchmark", "bin", "dist"].map((name) => `npm/${name}`));

const archive = scanImageArchive();
// Building it takes up to ten minutes and 2 GB, so it is made by a command of its own and the test runs where it was.
const skip =
  archive !== undefined && existsSync(archive) ? false : "npm run scan-image makes the image that this reads";

describe("the large image", { skip }, () => {
  before(buildCommand);

  it("holds every package of the list: Debian's and npm's by name, as they move with their archives, all others by version", async () => {
    const ended = await seaworthy(
      process.env,
      ...[
        "scan",
        "--input",
        archive ?? "",
        "--offline-db",
        "none",
        "--allow-gaps",
        "--fail-on",
        "never",
        "--format",
        "json",
      ],
    );
    assert.equal(ended.status, 0, ended.errors);
    const { packages }: { packages: { type: string; name: string; version: string }[] } = JSON.parse(ended.output);
    const ours = new Set(packages.map(({ type, name, version }) => lineOf(type, name.replace(":", "/"), version)));
    const list = readFileSync(join(SCAN_IMAGE_FOLDER, "trivy.purls.txt"), "utf8").trim().split("\n");
    const lines = list.map((purl) => {
      const [, type = "", path = "", version = ""] = /^pkg:([a-z]+)\/(.+)@([^@]+)$/.exec(purl) ?? [];
      return lineOf(type, path.replace(/^debian\//, ""), path === "stdlib" ? version.replace(/^v/, "") : version);
    });
    assert.ok(lines.length > 900, String(lines.length));
    assert.deepEqual(
      lines.filter((line) => !ours.has(line) && !NO_PACKAGES.has(line)),
      [],
    );
    const owned = [...ours].filter((line) => /^(?:npm|gem|pypi|deb)\//.test(line) && !lines.includes(line));
    assert.deepEqual(owned, [], "packages that belong to the distribution, or that nobody else sees");
  });

  it("has each package on an instruction of its Dockerfile", async () => {
    const ended = await seaworthy(
      process.env,
      ...["scan", "--input", archive ?? "", "--dockerfile", join(SCAN_IMAGE_FOLDER, "Dockerfile")],
      ...["--offline-db", "none", "--allow-gaps", "--fail-on", "never", "--format", "json"],
    );
    const { packages }: { packages: { instruction: unknown }[] } = JSON.parse(ended.output);
    assert.deepEqual(packages.filter(({ instruction }) => instruction === null).length, 0);
  });
});

function lineOf(type: string, name: string, version: string): string {
  return type === "deb" || type === "npm" ? `${type}/${name}` : `${type}/${name}@${version}`;
}
