import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OwnApt } from "./machine-sources.ts";

/** The archives as apt downloaded them: byte-identical lists under the names that their hashes give them, below the name of their host. */
export async function archiveFiles(apt: OwnApt): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const lists = join(apt.folder, "lists");
  const format = "$(REPO_URI) $(RELEASE) $(COMPONENT) $(ARCHITECTURE) $(FILENAME)";
  const targets = await apt.run("apt-get", "indextargets", "--format", format, "Created-By: Packages");
  for (const line of targets.trim().split("\n")) {
    const [uri = "", release = "", component = "", architecture = "", file = ""] = line.split(" ");
    const root = `/${uri.replace(/^https?:\/\//, "")}dists/${release}/`;
    const bytes = readFileSync(readdirSync(lists).includes(file.split("/").at(-1) ?? "") ? file : `${file}.xz`);
    const path = `${component}/binary-${architecture}`;
    const inRelease = readFileSync(join(lists, inReleaseName(uri, release)));
    files.set(`${root}InRelease`, inRelease);
    const [, hash = ""] =
      new RegExp(`^ ([0-9a-f]{64}) +${bytes.length} ${path}/Packages\\.xz$`, "m").exec(inRelease.toString()) ?? [];
    assert.notEqual(hash, "", `${file} is not what ${release} lists`);
    files.set(`${root}${path}/by-hash/SHA256/${hash}`, bytes);
  }
  return files;
}

function inReleaseName(uri: string, release: string): string {
  return `${uri.replace(/^https?:\/\//, "").replaceAll("/", "_")}dists_${release}_InRelease`;
}
