import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Command } from "../../../server/src/outside/outside.ts";
import { runOnImages } from "./image-world.ts";

describe("build", () => {
  const files = {
    "/r/Dockerfile": "FROM alpine:3.20\nARG VERSION\nLABEL org.opencontainers.image.version=$VERSION\n",
    "/r/package.json": '{"name":"@shop/web","version":"1.4.0"}',
  };
  function engine(asked: string[], status: "" | "done") {
    return ({ program, args }: Command): string | undefined => {
      if (program === "git") return "";
      if (program !== "podman") return undefined;
      asked.push(args.join(" "));
      return args[0] === "version" ? "5" : status;
    };
  }
  it("runs the first engine that is installed and says the command and the names", async () => {
    const asked: string[] = [];
    const { status, output, errors } = await runOnImages({ files, engine: engine(asked, "done") }, "build");
    assert.equal(status, 0, errors);
    assert.equal(output, "web:1.4.0\n");
    assert.equal(asked[1], "build --file /r/Dockerfile --tag web:1.4.0 --build-arg VERSION=1.4.0 -- /r");
    assert.ok(errors.endsWith(`podman ${asked[1]}\n`), errors);
  });
  it("takes the file that is named, and else that of the folder", async () => {
    const asked: string[] = [];
    const other = {
      ...files,
      "/r/docker/Dockerfile": "FROM alpine:3.20\n",
      "/r/dockerfiles/Dockerfile": "FROM scratch\n",
      "/r/shut/Dockerfile": null,
    };
    const built = (...words: readonly string[]) =>
      runOnImages({ files: other, engine: engine(asked, "done") }, "build", ...words);
    await built(".", "--dockerfile", "docker/Dockerfile");
    assert.match(asked.at(-1) ?? "", /^build --file \/r\/docker\/Dockerfile .* -- \/r$/);
    await built("dockerfiles", "--build-option=--pull");
    assert.match(asked.at(-1) ?? "", /^build --file \/r\/dockerfiles\/Dockerfile .* --pull -- \/r\/dockerfiles$/);
    await built("docker");
    assert.match(asked.at(-1) ?? "", /^build --file \/r\/docker\/Dockerfile .* -- \/r\/docker$/);
    assert.equal((await built("shut")).errors, "seaworthy: shut/Dockerfile may not be accessed: permission denied\n");
  });
  it("says the command as a shell takes it", async () => {
    const settings = { "/r/.seaworthy.yaml": 'buildArgs: {TITLE: "Web\'s shop", MARK: "\\e[2J"}\n' };
    const { errors } = await runOnImages({ files: { ...files, ...settings }, engine: engine([], "done") }, "build");
    assert.match(errors, / --build-arg 'TITLE=Web'\\''s shop' --build-arg 'MARK=␛\[2J' /);
  });
  it("builds the service of a Compose file, and says that its only name is one the next build takes over", async () => {
    const compose = {
      ...files,
      "/r/Dockerfile": "FROM alpine:3.20 AS base\nARG VERSION\nLABEL org.opencontainers.image.version=$VERSION\n",
      "/r/compose.yaml":
        "services:\n  web:\n    build: {context: ., target: base, args: {A: b}}\n    image: team/web\n  db:\n    build: ./db\n" +
        '  stage:\n    build: {context: ., target: "${STAGE}", tags: ["team/stage:${TAG}"]}\n    image: team/stage\n',
      "/r/nameless/Dockerfile": "FROM alpine:3.20\n",
      "/r/nameless/Containerfile": "FROM alpine:3.20\n",
      "/r/my.hcl":
        'variable "DIR" { default = "." }\ntarget "web" {\n  context = DIR\n  contexts = { base = "docker-image://x" }\n}\n',
      "/r/inline.hcl": 'target "web" { dockerfile-inline = "FROM x" }\n',
      "/r/compose.inline.yaml": "services: {web: {build: .}, job: {build: {dockerfile_inline: FROM x}}}\n",
      "/r/huge.hcl": "#".repeat(300 * 1024),
      "/r/compose.far.yaml": "services: {web: {build: 'https://git.example/team/web.git#v1'}}\n",
    };
    const asked: string[] = [];
    const built = (...words: readonly string[]) =>
      runOnImages({ files: compose, engine: engine(asked, "done") }, "build", ...words);
    const { status, output, errors } = await built("compose.yaml", "--service", "web");
    assert.equal(status, 0, errors);
    assert.equal(output, "team/web:1.4.0\nteam/web\n");
    assert.equal(
      asked[1],
      "build --file /r/Dockerfile --tag team/web:1.4.0 --tag team/web --build-arg A=b --build-arg VERSION=1.4.0 --target base -- /r",
    );
    assert.match(errors, /compose\.yaml pushes web as team\/web alone, a name that the next build takes over/);
    const other = await built("compose.yaml", "--service", "stage", "--target", "base");
    assert.match(asked[3] ?? other.errors, /--tag team\/stage --build-arg VERSION=1\.4\.0 --target base --/);
    assert.doesNotMatch(other.errors, /alone/);
    const named = await built("compose.yaml", "--service", "web", "--name", "team/mine");
    assert.match(named.output, /^team\/mine:1\.4\.0$/m);
    const alone = { ...files, "/r/compose.yaml": "services: {web: {build: ., image: team/alone}}\n" };
    const only = await runOnImages({ files: alone, engine: engine([], "done") }, "build", "compose.yaml");
    assert.match(only.output, /^team\/alone$/m);
    const refusals: readonly (readonly [words: readonly string[], said: RegExp])[] = [
      [["compose.yaml"], /builds web, db, stage: say which with --service/],
      [["compose.yaml", "--service", "x"], /builds no x: it builds web, db, stage/],
      [["compose.yaml", "--service", "stage"], /takes the stage of stage from its environment: name the stage itself/],
      [
        ["compose.far.yaml"],
        /builds web from https:\/\/git\.example\/team\/web\.git#v1: build it with docker compose build/,
      ],
      [["compose.yaml", "--dockerfile", "Dockerfile"], /--dockerfile is for a folder: compose\.yaml names the file/],
      [[".", "--service", "web"], /--service web needs the Compose or Bake file that has it, in place of \./],
      [["Dockerfile"], /Dockerfile is no folder to build from: --dockerfile Dockerfile names it/],
      [["nameless/Containerfile"], /is no folder to build from: --dockerfile nameless\/Containerfile names it/],
      [[".", "more"], /more is one too many behind \.: one thing is built at a time/],
      [["--name", "Team/Web"], /--name Team\/Web is no name of an image: lower case/],
      [["--name", "team/web:1"], /holds a tag or a digest/],
      [["--name", `team/web@sha256:${"0".repeat(64)}`], /holds a tag or a digest/],
      [["nameless", "--target", "tests"], /--target tests names no stage of the Dockerfile: its stages have no names/],
      [["--target", "tests"], /--target tests names no stage of the Dockerfile: its stages are base/],
      [["--fail-on", "low"], /--fail-on is for the scan of what is built: add --scan/],
      [["--format", "json"], /--format is for what is told of the image: add --scan or --verify/],
      [["--verify", "--format", "sarif"], /--verify has no sarif: text or json/],
      [["--scan", "--newer-base", "--format", "sarif"], /--newer-base has no place in sarif/],
      [["my.hcl"], /gives web more contexts than one: build it with docker buildx bake, and scan it then/],
      [["inline.hcl"], /inline\.hcl holds the Dockerfile of web itself: build it with docker buildx bake/],
      [["compose.inline.yaml", "--service", "job"], /holds the Dockerfile of job itself: build it with docker compose/],
      [["huge.hcl"], /huge\.hcl is over 256 KB and is not read/],
      [["package.json"], /builds nothing that can be read/],
      [["nothing"], /is neither a folder to build from nor a Compose or Bake file/],
    ];
    for (const [words, said] of refusals) {
      asked.length = 0;
      const refused = await built(...words);
      assert.ok(!asked.some((command) => command.startsWith("build ")), "nothing is built first");
      assert.equal(refused.status, 2);
      assert.match(refused.errors, said);
    }
  });
  it("says nothing of its command with --quiet, and goes on with the image that it has built", async () => {
    const quiet = await runOnImages({ files, engine: engine([], "done") }, "build", "--quiet");
    assert.doesNotMatch(quiet.errors, /podman build/);
    const scanned: string[] = [];
    const scan = await runOnImages({ files, engine: engine(scanned, "done") }, "build", "--scan");
    assert.deepEqual([scan.status, scan.output], [2, ""]);
    assert.deepEqual(scanned.filter((words) => words.startsWith("build ")).length, 1);
    assert.match(scanned.at(-1) ?? "", /^image inspect .*web:1\.4\.0$/);
    const verified: string[] = [];
    const verify = await runOnImages({ files, engine: engine(verified, "done") }, "build", "--verify", "-f", "json");
    assert.deepEqual([verify.status, verify.output], [2, ""]);
    assert.deepEqual(verified.filter((words) => words.startsWith("build ")).length, 2);
    assert.equal(verify.errors.split("no commit is known here").length, 2, "what is to be known is said once");
    const asText = await runOnImages({ files, engine: engine([], "done") }, "build", "--verify");
    assert.equal(asText.errors, verify.errors);
    const both = await runOnImages({ files, engine: engine([], "done") }, "build", "--scan", "--verify");
    assert.deepEqual([both.status, both.errors], [2, "seaworthy: --scan and --verify are two runs\n"]);
    const unread = await runOnImages({ files }, "build", "--dockerfile", "gone");
    assert.deepEqual([unread.status, unread.errors], [2, "seaworthy: gone does not exist\n"]);
  });
  it("says the engine's last words when it fails", async () => {
    const { status, errors } = await runOnImages({ files, engine: engine([], "") }, "build", ".");
    assert.equal(status, 2);
    assert.match(errors, /podman could not build it:\nno such thing\n$/);
  });
  it("is done by docker alone where the environment names its daemon", async () => {
    const { errors } = await runOnImages({ files, environment: { DOCKER_HOST: "tcp://engine.example" } }, "build");
    assert.equal(
      errors,
      "seaworthy: no container engine builds here: no engine is installed, or in PATH (docker). Start or install one, or name it in the setting `engine`\n",
    );
  });
  it("wants an engine and a Dockerfile", async () => {
    assert.match(
      (await runOnImages({ files }, "build")).errors,
      /^seaworthy: no container engine builds here: no engine is installed, or in PATH \(docker, podman, nerdctl, buildah\)\. Start or install one/,
    );
    assert.match((await runOnImages({}, "build")).errors, /has no Dockerfile/);
  });
});
