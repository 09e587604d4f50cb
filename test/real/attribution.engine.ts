import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { output } from "../harness/programs.ts";
import { tarOf } from "../harness/tar-writer.ts";
import { makeBuildKit, startBuildKit } from "./build-kit.ts";
import { startEngineWithRegistry } from "./engine.ts";
import { pushImages } from "./push-images.ts";

/** What only a newer BuildKit builds: here-documents, mounts, links. Each package has the name of its instruction. */
const DOCKERFILE = `
FROM BASE AS stage
RUN <<EOF
mkdir /made
echo '{"name":"from-stage","version":"1.0.0"}' >/made/package.json
EOF

FROM BASE
ARG VER=2
ENV HOME=/srv
LABEL org.opencontainers.image.title="attribution" \\
      org.opencontainers.image.version="$VER"
WORKDIR /srv/node_modules
RUN --mount=type=cache,target=/var/cache/x --mount=type=tmpfs,target=/scratch \\
    mkdir mounted && echo '{"name":"mounted","version":"1.0.0"}' >mounted/package.json
RUN --mount=type=bind,source=bound,target=/bound cp -r /bound bound
COPY --link linked linked
ADD added.tar ./
RUN <<EOF
  # a comment of the shell
  mkdir here
  echo '{"name":"here","version":"'$VER'.0.0"}' >here/package.json
EOF
COPY <<written.json <<other.json written/
{"name":"unseen","version":"0.0.0"}
written.json
{}
other.json
COPY <<"EOF" copied/package.json
{"name":"copied","version":"$VER"}
EOF
RUN <<EOF bash -e
mkdir shelled
echo '{"name":"shelled","version":"1.0.0"}' >shelled/package.json
EOF
COPY --chown=33 --from=stage /made from-stage
CMD ["bash"]
`.trimStart();

const PACKAGES = ["mounted", "bound", "linked", "added", "here", "copied", "shelled", "from-stage"];
const PACKAGE = (name: string) => `{"name":"${name}","version":"1.0.0"}`;

describe("an image of the newest BuildKit", () => {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-real-"));
  const context = join(folder, "context");
  const dockerfile = join(context, "Dockerfile");
  const closing: (() => void | Promise<void>)[] = [
    () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  ];

  before(async () => {
    const [engine] = await Promise.all([startEngineWithRegistry(folder), makeBuildKit()]);
    closing.unshift(engine.stop);
    const base = `${engine.registry}/debian:12`;
    await engine.docker("tag", "debian:12", base);
    await pushImages(folder, engine, [base]);
    for (const name of ["bound", "linked"]) {
      mkdirSync(join(context, name), { recursive: true });
      writeFileSync(join(context, name, "package.json"), PACKAGE(name));
    }
    writeFileSync(join(context, "added.tar"), tarOf([{ path: "added/package.json", content: PACKAGE("added") }]));
    writeFileSync(dockerfile, DOCKERFILE.replaceAll("BASE", base));
    const buildKit = await startBuildKit(folder, engine, "");
    closing.unshift(buildKit.stop);
    await buildKit.build(context, "attribution", []);
  });
  after(async () => {
    for (const close of closing) await close();
  });

  it("has each package on its instruction, and Debian's on FROM", async () => {
    const words = ["scan", "--input", join(folder, "attribution.tar"), "--dockerfile", dockerfile, "--format", "json"];
    const silent = ["--offline-db", folder, "--allow-gaps", "--fail-on", "never"];
    const environment = { ...process.env, XDG_CACHE_HOME: join(folder, "cache") };
    const report = await output(process.execPath, ["dist/cli.cjs", ...words, ...silent], { env: environment });
    const found: { packages: { name: string; purl: string; instruction: { line: number } | null }[] } =
      JSON.parse(report);
    const placed = found.packages
      .filter(({ purl }) => purl.startsWith("pkg:npm/"))
      .map(({ name, instruction }) => [name, instruction?.line]);
    assert.deepEqual(Object.fromEntries(placed), Object.fromEntries(PACKAGES.map((name) => [name, lineOf(name)])));
    const debs = found.packages.filter(({ purl }) => purl.startsWith("pkg:deb/"));
    assert.deepEqual([...new Set(debs.map(({ instruction }) => instruction?.line))], [7]);
  });
});

/** Of the instruction that brings it: the last one that begins in front of its name's last mention. */
function lineOf(name: string): number {
  const lines = DOCKERFILE.split("\n");
  const mention = lines.findLastIndex((line) => line.includes(name));
  const first = lines.slice(0, mention + 1).findLastIndex((line) => /^(?:RUN|COPY|ADD) /.test(line));
  return first + 1;
}
