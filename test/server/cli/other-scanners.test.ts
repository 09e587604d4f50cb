import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failure, type Outcome, success } from "../../../server/src/outcome/outcome.ts";
import type { ByteFiles, Command, CommandResult, HttpRequest, Reach } from "../../../server/src/outside/outside.ts";
import { digestOf } from "../../harness/digest.ts";
import { NO_REACH } from "../../harness/no-reach.ts";
import { memoryStore } from "../../harness/osv-database.ts";
import { bytesFile, dockerArchive, layerTar, scratchFiles } from "../../harness/saved-image.ts";
import { snykJson } from "../scan/scanners/made-up-reports.ts";
import { runIn } from "./made-up-world.ts";

const OS = 'ID=alpine\nVERSION_ID=3.20.1\nPRETTY_NAME="Alpine Linux v3.20"\n';
const apk = (name: string, version: string) => `P:${name}\nV:${version}\nA:x86_64\no:${name}\n\n`;
const BASE = layerTar({ "etc/os-release": OS, "lib/apk/db/installed": apk("busybox", "1.36.1-r28") });
const OWN = layerTar({ "lib/apk/db/installed": apk("busybox", "1.36.1-r28") + apk("curl", "8.8.0-r0") });
const IMAGE = dockerArchive([BASE, OWN], {
  history: [{ created_by: "ADD alpine.tar.gz / # buildkit" }, { created_by: "RUN /bin/sh -c apk add curl # buildkit" }],
});
const ID = "a".repeat(64);

/** Grype tells the last layer that wrote the package database, here none at all. */
const GRYPE = JSON.stringify({
  matches: [
    {
      vulnerability: { id: "CVE-2026-0001", severity: "High", fix: { versions: ["8.9.1-r0"], state: "fixed" } },
      artifact: {
        name: "curl",
        version: "8.8.0-r0",
        purl: "pkg:apk/alpine/curl@8.8.0-r0?distro=alpine-3.20.1",
        locations: [],
      },
    },
  ],
  source: { type: "image", target: {} },
  distro: { name: "alpine", version: "3.20.1" },
  descriptor: { name: "grype", version: "0.121.2" },
});
const CLAIR = {
  packages: { "1": { id: "1", name: "curl", version: "8.8.0-r0" } },
  distributions: { "1": { did: "alpine", version_id: "3.20" } },
  environments: { "1": [{ package_db: "lib/apk/db/installed" }] },
  vulnerabilities: { "9": { name: "CVE-2026-0001", normalized_severity: "High", fixed_in_version: "8.9.1-r0" } },
  package_vulnerabilities: { "1": ["9"] },
};

const DATABASE = { "/r/db/Debian/all.zip": "" };

interface Scene {
  readonly words?: readonly string[];
  readonly settings?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Programs of this machine; an output, or what it ended with. */
  readonly programs?: (command: Command) => string | Partial<CommandResult> | Outcome<never> | undefined;
  readonly share?: Reach["share"];
  /** Ends when the user leaves. */
  readonly signal?: AbortSignal;
  /** What `report.json` holds. */
  readonly report?: string | Buffer;
}

async function scan({ words = [], report = "", ...scene }: Scene) {
  const commands: string[] = [];
  const requests: HttpRequest[] = [];
  const scratch = scratchFiles();
  const large: ByteFiles = {
    ...scratch,
    open(path) {
      if (path === "/r/report.json")
        return success(bytesFile(typeof report === "string" ? Buffer.from(report) : report));
      const isImage = path === "/r/image.tar" || path === "/private/image.tar";
      return isImage ? success(bytesFile(IMAGE)) : failure("not-found", path, "is not there");
    },
  };
  const reach: Reach = {
    ...NO_REACH,
    http: {
      async fetch(request) {
        requests.push(request);
        const body = Buffer.from(JSON.stringify(request.method === "POST" ? { state: "IndexFinished" } : CLAIR));
        return success({ status: 200, url: request.url, hops: [], headers: new Map<string, string>(), body });
      },
      stream: () => Promise.resolve(failure("unsupported", "", "")),
    },
    run: {
      async run(command) {
        commands.push([command.program, ...command.args].join(" "));
        const ended = scene.programs?.(command);
        if (ended === undefined) return failure("not-found", command.program, "is not installed, or not on PATH");
        if (typeof ended === "string") return success({ status: 0, output: ended, errors: "" });
        return "ok" in ended ? ended : success({ status: 0, output: "", errors: "", ...ended });
      },
    },
    store: memoryStore(),
    share: scene.share ?? NO_REACH.share,
  };
  const ran = await runIn(
    {
      files: {
        "/r/Dockerfile": "FROM alpine:3.20\nRUN apk add curl\n",
        "/r/image.tar": "",
        ...(scene.settings === undefined ? {} : { "/home/seaworthy/settings.yaml": scene.settings }),
        ...scene.files,
      },
      environment: { XDG_CONFIG_HOME: "/home", ...scene.environment },
      reach: async () => reach,
      largeFiles: async () => large,
      ...(scene.signal === undefined ? {} : { signal: scene.signal }),
    },
    "scan",
    ...words,
  );
  return { ...ran, commands, requests, notGivenBack: scratch.notGivenBack() };
}

const INPUT = ["--input", "image.tar"];

/** A machine with Grype, and perhaps more. */
function grype({ program, args }: Command): string | undefined {
  if (program !== "grype") return undefined;
  return args[0] === "version" ? "Version: 0.121.2\n" : GRYPE;
}

describe("--scanner", () => {
  it("has another scanner scan, and puts what it found on the line that brought it", async () => {
    const { status, output, commands, errors } = await scan({
      words: [...INPUT, "--scanner", "grype"],
      programs: grype,
    });
    assert.equal(status, 1, errors);
    assert.match(output, /Dockerfile:2: RUN apk add curl/);
    assert.match(output, /grype 0\.121\.2/i);
    assert.equal(
      commands.at(-1),
      "grype docker-archive:/r/image.tar --output json --file report.json --scope deep-squashed",
    );
  });

  it("saves an image of the engine once, where both find it, and leaves nothing", async () => {
    const engine = ({ args }: Command) =>
      args[0] === "save" ? "" : JSON.stringify({ Id: `sha256:${ID}`, RepoDigests: [] });
    const { status, commands, notGivenBack } = await scan({
      words: ["shop:1", "--scanner", "grype"],
      programs: (command) => grype(command) ?? engine(command),
    });
    assert.equal(status, 1);
    assert.deepEqual(
      commands.filter((each) => each.includes("save")),
      [`docker save -- sha256:${ID}`],
    );
    assert.match(commands.at(-1) ?? "", /^grype docker-archive:\/private\/image\.tar /);
    assert.equal(notGivenBack, 0);
  });

  it("may be a setting of the repository, unless the scanner sends something", async () => {
    const files = { "/r/.seaworthy.yaml": "scan:\n  scanner: grype\n" };
    assert.equal((await scan({ words: INPUT, files, programs: grype })).status, 1);
    const snyk = { "/r/.seaworthy.yaml": "scan:\n  scanner: snyk\n" };
    const { status, errors, commands } = await scan({ words: INPUT, files: snyk, programs: grype });
    assert.equal(status, 2);
    assert.match(errors, /^seaworthy: snyk sends the list of packages, .*, to Snyk's service, .*--scanner snyk agrees/);
    assert.deepEqual(commands, []);
  });

  it("Snyk is given the Dockerfile that the image was built from, and no other", async () => {
    const snyk = ({ program, args: [verb] }: Command) =>
      program !== "snyk" ? undefined : verb === "--version" ? "1.1296.0\n" : JSON.stringify(snykJson);
    const words = [...INPUT, "--scanner", "snyk"];
    const own = await scan({ words, programs: snyk });
    assert.equal(own.commands.at(-1), "snyk container test docker-archive:/r/image.tar --json --file=/r/Dockerfile");
    const files = { "/r/Dockerfile": "FROM debian:12\nRUN make\n" };
    const other = await scan({ words, programs: snyk, files });
    assert.equal(other.commands.at(-1), "snyk container test docker-archive:/r/image.tar --json");
  });

  it("that is the first which is installed passes over those that send something", async () => {
    const words = [...INPUT, "--scanner", "installed", "--offline-db", "db"];
    const all = ({ program, args }: Command) =>
      program === "snyk" || program === "docker" ? "1.1296.0\n" : grype({ program, args } as Command);
    const { commands } = await scan({ words, files: DATABASE, programs: all });
    assert.deepEqual(
      commands.map((each) => each.split(" ").slice(0, 2).join(" ")),
      ["trivy version", "grype version", "grype version", "grype docker-archive:/r/image.tar"],
    );
  });

  it("that is the first which is installed is our own where none is", async () => {
    const { commands, requests } = await scan({ words: [...INPUT, "--scanner", "installed"] });
    assert.ok(commands.length > 1 && commands.every((each) => each.includes(" version")), commands.join("\n"));
    assert.match(requests[0]?.url ?? "", /^https:\/\/api\.osv\.dev\//);
  });

  it("is started where the user's settings name it, and asks the server that they name", async () => {
    const settings = "scanners:\n  programs: {trivy: /opt/trivy}\n  servers: {trivy: 'https://trivy.example'}\n";
    const programs = ({ program, args }: Command) => {
      if (program !== "/opt/trivy") return undefined;
      return args[0] === "version" ? '{"Version":"0.74.0"}' : { status: 1, errors: "twirp error internal: down" };
    };
    const { errors, commands } = await scan({ words: [...INPUT, "--scanner", "trivy"], settings, programs });
    assert.match(
      commands.at(-1) ?? "",
      /^\/opt\/trivy image .* --server https:\/\/trivy\.example --input \/r\/image\.tar$/,
    );
    assert.match(errors, /trivy sends package names and versions, to your Trivy server \(https:\/\/trivy\.example\)/);
    assert.match(errors, /Trivy could not scan with its server \(it says: twirp error internal: down\)/);
  });

  it("says what it sends to whom, unless it is to be quiet", async () => {
    const words = [...INPUT, "--scanner", "osv-scanner"];
    const said = "seaworthy: osv-scanner sends package names and versions, to api.osv.dev\n";
    assert.ok((await scan({ words })).errors.startsWith(said));
    assert.ok(!(await scan({ words: [...words, "--quiet"] })).errors.includes(said));
    assert.ok(!(await scan({ words: [...words, "--offline-db", "db"], files: DATABASE })).errors.includes("sends"));
  });

  const refusals: Readonly<Record<string, readonly [Scene, RegExp]>> = {
    "that is not there is told with every cure": [
      { words: [...INPUT, "--scanner", "trivy"] },
      /^seaworthy: Trivy is not installed: trivy is not in PATH; install it, or name its place in scanners\.programs of seaworthy\/settings\.yaml \(trivy\); or let it run in a container of docker\.io\/aquasec\/trivy:\S+ \(--containers\)\n$/,
    ],
    "that has no image is told without one": [
      { words: [...INPUT, "--scanner", "snyk", "--containers", "--quiet"] },
      /^seaworthy: Snyk is not installed: [^(]*\(snyk\)\n$/,
    ],
    "cannot look into a folder": [
      { words: ["--rootfs", "root", "--scanner", "grype"], files: { "/r/root/a": "" }, programs: grype },
      /root is a folder: other scanners take an image, or an archive of one/,
    ],
    "cannot choose an image of an archive": [
      { words: [...INPUT, "made.example/app:1", "--scanner", "grype"], programs: grype },
      /is an archive of several images: save made\.example\/app:1 alone/,
    ],
  };
  for (const [title, [scene, told]] of Object.entries(refusals)) {
    it(title, async () => {
      const { status, errors } = await scan(scene);
      assert.match(errors, told);
      assert.equal(status, 2);
    });
  }
});

describe("a scanner in a container", () => {
  const CONTAINER = "c".repeat(64);
  const words = [...INPUT, "--scanner", "grype", "--containers"];
  function docker(answers: Partial<Record<string, Partial<CommandResult> | Outcome<never>>> = {}) {
    let started = 0;
    return ({ program, args, outputFile }: Command) => {
      if (program !== "docker") return undefined;
      const [verb = ""] = args;
      if (verb === "start") started += 1;
      const given = answers[verb];
      if (given !== undefined && (verb !== "start" || started > 1)) return given;
      if (verb === "create") return `${CONTAINER}\n`;
      if (verb === "start") return "Version: 0.121.2\n";
      return verb === "cp" && outputFile !== undefined ? GRYPE : "";
    };
  }

  it("has no rights, no file and no socket of this machine, and is gone afterwards", async () => {
    const { status, commands, errors } = await scan({ words, programs: docker() });
    assert.equal(status, 1, errors);
    const [, ...steps] = commands;
    const created =
      "docker create --pull=never --cap-drop=ALL --security-opt=no-new-privileges --user=0 --workdir=/ --memory=4g --pids-limit=1024";
    assert.deepEqual(steps, [
      `${created} docker.io/anchore/grype:v0.121.2 version`,
      `docker start --attach ${CONTAINER}`,
      `docker rm --force --volumes ${CONTAINER}`,
      `${created} --env=GRYPE_CHECK_FOR_APP_UPDATE docker.io/anchore/grype:v0.121.2 docker-archive:/image.tar --output json --file report.json --scope deep-squashed`,
      `docker cp /r/image.tar ${CONTAINER}:/image.tar`,
      `docker start --attach ${CONTAINER}`,
      `docker cp ${CONTAINER}:/report.json report.json`,
      `docker rm --force --volumes ${CONTAINER}`,
    ]);
  });

  const troubles: Readonly<Record<string, readonly [Parameters<typeof docker>[0], RegExp, boolean]>> = {
    "whose image is not here is told how to fetch it": [
      { create: { status: 1, errors: "Error: No such image: anchore/grype" } },
      /anchore\/grype:v0\.121\.2 is not on this machine; docker pull docker\.io\/anchore\/grype:v0\.121\.2 fetches it/,
      false,
    ],
    "that cannot be made is told with the engine's words": [
      {
        create: {
          status: 125,
          errors: "WARNING: old\nno space left\n\nRun 'docker create --help' for more information\n",
        },
      },
      /docker could not make a container of \S+: no space left\n/,
      false,
    ],
    "that gets no image is removed": [{ cp: { status: 1, errors: "disk full" } }, /could not copy .*disk full/, true],
    "that fails is removed, and its words are told": [
      { start: { status: 1, errors: "boom" }, cp: {} },
      /Grype ended with an error \(it says: boom\)/,
      true,
    ],
    "that hangs is removed": [
      { start: failure("limit", "docker", "was not done within 600 s") },
      /docker was not done within 600 s/,
      true,
    ],
  };
  for (const [title, [answers, told, isMade]] of Object.entries(troubles)) {
    it(title, async () => {
      const { status, errors, commands } = await scan({ words, programs: docker(answers) });
      assert.equal(status, 2);
      assert.match(errors, told);
      assert.equal(commands.at(-1)?.startsWith("docker rm --force"), isMade);
    });
  }

  it("that is being made when the user leaves is made, so that it can be removed", async () => {
    const controller = new AbortController();
    const programs = (command: Command) => {
      if (command.args[0] === "create") controller.abort();
      return command.signal.aborted ? failure("cancelled", "docker", "was stopped") : docker()(command);
    };
    const { status, errors, commands } = await scan({ words, programs, signal: controller.signal });
    assert.equal(status, 2);
    assert.match(errors, /docker was stopped/);
    assert.equal(commands.at(-1), `docker rm --force --volumes ${CONTAINER}`);
  });

  it("runs by the engine that has its image where another one does not run", async () => {
    const programs = (command: Command) =>
      command.program === "docker"
        ? { status: 1, errors: "Cannot connect to the Docker daemon" }
        : docker()({ ...command, program: command.program === "podman" ? "docker" : "" });
    const { errors, commands } = await scan({ words, programs });
    assert.ok(
      commands.some((each) => each.startsWith("podman start --attach ")),
      errors,
    );
    const none = await scan({
      words,
      programs: ({ program }) => (program === "docker" ? { status: 1, errors: "down" } : undefined),
    });
    assert.match(none.errors, /No engine runs it: docker could not make a container of \S+: down\n/);
  });

  it("has no advisories, so it does not scan offline", async () => {
    const { errors } = await scan({ words: [...words, "--offline-db", "db"], files: DATABASE, programs: docker() });
    assert.match(errors, /holds no advisories: in a container it cannot scan offline/);
  });

  it("is in the network of this machine where the user wishes that", async () => {
    const settings = "lookup:\n  containerNetwork: host\n";
    const { commands } = await scan({ words, settings, programs: docker() });
    assert.ok(commands.some((each) => each.includes(" --pids-limit=1024 --network=host docker.io/anchore/grype:")));
  });

  it("needs an engine", async () => {
    const { errors } = await scan({ words, programs: () => undefined });
    assert.match(errors, /docker, podman, nerdctl is not installed: no container of \S+ can run/);
  });

  it("may run from another image that the user names", async () => {
    const settings = "scanners:\n  images:\n    grype: mirror.example/grype:1\n";
    const { commands } = await scan({ words, settings, programs: docker() });
    assert.ok(commands.some((each) => each.includes(" mirror.example/grype:1 ")));
  });
});

describe("--report", () => {
  const words = ["--report", "report.json"];

  it("shows what another scanner has found, and asks nobody", async () => {
    const { status, output, errors, commands, requests } = await scan({ words, report: GRYPE });
    assert.equal(status, 1, errors);
    assert.match(output, /instruction not known\n {4}high CVE-2026-0001 curl 8\.8\.0-r0 → 8\.9\.1-r0/);
    assert.match(output, /nothing tells the layers of the image/);
    assert.deepEqual([commands, requests], [[], []]);
  });

  it("is read as PowerShell writes it behind `>`, too", async () => {
    const { status, output, errors } = await scan({ words, report: Buffer.from(`\ufeff${GRYPE}\r\n`, "utf16le") });
    assert.equal(status, 1, errors);
    assert.match(output, /high CVE-2026-0001 curl/);
  });

  it("stands on the lines of the Dockerfile where the image is named, too", async () => {
    const { output } = await scan({ words: [...words, ...INPUT], report: GRYPE });
    assert.match(output, /Dockerfile:2: RUN apk add curl\n {4}high CVE-2026-0001/);
  });

  it("stands on them by itself where the report tells the layers and the history of the image", async () => {
    const diffIds = [BASE, OWN].map((layer) => digestOf(layer));
    const report = {
      SchemaVersion: 2,
      ArtifactName: "shop:1",
      Metadata: {
        DiffIDs: diffIds,
        OS: { Family: "alpine", Name: "3.20.1" },
        ImageConfig: {
          rootfs: { diff_ids: diffIds },
          history: [
            { created_by: "ADD alpine.tar.gz / # buildkit" },
            { created_by: "RUN /bin/sh -c apk add curl # buildkit" },
          ],
        },
      },
      Results: [
        {
          Class: "os-pkgs",
          Type: "alpine",
          Vulnerabilities: [
            {
              VulnerabilityID: "CVE-2026-0001",
              PkgIdentifier: { PURL: "pkg:apk/alpine/curl@8.8.0-r0" },
              InstalledVersion: "8.8.0-r0",
              FixedVersion: "8.9.1-r0",
              Severity: "HIGH",
              Layer: { DiffID: diffIds[1] },
            },
          ],
        },
      ],
    };
    for (const more of [[], INPUT]) {
      const { output } = await scan({ words: [...words, ...more], report: JSON.stringify(report) });
      assert.match(output, /Dockerfile:2: RUN apk add curl\n {4}high CVE-2026-0001/);
    }
  });

  it("counts for --fail-on, with the decisions of the repository", async () => {
    assert.equal((await scan({ words: [...words, "--fail-on", "critical"], report: GRYPE })).status, 0);
  });

  const refusals: Readonly<Record<string, readonly [readonly string[], string, RegExp]>> = {
    "that is no report is refused": [words, "{}", /is no report of a format that is read here \(.*SARIF/],
    "that is no JSON is refused": [words, "{", /is no JSON/],
    "that is not there is refused": [["--report", "none.json"], "", /none\.json is not there/],
    "about an image of other layers is not told of this one": [
      [...words, ...INPUT],
      JSON.stringify({ SchemaVersion: 2, ArtifactName: "x", Metadata: { DiffIDs: [`sha256:${"0".repeat(64)}`] } }),
      /report\.json is about another image than \S*image\.tar: it has other layers/,
    ],
    "and a scanner are two things": [[...words, "--scanner", "grype"], GRYPE, /no --scanner with it/],
  };
  for (const [title, [given, report, told]] of Object.entries(refusals)) {
    it(title, async () => {
      const { status, errors, output } = await scan({ words: given, report });
      assert.match(errors, told);
      assert.deepEqual([status, output], [2, ""]);
    });
  }
});

describe("Clair", () => {
  const words = [...INPUT, "--scanner", "clair"];
  const settings = "scanners:\n  servers:\n    clair: https://clair.example\n  layersAddress: 192.0.2.7:8099\n";
  const share: Reach["share"] = {
    open: async (_, { host, port }) =>
      success({ urlOf: (index) => `http://${host}:${port}/x/${index}`, close: async () => undefined }),
  };

  it("is given the layers while it indexes, and its findings stand on lines", async () => {
    const served: number[] = [];
    const counting: Reach["share"] = {
      open(files, place) {
        served.push(...files.map(({ size }) => size));
        return share.open(files, place);
      },
    };
    const { status, output, errors, requests } = await scan({ words, settings, share: counting });
    assert.equal(status, 1, errors);
    assert.match(output, /Dockerfile:2: RUN apk add curl/);
    assert.deepEqual(served, [BASE.length, OWN.length]);
    assert.match(requests[0]?.body ?? "", /"uri":"http:\/\/192\.0\.2\.7:8099\/x\/1"/);
    assert.match(errors, /clair sends all layers of the image, to your Clair \(https:\/\/clair\.example\)/);
  });

  it("is shown a token where the environment holds its key", async () => {
    const environment = { SEAWORTHY_CLAIR_KEY: "seaworthy:c2VjcmV0" };
    const { requests } = await scan({ words, settings, share, environment });
    assert.match(requests[0]?.authorization ?? "", /^Bearer \S+\.\S+\.\S+$/);
    const broken = await scan({ words, settings, share, environment: { SEAWORTHY_CLAIR_KEY: "x" } });
    assert.match(broken.errors, /SEAWORTHY_CLAIR_KEY must hold issuer and key/);
  });

  it("that is not named, or that cannot reach this machine, is told with the setting", async () => {
    assert.match((await scan({ words })).errors, /name it in scanners\.servers of seaworthy\/settings\.yaml \(clair\)/);
    const offline = await scan({ words: [...words, "--offline-db", "db"], files: DATABASE, settings, share });
    assert.match(offline.errors, /Clair is a service: it cannot scan offline/);
    assert.deepEqual(offline.requests, []);
    const unreachable = settings.replace(/ {2}layersAddress.*\n/, "");
    assert.match(
      (await scan({ words, settings: unreachable })).errors,
      /in scanners\.layersAddress of seaworthy\/settings\.yaml/,
    );
    assert.match(
      (await scan({ words: ["--rootfs", "root", "--scanner", "clair"], settings, files: { "/r/root/a": "" } })).errors,
      /has no layers, which Clair wants/,
    );
  });
});
