import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { startEngine, type TestEngine } from "../../harness/engine.ts";
import { installPrograms, output } from "../../harness/programs.ts";
import { skipWithoutShared } from "../../harness/shared.ts";
import { type Ended, seaworthy } from "./command.ts";

const DOCKERFILE = `FROM debian:12
ARG REVISION
ARG VERSION
RUN touch /built
COPY app /srv/app
LABEL org.opencontainers.image.revision=$REVISION org.opencontainers.image.version=$VERSION
`;
const NETWORK = "--build-option=--network=host";

// The commands as somebody meets them: the built command line, a real engine, a real repository.
describe("an image from its build to its evidence", { skip: skipWithoutShared() }, () => {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-commands-"));
  const file = (name: string) => join(folder, name);
  let engine: TestEngine;
  let short = "";

  const git = (...args: readonly string[]) =>
    output("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@shop.example", ...args]);
  const run = (...words: readonly string[]): Promise<Ended> =>
    seaworthy({ ...engine.environment, XDG_CACHE_HOME: file("cache") }, ...words);

  before(async () => {
    installPrograms({ git: "git" });
    engine = await startEngine();
    writeFileSync(file("Dockerfile"), DOCKERFILE);
    writeFileSync(file("package.json"), '{"name":"shop","version":"1.4.2"}');
    writeFileSync(file("app"), "1");
    await git("init", "-q");
    await git("add", "Dockerfile", "package.json", "app");
    await git("commit", "-q", "-m", "first");
    short = (await git("rev-parse", "HEAD")).slice(0, 12);
  });
  after(async () => {
    await engine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is named by version and commit, and points at the commit in its labels", async () => {
    const built = await run("build", folder, NETWORK);
    assert.equal(built.status, 0, built.errors);
    assert.equal(built.output, `shop:${short}\nshop:1.4.2\n`);
    await engine.docker("create", "--name", "web", "shop:1.4.2");
    for (const name of ["shop:1.4.2", "web"]) {
      const { labels } = JSON.parse((await run("inspect", name, "--format", "json")).output);
      assert.deepEqual(
        labels.map(({ key, value, from }: Record<string, string>) => `${key} ${value?.slice(0, 12)} ${from}`),
        [`org.opencontainers.image.revision ${short} own`, "org.opencontainers.image.version 1.4.2 own"],
      );
    }
  });

  it("of a changed tree has no version, and differs by the file on its line", async () => {
    writeFileSync(file("app"), "2");
    const built = await run("build", folder, NETWORK);
    assert.equal(built.output, `shop:${short}-dirty\n`);
    const compared = await run(
      ...["compare", "shop:1.4.2", `shop:${short}-dirty`, "--dockerfile", file("Dockerfile"), "--format", "json"],
    );
    assert.equal(compared.status, 1, compared.errors);
    const { packages, files } = JSON.parse(compared.output);
    assert.deepEqual(packages, []);
    assert.deepEqual(
      files.map((each: { path: string; instruction: { line: number } | null }) => [each.path, each.instruction?.line]),
      [["srv/app", 5]],
    );
  });

  it("that is built twice is the same, or the instruction is named that is not", async () => {
    const same = await run("build", folder, "--verify", NETWORK);
    assert.equal(same.status, 0, same.errors);
    writeFileSync(file("Dockerfile"), DOCKERFILE.replace("touch /built", "date +%N > /built"));
    const differs = await run("build", folder, "--verify", NETWORK);
    assert.equal(differs.status, 1, differs.errors);
    assert.match(differs.output, /changed built \(.*Dockerfile:4\)/);
  });

  it("of a Compose file has the name of its service, which is told that it is latest alone", async () => {
    writeFileSync(file("compose.yaml"), "services:\n  web:\n    build: .\n    image: team/web\n");
    const built = await run("build", file("compose.yaml"), NETWORK);
    assert.equal(built.output, `team/web:${short}-dirty\nteam/web\n`);
    assert.match(built.errors, /compose\.yaml pushes web as team\/web alone/);
  });

  it("is put into one archive with what is known of it", async () => {
    const words = ["evidence", "shop:1.4.2", "--offline-db", folder, "--allow-gaps", "--output", file("e.tar")];
    const { status, errors } = await run(...words);
    assert.deepEqual([status, errors], [0, `seaworthy: wrote ${file("e.tar")}\n`]);
    const names = await output("tar", ["-tf", file("e.tar")]);
    assert.deepEqual(names.trim().split("\n"), ["facts.json", "report.json", "report.md", "sbom.cdx.json"]);
  });

  it("that no engine has is told with where else it may be read", async () => {
    const { status, errors } = await run("scan", "shop:none");
    assert.equal(status, 2);
    assert.match(
      errors,
      /No such image.*read it without an engine: registry:shop:none, or --input with a saved archive/,
    );
  });
});

describe("npm start", () => {
  it("ends with a bill of health on a machine without a network and without an engine", () => {
    const folder = mkdtempSync(join(tmpdir(), "seaworthy-start-"));
    try {
      const nobody = "http://127.0.0.1:9";
      const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/start.mjs"], {
        env: { PATH: folder, HOME: folder, HTTPS_PROXY: nobody, HTTP_PROXY: nobody },
        encoding: "utf8",
      });
      assert.equal(status, 0, stderr);
      assert.match(stderr, /seaworthy: .*(?:proxy|127\.0\.0\.1)/);
      assert.match(
        stdout,
        /examples\/repeatable\/Dockerfile:12: RUN pip install .*\n {4}high MADE-UP-3 requests 2\.32\.3/,
      );
      assert.match(stdout, /5 findings: 1 critical, 2 high, 1 medium, 1 low\n$/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
