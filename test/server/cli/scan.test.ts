import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failure, type Outcome, success } from "../../../server/src/outcome/outcome.ts";
import type { ByteFiles, Command, CommandResult, Reach, Store } from "../../../server/src/outside/outside.ts";
import { NO_REACH } from "../../harness/no-reach.ts";
import { type Database, databaseHttp, memoryStore, NO_FAULTS } from "../../harness/osv-database.ts";
import { bytesFile, dockerArchive, layerTar, type SavedForm, scratchFiles } from "../../harness/saved-image.ts";
import { zipOf } from "../../harness/zip-writer.ts";
import { type Given, type Ran, runIn } from "./made-up-world.ts";

const OS = 'ID=alpine\nVERSION_ID=3.20.1\nPRETTY_NAME="Alpine Linux v3.20"\n';
const apk = (name: string, version: string) => `P:${name}\nV:${version}\nA:x86_64\no:${name}\n\n`;
const BASE = layerTar({ "etc/os-release": OS, "lib/apk/db/installed": apk("busybox", "1.36.1-r28") });
const OWN = layerTar({ "lib/apk/db/installed": apk("busybox", "1.36.1-r28") + apk("curl", "8.8.0-r0") });
const FORM: SavedForm = {
  history: [{ created_by: "ADD alpine.tar.gz / # buildkit" }, { created_by: "RUN /bin/sh -c apk add curl # buildkit" }],
};
const IMAGE = dockerArchive([BASE, OWN], FORM);
const DOCKERFILE = "FROM alpine:3.20\nRUN apk add curl\n";

const record = (name: string, id: string, more: object = {}) => ({
  id,
  modified: "2026-01-01T00:00:00Z",
  affected: [
    {
      package: { ecosystem: "Alpine:v3.20", name },
      ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "8.9.1-r0" }] }],
    },
  ],
  ...more,
});
const HIGH = { database_specific: { severity: "HIGH" } };
const CURL: Database = { records: [record("curl", "CVE-2026-0001", HIGH)], pages: { curl: [["CVE-2026-0001"]] } };

interface Scene {
  readonly database?: Database;
  /** Instead of the database's. */
  readonly http?: Reach["http"];
  readonly archive?: Buffer;
  readonly files?: Given["files"];
  readonly isTerminal?: boolean;
  readonly signal?: AbortSignal;
  readonly environment?: Given["environment"];
  readonly store?: Store;
  /** What the engine of the scene writes when it saves. */
  readonly saved?: Buffer;
  engine?(command: Command): Outcome<CommandResult> | undefined;
}

async function scan(scene: Scene, ...words: readonly string[]): Promise<Ran & { readonly notGivenBack: number }> {
  const scratch = scratchFiles();
  const { saved } = scene;
  const large: ByteFiles = {
    ...scratch,
    scratch() {
      const file = scratch.scratch();
      return saved === undefined || !file.ok ? file : success({ ...file.value, whole: () => bytesFile(saved) });
    },
    open: (path) =>
      path === "/r/image.tar" || path === "/private/image.tar"
        ? success(bytesFile(scene.archive ?? IMAGE))
        : failure("not-found", path, "is not there"),
  };
  const reach: Reach = {
    ...NO_REACH,
    http: scene.http ?? databaseHttp(scene.database ?? CURL),
    run: {
      run: async (command) =>
        scene.engine?.(command) ?? failure("not-found", command.program, "is not installed, or not on PATH"),
    },
    store: scene.store ?? memoryStore(),
  };
  const given: Given = {
    files: { "/r/Dockerfile": DOCKERFILE, "/r/image.tar": "", ...scene.files },
    reach: async () => reach,
    largeFiles: async () => large,
    showsProgress: scene.isTerminal === true,
    ...(scene.signal === undefined ? {} : { signal: scene.signal }),
    environment: scene.environment ?? {},
  };
  return { ...(await runIn(given, "scan", ...words)), notGivenBack: scratch.notGivenBack() };
}

const INPUT = ["--input", "image.tar"];

describe("the exit status of a scan", () => {
  const rows: Readonly<Record<string, readonly [Scene, readonly string[], number]>> = {
    "1 with a vulnerability that is high": [{}, [], 1],
    "0 without a vulnerability": [{ database: NO_FAULTS }, [], 0],
    "0 when the limit is higher": [{}, ["--fail-on", "critical"], 0],
    "0 when nothing is to fail": [{}, ["--fail-on", "never"], 0],
    "1 for an unknown severity at every limit but critical": [
      { database: { ...CURL, records: [record("curl", "CVE-2026-0001")] } },
      ["--fail-on", "high"],
      1,
    ],
    "0 for an unknown severity at critical": [
      { database: { ...CURL, records: [record("curl", "CVE-2026-0001")] } },
      ["--fail-on", "critical"],
      0,
    ],
    "as the settings say where no option does": [
      { files: { "/r/.seaworthy.yaml": "scan:\n  failOn: critical\n" } },
      [],
      0,
    ],
    "2 when the archive is no image": [{ archive: Buffer.alloc(2048, "x") }, [], 2],
    "2 when the database cannot be asked": [
      { database: { records: [], answer: () => ({ status: 404, body: "{}" }) } },
      [],
      2,
    ],
    "2 for a distribution without data, even beside findings": [
      { archive: dockerArchive([layerTar({ "etc/os-release": "ID=void\n", "lib/apk/db/installed": apk("a", "1") })]) },
      [],
      2,
    ],
    "0 when gaps are accepted and nothing was found": [
      { archive: dockerArchive([layerTar({ "etc/os-release": "ID=void\n", "lib/apk/db/installed": apk("a", "1") })]) },
      ["--allow-gaps"],
      0,
    ],
    "0 for jars that do not tell their group, and a program without a version: no scan of them could end otherwise": [
      { archive: dockerArchive([layerTar({ "etc/os-release": OS, "app/shop.jar": zipOf({ "a.txt": "" }) })]) },
      [],
      0,
    ],
    "0 for an image with nothing but a program in it": [
      { archive: dockerArchive([layerTar({ "srv/program": "" })]) },
      [],
      0,
    ],
    "2 for packages of a distribution that nothing names": [
      { archive: dockerArchive([layerTar({ "lib/apk/db/installed": apk("a", "1") })]) },
      [],
      2,
    ],
    "1 for the platform that it is of": [{}, ["--platform", "x86_64"], 1],
    "2 for two images at once": [{}, ["--rootfs", "x"], 2],
  };
  for (const [name, [scene, words, status]] of Object.entries(rows)) {
    it(name, async () => assert.equal((await scan(scene, ...INPUT, ...words)).status, status));
  }

  const refusals: readonly (readonly [words: readonly string[], said: RegExp])[] = [
    [["--offline-db", "none"], /^seaworthy: none is no folder: it is to hold ECOSYSTEM\/all\.zip/],
    [["--offline-db", "none", "--report", "report.json"], /^seaworthy: none is no folder: it is to hold/],
    [["--config", "gone.yaml"], /^seaworthy: gone\.yaml does not exist/],
    [["--dockerfile", "shut"], /^seaworthy: shut may not be accessed: permission denied/],
    [["--output", "shut"], /\nseaworthy: shut may not be accessed: permission denied/],
    [["--refresh-db", "--offline-db", "db"], /^seaworthy: db\/Alpine\/all\.zip is not written/],
    [["--refresh-db"], /^seaworthy: --refresh-db needs the folder to fetch to: --offline-db DIR/],
    [["--refresh-db", "--offline-db", "db", "--scanner", "trivy"], /--refresh-db fetches nothing for trivy/],
    [["--output", "none/scan.txt"], /none\/scan\.txt cannot be written: its folder does not exist/],
    [["--output", "image.tar"], /^seaworthy: image\.tar is what is read: --output names another file/],
    [["--platform", "linux/arm64"], /image\.tar is an image for linux\/amd64, not for linux\/arm64$/m],
    [["--platform", "arm64/"], /^seaworthy: --platform is one like linux\/amd64 or linux\/arm\/v7, not "arm64\/"$/m],
    [["--report", "-"], /^seaworthy: --report reads no standard input: write it to a file/],
    [["--input", "-"], /^seaworthy: --input reads no standard input/],
    [["--output", ".git"], /\.git is a folder: --output names a file/],
  ];
  for (const [words, said] of refusals) {
    it(`2 and a sentence for ${words.join(" ")}`, async () => {
      const { status, output, errors } = await scan({ files: { "/r/shut": null } }, ...INPUT, ...words);
      assert.deepEqual([status, output], [2, ""]);
      assert.match(errors, said);
    });
  }

  it("2 for the platform of what has none", async () => {
    const { status, errors } = await scan({}, "--rootfs", ".", "--platform", "arm64");
    assert.equal(status, 2);
    assert.match(errors, /--platform says which image of several is meant: name one, or an archive/);
  });

  const settings = {
    "/r/.seaworthy.yaml": "scan:\n  scanner: nosuch\n",
    "/home/seaworthy/settings.yaml": "osv: [\n",
  };
  for (const [path, text] of Object.entries(settings)) {
    it(`2 for ${path} with a mistake, before anybody is asked`, async () => {
      const environment = { XDG_CONFIG_HOME: "/home" };
      const { status, output, errors } = await scan({ files: { [path]: text }, environment }, ...INPUT);
      assert.deepEqual([status, output], [2, ""]);
      assert.match(
        errors,
        /\.yaml:2:\d+: .*\n(?:.*\n)?seaworthy: The settings are not as they are meant, so nothing was done and nobody was asked/,
      );
      assert.doesNotMatch(errors, /seaworthy: asked/);
    });
  }

  it("2 when the advisory database is not there, and how to do without it", async () => {
    const answer = () => ({ status: 404, body: "{}" });
    const { errors } = await scan({ database: { records: [], answer } }, ...INPUT);
    assert.match(
      errors,
      /^seaworthy: asked api\.osv\.dev(?: .*)?\n.*\. --offline-db DIR scans without asking anybody\n$/,
    );
    const environment = { XDG_CONFIG_HOME: "/home" };
    const own = { "/home/seaworthy/settings.yaml": "osv:\n  endpoint: https://osv.example\n" };
    const mirror = await scan({ database: { records: [], answer }, files: own, environment }, ...INPUT);
    assert.match(mirror.errors, /^seaworthy: osv\.example .*\. --offline-db DIR scans without asking anybody$/m);
    const files = { "/home/seaworthy/settings.yaml": "osv:\n  endpoint: ftp://osv.example\n" };
    const odd = await scan({ files, environment }, ...INPUT);
    assert.equal(
      odd.errors,
      "seaworthy: osv.endpoint ftp://osv.example is no http(s) address, nor the file: address of a folder\n",
    );
  });

  it("2 when the folder of the settings that holds the advisories is not there", async () => {
    const environment = { XDG_CONFIG_HOME: "/home" };
    const files = { "/home/seaworthy/settings.yaml": "osv:\n  endpoint: file:///r/none\n" };
    const { status, errors } = await scan({ files, environment }, ...INPUT);
    assert.equal(status, 2);
    assert.match(errors, /^seaworthy: none is no folder: it is to hold ECOSYSTEM\/all\.zip/);
  });

  it("0 when what was found has no fix and that is accepted", async () => {
    const unfixed = record("curl", "CVE-2026-0001", HIGH);
    const [affected] = unfixed.affected;
    const open = {
      ...unfixed,
      affected: [{ ...affected, ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }] }] }],
    };
    const database = { ...CURL, records: [open] };
    assert.equal((await scan({ database }, ...INPUT)).status, 1);
    assert.equal((await scan({ database }, ...INPUT, "--ignore-unfixed")).status, 0);
    assert.equal((await scan({}, ...INPUT, "--ignore-unfixed")).status, 1);
  });
});

describe("what a scan says", () => {
  it("names the line of the Dockerfile, the package and the fix", async () => {
    const { output } = await scan({}, ...INPUT);
    assert.match(output, /Dockerfile:2: RUN apk add curl/);
    assert.match(output, /high CVE-2026-0001 curl 8\.8\.0-r0 → 8\.9\.1-r0/);
  });
  it("names the line of the Dockerfile that is named", async () => {
    const files = { "/r/docker/Dockerfile": `\n\n${DOCKERFILE}` };
    const { output } = await scan({ files }, ...INPUT, "--dockerfile", "docker/Dockerfile");
    assert.match(output, /docker\/Dockerfile:4: RUN apk add curl/);
  });
  it("tells whom it has asked, and nobody with --quiet", async () => {
    assert.equal((await scan({}, ...INPUT)).errors, "seaworthy: asked api.osv.dev (2 times)\n");
    assert.equal((await scan({}, ...INPUT, "--quiet")).errors, "");
  });
  it("says what could not be looked at", async () => {
    const archive = dockerArchive([layerTar({ "etc/os-release": "ID=void\n", "lib/apk/db/installed": apk("a", "1") })]);
    const { errors } = await scan({ archive }, ...INPUT);
    assert.match(errors, /not covered: a: the advisory database has no data for void\n/);
    assert.match(errors, /--allow-gaps accepts that/);
  });
  it("says that the distribution is out of support, which is never clean and no failure", async () => {
    const old = 'ID=alpine\nVERSION_ID=3.15.4\nPRETTY_NAME="Alpine Linux v3.15"\n';
    const archive = dockerArchive([layerTar({ "etc/os-release": old, "lib/apk/db/installed": apk("a", "1") })]);
    const { status, output } = await scan({ archive, database: NO_FAULTS }, ...INPUT);
    assert.equal(status, 0);
    assert.match(output, /not covered: Alpine Linux 3\.15: it has had no updates since 2023-11-01/);
    assert.doesNotMatch(output, /Clean/);
  });
  it("is CycloneDX with the vulnerabilities when that is asked for", async () => {
    const { vulnerabilities } = JSON.parse((await scan({}, ...INPUT, "--format", "cyclonedx")).output);
    assert.deepEqual(
      vulnerabilities.map(({ id }: { id: string }) => id),
      ["CVE-2026-0001"],
    );
  });
  it("is JSON when it is asked for", async () => {
    const { output } = await scan({}, ...INPUT, "--format", "json");
    const { findings, packages } = JSON.parse(output);
    assert.deepEqual(findings[0], {
      id: "CVE-2026-0001",
      aliases: [],
      severity: "high",
      score: null,
      epss: null,
      notes: [],
      package: 1,
      fixedIn: "8.9.1-r0",
      status: "open",
      url: "https://osv.dev/vulnerability/CVE-2026-0001",
    });
    const place = { path: "Dockerfile", line: 2, endLine: 2, confidence: "certain", copiedFrom: null };
    assert.deepEqual(packages[1].instruction, place);
    assert.equal(packages[0].instruction.line, 1);
  });
  it("shows its progress on a terminal", async () => {
    assert.match((await scan({ isTerminal: true }, ...INPUT)).errors, /reading layer 2 of 2/);
  });
  it("ends when it is interrupted, and says so", async () => {
    const { status, errors, output } = await scan({ signal: AbortSignal.abort() }, ...INPUT);
    assert.deepEqual([status, output], [2, ""]);
    assert.match(errors, /was not read to its end/);
    const stopped = async () => failure("cancelled", "api.osv.dev", "was not asked to the end");
    const asking = await scan({ http: { fetch: stopped, stream: stopped } }, ...INPUT);
    assert.match(asking.errors, /^seaworthy: api\.osv\.dev was not asked to the end$/m);
  });
  it("takes the decisions of the repository, and those that are named", async () => {
    const decision = (status: object) =>
      JSON.stringify({
        "@context": "https://openvex.dev/ns/v0.2.0",
        "@id": "https://shop.example/vex",
        author: "me@shop.example",
        timestamp: "2026-01-01T00:00:00Z",
        version: 1,
        statements: [
          { vulnerability: { name: "CVE-2026-0001" }, products: [{ "@id": "pkg:apk/alpine/curl" }], ...status },
        ],
      });
    const isSafe = decision({ status: "not_affected", justification: "component_not_present" });
    assert.equal((await scan({ files: { "/r/.vex/all.openvex.json": isSafe } }, ...INPUT)).status, 0);
    assert.equal((await scan({ files: { "/r/mine.json": isSafe } }, ...INPUT)).status, 1);
    assert.equal((await scan({ files: { "/r/mine.json": isSafe } }, ...INPUT, "--vex", "mine.json")).status, 0);
    const broken = await scan({ files: { "/r/.vex/all.openvex.json": "{" } }, ...INPUT);
    assert.equal(broken.status, 2);
    const path = ".vex/made.example-app-eaab7692.openvex.json";
    const gone = decision({ status: "fixed", products: [{ "@id": "pkg:oci/app" }], vulnerability: { name: "CVE-1" } });
    const { output } = await scan({ files: { [`/r/${path}`]: gone } }, ...INPUT);
    assert.ok(output.includes(`no longer found: CVE-1, which ${path} still decides about`), output);
  });
});

describe("an image of the engine", () => {
  const id = "a".repeat(64);
  function engine(asked: string[]) {
    return ({ program, args }: Command): Outcome<CommandResult> => {
      asked.push([program, ...args].join(" "));
      const done = (output: string) => success({ status: 0, output, errors: "" });
      const refused = (errors: string) => success({ status: 1, output: "", errors });
      if (program === "docker") return refused("Error: No such image: shop:1\nmore");
      return args[0] === "save" ? refused("no space left") : done(JSON.stringify({ Id: id, RepoDigests: [] }));
    };
  }
  it("is asked for in the engines that are there, by its name alone, and saved by its id", async () => {
    const asked: string[] = [];
    const { status, errors } = await scan({ engine: engine(asked) }, "shop:1");
    assert.equal(status, 2);
    assert.deepEqual(asked, [
      "docker image inspect --format {{json .}} -- shop:1",
      "podman image inspect --format {{json .}} -- shop:1",
      `podman save -- sha256:${id}`,
    ]);
    assert.equal(errors, "seaworthy: podman could not save the image: no space left\n");
  });
  it("that no engine has is said with the words of each", async () => {
    const { errors } = await scan(
      {
        engine: ({ program }) =>
          program === "nerdctl" ? success({ status: 1, output: "", errors: "no daemon." }) : undefined,
      },
      "shop:1",
    );
    assert.equal(
      errors,
      "seaworthy: shop:1 is in no container engine here: nerdctl says: no daemon. " +
        "Pull or build it first, or read it without an engine: registry:shop:1, or --input with a saved archive\n",
    );
  });
  it("that an engine fails with and says nothing of", async () => {
    const silent = ({ program, args }: Command) =>
      success({
        status: program === "docker" || args[0] === "save" ? 3 : 0,
        output: JSON.stringify({ Id: id }),
        errors: "",
      });
    assert.match(
      (await scan({ engine: silent }, "shop:1")).errors,
      /podman could not save the image: it ended with status 3\n/,
    );
    const without = () => success({ status: 1, output: "", errors: "" });
    assert.match(
      (await scan({ engine: without }, "shop:1")).errors,
      /docker says: it ended with status 1; podman says: it ended with status 1/,
    );
  });
  it("is told of in an engine's own words, without what it says of itself and its help", async () => {
    const errors =
      "Emulate Docker CLI using podman.\n\nError: no image\n\nRun 'docker image inspect --help' for more information\n";
    const told = (await scan({ engine: () => success({ status: 125, output: "[]\n", errors }) }, "shop:1")).errors;
    assert.match(told, /: docker says: Error: no image; podman says: Error: no image;/);
  });
  it("that may not be asked for is said with the cure", async () => {
    const engine = ({ program }: Command) =>
      program === "docker"
        ? success({ status: 1, output: "", errors: "permission denied while connecting to the daemon\n" })
        : undefined;
    assert.match(
      (await scan({ engine }, "shop:1")).errors,
      /docker says: permission denied while connecting to the daemon \(join the group of its socket, or use a rootless/,
    );
  });
  it("is looked for in vain where none is installed", async () => {
    const { errors } = await scan({}, "shop:1");
    assert.match(
      errors,
      /: shop:1 is in no container engine here: no engine is installed, or in PATH \(docker, podman, nerdctl, buildah\)\. Pull/,
    );
  });
  it("that buildah alone has is pushed by its id into a private folder, and is gone from there afterwards", async () => {
    const asked: string[] = [];
    const only = (made: Partial<CommandResult>): Scene => ({
      files: { "/private/image.tar": "" },
      engine({ program, args }) {
        asked.push([program, ...args].join(" "));
        if (program !== "buildah") return undefined;
        const config = { config: { Labels: {} }, rootfs: { diff_ids: [] } };
        const image = JSON.stringify({ FromImageID: id, OCIv1: config });
        return success({
          status: 0,
          output: args[0] === "inspect" ? image : "",
          errors: "",
          ...(args[0] === "push" ? made : {}),
        });
      },
    });
    const { status, output, errors, notGivenBack } = await scan(only({}), "shop:1");
    assert.equal(status, 1, errors);
    assert.match(output, /Dockerfile:2: RUN apk add curl/);
    assert.deepEqual(asked.slice(3), [
      "buildah inspect --type image -- shop:1",
      `buildah push --quiet -- ${id} docker-archive:/private/image.tar`,
    ]);
    const failed = await scan(only({ status: 125, errors: "no space left" }), "shop:1");
    assert.equal(failed.errors, "seaworthy: buildah could not save the image: no space left\n");
    assert.deepEqual([notGivenBack, failed.notGivenBack], [0, 0]);
  });
  it("is not read again when it was read before", async () => {
    const asked: string[] = [];
    const scene: Scene = {
      store: memoryStore(),
      saved: IMAGE,
      engine({ args }) {
        asked.push(args[0] ?? "");
        return success({ status: 0, output: JSON.stringify({ Id: `sha256:${id}` }), errors: "" });
      },
    };
    const first = await scan(scene, "shop:1");
    assert.deepEqual(asked, ["image", "save"]);
    const again = await scan(scene, "shop:1");
    assert.deepEqual(asked, ["image", "save", "image"]);
    assert.equal(again.output, first.output);
    const other = await scan(scene, "shop:1", "--platform", "linux/arm64");
    assert.deepEqual([other.status, asked.length], [2, 4]);
    assert.match(other.errors, /^seaworthy: shop:1 is an image for linux\/amd64, not for linux\/arm64$/m);
  });
  const mistakes: Readonly<Record<string, RegExp>> = {
    "": /a word is empty: is a variable not set\?/,
    "registry:": /: the name of the image is empty$/,
    "-": /no image is read from standard input: write it to a file, and name that with --input$/,
    "docker://debian:12": /no name of an image: registry:debian:12 is read from its registry$/,
    "registry:https://quay.example/a": /no name of an image: registry:quay\.example\/a is read from its registry$/,
    "docker-archive:image.tar": /no name of an image: --input image\.tar$/,
    "./image.tar": /no name of an image: --input \.\/image\.tar reads that file$/,
    "./none": /no name of an image, nor a file that is here$/,
    ".": /: --input \. for a folder with an OCI layout, --rootfs \. for an unpacked image$/,
    "image.tar": /is in no container engine here: .* It is here: --input image\.tar reads that file$/,
    Containerfile: /It is here: seaworthy build --scan --dockerfile Containerfile builds it$/,
    "oci-archive:image.tar": /no name of an image: --input image\.tar$/,
    "oci:image.tar": /no name of an image: --input image\.tar$/,
    "team/registry:2": /team\/registry:2 is in no container engine here: /,
    "docker-archive:none.tar": /is in no container engine here: /,
    Dockerfile: /It is here: seaworthy build --scan --dockerfile Dockerfile builds it$/,
  };
  for (const [word, said] of Object.entries(mistakes)) {
    it(`is not named by "${word}", and what is meant is told`, async () => {
      const { status, errors } = await scan({ files: { "/r/Containerfile": "" } }, word);
      assert.match(errors.trim(), said);
      assert.equal(status, 2);
    });
  }
  it("is one alone", async () => {
    for (const words of [
      ["a:1", "b:1"],
      ["--input", "image.tar", "a:1", "b:1"],
      ["--rootfs", ".git", "a:1"],
      ["--input", "image.tar", "--input", "other.tar"],
      ["--report", "r.json", "a:1", "b:1"],
    ]) {
      const { status, errors } = await scan({}, ...words);
      assert.deepEqual([status, errors], [2, "seaworthy: one image at a time\n"]);
    }
    const none = await scan({});
    assert.equal(none.errors, "seaworthy: say which image: IMAGE, registry:REF or --input FILE\n");
  });
  it("is read from its registry where that is wished, and no engine is asked", async () => {
    const asked: string[] = [];
    const down = async () => failure("unreachable", "registry.example", "is down");
    const scene = { engine: engine(asked), http: { fetch: down, stream: down } };
    const { status, errors } = await scan(scene, "registry:registry.example/app:1");
    assert.deepEqual([status, asked], [2, []]);
    assert.match(errors, /^seaworthy: asked registry\.example/);
  });
  it("is no option of the engine", async () => {
    const asked: string[] = [];
    const { status } = await scan({ engine: engine(asked) }, "--", "--privileged");
    assert.deepEqual([status, asked], [2, []]);
  });
});
