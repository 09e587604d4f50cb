import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { SHOP } from "../../harness/made-up-scan.ts";
import { installPrograms, output } from "../../harness/programs.ts";
import { dockerArchive, layerTar } from "../../harness/saved-image.ts";
import { baseLayer, shopAdvisories, shopArchive } from "../../harness/shop-image.ts";
import { type RealRegistry, startRegistry } from "../registry/real-registry.ts";
import { seaworthy } from "./command.ts";

const FIXED = "2.36-9+deb12u1";
/** Tags of the base with the libc6 of each; another flavour is none of its steps. */
const TAGS = { "1.0.0": "2.36-9", "1.0.1": "2.36-9", "1.1.0": FIXED, "2.0.0": FIXED, "1.0.2-slim": FIXED };

// The built command line, and a registry with tags that are really fetched.
describe("a newer base image", () => {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-newer-"));
  const file = (name: string) => join(folder, name);
  let registry: RealRegistry;

  before(async () => {
    installPrograms({ skopeo: "skopeo" });
    registry = await startRegistry(folder, { name: "bases", data: file("registry") });
    for (const [tag, libc6] of Object.entries(TAGS)) {
      writeFileSync(file("base.tar"), dockerArchive([layerTar(baseLayer(libc6))]));
      const to = `docker://${registry.host}/team/base:${tag}`;
      await output(
        "skopeo",
        ["copy", "--insecure-policy", "--dest-tls-verify=false", `docker-archive:${file("base.tar")}`, to],
        {},
      );
    }
    writeFileSync(file("shop.tar"), shopArchive());
    for (const [path, bytes] of Object.entries(shopAdvisories(FIXED))) {
      mkdirSync(join(folder, "db", path, ".."), { recursive: true });
      writeFileSync(join(folder, "db", path), bytes);
    }
  });
  after(() => {
    registry?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is told with what it would change, and only its registry is asked", async () => {
    const from = `${registry.host}/team/base:1.0.0`;
    writeFileSync(file("Dockerfile"), SHOP.replace("debian:12", from));
    const ended = await seaworthy(
      { ...process.env, XDG_CACHE_HOME: file("cache") },
      ...["scan", "--input", file("shop.tar"), "--dockerfile", file("Dockerfile"), "--offline-db", file("db")],
      ...["--newer-base", "--fail-on", "never", "--format", "json"],
    );
    assert.equal(ended.status, 0, ended.errors);
    const { tried } = JSON.parse(ended.output).newerBases;
    assert.deepEqual(
      tried.map(({ name, left, why }: Record<string, unknown>) => [name, left, why]),
      [
        [from, 1, null],
        [`${registry.host}/team/base:1.0.1`, 1, null],
        [`${registry.host}/team/base:1.1.0`, 0, null],
      ],
    );
    const asked = `seaworthy: asked ${registry.host} \\(\\d+ times\\)\\n`;
    assert.match(ended.errors, new RegExp(`^${asked}seaworthy: the data from .* are \\d+ days old: .*\\n$`));
  });
});
