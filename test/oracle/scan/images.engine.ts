import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { startEngine, type TestEngine } from "../../harness/engine.ts";
import { installPrograms, output } from "../../harness/programs.ts";
import { skipWithoutShared } from "../../harness/shared.ts";
import { tarOf } from "../../harness/tar-writer.ts";
import { type RealRegistry, startRegistry } from "../registry/real-registry.ts";
import { seaworthy } from "./command.ts";

const CONTEXT = join("test", "oracle", "scan", "forms");
const PACKAGE = (name: string, version: string) => `${JSON.stringify({ name, version })}\n`;

/** Lines of the Dockerfile by the package that its instruction brings. */
const LINES: Readonly<Record<string, number>> = { two: 11, three: 12, four: 13, five: 18, made: 20, dpkg: 4 };

interface Listed {
  readonly image: { readonly id: string; readonly labels: Readonly<Record<string, string>> };
  readonly packages: readonly {
    readonly purl: string;
    readonly name: string;
    readonly layer: number;
    readonly instruction: { readonly line: number; readonly confidence: string } | null;
  }[];
}

/** dpkg lists what it did; documents, translations and Perl are gone, two thirds of what each copy of an image would hold. */
const SMALL_BASE = `FROM debian:12 AS whole
RUN rm -rf /usr/share /usr/lib/*-linux-gnu/gconv /usr/lib/*-linux-gnu/perl*
FROM scratch
COPY --from=whole / /
CMD ["bash"]
`;

/** The records of layers in a cache. */
function keptLayers(cache: string): readonly string[] {
  return readdirSync(cache, { recursive: true, encoding: "utf8" }).filter((name) => /\/layers\/.*\.kept$/.test(name));
}

const skip = skipWithoutShared();

describe("an image in all its forms", { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-forms-"));
  const file = (name: string) => join(folder, name);
  let engine: TestEngine;
  let registry: RealRegistry;
  let environment: NodeJS.ProcessEnv;
  let driver = "";
  let expected: Listed;

  function list(...words: readonly string[]): Promise<Listed> {
    return listIn(mkdtempSync(file("cache-")), ...words);
  }

  async function listIn(cache: string, ...words: readonly string[]): Promise<Listed> {
    const ended = await seaworthy(
      { ...environment, XDG_CACHE_HOME: cache },
      ...["scan", ...words, "--format", "json", "--dockerfile", join(CONTEXT, "Dockerfile")],
      ...["--offline-db", folder, "--allow-gaps", "--fail-on", "never"],
    );
    assert.equal(ended.status, 0, ended.errors);
    return JSON.parse(ended.output);
  }

  before(async () => {
    installPrograms({ skopeo: "skopeo", podman: "podman", buildah: "buildah" });
    engine = await startEngine();
    environment = engine.environment;
    // Where the kernel mounts no overlay, each layer is copied whole.
    driver = (await engine.docker("info", "--format", "{{.Driver}}")).startsWith("overlay") ? "overlay" : "vfs";
    mkdirSync(file("base"));
    writeFileSync(file("base/Dockerfile"), SMALL_BASE);
    await engine.docker("build", "--network=host", "-t", "debian:12", file("base"));
    cpSync(CONTEXT, file("context"), { recursive: true });
    mkdirSync(file("context/two"));
    writeFileSync(file("context/two/package.json"), PACKAGE("two", "2.0.0"));
    writeFileSync(
      file("context/three.tar"),
      tarOf([{ path: "node_modules/three/package.json", content: PACKAGE("three", "3.0.0") }]),
    );
    await build("1", "forms:buildkit");
    await engine.docker("save", "-o", file("docker.tar"), "forms:buildkit");
    await engine.docker("save", "-o", file("base.tar"), "debian:12");
    expected = await list("--input", file("docker.tar"));
  });
  after(async () => {
    registry?.stop();
    await engine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function build(buildKit: "0" | "1", tag: string): Promise<string> {
    return output("docker", ["build", "--network=host", "-t", tag, file("context")], {
      env: { ...engine.environment, DOCKER_BUILDKIT: buildKit },
    });
  }

  /** Has skopeo write a saved image in another form, its layers packed a little: how well is nobody's concern here. */
  function copied(archive: string, destination: string): Promise<string> {
    const tls = destination.startsWith("docker:") ? ["--dest-tls-verify=false"] : [];
    const options = ["--insecure-policy", "--dest-compress-level=1", ...tls];
    return output("skopeo", ["copy", ...options, `docker-archive:${file(archive)}`, destination]);
  }

  function sameAs(listed: Listed): void {
    assert.deepEqual(listed.packages, expected.packages);
    assert.deepEqual(listed.image.labels, expected.image.labels);
  }

  it("saved by docker holds what dpkg lists, and what the instructions brought", async () => {
    const dpkg = await engine.docker(
      "run",
      "--rm",
      "--network=host",
      "forms:buildkit",
      "dpkg-query",
      "-W",
      "-f",
      "${Package} ${Version} ${Architecture}\\n",
    );
    const debs = expected.packages.filter(({ purl }) => purl.startsWith("pkg:deb/"));
    assert.equal(debs.length, dpkg.trim().split("\n").length);
    assert.deepEqual(
      expected.packages.filter(({ purl }) => purl.startsWith("pkg:npm/")).map(({ purl }) => purl),
      ["pkg:npm/five@5.0.0", "pkg:npm/four@4.0.0", "pkg:npm/made@6.0.0", "pkg:npm/three@3.0.0", "pkg:npm/two@2.0.0"],
    );
  });

  it("is the same in the engine, and packed", async () => {
    sameAs(await list("forms:buildkit"));
    await output("gzip", ["-k", "-1", file("docker.tar")]);
    sameAs(await list("--input", file("docker.tar.gz")));
  });

  it("is the same when skopeo writes it", async () => {
    const forms = { "oci:": "layout", "oci-archive:": "oci.tar", "docker-archive:": "skopeo.tar" };
    for (const [transport, name] of Object.entries(forms)) {
      await copied("docker.tar", `${transport}${file(name)}:forms:1`);
      sameAs(await list("--input", file(name)));
    }
  });

  it("is the same when podman writes it", async () => {
    const podman = (...args: readonly string[]) =>
      output("podman", ["--root", file("podman"), "--runroot", file("podman-run"), ...args]);
    await podman("load", "-i", file("docker.tar"));
    for (const form of ["docker-archive", "oci-archive"]) {
      await podman("save", "--format", form, "-o", file(`podman-${form}.tar`), "localhost/forms:buildkit");
      sameAs(await list("--input", file(`podman-${form}.tar`)));
    }
    await podman("rmi", "-a", "-f");
  });

  it("is the same in a registry, without an engine", async () => {
    registry = await startRegistry(folder, { name: "forms", data: file("registry") });
    const reference = `${registry.host}/shop/forms:1`;
    await copied("docker.tar", `docker://${reference}`);
    sameAs(await list(`registry:${reference}`));
    await assert.rejects(list(`registry:${registry.host}/shop/forms:2`), /exit|2 !== 0|Expected/);
  });

  it("is the same when its base was read before, from the engine and from a registry", async () => {
    const base = `${registry.host}/shop/base:1`;
    await copied("base.tar", `docker://${base}`);
    const format = "{{json .RootFS.Layers}}";
    const layers = JSON.parse(await engine.docker("image", "inspect", "--format", format, "forms:buildkit"));
    const images = { "debian:12": "forms:buildkit", [`registry:${base}`]: `registry:${registry.host}/shop/forms:1` };
    for (const [below, image] of Object.entries(images)) {
      const cache = mkdtempSync(file("cache-"));
      await listIn(cache, below);
      const before = keptLayers(cache);
      sameAs(await listIn(cache, image));
      const after = keptLayers(cache);
      assert.ok(before.length > 0 && before.every((each) => after.includes(each)), `${before} ${after}`);
      assert.equal(after.length, new Set(layers).size);
    }
  });

  it("has the same packages as an unpacked root", async () => {
    const id = (await engine.docker("create", "forms:buildkit")).trim();
    await engine.docker("export", "-o", file("root.tar"), id);
    mkdirSync(file("root"));
    await output("tar", ["-xf", file("root.tar"), "-C", file("root")]);
    const { packages } = await list("--rootfs", file("root"));
    assert.deepEqual(
      packages.map(({ purl }) => purl),
      expected.packages.map(({ purl }) => purl),
    );
  });

  const builders: Readonly<Record<string, () => Promise<readonly string[]>>> = {
    BuildKit: async () => ["forms:buildkit"],
    "the classic builder": async () => {
      await build("0", "forms:classic");
      return ["forms:classic"];
    },
    buildah: async () => {
      const storage = { driver, graphroot: file("buildah"), runroot: file("buildah-run") };
      const lines = Object.entries(storage).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`);
      writeFileSync(file("storage.conf"), `[storage]\n${lines.join("")}`);
      environment = { ...environment, CONTAINERS_STORAGE_CONF: file("storage.conf") };
      const buildah = (...args: readonly string[]) => output("buildah", args, { env: environment });
      await buildah("pull", `docker-archive:${file("base.tar")}`);
      await buildah("build", "--isolation", "chroot", "--network", "host", "--layers", "-t", "forms", file("context"));
      // DOCKER_HOST names docker, unless the user's settings name another.
      mkdirSync(file("config/seaworthy"), { recursive: true });
      writeFileSync(file("config/seaworthy/settings.yaml"), "engine: buildah\n");
      environment = { ...environment, XDG_CONFIG_HOME: file("config") };
      return ["localhost/forms"];
    },
    podman: async () => {
      const podman = (...args: readonly string[]) =>
        output("podman", ["--root", file("pod"), "--runroot", file("pod-run"), "--storage-driver", driver, ...args]);
      await podman("load", "-i", file("base.tar"));
      await podman("build", "--isolation", "chroot", "--network", "host", "-t", "forms", file("context"));
      await podman("save", "-o", file("podman-built.tar"), "localhost/forms");
      await podman("rmi", "-a", "-f");
      return ["--input", file("podman-built.tar")];
    },
  };
  for (const [name, made] of Object.entries(builders)) {
    it(`built by ${name} has each package on the line of its instruction`, async () => {
      const { packages } = await list(...(await made()));
      const lines = Object.keys(LINES).map((wanted) => [
        wanted,
        packages.find((each) => each.name === wanted)?.instruction?.line,
      ]);
      assert.deepEqual(Object.fromEntries(lines), LINES);
    });
  }
});
