import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { parseReference } from "../../../server/src/knowledge/image-reference.ts";
import type { HttpRequest } from "../../../server/src/outside/outside.ts";
import { newReach } from "../../../server/src/outside/reach.ts";
import type { LookupSettings } from "../../../server/src/pin/lookup-settings.ts";
import type { ImageQuery } from "../../../server/src/pin/query.ts";
import { type Asking, newBroker } from "../../../server/src/resolve/broker.ts";
import { layerFiles } from "../../../server/src/resolve/oci/layer-files.ts";
import { registryOf } from "../../../server/src/resolve/oci/registry.ts";
import { openSession } from "../../../server/src/resolve/oci/session.ts";
import { listTags } from "../../../server/src/resolve/oci/tag-list.ts";
import type { LookupWorld } from "../../../server/src/resolve/resolver.ts";
import { image } from "../../../server/src/resolve/resolvers/image.ts";
import { RESOLVERS } from "../../../server/src/resolve/resolvers.ts";
import { installPrograms, output } from "../../harness/programs.ts";
import { tarOf } from "../../harness/tar-writer.ts";
import { imageOf, indexOf } from "../../server/resolve/oci/fake-registry.ts";
import { fakeWorld } from "../../server/resolve/oci/lookup-world.ts";
import { type Authority, newAuthority } from "./authority.ts";
import { push, pushTag, writeLayout } from "./push.ts";
import { type RealRegistry, startRegistry } from "./real-registry.ts";
import { LOGIN, startTokenServer, type TokenServer } from "./token-server.ts";

// Debian's docker-registry, asked by us and by skopeo: four ways to reach one folder of images.

const folder = mkdtempSync(join(tmpdir(), "seaworthy-registry-"));
const revision = "3f2a1bc9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3";
const base = (sources: string) =>
  gzipSync(tarOf([{ path: "bin/sh" }, { path: "etc/apt/sources.list", content: sources }, { path: "usr/x" }]));
const platforms = {
  "linux/amd64": imageOf({ layers: [base("deb main")], labels: { "org.opencontainers.image.version": "12.11" } }),
  "linux/arm64/v8": imageOf({ layers: [base("deb ports")], labels: { "org.opencontainers.image.version": "12.11" } }),
};
const index = indexOf(platforms);
const older = indexOf({ "linux/amd64": imageOf({ created: "2025-03-17T00:00:00Z" }) });
const own = imageOf({ labels: { "org.opencontainers.image.revision": revision }, created: "2025-04-01T00:00:00Z" });

let authority: Authority;
let tokens: TokenServer;
let plain: RealRegistry;
let withTls: RealRegistry;
let withPassword: RealRegistry;
let withTokens: RealRegistry;

before(async () => {
  installPrograms({ htpasswd: "apache2-utils", skopeo: "skopeo", openssl: "openssl" });
  mkdirSync(join(folder, "tls"));
  authority = await newAuthority(join(folder, "tls"));
  tokens = await startTokenServer(authority);
  const data = join(folder, "data");
  const tls = { certificate: authority.serverCertificate, key: authority.serverKey };
  writeFileSync(join(folder, "passwords"), await output("htpasswd", ["-Bbn", LOGIN.user, LOGIN.password]));
  const htpasswd = { realm: "tests", path: join(folder, "passwords") };
  const token = {
    realm: tokens.realm,
    service: "tests",
    issuer: "issuer",
    rootcertbundle: authority.signerCertificate,
  };
  [plain, withTls, withPassword, withTokens] = await Promise.all([
    startRegistry(folder, { name: "plain", data }),
    startRegistry(folder, { name: "tls", data, tls }),
    startRegistry(folder, { name: "password", data, tls, auth: { htpasswd } }),
    startRegistry(folder, { name: "token", data, tls, auth: { token } }),
  ]);
  writeLayout(join(folder, "layout"), "12.11", index);
  for (const repository of ["team/base", "public/base"]) {
    const target = `docker://${plain.host}/${repository}:12.11`;
    await output("skopeo", [
      "copy",
      "-q",
      "--all",
      "--preserve-digests",
      "--dest-tls-verify=false",
      `oci:${join(folder, "layout")}:12.11`,
      target,
    ]);
    for (const tag of ["latest", "12", "bookworm"]) await pushTag(plain, repository, tag, index);
  }
  await push(plain, "team/base", "12.10", older);
  await push(plain, "team/own", "latest", own);
  await pushTag(plain, "team/own", "sha-3f2a1bc", own);
});

after(() => {
  for (const registry of [plain, withTls, withPassword, withTokens]) registry?.stop();
  tokens?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Setup {
  readonly settings?: Partial<LookupSettings>;
  /** What `docker login` wrote: host → entry. */
  readonly logins?: Readonly<Record<string, object>>;
  readonly knowsAuthority?: boolean;
}

/** The real network and logins of a user who trusts the authority of the tests; every address that is asked is noted. */
function realWorld({ settings, logins = {}, knowsAuthority = true }: Setup = {}): {
  world: LookupWorld;
  asked: string[];
} {
  const docker = mkdtempSync(join(folder, "docker-"));
  writeFileSync(join(docker, "config.json"), JSON.stringify({ auths: logins }));
  const trusted = knowsAuthority ? { NODE_EXTRA_CA_CERTS: authority.authority } : {};
  const environment = { PATH: process.env.PATH, HOME: docker, DOCKER_CONFIG: docker, ...trusted };
  const { http, credentials } = newReach({ environment, cacheFolder: docker });
  const asked: string[] = [];
  const note = (request: HttpRequest): HttpRequest => {
    asked.push(`${request.method ?? "GET"} ${request.url}`);
    return request;
  };
  const counted: LookupWorld["http"] = {
    fetch: (request) => http.fetch(note(request)),
    stream: (request, take) => http.stream(note(request), take),
  };
  return {
    world: { ...fakeWorld({ hosts: {}, ...(settings === undefined ? {} : { settings }) }), http: counted, credentials },
    asked,
  };
}

function question(written: string, want: ImageQuery["want"]): ImageQuery {
  const reference = parseReference(written);
  assert.ok(reference);
  return { kind: "image", reference, platform: { os: "linux", arch: "amd64" }, want };
}

/** The recommended pin, or why there is none. */
async function pinned(written: string, want: ImageQuery["want"], world: LookupWorld): Promise<string> {
  const found = await image.resolve(question(written, want), world);
  return found.ok
    ? (found.pins.find((pin) => pin.recommended)?.text ?? "nothing")
    : `${found.reason}: ${found.message}`;
}

const basicEntry = { auth: btoa(`${LOGIN.user}:${LOGIN.password}`) };

async function skopeoDigest(host: string, name: string, ...options: readonly string[]): Promise<string> {
  const format = ["inspect", "--format", "{{.Digest}}", "--cert-dir", authority.folder, "--tls-verify", ...options];
  return (await output("skopeo", [...format, `docker://${host}/${name}`])).trim();
}

describe("a real registry", () => {
  it("over http gives the digest that skopeo sees, that of the index", async () => {
    const theirs = await skopeoDigest(plain.host, "team/base:12.11", "--tls-verify=false");
    assert.equal(theirs, index.digest);
    assert.equal(await pinned(`${plain.host}/team/base:12.11`, "digest", realWorld().world), `12.11@${theirs}`);
  });

  it("with TLS of an own authority, with a password and with tokens gives the same", async () => {
    const login = ["--username", LOGIN.user, "--password", LOGIN.password];
    for (const { host } of [withTls, withPassword, withTokens]) {
      const { world } = realWorld({ logins: { [host]: basicEntry } });
      const theirs = await skopeoDigest(host, "team/base:latest", ...(host === withTls.host ? [] : login));
      assert.equal(await pinned(`${host}/team/base`, "digest", world), `latest@${theirs}`);
    }
  });

  it("finds the finest of several tags with one digest", async () => {
    const { world, asked } = realWorld();
    for (const tag of ["latest", "12", "bookworm"]) {
      assert.equal(await pinned(`${withTls.host}/team/base:${tag}`, "pin", world), `12.11@${index.digest}`);
    }
    assert.ok(asked.length <= 3 * 8, `${asked.length} requests`);
    assert.ok(asked.every((line) => line.includes(`https://${withTls.host}/v2/team/base/`)));
  });

  it("finds the commit of an own image", async () => {
    assert.equal(await pinned(`${withTls.host}/team/own`, "pin", realWorld().world), `sha-3f2a1bc@${own.digest}`);
  });

  it("gives tokens to who is nobody for what is public, and to who is logged in for the rest", async () => {
    const { host } = withTokens;
    const anonymous = realWorld();
    assert.equal(await pinned(`${host}/public/base`, "digest", anonymous.world), `latest@${index.digest}`);
    assert.deepEqual(
      anonymous.asked.map((line) => line.split("?")[0]),
      [
        `HEAD https://${host}/v2/public/base/manifests/latest`,
        `GET ${tokens.realm}`,
        `HEAD https://${host}/v2/public/base/manifests/latest`,
      ],
    );
    const closed = `refused: ${host} says that team/base does not exist or is private: run docker login ${host}.`;
    assert.equal(await pinned(`${host}/team/base`, "digest", anonymous.world), closed);
    assert.equal(await pinned(`${host}/team/none`, "digest", anonymous.world), closed.replace("base", "none"));
    const identity = realWorld({ logins: { [host]: { auth: btoa("<token>:"), identitytoken: LOGIN.identity } } });
    assert.equal(await pinned(`${host}/team/base`, "digest", identity.world), `latest@${index.digest}`);
    assert.equal(tokens.asked.at(-1), "POST repository:team/base:pull");
  });

  it("refuses who has no login or a wrong one, and is asked no third time", async () => {
    const wrong = { auth: btoa("reader:wrong") };
    for (const [{ host }, requests, detail] of [
      [withPassword, 2, "says that team/base does not exist or is private"],
      [withTokens, 2, "does not accept the login"],
    ] as const) {
      const { world, asked } = realWorld({ logins: { [host]: wrong } });
      assert.equal(
        await pinned(`${host}/team/base`, "digest", world),
        `refused: ${host} ${detail}: run docker login ${host}.`,
      );
      assert.equal(asked.length, requests);
    }
    const { host } = withPassword;
    assert.equal(
      await pinned(`${host}/team/base`, "digest", realWorld().world),
      `refused: ${host} wants a login: run docker login ${host}.`,
    );
  });

  it("says what is not there", async () => {
    const { world } = realWorld();
    const { host } = withTls;
    assert.equal(
      await pinned(`${host}/team/base:13`, "digest", world),
      `not-found: ${host}/team/base:13 is not in the registry (MANIFEST_UNKNOWN).`,
    );
    assert.equal(
      await pinned(`${host}/team/none:1`, "digest", world),
      `not-found: ${host}/team/none:1 is not in the registry (MANIFEST_UNKNOWN).`,
    );
  });

  it("whose certificate nobody vouches for is asked only where the settings say so", async () => {
    const { host } = withTls;
    const strict = realWorld({ knowsAuthority: false });
    assert.match(await pinned(`${host}/team/base`, "digest", strict.world), /^unreachable: /);
    const lenient = realWorld({ knowsAuthority: false, settings: { insecureRegistries: [host] } });
    assert.equal(await pinned(`${host}/team/base`, "digest", lenient.world), `latest@${index.digest}`);
    const found = await image.resolve(question(`${host}/team/base:12.11`, "digest"), lenient.world);
    assert.deepEqual(found.ok && found.checks, []);
  });

  it("shows the files of the platform that is asked for", async () => {
    const { reference } = question(`${withTls.host}/team/base:12`, "digest");
    for (const [platform, expected] of [
      [{ os: "linux", arch: "amd64" }, "deb main"],
      [{ os: "linux", arch: "arm64" }, "deb ports"],
    ] as const) {
      const files = await layerFiles(
        { reference, platform },
        (path) => (path.startsWith("etc/apt/") ? "take" : path > "etc/b" ? "enough" : "pass"),
        realWorld().world,
      );
      assert.ok(files.ok);
      assert.equal(Buffer.from(files.value.get("etc/apt/sources.list") ?? []).toString(), expected);
    }
  });

  it("says what became of a pin when the tag moves and the manifest is deleted", async () => {
    await push(plain, "team/moving", "1", older);
    const written = `${withTls.host}/team/moving:1@${older.digest}`;
    const state = async () => {
      const found = await image.resolve(question(written, "state"), realWorld().world);
      assert.ok(found.ok && found.state?.kind === "image");
      return [found.state.tagDigest, found.state.digestExists, found.pins[0]?.text];
    };
    assert.deepEqual(await state(), [older.digest, true, undefined]);
    await push(plain, "team/moving", "1", index);
    assert.deepEqual(await state(), [index.digest, true, `1@${index.digest}`]);
    const gone = await fetch(`http://${plain.host}/v2/team/moving/manifests/${older.digest}`, { method: "DELETE" });
    assert.equal(gone.status, 202);
    assert.deepEqual(await state(), [index.digest, false, `1@${index.digest}`]);
  });

  it("is asked by the broker once, and whom it asked is evidence", async () => {
    const { host } = withTls;
    const environment = { HOME: folder, NODE_EXTRA_CA_CERTS: authority.authority };
    const reach = newReach({ environment, cacheFolder: join(folder, "cache") });
    const now = () => new Date();
    const broker = newBroker({ reach, now, resolvers: RESOLVERS });
    const { settings } = realWorld().world;
    const asking: Asking = {
      gesture: "command",
      settings,
      signal: new AbortController().signal,
      may: async () => true,
    };
    const [first, second] = await Promise.all(
      [1, 2].map(() => broker.resolve(question(`${host}/team/base:12`, "pin"), asking)),
    );
    assert.deepEqual(first, second);
    assert.ok(first?.ok);
    assert.equal(first.pins[0]?.text, `12.11@${index.digest}`);
    assert.deepEqual(first.evidence.checks, ["digest-equal", "tls-only"]);
    assert.deepEqual(new Set(first.evidence.asked.map((one) => `${one.via} ${one.host}`)), new Set([`https ${host}`]));
    const asked = broker.log().length;
    await broker.resolve(question(`${host}/team/base:12`, "pin"), asking);
    assert.equal(broker.log().length, asked);
  });

  it("with ten thousand tags is read whole, as skopeo reads it", async () => {
    await push(plain, "team/many", "2.0.0", older);
    for (const tag of ["2", "2.99.99"]) await push(plain, "team/many", tag, index);
    // A tag is a folder in the registry's storage: as many links to one are as many tags.
    const stored = join(folder, "data/docker/registry/v2/repositories/team/many/_manifests/tags");
    for (let at = 1; at < 9_999; at++)
      symlinkSync(join(stored, "2.0.0"), join(stored, `2.${at % 100}.${Math.floor(at / 100)}`));
    const { world, asked } = realWorld();
    const { reference } = question(`${plain.host}/team/many:2`, "pin");
    const ours = await listTags(openSession(registryOf(reference, world.settings), world));
    const theirs: unknown = JSON.parse(
      await output("skopeo", ["list-tags", "--tls-verify=false", `docker://${plain.host}/team/many`]),
    );
    assert.ok(ours.ok && typeof theirs === "object" && theirs !== null && "Tags" in theirs);
    assert.deepEqual(new Set(ours.value.tags), new Set(theirs.Tags as string[]));
    asked.length = 0;
    assert.equal(await pinned(`${plain.host}/team/many:2`, "pin", world), `2.99.99@${index.digest}`);
    assert.ok(asked.length <= 30, `${asked.length} requests`);
  });
});
