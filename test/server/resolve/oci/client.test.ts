import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failure, type Outcome } from "../../../../server/src/outcome/outcome.ts";
import { getConfig, getManifest, headManifest, tagHasDigest } from "../../../../server/src/resolve/oci/client.ts";
import { registryOf } from "../../../../server/src/resolve/oci/registry.ts";
import { openSession } from "../../../../server/src/resolve/oci/session.ts";
import { digestOf } from "../../../harness/digest.ts";
import { bearerOnly, errorAnswer, fakeRegistry, imageOf, indexOf, type RegistrySetup } from "./fake-registry.ts";
import { type FakeHost, type FakeWorld, fakeWorld, type WorldSetup } from "./lookup-world.ts";

const ORIGIN = "https://registry.example";
const REALM = "https://auth.example/token";
const image = imageOf({
  labels: { "org.opencontainers.image.version": "1.2.3", odd: "x" },
  environment: ["A=b=c", "odd"],
});
const index = indexOf({ "linux/amd64": image, "linux/arm64/v8": imageOf({ created: "2025-01-01T00:00:00Z" }) });
const tags = { "team/app:1": index, "team/app:one": image };

function sessionIn(world: FakeWorld, registry = "registry.example", repository = "team/app") {
  return openSession(registryOf({ registry, repository, tag: undefined, digest: undefined }, world.settings), world);
}

function worldWith(setup: Partial<RegistrySetup> = {}, rest: Partial<WorldSetup> = {}): FakeWorld {
  return fakeWorld({ ...rest, hosts: { [ORIGIN]: fakeRegistry({ tags, ...setup }), ...rest.hosts } });
}

function why(outcome: Outcome<unknown>): string {
  return outcome.ok ? "no failure" : `${outcome.reason}: ${outcome.asked} ${outcome.detail}`;
}

function valueOf<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, why(outcome));
  return outcome.value;
}

/** A token service that gives this token to everybody, or what `answer` says. */
function tokens(answer: FakeHost = () => ({ body: '{"token":"t1","expires_in":300}' })): WorldSetup["hosts"] {
  return { "https://auth.example": answer };
}

describe("digest of a tag", () => {
  it("is one HEAD of an open registry, and that of the index", async () => {
    const world = worldWith();
    assert.deepEqual(valueOf(await headManifest(sessionIn(world), "1")), {
      digest: index.digest,
      isIndex: true,
      pullsLeft: undefined,
    });
    assert.deepEqual(world.requests, [`HEAD ${ORIGIN}/v2/team/app/manifests/1`]);
  });

  it("is that of the body when the registry sends none", async () => {
    const world = worldWith({ sendsNoDigest: true });
    assert.equal(valueOf(await headManifest(sessionIn(world), "one")).digest, image.digest);
    assert.equal(valueOf(await tagHasDigest(sessionIn(world), "one", image.digest)), true);
    assert.equal(valueOf(await tagHasDigest(sessionIn(world), "1", image.digest)), false);
  });

  it("tells how many pulls are left", async () => {
    const headers = { "docker-content-digest": index.digest, "ratelimit-remaining": "15;w=21600" };
    const world = worldWith({ first: () => ({ headers }) });
    assert.equal(valueOf(await headManifest(sessionIn(world), "1")).pullsLeft, 15);
  });

  it("is not found only when the registry says so, which a GET is asked for", async () => {
    const world = worldWith();
    assert.equal(
      why(await headManifest(sessionIn(world), "2")),
      "not-found: registry.example/team/app:2 is not in the registry (MANIFEST_UNKNOWN)",
    );
    assert.equal(
      why(await headManifest(sessionIn(world, undefined, "team/none"), "2")),
      "not-found: registry.example/team/none:2 is not in the registry (NAME_UNKNOWN)",
    );
    assert.deepEqual(
      world.requests.map((line) => line.split(" ")[0]),
      ["HEAD", "GET", "HEAD", "GET"],
    );
    assert.equal(valueOf(await tagHasDigest(sessionIn(world), "2", image.digest)), false);
    const broken = worldWith({ first: () => ({ status: 500 }) });
    assert.equal(
      why(await tagHasDigest(sessionIn(broken), "1", image.digest)),
      "unreachable: registry.example answers 500",
    );
    const silent = worldWith({}, { hosts: { [ORIGIN]: () => undefined } });
    assert.equal(
      why(await tagHasDigest(sessionIn(silent), "1", image.digest)),
      "unreachable: registry.example does not answer",
    );
  });
});

const UNSAFE =
  "refused: registry.example sends to a place for tokens that is not safe to ask: whoever runs it must name one with https, and no login in it";

function unsafe(challenge: string): readonly [FakeHost, string] {
  return [() => errorAnswer(401, "", "", { "www-authenticate": challenge }), UNSAFE];
}

/** What the registry answers to everything → what is said of it. */
const failures: Readonly<Record<string, readonly [FakeHost, string]>> = {
  "a page that is no registry's is not 'gone'": [
    () => ({ status: 404, body: "<html>" }),
    "malformed: registry.example answers 404 when asked for registry.example/team/app:1",
  ],
  "a registry that does not know our types is not 'gone'": [
    () => errorAnswer(404, "MANIFEST_UNKNOWN", "OCI index found, but accept header does not support OCI indexes"),
    "malformed: registry.example answers 404 MANIFEST_UNKNOWN when asked for registry.example/team/app:1",
  ],
  "Harbor's word for gone": [
    () => errorAnswer(404, "NOT_FOUND"),
    "not-found: registry.example/team/app:1 is not in the registry (NOT_FOUND)",
  ],
  "Quay's word for a tag that was deleted": [
    () => errorAnswer(404, "TAG_EXPIRED"),
    "not-found: registry.example/team/app:1 is not in the registry (TAG_EXPIRED)",
  ],
  "a server in trouble": [() => ({ status: 503 }), "unreachable: registry.example answers 503"],
  "what may not be read": [
    () => errorAnswer(403, "DENIED"),
    "refused: registry.example does not allow reading team/app: run docker login registry.example",
  ],
  "a rate limit keeps its time": [
    () => ({ ...failure("limit", "registry.example", "allows no more"), retryAt: "x" }),
    "limit: registry.example allows no more",
  ],
  "a login in no known way": [
    () => errorAnswer(401, "", "", { "www-authenticate": 'Digest realm="x"' }),
    "refused: registry.example asks for a login in a way that is not known: run docker login registry.example",
  ],
  "a login without a word how": [
    () => errorAnswer(401, ""),
    "refused: registry.example asks for a login in a way that is not known: run docker login registry.example",
  ],
  "a password that is not kept": [
    () => errorAnswer(401, "", "", { "www-authenticate": "Basic realm=x" }),
    "refused: registry.example wants a login: run docker login registry.example",
  ],
  "a realm over http": unsafe('Bearer realm="http://auth.example/"'),
  "a login without a realm": [() => errorAnswer(401, "", "", { "www-authenticate": 'Bearer service="x"' }), UNSAFE],
  "a realm that is a file": unsafe('Bearer realm="file:///etc/passwd"'),
  "a realm with a login in it": unsafe('Bearer realm="https://a:b@auth.example/"'),
  "a body that is another one than its digest": [
    () => ({ status: 200, body: image.body, headers: { "docker-content-digest": digestOf("x") } }),
    "malformed: registry.example/team/app:1 is not what its digest says",
  ],
  "a manifest of the first version": [
    () => ({ status: 200, body: '{"schemaVersion":1,"fsLayers":[]}' }),
    "malformed: registry.example/team/app:1 is no image of a known format",
  ],
};

describe("an answer that is no image", () => {
  for (const [name, [first, expected]] of Object.entries(failures)) {
    it(name, async () => assert.equal(why(await getManifest(sessionIn(worldWith({ first })), "1")), expected));
  }
});

it("a path that is no repository is sent to nobody", async () => {
  for (const path of ["a/../../b", "a//b", "a?b", "A", "a..b", `${"a".repeat(256)}`]) {
    const world = worldWith();
    assert.equal(
      why(await headManifest(sessionIn(world, undefined, path), "1")),
      `unsupported: ${path} names no repository`,
    );
    assert.deepEqual(world.requests, []);
  }
});

describe("logging in", () => {
  const first = bearerOnly(REALM, "t1");

  it("gets an anonymous token, and the same one for the next question", async () => {
    const world = worldWith({ first }, { hosts: tokens() });
    const token = `GET ${REALM}?service=registry.example&scope=repository%3Ateam%2Fapp%3Apull`;
    const head = `HEAD ${ORIGIN}/v2/team/app/manifests/1`;
    const session = sessionIn(world);
    assert.equal(valueOf(await headManifest(session, "1")).digest, index.digest);
    await headManifest(session, "1");
    assert.deepEqual(world.requests, [head, token, head, head]);
    await headManifest(sessionIn(world), "1");
    assert.deepEqual(world.requests.slice(4), [head, head]);
  });

  it("sends a password to the place for tokens and nowhere else", async () => {
    const seen: string[] = [];
    const hosts = tokens((request) => {
      seen.push(request.authorization ?? "");
      return { body: '{"access_token":"t1"}' };
    });
    const logins = { "registry.example": { kind: "password", user: "me", password: "secret" } as const };
    const note: FakeHost = (request, url) => {
      seen.push(request.authorization ?? "none");
      return first(request, url);
    };
    const world = worldWith({ first: note }, { hosts, logins });
    assert.equal(valueOf(await headManifest(sessionIn(world), "1")).digest, index.digest);
    assert.deepEqual(seen, ["none", `Basic ${btoa("me:secret")}`, "Bearer t1"]);
  });

  it("sends nothing to a place that another host names, which the registry led to", async () => {
    const logins = { "registry.example": { kind: "password", user: "me", password: "secret" } as const };
    const led =
      (challenge: string): FakeHost =>
      () => ({
        status: 401,
        url: "https://elsewhere.example/x",
        headers: { "www-authenticate": challenge },
      });
    const seen: string[] = [];
    const hosts = tokens((request) => {
      seen.push(request.authorization ?? "none");
      return { status: 403 };
    });
    const asked = async (challenge: string) =>
      why(await headManifest(sessionIn(worldWith({ first: led(challenge) }, { hosts, logins })), "1"));
    assert.equal(
      await asked('Basic realm="x"'),
      "refused: elsewhere.example wants a login, and does not get that of registry.example, which led there",
    );
    assert.match(
      await asked(`Bearer realm="${REALM}"`),
      /^refused: registry.example says that team\/app does not exist/,
    );
    assert.deepEqual(seen, ["none"]);
  });

  it("exchanges an identity token by POST", async () => {
    const hosts = tokens((request) => ({
      body: JSON.stringify({ access_token: request.method === "POST" ? request.body : "" }),
    }));
    const logins = { "registry.example": { kind: "identity", token: "id/1" } as const };
    const world = worldWith(
      { first: (request) => (request.authorization === undefined ? first(request, new URL(ORIGIN)) : undefined) },
      { hosts, logins },
    );
    const form =
      "grant_type=refresh_token&client_id=seaworthy&scope=repository%3Ateam%2Fapp%3Apull&refresh_token=id%2F1&service=registry.example";
    const sent: string[] = [];
    const spied: FakeWorld = {
      ...world,
      http: {
        ...world.http,
        fetch: (request) => {
          sent.push(request.authorization ?? "");
          // Where tokens come from is for the registry to say: it may lead no further than by a redirect.
          if (request.method === "POST") assert.equal(request.ledBy, `${ORIGIN}/v2/team/app/manifests/1`);
          return world.http.fetch(request);
        },
      },
    };
    assert.equal(valueOf(await headManifest(sessionIn(spied), "1")).digest, index.digest);
    assert.deepEqual(sent, ["", "", `Bearer ${form}`]);
  });

  it("sends a password to a registry that wants it itself", async () => {
    const basic: FakeHost = ({ authorization }) =>
      authorization === `Basic ${btoa("me:secret")}`
        ? undefined
        : errorAnswer(401, "", "", { "www-authenticate": 'Basic realm="x"' });
    const good = { "registry.example": { kind: "password", user: "me", password: "secret" } as const };
    assert.equal(
      valueOf(await headManifest(sessionIn(worldWith({ first: basic }, { logins: good })), "1")).digest,
      index.digest,
    );
    const wrong = { "registry.example": { kind: "password", user: "me", password: "old" } as const };
    const world = worldWith({ first: basic }, { logins: wrong });
    assert.match(
      why(await headManifest(sessionIn(world), "1")),
      /^refused: registry.example says that team\/app does not exist or is private/,
    );
    assert.equal(world.requests.length, 2);
    const identity = { "registry.example": { kind: "identity", token: "x" } as const };
    assert.match(
      why(await headManifest(sessionIn(worldWith({ first: basic }, { logins: identity })), "1")),
      /^refused: registry.example wants a password/,
    );
  });

  it("gives the login to a registry whose usual port is written, or whose name has capitals", async () => {
    for (const name of ["registry.example:443", "Registry.example"]) {
      const seen: string[] = [];
      const hosts = tokens((request) => {
        seen.push(request.authorization ?? "none");
        return { body: '{"token":"t1"}' };
      });
      const logins = { [name]: { kind: "password", user: "me", password: "secret" } as const };
      const answering: FakeHost = (request, url) => {
        const answer = first(request, url);
        return answer && { ...answer, url: url.href };
      };
      const world = worldWith({ first: answering }, { hosts, logins });
      assert.equal(valueOf(await headManifest(sessionIn(world, name), "1")).digest, index.digest);
      assert.deepEqual(seen, [`Basic ${btoa("me:secret")}`]);
    }
  });

  it("sends a password over http to a place for tokens at a registry that need not be safe, and to no other", async () => {
    const logins = { "registry.example": { kind: "password", user: "me", password: "word" } } as const;
    const ask = async (place: string) => {
      const asked: boolean[] = [];
      const world = worldWith(
        { first: bearerOnly(`http://${place}/token`, "t1") },
        {
          logins,
          settings: { insecureRegistries: ["registry.example"] },
          hosts: {
            [`http://${place}`]: ({ authorization, insecure }) => {
              asked.push(authorization !== undefined && insecure === true);
              return { body: '{"access_token":"t1"}' };
            },
          },
        },
      );
      const head = await headManifest(sessionIn(world), "1");
      return [head.ok, ...asked];
    };
    assert.deepEqual(await ask("registry.example"), [true, true]);
    assert.deepEqual(await ask("auth.example"), [false]);
  });

  it("ends when the token is not good enough: a repository of Docker Hub may not exist", async () => {
    const hub = "https://registry-1.docker.io";
    const always: FakeHost = () =>
      errorAnswer(401, "UNAUTHORIZED", "", {
        "www-authenticate": `Bearer realm="${REALM}",error="insufficient_scope"`,
      });
    const world = fakeWorld({ hosts: { [hub]: always, ...tokens() } });
    assert.equal(
      why(await headManifest(sessionIn(world, "docker.io", "team/none"), "1")),
      "refused: docker.io says that team/none does not exist or is private: run docker login",
    );
    assert.equal(world.requests.length, 3);
  });

  it("gets a new token before the old one ends: a layer may be asked for minutes after the manifest", async () => {
    let ms = 0;
    const tokenNow = () => `t${Math.floor(ms / 300_000)}`;
    const valid: FakeHost = (request, url) => bearerOnly(REALM, tokenNow())(request, url);
    const hosts = tokens(() => ({ body: JSON.stringify({ token: tokenNow() }) }));
    const world: FakeWorld = {
      ...worldWith({ first: valid }, { hosts }),
      now: () => new Date(ms),
      shared: (_key, _freshMs, make) => make(),
    };
    const session = sessionIn(world);
    await headManifest(session, "1");
    const path = `manifests/${index.digest}`;
    const asked = { method: "GET", path, accept: index.type, maxBytes: 1e6, what: "layer" } as const;
    for (const later of [1000, 301_000, 302_000, 900_000]) {
      ms = later;
      assert.equal(valueOf(await session.stream(asked, () => true)).status, 200);
    }
    assert.equal(world.requests.filter((line) => line.includes("auth.example")).length, 3);
  });

  it("says why there is no token", async () => {
    const answers: Readonly<Record<string, FakeHost>> = {
      "refused: registry.example says that team/app does not exist or is private: run docker login registry.example":
        () => ({ status: 401 }),
      "unreachable: auth.example answers 500 instead of a token": () => ({ status: 500 }),
      "malformed: auth.example sends no token for reading the repository": () => ({ body: '{"token":"a\\r\\nb"}' }),
      "unreachable: auth.example does not answer": () => undefined,
    };
    for (const [expected, answer] of Object.entries(answers)) {
      assert.equal(why(await headManifest(sessionIn(worldWith({ first }, { hosts: tokens(answer) })), "1")), expected);
    }
  });

  it("a store of logins that fails is not passed over", async () => {
    const logins = { "registry.example": failure("refused", "docker-credential-x", "is not there") };
    const world = worldWith({ first }, { hosts: tokens(), logins });
    assert.equal(why(await headManifest(sessionIn(world), "1")), "refused: docker-credential-x is not there");
    assert.equal(world.requests.length, 1);
  });
});

describe("over which scheme", () => {
  const reference = { registry: "127.0.0.1:5000", repository: "team/app", tag: undefined, digest: undefined };

  it("this machine is asked by http when it has no TLS, from then on", async () => {
    const world = fakeWorld({ hosts: { "http://127.0.0.1:5000": fakeRegistry({ tags }) } });
    const session = openSession(registryOf(reference, world.settings), world);
    await headManifest(session, "1");
    await headManifest(session, "1");
    assert.deepEqual(
      world.requests.map((line) => line.split(":")[0]),
      ["HEAD https", "HEAD http", "HEAD http"],
    );
  });

  it("what was wrong with its TLS is told when it has TLS alone", async () => {
    const world = fakeWorld({
      hosts: { "http://127.0.0.1:5000": () => ({ status: 400, body: "this is a server of HTTPS" }) },
    });
    const session = openSession(registryOf(reference, world.settings), world);
    assert.equal(why(await headManifest(session, "1")), "unreachable: 127.0.0.1:5000 does not answer");
  });

  it("what is wrong with both is told of both", async () => {
    const failing = (detail: string) => () => failure("unreachable", "127.0.0.1:5000", detail);
    const world = fakeWorld({
      hosts: {
        "https://127.0.0.1:5000": failing("speaks no TLS"),
        "http://127.0.0.1:5000": failing("gave no answer within 10 s"),
      },
    });
    const session = openSession(registryOf(reference, world.settings), world);
    assert.equal(
      why(await headManifest(session, "1")),
      "unreachable: 127.0.0.1:5000 speaks no TLS, and over http gave no answer within 10 s",
    );
    const nobody = fakeWorld({ hosts: {} });
    assert.equal(
      why(await headManifest(openSession(registryOf(reference, nobody.settings), nobody), "1")),
      "unreachable: 127.0.0.1:5000 does not answer",
    );
  });

  it("a refusal over http is the answer", async () => {
    const world = fakeWorld({
      hosts: { "http://127.0.0.1:5000": () => failure("limit", "127.0.0.1:5000", "is slow") },
    });
    const session = openSession(registryOf(reference, world.settings), world);
    assert.equal(why(await headManifest(session, "1")), "limit: 127.0.0.1:5000 is slow");
  });

  it("only TLS whose certificate is checked is trusted", async () => {
    const sides = [
      ["https://registry.example", "registry.example", [], true],
      ["https://registry.example", "registry.example", ["registry.example"], false],
      ["http://127.0.0.1:5000", "127.0.0.1:5000", [], false],
    ] as const;
    for (const [origin, registry, insecureRegistries, expected] of sides) {
      const world = fakeWorld({ hosts: { [origin]: fakeRegistry({ tags }) }, settings: { insecureRegistries } });
      const session = sessionIn(world, registry);
      await headManifest(session, "1");
      assert.equal(session.isTrusted(), expected);
    }
  });

  it("others are not", async () => {
    const world = fakeWorld({ hosts: { "http://registry.example": fakeRegistry({ tags }) } });
    assert.equal(why(await headManifest(sessionIn(world), "1")), "unreachable: registry.example does not answer");
    assert.equal(world.requests.length, 1);
  });
});

describe("what an image says of itself", () => {
  it("is read from its configuration, what is odd left out", async () => {
    const session = sessionIn(worldWith());
    const { manifest } = valueOf(await getManifest(session, "one"));
    assert.ok(manifest.kind === "image");
    const config = valueOf(await getConfig(session, manifest));
    assert.equal(config.created, "2025-05-20T00:00:00.000Z");
    assert.equal(config.labels.get("org.opencontainers.image.version"), "1.2.3");
    assert.deepEqual([...config.environment], [["A", "b=c"]]);
  });

  it("is not believed when it has another digest", async () => {
    const parts = new Map([...image.parts].map(([digest, part]) => [digest, { ...part, body: "{}" }]));
    const session = sessionIn(worldWith({ tags: { "team/app:one": { ...image, parts } } }));
    const { manifest } = valueOf(await getManifest(session, "one"));
    assert.ok(manifest.kind === "image");
    assert.equal(
      why(await getConfig(session, manifest)),
      "malformed: labels of team/app are not what their digest says",
    );
  });

  it("what is asked for by its digest has it, whatever the registry says that it sent", async () => {
    const world = worldWith({
      first: () => ({ body: index.body, headers: { "docker-content-digest": index.digest } }),
    });
    assert.equal(
      why(await getManifest(sessionIn(world), image.digest)),
      `malformed: registry.example/team/app@${image.digest} is not what its digest says`,
    );
  });

  it("an index lists its images without the attestations", async () => {
    const { manifest } = valueOf(await getManifest(sessionIn(worldWith()), index.digest));
    assert.ok(manifest.kind === "index");
    assert.deepEqual(
      manifest.images.map(({ platform }) => platform),
      [
        { os: "linux", arch: "amd64" },
        { os: "linux", arch: "arm64", variant: "v8" },
      ],
    );
  });
});
