import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { newReach } from "../../../server/src/outside/reach.ts";
import type { OsQuery } from "../../../server/src/pin/query.ts";
import type { LookupWorld, Resolver } from "../../../server/src/resolve/resolver.ts";
import { apt } from "../../../server/src/resolve/resolvers/apt.ts";
import { aptContainer } from "../../../server/src/resolve/resolvers/apt-container.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../harness/lookup-world.ts";
import { newShared, servedLayer } from "../../harness/served-files.ts";
import { serve } from "./machine-sources.ts";

const ENGINE = resolve("../shared/tools/engine");
const NAMES = 200;

const folder = mkdtempSync(join(tmpdir(), "engine-"));
let environment: Record<string, string | undefined> = {};

before(() => {
  // The engine says where it is in the words of a shell.
  const script = 'eval "$("$1" up "$2")" && printf "%s\\n%s" "$DOCKER_HOST" "$PATH"';
  const [host, path] = execFileSync("sh", ["-c", script, "sh", ENGINE, folder], { encoding: "utf8" }).split("\n");
  environment = { ...process.env, DOCKER_HOST: host, PATH: path };
});
after(() => {
  execFileSync(ENGINE, ["down", folder]);
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
  const world = lookupWorld({ ...reach, environment, settings, shared: newShared(), now: () => new Date() });
  const tiers: readonly (readonly [Resolver, string])[] = [
    [apt, server.host],
    [aptContainer, "docker.io"],
  ];
  const differences: string[] = [];
  for (const [resolver, registry] of tiers) {
    for (const name of chosen) {
      const mine = await candidate(resolver, queryFor(name, registry), world);
      const theirs = expected.get(name) ?? "(none)";
      if (mine !== theirs) differences.push(`${name} by ${resolver.id}: ${mine}, apt ${theirs}`);
    }
  }
  assert.deepEqual(differences, []);
});

test("a container that reads package lists has no rights and sees nothing of this machine", async () => {
  const reach = newReach({ environment, cacheFolder: join(folder, "cache") });
  const settings = { ...STANDARD_SETTINGS, containerNetwork: "host" } as const;
  const world = lookupWorld({ ...reach, environment, settings });
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
