import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tarReader } from "../../../server/src/archive/tar.ts";
import { failure, type Outcome, success } from "../../../server/src/outcome/outcome.ts";
import type { ByteFiles, Command, CommandResult } from "../../../server/src/outside/outside.ts";
import { assertDocumented } from "../../harness/json-page.ts";
import { NO_REACH } from "../../harness/no-reach.ts";
import { databaseHttp, memoryStore, NO_FAULTS } from "../../harness/osv-database.ts";
import { bytesFile, dockerArchive, layerTar, scratchFiles } from "../../harness/saved-image.ts";
import { type Ran, runIn } from "./made-up-world.ts";

const OS = "ID=alpine\nVERSION_ID=3.20.1\n";
const apk = (version: string) => `P:curl\nV:${version}\nA:x86_64\no:curl\n\n`;
const BASE = layerTar({ "etc/os-release": OS, "lib/apk/db/installed": apk("8.8.0-r0") });
const HISTORY = {
  history: [{ created_by: "ADD alpine.tar.gz / # buildkit" }, { created_by: "RUN /bin/sh -c apk add curl # buildkit" }],
};
const BEFORE = dockerArchive([BASE, layerTar({ one: "1" })], HISTORY);
/** Its list of packages cannot be read, and its history is long. */
const ODD = dockerArchive([BASE, layerTar({ "var/lib/rpm/rpmdb.sqlite": "damaged", two: "2" })], {
  history: [{ created_by: "ADD alpine.tar.gz / # buildkit" }, { created_by: `RUN /bin/sh -c ${"true; ".repeat(20)}` }],
});
/** A newer release of the distribution. */
const NEWER = dockerArchive(
  [layerTar({ "etc/os-release": OS.replace("3.20.1", "3.20.2"), "lib/apk/db/installed": apk("8.8.1-r0") })],
  { history: [{ created_by: "ADD alpine.tar.gz / # buildkit" }] },
);
/** Another distribution, and a builder that tells nothing. */
const OTHER = dockerArchive(
  [layerTar({ "etc/os-release": "ID=wolfi\n", "lib/apk/db/installed": apk("8.8.0-r0"), three: "3" })],
  { history: [] },
);
/** Of a builder with words of its own. */
const FOREIGN = dockerArchive([layerTar({ none: "0" }), BASE, layerTar({ two: "2" })], {
  history: [{}, { created_by: "" }, { created_by: "/bin/sh -c #(nop) PUT two" }],
});
const AFTER = dockerArchive([BASE, layerTar({ one: "2", "lib/apk/db/installed": apk("8.9.1-r0") })], {
  ...HISTORY,
  labels: { "org.opencontainers.image.revision": "c0ffee" },
});

interface Scene {
  readonly files?: Readonly<Record<string, string | null>>;
  readonly environment?: Readonly<Record<string, string>>;
  engine?(command: Command): string | undefined;
}

/** Runs a command with two saved images at hand; an engine answers with JSON, or not at all. */
function runWith(scene: Scene, ...words: readonly string[]): Promise<Ran> {
  const saved = new Map([
    ["/r/before.tar", BEFORE],
    ["/r/after.tar", AFTER],
    ["/r/odd.tar", ODD],
    ["/r/newer.tar", NEWER],
    ["/r/other.tar", OTHER],
    ["/r/foreign.tar", FOREIGN],
  ]);
  const large: ByteFiles = {
    ...scratchFiles(),
    open(path) {
      const bytes = saved.get(path);
      return bytes === undefined ? failure("not-found", path, "is not there") : success(bytesFile(bytes));
    },
  };
  const run = async (command: Command): Promise<Outcome<CommandResult>> => {
    const output = scene.engine?.(command);
    if (output === undefined) return failure("not-found", command.program, "is not installed");
    return success({ status: output === "" ? 1 : 0, output, errors: "no such thing" });
  };
  return runIn(
    {
      files: { ...Object.fromEntries([...saved.keys()].map((path) => [path, ""])), ...scene.files },
      environment: scene.environment ?? {},
      reach: async () => ({
        ...NO_REACH,
        http: databaseHttp(NO_FAULTS),
        run: { run },
        store: memoryStore(),
      }),
      largeFiles: async () => large,
    },
    ...words,
  );
}

describe("sbom", () => {
  it("lists the packages as CycloneDX, and as SPDX", async () => {
    const cyclonedx = await runWith({}, "sbom", "--input", "after.tar");
    assert.equal(cyclonedx.status, 0, cyclonedx.errors);
    const { bomFormat, components, vulnerabilities } = JSON.parse(cyclonedx.output);
    assert.deepEqual([bomFormat, vulnerabilities], ["CycloneDX", undefined]);
    assert.ok(components.some(({ purl }: { purl?: string }) => purl?.startsWith("pkg:apk/alpine/curl@8.9.1-r0")));
    const spdx = await runWith({}, "sbom", "--input", "after.tar", "--format", "spdx");
    assert.equal(JSON.parse(spdx.output).spdxVersion, "SPDX-2.3");
  });
  it("wants what is there", async () => {
    assert.equal((await runWith({}, "sbom", "--input", "none.tar")).errors, "seaworthy: none.tar does not exist\n");
    assert.match((await runWith({}, "sbom", "--input", "/x/none.tar")).errors, /^seaworthy: \/x\/none\.tar does/);
    assert.match((await runWith({}, "sbom", "--rootfs", "after.tar")).errors, /after\.tar is no folder/);
  });
  it("fails for what could not be read, unless that is accepted", async () => {
    const { status, errors } = await runWith({}, "sbom", "--input", "odd.tar");
    assert.equal(status, 2);
    assert.match(errors, /^seaworthy: not covered: var\/lib\/rpm\/rpmdb\.sqlite: .*\n.*--allow-gaps accepts that\n$/);
    assert.equal((await runWith({}, "sbom", "--input", "odd.tar", "--allow-gaps")).status, 0);
  });
  it("asks nobody", async () => {
    assert.equal((await runWith({}, "sbom", "--input", "after.tar")).errors, "");
  });
});

describe("compare", () => {
  it("says which packages and files differ, and which instruction brought them", async () => {
    const files = { "/r/Dockerfile": "FROM alpine:3.20\nRUN apk add curl\n" };
    const { status, output } = await runWith({ files }, "compare", "before.tar", "after.tar", "--format", "json");
    assert.equal(status, 1);
    assertDocumented("compare", { ...JSON.parse(output), gaps: [{ what: "", why: "" }] });
    const instruction = { path: "Dockerfile", line: 2, endLine: 2, confidence: "certain" };
    assert.deepEqual(JSON.parse(output), {
      version: 1,
      packages: [
        { purl: "pkg:apk/alpine/curl?arch=x86_64&distro=alpine-3.20.1", before: "8.8.0-r0", after: "8.9.1-r0" },
      ],
      files: [
        { path: "lib/apk/db/installed", change: "content", instruction },
        { path: "one", change: "content", instruction },
      ],
      identical: false,
      gaps: [],
    });
  });
  it("knows the packages of another release of the distribution again", async () => {
    const { output } = await runWith({}, "compare", "before.tar", "newer.tar", "--format", "json");
    assert.deepEqual(JSON.parse(output).packages, [
      { purl: "pkg:apk/alpine/curl?arch=x86_64&distro=alpine-3.20.2", before: "8.8.0-r0", after: "8.8.1-r0" },
    ]);
  });
  it("takes no packages of two distributions for the same", async () => {
    const { output } = await runWith({}, "compare", "before.tar", "other.tar", "--format", "json");
    assert.deepEqual(JSON.parse(output).packages, [
      { purl: "pkg:apk/alpine/curl?arch=x86_64&distro=alpine-3.20.1", before: "8.8.0-r0", after: null },
      { purl: "pkg:apk/wolfi/curl?arch=x86_64&distro=wolfi", before: null, after: "8.8.0-r0" },
    ]);
  });
  it("shows what the builder says in its own words, and nothing where it says nothing", async () => {
    assert.match(
      (await runWith({}, "compare", "before.tar", "foreign.tar")).output,
      /^ *added none\n[\s\S]*^ *added two \(\/bin\/sh -c #\(nop\) PUT two\)$/m,
    );
    assert.match((await runWith({}, "compare", "before.tar", "other.tar")).output, /^ *added three$/m);
  });
  it("shows the words of the builder where no Dockerfile is at hand", async () => {
    const { output } = await runWith({}, "compare", "before.tar", "after.tar");
    assert.match(output, /changed one \(RUN apk add curl\)\n/);
  });
  it("is content with images that are the same", async () => {
    const { status, output } = await runWith({}, "compare", "before.tar", "before.tar", "--format", "json");
    assert.deepEqual([status, JSON.parse(output).identical], [0, true]);
  });
  it("calls nothing the same that could not be read", async () => {
    const { status, output } = await runWith({}, "compare", "odd.tar", "odd.tar");
    assert.deepEqual([status, output], [2, "Nothing differs in what could be read.\n"]);
    const { identical, gaps } = JSON.parse((await runWith({}, "compare", "odd.tar", "odd.tar", "-f", "json")).output);
    assert.equal(identical, false);
    assert.equal(gaps[0]?.what, "var/lib/rpm/rpmdb.sqlite");
  });
  it("shows that a long instruction goes on", async () => {
    const { output } = await runWith({}, "compare", "before.tar", "odd.tar");
    assert.match(output, /added two \(RUN (?:true; )+true…\)\n/);
  });
  it("shows the line of what was added, and of what was removed the instruction of its builder", async () => {
    const files = { "/r/Dockerfile": "FROM alpine:3.20\nRUN apk add curl\n" };
    const { output } = await runWith({ files }, "compare", "odd.tar", "before.tar");
    assert.match(output, /^ {2}removed two \(RUN true; true; /m);
    assert.match(output, /^ {2}added one \(Dockerfile:2\)$/m);
  });
  it("goes on from a word that names no image", async () => {
    const { status, errors } = await runWith({}, "compare", "./gone.tar", "after.tar");
    assert.deepEqual([status, errors], [2, "seaworthy: ./gone.tar is no name of an image, nor a file that is here\n"]);
  });
  it("wants two images, and tells where one may be that no engine has", async () => {
    for (const words of [[], ["before.tar"], ["before.tar", "after.tar", "odd.tar"]]) {
      const { status, errors } = await runWith({}, "compare", ...words);
      assert.deepEqual([status, errors], [2, "seaworthy: say which two images: IMAGE IMAGE\n"]);
    }
    const { errors } = await runWith({}, "compare", "before.tar", "shop:1");
    assert.match(errors, /shop:1 is in no container engine here: .*\. Pull or build it first, or read it without/);
    const arm = await runWith({}, "compare", "before.tar", "after.tar", "--platform", "arm64");
    assert.match(arm.errors, /before\.tar is an image for linux\/amd64, not for linux\/arm64/);
    const twice = await runWith({}, "compare", "shop:1", "shop:1");
    assert.equal(twice.errors.split("Pull or build it first").length, 2);
  });
  it("takes a word for an image that is the name of a folder, too, unless it is written as a path", async () => {
    const scene = { files: { "/r/web/Dockerfile": "FROM scratch\n" } };
    const { errors } = await runWith(scene, "compare", "before.tar", "web");
    assert.match(errors, /: web is in no container engine here: [^.]*\. The folder of that name is \.\/web$/m);
    const folder = await runWith(scene, "compare", "before.tar", "./web");
    assert.match(folder.errors, /^seaworthy: web holds no image: /m);
    assert.equal((await runWith(scene, "compare", "before.tar", "/r/web")).errors, folder.errors);
  });
});

describe("inspect", () => {
  const revision = "0123456789abcdef0123456789abcdef01234567";
  const LABELS = {
    "org.opencontainers.image.revision": revision,
    "org.opencontainers.image.source": "https://git.example/shop",
    "org.label-schema.vcs-ref": "old",
    "from.base": "1",
  };
  const inspection = (labels: object, layers: readonly string[]) =>
    JSON.stringify({ Id: "a".repeat(64), Config: { Labels: labels }, RootFS: { Layers: layers } });
  function engine({ program, args }: Command): string | undefined {
    if (program !== "docker") return undefined;
    const [kind = "", , , , , name = ""] = args;
    if (kind === "container") return name === "web" ? JSON.stringify({ Image: `sha256:${"a".repeat(64)}` }) : "";
    if (name === "alpine:3.20") return inspection({ "from.base": "1" }, ["l1"]);
    return name === "web" ? "" : inspection(LABELS, ["l1", "l2"]);
  }
  const files = { "/r/Dockerfile": "FROM alpine:3.20\nRUN apk add curl\n" };

  it("tells labels of the base image from own ones, the commit and what is missing", async () => {
    const here = { ...files, [`/r/.git/objects/01/${revision.slice(2)}`]: "" };
    const { status, output } = await runWith({ engine, files: here }, "inspect", "shop:1", "--format", "json");
    assert.equal(status, 0);
    assertDocumented("inspect", JSON.parse(output));
    const { labels, source, missing } = JSON.parse(output);
    assert.deepEqual(
      labels.map(({ key, from }: { key: string; from: string }) => `${from} ${key}`),
      [
        "base from.base",
        "own org.label-schema.vcs-ref",
        "own org.opencontainers.image.revision",
        "own org.opencontainers.image.source",
      ],
    );
    assert.deepEqual(source, { url: "https://git.example/shop", revision, here: true });
    assert.deepEqual(
      missing,
      ["version", "licenses", "title", "description"].map((key) => `org.opencontainers.image.${key}`),
    );
  });
  it("takes the labels that a builder adds for own ones where there is no base image", async () => {
    const own = { "/r/Dockerfile": "FROM scratch AS one\nLABEL a=b\nFROM one\n" };
    const { output } = await runWith({ engine, files: own }, "inspect", "shop:1");
    assert.match(output, /^ {2}from\.base=1$/m);
  });
  it("knows the image of a container by the container's name", async () => {
    const { status, output } = await runWith({ engine }, "inspect", "web");
    assert.equal(status, 0);
    assert.match(output, /org\.label-schema\.vcs-ref=old \(now org\.opencontainers\.image\.revision\)/);
    assert.match(output, /not in a repository here/);
  });
  it("shows it to people in lines", async () => {
    const { output } = await runWith({ engine, files }, "inspect", "shop:1");
    assert.equal(
      output,
      `sha256:${"a".repeat(64)}
  from.base=1 (from the base image)
  org.label-schema.vcs-ref=old (now org.opencontainers.image.revision)
  org.opencontainers.image.revision=${revision}
  org.opencontainers.image.source=https://git.example/shop
source: https://git.example/shop at ${revision} (not in a repository here)
missing: org.opencontainers.image.version, org.opencontainers.image.licenses, org.opencontainers.image.title, org.opencontainers.image.description
`,
    );
    const here = { ...files, [`/r/.git/objects/01/${revision.slice(2)}`]: "" };
    assert.match(
      (await runWith({ engine, files: here }, "inspect", "shop:1")).output,
      /\(the repository here has it\)$/m,
    );
    const sourceOnly = inspection({ "org.opencontainers.image.source": "https://git.example/shop" }, ["l1"]);
    const unversioned = await runWith({ engine: () => sourceOnly }, "inspect", "shop:1");
    assert.match(unversioned.output, /^source: https:\/\/git\.example\/shop, no revision$/m);
    const bare = { "/r/.seaworthy.yaml": "labels: {recommended: []}\n" };
    const bareEngine = ({ program }: Command) => (program === "docker" ? inspection({}, ["l1"]) : undefined);
    const none = await runWith({ engine: bareEngine, files: bare }, "inspect", "shop:1");
    assert.deepEqual(none.output.split("\n").slice(1), ["  no labels", ""]);
    const json = await runWith({ engine: bareEngine, files: bare }, "inspect", "shop:1", "--format", "json");
    assert.deepEqual(JSON.parse(json.output), { version: 1, labels: [], source: null, missing: [] });
  });
  it("of another platform than the one that is named says so, and shows that of an image", async () => {
    const arm = JSON.stringify({ Id: "a".repeat(64), Os: "linux", Architecture: "arm64", Variant: "v8" });
    const own = await runWith({ engine: () => arm }, "inspect", "shop:1", "--platform", "arm64");
    assert.match(own.output, /^ {2}platform linux\/arm64\/v8$/m);
    const { status, errors } = await runWith({ engine: () => arm }, "inspect", "shop:1", "--platform", "amd64");
    assert.deepEqual([status, errors], [2, "seaworthy: shop:1 is an image for linux/arm64/v8, not for linux/amd64\n"]);
  });
  it("of what is neither says both", async () => {
    const { status, errors } = await runWith({ engine: () => "" }, "inspect", "nothing");
    assert.deepEqual([status, /no such thing/.test(errors)], [2, true]);
  });
  it("of what cannot be read says who answered so", async () => {
    const { status, errors } = await runWith({ engine: () => "{}" }, "inspect", "shop:1");
    assert.equal(status, 2);
    assert.match(errors, /docker answers with something that cannot be read; podman answers .*; buildah answers/);
  });
});

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
    const { status, output, errors } = await runWith({ files, engine: engine(asked, "done") }, "build");
    assert.equal(status, 0, errors);
    assert.equal(output, "web:1.4.0\n");
    assert.equal(asked[1], "build --file /r/Dockerfile --tag web:1.4.0 --build-arg VERSION=1.4.0 -- /r");
    assert.ok(errors.endsWith(`podman ${asked[1]}\n`), errors);
  });
  it("takes the file that is named, and else that of the folder", async () => {
    const asked: string[] = [];
    const other = { ...files, "/r/docker/Dockerfile": "FROM alpine:3.20\n", "/r/shut/Dockerfile": null };
    const built = (...words: readonly string[]) =>
      runWith({ files: other, engine: engine(asked, "done") }, "build", ...words);
    await built(".", "--dockerfile", "docker/Dockerfile");
    assert.match(asked.at(-1) ?? "", /^build --file \/r\/docker\/Dockerfile .* -- \/r$/);
    await built("docker");
    assert.match(asked.at(-1) ?? "", /^build --file \/r\/docker\/Dockerfile .* -- \/r\/docker$/);
    assert.equal((await built("shut")).errors, "seaworthy: shut/Dockerfile may not be accessed: permission denied\n");
  });
  it("says the command as a shell takes it", async () => {
    const settings = { "/r/.seaworthy.yaml": 'buildArgs: {TITLE: "Ann\'s shop"}\n' };
    const { errors } = await runWith({ files: { ...files, ...settings }, engine: engine([], "done") }, "build");
    assert.match(errors, / --build-arg 'TITLE=Ann'\\''s shop' /);
  });
  it("builds the service of a Compose file, and says that its only name is one the next build takes over", async () => {
    const compose = {
      ...files,
      "/r/Dockerfile": "FROM alpine:3.20 AS base\nARG VERSION\nLABEL org.opencontainers.image.version=$VERSION\n",
      "/r/compose.yaml":
        "services:\n  web:\n    build: {context: ., target: base, args: {A: b}}\n    image: team/web\n  db:\n    build: ./db\n" +
        '  stage:\n    build: {context: ., target: "${STAGE}", tags: ["team/stage:${TAG}"]}\n    image: team/stage\n',
      "/r/nameless/Dockerfile": "FROM alpine:3.20\n",
      "/r/my.hcl":
        'variable "DIR" { default = "." }\ntarget "web" {\n  context = DIR\n  contexts = { base = "docker-image://x" }\n}\n',
      "/r/inline.hcl": 'target "web" { dockerfile-inline = "FROM x" }\n',
      "/r/compose.inline.yaml": "services: {web: {build: .}, job: {build: {dockerfile_inline: FROM x}}}\n",
      "/r/huge.hcl": "#".repeat(300 * 1024),
      "/r/compose.far.yaml": "services: {web: {build: 'https://git.example/team/web.git#v1'}}\n",
    };
    const asked: string[] = [];
    const built = (...words: readonly string[]) =>
      runWith({ files: compose, engine: engine(asked, "done") }, "build", ...words);
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
    const alone = { ...files, "/r/compose.yaml": "services: {web: {build: ., image: team/alone}}\n" };
    const only = await runWith({ files: alone, engine: engine([], "done") }, "build", "compose.yaml");
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
    const quiet = await runWith({ files, engine: engine([], "done") }, "build", "--quiet");
    assert.doesNotMatch(quiet.errors, /podman build/);
    const scanned: string[] = [];
    const scan = await runWith({ files, engine: engine(scanned, "done") }, "build", "--scan");
    assert.deepEqual([scan.status, scan.output], [2, ""]);
    assert.deepEqual(scanned.filter((words) => words.startsWith("build ")).length, 1);
    assert.match(scanned.at(-1) ?? "", /^image inspect .*web:1\.4\.0$/);
    const verified: string[] = [];
    const verify = await runWith({ files, engine: engine(verified, "done") }, "build", "--verify");
    assert.deepEqual([verify.status, verify.output], [2, ""]);
    assert.deepEqual(verified.filter((words) => words.startsWith("build ")).length, 2);
    assert.equal(verify.errors.split("no commit is known here").length, 2, "what is to be known is said once");
    const both = await runWith({ files, engine: engine([], "done") }, "build", "--scan", "--verify");
    assert.deepEqual([both.status, both.errors], [2, "seaworthy: --scan and --verify are two runs\n"]);
    const unread = await runWith({ files }, "build", "--dockerfile", "gone");
    assert.deepEqual([unread.status, unread.errors], [2, "seaworthy: gone does not exist\n"]);
  });
  it("says the engine's last words when it fails", async () => {
    const { status, errors } = await runWith({ files, engine: engine([], "") }, "build", ".");
    assert.equal(status, 2);
    assert.match(errors, /podman could not build it:\nno such thing\n$/);
  });
  it("is done by docker alone where the environment names its daemon", async () => {
    const { errors } = await runWith({ files, environment: { DOCKER_HOST: "tcp://engine.example" } }, "build");
    assert.equal(
      errors,
      "seaworthy: no container engine builds here: docker is not installed. Start or install one, or name it in the setting `engine`\n",
    );
  });
  it("wants an engine and a Dockerfile", async () => {
    assert.match(
      (await runWith({ files }, "build")).errors,
      /^seaworthy: no container engine builds here: docker is not installed; .*; buildah is not installed\. Start or install one/,
    );
    assert.match((await runWith({}, "build")).errors, /has no Dockerfile/);
  });
});

describe("evidence", () => {
  const decision = JSON.stringify({
    "@context": "https://openvex.dev/ns/v0.2.0",
    "@id": "https://shop.example/vex",
    author: "me@shop.example",
    timestamp: "2026-01-01T00:00:00Z",
    version: 1,
    statements: [],
  });
  /** The members of the archive that is written. */
  async function membersOf(files: Readonly<Record<string, string>>, ...words: readonly string[]) {
    const ran = await runWith({ files }, "evidence", "--input", "after.tar", "--output", "e.tar", ...words);
    assert.equal(ran.status, 0, ran.errors);
    const members = new Map<string, string>();
    const reader = tarReader(
      "e.tar",
      { wish: () => "take", take: ({ path }, content) => members.set(path, Buffer.from(content).toString()) },
      { fileBytes: 1_000_000, entries: 10 },
    );
    reader.push(Buffer.from(ran.files.get("/r/e.tar") ?? ""));
    assert.ok(reader.end().ok);
    return members;
  }
  it("holds the list of packages, the report, the decisions and the facts of the image", async () => {
    const members = await membersOf({ "/r/.vex/all.openvex.json": decision });
    assert.deepEqual(
      [...members.keys()],
      ["facts.json", "report.json", "report.md", "sbom.cdx.json", "vex/all.openvex.json"],
    );
    const { image, data, labels, commit } = JSON.parse(members.get("facts.json") ?? "");
    assert.deepEqual(labels, { revision: "c0ffee", source: null });
    assert.deepEqual(commit, { revision: null, repository: null });
    assert.match(image.id, /^sha256:[0-9a-f]{64}$/);
    assert.deepEqual(data, { source: "OSV at api.osv.dev", at: "2026-01-01T12:00:00.000Z" });
    assert.equal(members.get("vex/all.openvex.json"), decision);
  });
  it("is named when it is written", async () => {
    const ran = await runWith({}, "evidence", "--input", "after.tar");
    assert.deepEqual([ran.status, ran.output], [0, ""]);
    assert.match(ran.errors, /^seaworthy: wrote evidence\.tar$/m);
    assert.ok(ran.files.has("/r/evidence.tar"));
    const quiet = await runWith({}, "evidence", "--input", "after.tar", "--quiet");
    assert.equal(quiet.errors, "");
    const piped = await runWith({}, "evidence", "--input", "after.tar", "--output", "-");
    assert.match(piped.output, /^facts\.json\0/);
    assert.doesNotMatch(piped.errors, /wrote/);
    const none = await runWith({}, "evidence", "--input", "after.tar", "--offline-db", "gone");
    assert.deepEqual([none.status, none.files.has("/r/evidence.tar")], [2, false]);
  });
  it("holds all decisions, also those of two files of one name", async () => {
    const files = {
      "/r/a/x.json": decision,
      "/r/b/x.json": decision.replace("shop.example/vex", "shop.example/other"),
    };
    const members = await membersOf(files, "--vex", "a/x.json", "--vex", "b/x.json");
    const decisions = [...members].filter(([path]) => path.startsWith("vex/"));
    assert.deepEqual(decisions, [
      ["vex/x.json", files["/r/a/x.json"]],
      ["vex/2-x.json", files["/r/b/x.json"]],
    ]);
  });
});
