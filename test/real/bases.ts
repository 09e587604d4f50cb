import { cpSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { output } from "../harness/programs.ts";
import type { Engine } from "./engine.ts";
import { pushImages } from "./push-images.ts";

/** Names of the images in the registry: `debian`, `python`, `node`, `golang`, `rust`. */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  debian: ["cat", "/etc/debian_version"],
  python: ["python3", "-c", "import platform; print(platform.python_version())"],
  node: ["node", "--version"],
  golang: ["go", "env", "GOVERSION"],
  rust: ["cargo", "--version"],
};

/** Settings of package managers that are in the environment of this machine, and are needed in its images, too. */
const INDEX_VARIABLES = /^(?:PIP_(?:EXTRA_)?INDEX_URL|NPM_CONFIG_REGISTRY|GOPROXY|GOSUMDB|GONOSUMDB)$/i;

/** Makes base images of the engine's `debian:12` with the languages of this machine, and puts each into its registry as `latest`, `12` and `12.11`. */
export async function pushBases(folder: string, engine: Engine): Promise<void> {
  const context = join(folder, "bases");
  await writeContext(context);
  await Promise.all(Object.keys(TARGETS).map((target) => buildBase(target, context, engine)));
  await pushImages(
    folder,
    engine,
    Object.keys(TARGETS).map((target) => `${engine.registry}/${target}`),
  );
}

async function buildBase(target: string, context: string, { docker, registry }: Engine): Promise<void> {
  const image = `${registry}/${target}`;
  await docker("build", "--quiet", "--network=host", `--target=${target}`, `--tag=${image}:latest`, context);
  const said = await docker("run", "--rm", "--network=none", `${image}:latest`, ...(TARGETS[target] ?? []));
  const version = /\d+(?:\.\d+)+/.exec(said)?.[0] ?? "";
  for (const tag of [version, version.slice(0, version.indexOf("."))])
    await docker("tag", `${image}:latest`, `${image}:${tag}`);
}

/** The Node and the Go that run these tests, without what no build needs. */
async function writeContext(context: string): Promise<void> {
  mkdirSync(context);
  const npm = join((await output("npm", ["root", "--global"])).trim(), "npm");
  const go = (await output("go", ["env", "GOROOT"])).trim();
  cpSync(realpathSync(process.execPath), join(context, "node", "bin", "node"));
  cpSync(npm, join(context, "node", "lib", "node_modules", "npm"), { recursive: true });
  for (const part of ["VERSION", "go.env", "bin", "pkg", "lib", "src"]) {
    const filter = (path: string) => !/\/testdata$|_test\.go$|\/src\/cmd\/(?!internal|go$)/.test(path);
    cpSync(join(go, part), join(context, "go", part), { recursive: true, filter });
  }
  const environment = Object.entries(process.env).flatMap(([name, value]) =>
    INDEX_VARIABLES.test(name) ? [`ENV ${name}="${value}"`] : [],
  );
  writeFileSync(join(context, "Dockerfile"), dockerfile(environment.join("\n")));
}

function dockerfile(environment: string): string {
  // What apt keeps is in no layer: it would be packed with each push.
  const kept = ["/var/lib/apt/lists", "/var/cache/apt"];
  const mounts = kept.map((path) => `--mount=type=cache,sharing=locked,target=${path}`).join(" ");
  const install = (names: string) =>
    `RUN ${mounts} apt-get -qq update && apt-get -qq install -y --no-install-recommends ${names}`;
  return `
FROM debian:12 AS debian
# As in Debian's own image: translations are a third of what apt reads, and nothing here survives a crash.
RUN echo 'Acquire::Languages "none";' >/etc/apt/apt.conf.d/docker-no-languages \\
  && echo force-unsafe-io >/etc/dpkg/dpkg.cfg.d/docker-apt-speedup
FROM debian AS network
${install("ca-certificates")}
${environment}
FROM network AS python
${install("python3-pip")}
RUN rm -f /usr/lib/python3*/EXTERNALLY-MANAGED
FROM network AS node
COPY node /usr/local
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
FROM network AS golang
COPY go /usr/local/go
ENV PATH=/root/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
# Kept in the image: each build would compile these anew.
RUN go build encoding/json encoding/xml flag regexp
FROM network AS rust
${install("cargo-web gcc libc6-dev")}
`;
}
