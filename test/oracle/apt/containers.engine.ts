import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { packagesOf } from "../../../server/src/lint/lookups/packages/package-at.ts";
import { packageQuery } from "../../../server/src/lint/lookups/packages/package-query.ts";
import type { PinSetup } from "../../../server/src/lint/lookups/pin-setup.ts";
import { buildModel } from "../../../server/src/model/build.ts";
import { newReach } from "../../../server/src/outside/reach.ts";
import type { OsQuery } from "../../../server/src/pin/query.ts";
import { type Asking, newBroker } from "../../../server/src/resolve/broker.ts";
import type { LookupWorld, Resolver } from "../../../server/src/resolve/resolver.ts";
import { apt } from "../../../server/src/resolve/resolvers/apt.ts";
import { aptContainer } from "../../../server/src/resolve/resolvers/apt-container.ts";
import { osBuild } from "../../../server/src/resolve/resolvers/os-build.ts";
import { RESOLVERS } from "../../../server/src/resolve/resolvers.ts";
import { startEngine, type TestEngine } from "../../harness/engine.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../harness/lookup-world.ts";
import { newShared, servedLayer } from "../../harness/served-files.ts";
import { serve } from "./machine-sources.ts";

const NAMES = 200;

const folder = mkdtempSync(join(tmpdir(), "engine-"));
let engine: TestEngine | undefined;
let environment: NodeJS.ProcessEnv = {};

before(async () => {
  engine = await startEngine();
  environment = engine.environment;
});
after(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("pins of 200 common packages are those of apt in the base image, read directly and asked of a container", async (t) => {
  const layer = await inImage("tar", "-c", "--sort=name", "-C", "/", "etc");
  const image = new Map<string, string | Uint8Array>();
  const server = await serve((path) => bytesOf(image.get(path)));
  t.after(server.close);
  for (const [url, body] of servedLayer(`http://${server.host}/v2/library/debian`, "12", layer))
    image.set(new URL(url).pathname, body);
  const names = execFileSync("dpkg-query", ["-W", "-f", "${Package}\n"], { encoding: "utf8" }).trim().split("\n");
  const chosen = [...new Set(names)].filter((name) => !/[.]|^lib/.test(name)).slice(0, NAMES);
  assert.equal(chosen.length, NAMES);
  const policy = 'apt-get -qq update && apt-cache policy "$@"';
  const printed = (await inImage("sh", "-c", policy, "sh", ...chosen)).toString();
  const expected = new Map<string, string>();
  for (const [, name = "", candidate = ""] of printed.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (.*)$/gm))
    expected.set(name, candidate);
  assert.ok(expected.size > NAMES / 2, `${expected.size} names have an entry`);
  const reach = newReach({ environment, cacheFolder: join(folder, "cache") });
  const settings = { ...STANDARD_SETTINGS, containerNetwork: "host" } as const;
  const world = lookupWorld({ ...reach, settings, shared: newShared(), now: () => new Date() });
  const tiers: readonly (readonly [Resolver, string])[] = [
    [apt, server.host],
    [aptContainer, "docker.io"],
  ];
  const differences: string[] = [];
  for (const [resolver, registry] of tiers) {
    for (const name of chosen) {
      const mine = await candidate(resolver, queryFor(name, registry), world);
      const theirs = expected.get(name) ?? "(none)";
      if (mine !== theirs) differences.push(`${name} by way of ${registry}: ${mine}, apt ${theirs}`);
    }
  }
  assert.deepEqual(differences, []);
});

test("a container that reads package lists has no rights and sees nothing of this machine", async () => {
  const reach = newReach({ environment, cacheFolder: join(folder, "cache") });
  const settings = { ...STANDARD_SETTINGS, containerNetwork: "host" } as const;
  const world = lookupWorld({ ...reach, settings });
  const { runInContainer } = await import("../../../server/src/resolve/container.ts");
  const { platform } = queryFor("x", "docker.io").base;
  const task = { image: "docker.io/library/debian:12", platform, writable: [] };
  const script =
    'grep -E "^(CapEff|NoNewPrivs):" /proc/self/status; touch /etc/x 2>&1 || echo "read-only"; echo "$1"; env | grep -c HOST=';
  const printed = await runInContainer({ ...task, script: `${script} || true`, args: ["$(id) a b"] }, world);
  assert.ok(printed.ok, printed.ok ? "" : printed.detail);
  assert.match(printed.value, /CapEff:\s+0000000000000000\n/);
  assert.match(printed.value, /NoNewPrivs:\s+1\n/);
  assert.match(printed.value, /read-only\n\$\(id\) a b\n0\n$/);
  const missing = { ...task, image: "docker.io/library/none:12" };
  const none = await runInContainer({ ...missing, script: "true", args: [] }, world);
  assert.ok(!none.ok && none.reason === "not-found", none.ok ? "" : none.detail);
});

test("packages of a source that a script adds are those of apt in the Dockerfile's own build", async () => {
  const context = join(folder, "context");
  mkdirSync(context);
  const packages = "Package: made-up\\nVersion: 9.9-1\\nArchitecture: all\\nFilename: ./x.deb\\nSize: 1\\n";
  writeFileSync(
    join(context, "setup.sh"),
    `mkdir /repo && printf '${packages}' > /repo/Packages && echo 'deb [trusted=yes] file:/repo ./' > "/etc/apt/$1/r.list"\n`,
  );
  const add = 'sh -c "$SETUP sources.list.d"';
  const text = `FROM debian:12\nARG SETUP\nCOPY setup.sh /\nRUN ${add} && apt-get update && apt-get install -y made-up bash\n`;
  const [name, ...rest] = [...askedIn(text, { context, buildArguments: { SETUP: "sh /setup.sh" } })];
  assert.deepEqual([name?.name, rest.map((query) => query.name)], ["made-up", ["bash"]]);
  const world = lookupWorld({
    ...newReach({ environment, cacheFolder: join(folder, "cache") }),
    settings: { ...STANDARD_SETTINGS, containerNetwork: "host" },
    shared: newShared(),
  });
  const mine: (string | undefined)[] = [];
  for (const query of [name, ...rest]) mine.push(query && (await candidate(osBuild, query, world)));
  const tag = "seaworthy-oracle:1";
  const build = ["build", "--network=host", "--build-arg=SETUP=sh /setup.sh", `--tag=${tag}`, "--file=-", context];
  const options = { env: environment, encoding: "utf8", timeout: 300_000 } as const;
  execFileSync("docker", build, { ...options, input: text.replace("apt-get install -y", "apt-cache policy") });
  const policy = await promisify(execFile)(
    "docker",
    ["run", "--rm", "--network=host", tag, "apt-cache", "policy", "made-up", "bash"],
    options,
  );
  const theirs = [...policy.stdout.matchAll(/^ {2}Candidate: (.*)$/gm)].map(([, version]) => version);
  assert.deepEqual(mine, theirs);
  assert.equal(mine[0], "9.9-1");
  const left = execFileSync("docker", ["image", "ls", "-q", "--filter=label=seaworthy.lookup"], options);
  assert.equal(left, "");
});

test("a base image that only this machine has is asked by its name, with no registry in reach", async () => {
  const reach = newReach({ environment, cacheFolder: join(folder, "here") });
  const settings = { ...STANDARD_SETTINGS, containerNetwork: "host" } as const;
  const broker = newBroker({ reach, now: () => new Date(), resolvers: RESOLVERS });
  const asking: Asking = {
    gesture: "cli-flag",
    settings,
    signal: new AbortController().signal,
    may: async ({ needs }) => needs === "container",
  };
  execFileSync("docker", ["tag", "debian:12", "localhost:1/team/base:1"], { env: environment });
  const query = queryFor("bash", "localhost:1");
  const reference = { ...query.base.reference, repository: "team/base", tag: "1" };
  const answer = await broker.resolve({ ...query, base: { ...query.base, reference } }, asking);
  assert.ok(answer.ok, answer.ok ? "" : answer.message);
  const theirs = (await inImage("sh", "-c", "apt-get -qq update && apt-cache policy bash")).toString();
  assert.equal(answer.pins.find(({ style }) => style === "exact")?.text, /Candidate: (.*)/.exec(theirs)?.[1]);
  assert.match(answer.evidence.caveats.join(), /^No registry gave localhost:1\/team\/base:1: .* sha256:/);
});

/** The questions for the packages of a Dockerfile. */
function askedIn(text: string, build: NonNullable<PinSetup["build"]>): readonly OsQuery[] {
  const model = buildModel(text);
  const { platform } = queryFor("x", "docker.io").base;
  const setup: PinSetup = {
    platform,
    pinStyle: "exact",
    freezesStages: false,
    minimumReleaseAgeDays: 0,
    platforms: [],
    mirrors: new Map(),
    build,
  };
  return [...packagesOf(model)].flatMap((placed) => {
    const query = packageQuery(placed, model, setup);
    return typeof query !== "string" && query.kind === "os" ? [query] : [];
  });
}

function queryFor(name: string, registry: string): OsQuery {
  const reference = { registry, repository: "library/debian", tag: "12", digest: undefined };
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  return { kind: "os", manager: "apt", name, base: { reference, platform: { os: "linux", arch } }, edits: [] };
}

async function candidate(resolver: Resolver, query: OsQuery, world: LookupWorld): Promise<string | undefined> {
  const answer = await resolver.resolve(query, world);
  if (answer.ok) return answer.pins.find(({ style }) => style === "exact")?.text;
  return answer.reason === "not-found" || answer.reason === "ambiguous" ? "(none)" : answer.message;
}

/** What a command prints in the base image. */
async function inImage(...argv: readonly string[]): Promise<Buffer> {
  const args = ["run", "--rm", "--network=host", "debian:12", ...argv];
  const options = { env: environment, encoding: "buffer", maxBuffer: 64 * 1024 * 1024, timeout: 300_000 } as const;
  return (await promisify(execFile)("docker", args, options)).stdout;
}

function bytesOf(body: string | Uint8Array | undefined): Uint8Array | undefined {
  return body === undefined ? undefined : Buffer.from(body);
}
