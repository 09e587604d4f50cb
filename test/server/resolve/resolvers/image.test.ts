import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseReference } from "../../../../server/src/knowledge/image-reference.ts";
import type { LookupSettings } from "../../../../server/src/pin/lookup-settings.ts";
import type { ImageQuery } from "../../../../server/src/pin/query.ts";
import { image } from "../../../../server/src/resolve/resolvers/image.ts";
import {
  errorAnswer,
  fakeRegistry,
  imageOf,
  indexOf,
  type RegistrySetup,
  type StoredImage,
} from "../oci/fake-registry.ts";
import { type FakeHost, type FakeWorld, fakeWorld, type WorldSetup } from "../oci/lookup-world.ts";

const OLD = indexOf({
  "linux/amd64": imageOf({ created: "2025-03-17T01:00:00Z", labels: { "org.opencontainers.image.version": "12.10" } }),
});
const NEW = indexOf({
  "linux/amd64": imageOf({ created: "2025-05-20T01:00:00Z", labels: { "org.opencontainers.image.version": "12.11" } }),
});

function question(written: string, want: ImageQuery["want"] = "pin"): ImageQuery {
  const reference = parseReference(written);
  assert.ok(reference);
  return { kind: "image", reference, platform: { os: "linux", arch: "amd64" }, want };
}

/** Digests by the names of their images. */
function named(text: string, names: Readonly<Record<string, StoredImage>>): string {
  return Object.entries(names).reduce((now, [name, { digest }]) => now.replaceAll(digest, name), text);
}

async function answer(
  query: ImageQuery,
  world: FakeWorld,
  names: Readonly<Record<string, StoredImage>> = { OLD, NEW },
) {
  const found = await image.resolve(query, world);
  if (!found.ok) return [`${found.reason}${found.isOpen === true ? ", open" : ""}: ${found.message}`];
  const recommended = found.pins.filter((pin) => pin.recommended).length;
  assert.equal(recommended, found.pins.length > 0 ? 1 : 0);
  return [
    ...found.pins.map(({ style, text, note }) =>
      named(`${style} ${text}${note === undefined ? "" : ` (${note})`}`, names),
    ),
    ...found.caveats,
  ];
}

/** A registry that has no other interface. */
function plainWorld(tags: RegistrySetup["tags"], setup: Partial<RegistrySetup> = {}): FakeWorld {
  return fakeWorld({ hosts: { "https://registry.example": fakeRegistry({ tags, ...setup }) } });
}

/** Docker Hub with its tokens and its site; `site` answers in the place of a list made of the tags. */
function hubWorld(tags: RegistrySetup["tags"], site?: FakeHost, settings: Partial<LookupSettings> = {}): FakeWorld {
  const realm = 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"';
  const first: FakeHost = ({ authorization }) =>
    authorization === "Bearer t" ? undefined : errorAnswer(401, "UNAUTHORIZED", "", { "www-authenticate": realm });
  const results = Object.entries(tags).map(([name, { digest }]) => ({ name: name.split(":")[1], digest }));
  const hosts: WorldSetup["hosts"] = {
    "https://registry-1.docker.io": fakeRegistry({ tags, first }),
    "https://auth.docker.io": () => ({ body: '{"token":"t"}' }),
    "https://hub.docker.com": site ?? (() => ({ body: JSON.stringify({ next: null, results }) })),
  };
  return fakeWorld({ hosts, settings });
}

function hosts(world: FakeWorld): readonly string[] {
  return world.requests.map((line) => `${line.split(" ")[0]} ${new URL(line.split(" ")[1] ?? "").host}`);
}

const DEBIAN = {
  "library/debian:latest": NEW,
  "library/debian:12": NEW,
  "library/debian:12.11": NEW,
  "library/debian:bookworm-20250520": NEW,
  "library/debian:12.10": OLD,
};

describe("an image at Docker Hub", () => {
  it("is pinned to the finest tag with its digest, in six requests", async () => {
    const world = hubWorld(DEBIAN);
    assert.deepEqual(await answer(question("debian"), world), [
      "tag-digest 12.11@NEW (latest is 12.11 today)",
      "tag 12.11 (latest is 12.11 today; a rebuild may move it)",
    ]);
    assert.deepEqual(hosts(world), [
      "HEAD registry-1.docker.io",
      "GET auth.docker.io",
      "HEAD registry-1.docker.io",
      "GET hub.docker.com",
      "HEAD registry-1.docker.io",
    ]);
  });

  it("is looked for on the next page of the site", async () => {
    const site: FakeHost = (_, url) => {
      const page = url.searchParams.get("page");
      const results =
        page === "1" ? [{ name: "12.10", digest: OLD.digest }, { name: 7 }] : [{ name: "12.11", digest: NEW.digest }];
      return { body: JSON.stringify({ next: page === "1" ? "https://elsewhere.example/" : null, results }) };
    };
    const world = hubWorld(DEBIAN, site);
    assert.deepEqual((await answer(question("debian"), world))[0], "tag-digest 12.11@NEW (latest is 12.11 today)");
    assert.equal(hosts(world).filter((line) => line === "GET hub.docker.com").length, 2);
  });

  it("is not believed of the site when the registry says otherwise", async () => {
    const site: FakeHost = () => ({ body: JSON.stringify({ results: [{ name: "12.10", digest: NEW.digest }] }) });
    assert.deepEqual(
      (await answer(question("debian:12"), hubWorld(DEBIAN, site)))[0],
      "tag-digest 12.11@NEW (12 is 12.11 today)",
    );
  });

  it("is found without the site where third parties may not be asked, or when the site fails", async () => {
    const first = "tag-digest 12.11@NEW (latest is 12.11 today)";
    const without = hubWorld(DEBIAN, undefined, { thirdParty: false });
    assert.equal((await answer(question("debian"), without))[0], first);
    assert.ok(!hosts(without).includes("GET hub.docker.com"));
    assert.equal(
      (
        await answer(
          question("debian"),
          hubWorld(DEBIAN, () => ({ status: 500 })),
        )
      )[0],
      first,
    );
  });

  it("names the hosts that would be asked", () => {
    const settings = hubWorld({}).settings;
    assert.deepEqual(image.plan(question("debian"), settings), {
      needs: "network",
      hosts: ["registry-1.docker.io", "auth.docker.io", "hub.docker.com"],
      thirdParty: true,
    });
    assert.deepEqual(image.plan(question("debian", "digest"), settings), {
      needs: "network",
      hosts: ["registry-1.docker.io", "auth.docker.io"],
    });
    assert.deepEqual(image.plan(question("ghcr.io/team/app"), settings), { needs: "network", hosts: ["ghcr.io"] });
    assert.equal(image.plan({ kind: "git", url: "https://git.example/x" }, settings), undefined);
  });
});

describe("an image at another registry", () => {
  it("of Quay is found by Quay's interface", async () => {
    const tags = { "team/app:latest": NEW, "team/app:v2.1.0": NEW };
    const registry = fakeRegistry({ tags });
    const list = [
      { name: "v2.1.0", manifest_digest: NEW.digest },
      { name: "v2.0.0", manifest_digest: OLD.digest },
    ];
    const found = "tag-digest v2.1.0@NEW (latest is v2.1.0 today)";
    const asked = async (api: FakeHost) => {
      const quay: FakeHost = (request, url) =>
        url.pathname === "/api/v1/repository/team/app/tag/" ? api(request, url) : registry(request, url);
      const world = fakeWorld({ hosts: { "https://quay.io": quay } });
      assert.equal((await answer(question("quay.io/team/app"), world))[0], found);
      return world.requests.length;
    };
    assert.equal(await asked(() => ({ body: JSON.stringify({ tags: list, has_additional: false }) })), 3);
    const pages: FakeHost = (_, url) => {
      const isFirst = url.searchParams.get("page") === "1";
      return { body: JSON.stringify({ tags: isFirst ? list.slice(1) : list, has_additional: isFirst }) };
    };
    assert.equal(await asked(pages), 4);
    // Without an answer the list of tags has to do.
    assert.ok((await asked(() => undefined)) > 4);
  });

  it("of Google is found in its list of tags by digest", async () => {
    const tags = { "team/app:latest": NEW, "team/app:2.1.0": NEW, "team/app:2.0.0": OLD };
    const list = { tags: ["latest", "2.1.0", "2.0.0"], manifest: { [NEW.digest]: { tag: ["latest", "2.1.0"] } } };
    const registry = fakeRegistry({
      tags,
      first: (_, url) => (url.pathname.endsWith("/tags/list") ? { body: JSON.stringify(list) } : undefined),
    });
    for (const host of ["gcr.io", "eu.gcr.io", "europe-docker.pkg.dev"]) {
      const world = fakeWorld({ hosts: { [`https://${host}`]: registry } });
      assert.equal(
        (await answer(question(`${host}/team/app`), world))[0],
        "tag-digest 2.1.0@NEW (latest is 2.1.0 today)",
      );
      assert.equal(world.requests.length, 3);
    }
    for (const manifest of [null, { [OLD.digest]: { tag: ["2.0.0"] } }]) {
      const first: FakeHost = (_, url) =>
        url.pathname.endsWith("/tags/list") ? { body: JSON.stringify({ ...list, manifest }) } : undefined;
      const world = fakeWorld({ hosts: { "https://gcr.io": fakeRegistry({ tags, first }) } });
      assert.equal(
        (await answer(question("gcr.io/team/app"), world))[0],
        "tag-digest 2.1.0@NEW (latest is 2.1.0 today)",
      );
    }
  });

  it("keeps its digest when what might tell of others fails, which is said", async () => {
    const fails = async (path: RegExp, result: ReturnType<FakeHost>) => {
      const first: FakeHost = ({ method }, url) => (path.test(`${method} ${url.pathname}`) ? result : undefined);
      const world = fakeWorld({
        hosts: {
          "https://registry.example": (request, url) =>
            path.test(`${request.method} ${url.pathname}`) && result === undefined
              ? undefined
              : fakeRegistry({ tags: { "team/app:latest": NEW, "team/app:1.0.0": OLD }, first })(request, url),
        },
      });
      const [pin = "", ...caveats] = await answer(question("registry.example/team/app"), world);
      assert.equal(pin, "tag-digest latest@NEW (no finer tag than latest was found; pinned by digest only)");
      return caveats;
    };
    const said = (what: string) => [`Finer tags may be there: registry.example ${what}.`];
    assert.deepEqual(await fails(/^GET .*\/blobs\//, undefined), said("does not answer"));
    assert.deepEqual(
      await fails(/^GET .*\/blobs\//, { status: 404, body: "" }),
      said("answers 404 when asked for labels of team/app"),
    );
    assert.deepEqual(await fails(/\/tags\/list$/, undefined), said("does not answer"));
    assert.deepEqual(await fails(/ .*\/manifests\/1\.0\.0$/, { status: 500 }), said("answers 500"));
  });

  it("of a registry that soon allows no more says so", async () => {
    const headers = { "docker-content-digest": NEW.digest, "ratelimit-remaining": "3;w=21600" };
    const first: FakeHost = ({ method }) => (method === "HEAD" ? { headers } : undefined);
    const world = plainWorld({ "team/app:1.2.3": NEW }, { first });
    assert.deepEqual((await answer(question("registry.example/team/app:1.2.3"), world)).slice(1), [
      "The image is for one platform alone, and so is its digest.",
      "The registry allows 3 more pulls for now.",
    ]);
  });

  it("is guessed by the version that it says of itself", async () => {
    const node = indexOf({ "linux/amd64": imageOf({ environment: ["YARN_VERSION=1.22.22", "NODE_VERSION=22.12.0"] }) });
    const world = plainWorld({
      "team/node:22-slim": node,
      "team/node:22.12.0-slim": node,
      "team/node:1.22.22-slim": OLD,
    });
    assert.equal(
      (await answer(question("registry.example/team/node:22-slim"), world, { NODE: node }))[0],
      "tag-digest 22.12.0-slim@NODE (22-slim is 22.12.0-slim today)",
    );
    assert.ok(world.requests.length <= 8, `${world.requests.length} requests`);
    assert.ok(!world.requests.some((line) => line.includes("tags/list")));
  });

  it("is found by comparing the tags of all pages, in at most thirty requests", async () => {
    const silent = indexOf({ "linux/amd64": imageOf({ created: "2024-01-01T00:00:00Z" }) });
    const others = Object.fromEntries(
      Array.from({ length: 40 }, (_, minor) =>
        Array.from({ length: 30 }, (_, patch) => [`team/app:2.${minor}.${patch}`, OLD]),
      ).flat(),
    );
    const tags = { "team/app:lts": silent, ...others, "team/app:2.35.29": silent, "team/app:2.35": silent };
    const world = plainWorld(tags, { pageSize: 500 });
    assert.equal(
      (await answer(question("registry.example/team/app:lts"), world, { SILENT: silent }))[0],
      "tag-digest 2.35.29@SILENT (lts is 2.35.29 today)",
    );
    assert.equal(world.requests.filter((line) => line.includes("tags/list")).length, 3);
    assert.ok(world.requests.length <= 30, `${world.requests.length} requests`);
  });

  it("that hides among ten thousand tags is pinned by digest, which is said", async () => {
    const silent = imageOf();
    const others = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`team/app:1.0.${at}`, OLD]));
    const world = plainWorld({ ...others, "team/app:latest": silent, "team/app:1.0.17": silent });
    const lines = await answer(question("registry.example/team/app"), world, { SILENT: silent });
    assert.equal(lines[0], "tag-digest latest@SILENT (no finer tag than latest was found; pinned by digest only)");
    assert.match(lines[2] ?? "", /^Finer tags may be there: \d+ of 10000 tags that may be finer were not compared\.$/);
    assert.ok(world.requests.length <= 30, `${world.requests.length} requests`);
  });

  it("without a finer tag keeps its tag", async () => {
    const world = plainWorld({ "team/app:latest": NEW, "team/app:1.0.0": OLD });
    assert.deepEqual(await answer(question("registry.example/team/app"), world), [
      "tag-digest latest@NEW (latest has no finer tag today; pinned by digest only)",
    ]);
  });

  it("with an exact tag is not searched for others", async () => {
    const world = plainWorld({ "team/app:1.2.3": NEW, "team/app:1.2.3-1": NEW });
    assert.deepEqual(await answer(question("registry.example/team/app:1.2.3"), world), ["tag-digest 1.2.3@NEW"]);
    assert.equal(world.requests.length, 1);
  });

  it("of one platform says so", async () => {
    const single = imageOf();
    const lines = await answer(
      question("registry.example/team/app:1.2.3", "digest"),
      plainWorld({ "team/app:1.2.3": single }),
      { SINGLE: single },
    );
    assert.deepEqual(lines, ["tag-digest 1.2.3@SINGLE", "The image is for one platform alone, and so is its digest."]);
  });

  it("that names its commit is offered by version first, then by commit", async () => {
    const revision = "3f2a1bc9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3";
    const labels = { "org.opencontainers.image.revision": revision, "org.opencontainers.image.version": "1.4.0" };
    const own = imageOf({ labels });
    const world = plainWorld({ "team/app:latest": own, "team/app:v1.4.0": own, "team/app:sha-3f2a1bc": own });
    assert.deepEqual((await answer(question("registry.example/team/app"), world, { OWN: own })).slice(0, 4), [
      "tag-digest v1.4.0@OWN (latest is v1.4.0 today)",
      "tag v1.4.0 (latest is v1.4.0 today; a rebuild may move it)",
      "tag-digest sha-3f2a1bc@OWN (latest is sha-3f2a1bc today)",
      "tag sha-3f2a1bc (latest is sha-3f2a1bc today; a rebuild may move it)",
    ]);
    assert.ok(world.requests.length <= 11, `${world.requests.length} requests`);
    const alone = plainWorld({ "team/app:latest": own, "team/app:git-3f2a1bc9": own });
    assert.equal(
      (await answer(question("registry.example/team/app"), alone, { OWN: own }))[0],
      "tag-digest git-3f2a1bc9@OWN (latest is git-3f2a1bc9 today)",
    );
  });

  it("keeps its digest when the list of tags leads elsewhere, holds odd things or is none", async () => {
    const elsewhere =
      "Finer tags may be there: registry.example leads to another place for the tags of registry.example/team/app.";
    const lists: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined])[] = [
      ['{"tags":["1.0.0"]}', { link: '<https://evil.example/v2/team/app/tags/list?last=1>; rel="next"' }, elsewhere],
      ['{"tags":["1.0.0"]}', { link: '</v2/other/app/tags/list?last=1>; rel="next"' }, elsewhere],
      ['{"tags":["1.0.0"]}', { link: '<http://[x>; rel="next"' }, elsewhere],
      [`{"tags":[7,null,"${"x".repeat(300)}","../x","a b"]}`, {}, undefined],
      ['{"tags":null}', {}, undefined],
      [
        "<html>",
        {},
        "Finer tags may be there: registry.example sends no list of the tags of registry.example/team/app.",
      ],
    ];
    for (const [body, headers, caveat] of lists) {
      const first: FakeHost = (_, url) => (url.pathname.endsWith("/tags/list") ? { body, headers } : undefined);
      const world = plainWorld({ "team/app:latest": NEW }, { first });
      const lines = await answer(question("registry.example/team/app"), world);
      assert.match(lines[0] ?? "", /^tag-digest latest@NEW/);
      assert.equal(lines[1], caveat);
      assert.ok(world.requests.every((line) => line.includes("https://registry.example/v2/team/app/")));
    }
  });

  it("stops at the end of endless pages", async () => {
    let pages = 0;
    const first: FakeHost = (_, url) => {
      if (!url.pathname.endsWith("/tags/list")) return undefined;
      pages += 1;
      return { body: '{"tags":["edge"]}', headers: { link: `<${url.pathname}?last=${pages}>; rel="next"` } };
    };
    const lines = await answer(
      question("registry.example/team/app"),
      plainWorld({ "team/app:latest": NEW }, { first }),
    );
    assert.equal(pages, 20);
    assert.equal(lines[1], "Finer tags may be there: only the first 1 tags were read.");
  });

  it("has no answer for who has left", async () => {
    const world = { ...plainWorld({ "team/app:latest": NEW }), signal: AbortSignal.abort() };
    assert.deepEqual(await answer(question("registry.example/team/app"), world), [
      "cancelled: The look-up was cancelled.",
    ]);
  });

  it("by its digest has nothing that could be pinned", async () => {
    const pinned = question(`registry.example/team/app:12@${NEW.digest}`);
    assert.deepEqual(await answer(pinned, plainWorld({ "team/app:12": NEW })), [
      "unsupported: team/app is pinned by its digest already.",
    ]);
  });

  it("is asked for by its digest, wherever its tag leads", async () => {
    const world = plainWorld({ "team/app:12": NEW }, { untagged: { "team/app": [OLD] } });
    const told = async (written: string) =>
      await answer(question(`registry.example/team/app${written}`, "digest"), world);
    assert.match((await told(`:12@${OLD.digest}`))[0] ?? "", /^tag-digest 12@OLD/);
    assert.match((await told(`@${OLD.digest}`))[0] ?? "", /^tag-digest @OLD/);
    const gone = `sha256:${"0".repeat(64)}`;
    assert.deepEqual(await told(`:12@${gone}`), [
      `not-found: registry.example/team/app@${gone} is not in the registry (MANIFEST_UNKNOWN).`,
    ]);
  });

  it("that does not answer, or is not there, has no pin", async () => {
    assert.deepEqual(await answer(question("registry.example/team/app"), fakeWorld({ hosts: {} })), [
      "unreachable, open: registry.example does not answer.",
    ]);
    assert.deepEqual(await answer(question("registry.example/team/app:9"), plainWorld({ "team/app:1": NEW })), [
      "not-found: registry.example/team/app:9 is not in the registry (MANIFEST_UNKNOWN).",
    ]);
  });
});

describe("what became of a pinned image", () => {
  async function stateOf(written: string, tags: RegistrySetup["tags"], untagged: readonly StoredImage[] = []) {
    const world = plainWorld(tags, { untagged: { "team/app": untagged } });
    const found = await image.resolve(question(`registry.example/team/app${written}`, "state"), world);
    assert.ok(found.ok);
    assert.ok(found.state?.kind === "image");
    const { tagDigest = "gone", digestExists, isPlatform, isOtherPlatform, before, now } = found.state;
    const platform = isPlatform ? `, ${isOtherPlatform ? "another" : "a"} platform` : "";
    const lines = [`tag ${named(tagDigest, { OLD, NEW })}, digest ${digestExists}${platform}`];
    for (const [name, side] of Object.entries({ before, now }))
      if (Object.keys(side).length > 0) lines.push(`${name} ${Object.values(side).join(" ")}`);
    return [...lines, ...found.pins.map(({ text, note }) => named(`${text} (${note})`, { OLD, NEW }))];
  }

  it("fresh is nothing to write", async () => {
    assert.deepEqual(await stateOf(`:12@${NEW.digest}`, { "team/app:12": NEW }), ["tag NEW, digest true"]);
  });

  it("a tag that moved on comes with both versions and days", async () => {
    assert.deepEqual(await stateOf(`:12@${OLD.digest}`, { "team/app:12": NEW }, [OLD]), [
      "tag NEW, digest true",
      "before 2025-03-17T01:00:00.000Z 12.10",
      "now 2025-05-20T01:00:00.000Z 12.11",
      "12@NEW (12 moved: 12.10 of 2025-03-17, now 12.11 of 2025-05-20)",
    ]);
  });

  it("an exact tag was rebuilt", async () => {
    const lines = await stateOf(`:1.2.3@${OLD.digest}`, { "team/app:1.2.3": NEW });
    assert.deepEqual(lines, [
      "tag NEW, digest false",
      "now 2025-05-20T01:00:00.000Z 12.11",
      "1.2.3@NEW (1.2.3 was rebuilt: now 12.11 of 2025-05-20)",
    ]);
  });

  it("the digest of one platform is exchanged for the index", async () => {
    const [platform = ""] = NEW.parts.keys();
    assert.deepEqual(await stateOf(`:12@${platform}`, { "team/app:12": NEW }), [
      "tag NEW, digest true, a platform",
      "12@NEW (the index, which serves every platform)",
    ]);
  });

  it("that of another platform than the wanted one, too", async () => {
    const both = indexOf({ "linux/amd64": imageOf(), "linux/s390x": imageOf({ created: "2025-05-21T00:00:00Z" }) });
    const platforms = [...both.parts].filter(([, { type }]) => type.includes("manifest")).map(([digest]) => digest);
    const lines = await Promise.all(platforms.map((each) => stateOf(`:12@${each}`, { "team/app:12": both })));
    assert.deepEqual(
      lines.map(([line]) => line?.replace(/.*, digest/, "digest")),
      ["digest true, a platform", "digest true", "digest true, another platform", "digest true"],
    );
  });

  it("a tag that is gone leaves the digest, or nothing", async () => {
    assert.deepEqual(await stateOf(`:12@${OLD.digest}`, { "team/app:13": NEW }, [OLD]), ["tag gone, digest true"]);
    assert.deepEqual(await stateOf(`:12@${OLD.digest}`, { "team/app:13": NEW }), ["tag gone, digest false"]);
    assert.deepEqual(await stateOf(`:12`, { "team/app:13": NEW }), ["tag gone, digest undefined"]);
    assert.deepEqual(await stateOf(`@${OLD.digest}`, { "team/app:13": NEW }, [OLD]), ["tag gone, digest true"]);
  });

  it("an image of one platform moves, too, and one that says nothing of itself is only said to have moved", async () => {
    const [before, after] = [imageOf({ created: "" }), imageOf({ created: "unknown" })];
    assert.deepEqual(
      (await stateOf(`:12@${before.digest}`, { "team/app:12": after }, [before])).map((line) =>
        line.replaceAll(after.digest, "AFTER"),
      ),
      ["tag AFTER, digest true", "12@AFTER (12 moved)"],
    );
    const gone = { ...OLD, parts: new Map() };
    assert.deepEqual((await stateOf(`:12@${NEW.digest}`, { "team/app:12": gone }, [NEW])).slice(-1), [
      "12@OLD (12 moved: 12.11 of 2025-05-20)",
    ]);
  });

  it("without a tag or a digest it is latest", async () => {
    assert.deepEqual(await stateOf("", { "team/app:latest": NEW }), ["tag NEW, digest undefined"]);
  });

  it("what fails on the way is no state", async () => {
    const asked = async (path: RegExp) => {
      const world = plainWorld(
        { "team/app:12": NEW },
        {
          untagged: { "team/app": [OLD] },
          first: ({ method }, url) => (path.test(`${method} ${url.pathname}`) ? { status: 502 } : undefined),
        },
      );
      return answer(question(`registry.example/team/app:12@${OLD.digest}`, "state"), world);
    };
    for (const path of [/HEAD .*\/12$/, /HEAD .*sha256:/, /GET .*sha256:/])
      assert.deepEqual(await asked(path), ["unreachable, open: registry.example answers 502."]);
  });

  it("a refusal is not 'gone'", async () => {
    const world = plainWorld({}, { first: () => errorAnswer(403, "DENIED") });
    assert.deepEqual(await answer(question(`registry.example/team/app:12@${OLD.digest}`, "state"), world), [
      "refused: registry.example does not allow reading team/app: run docker login registry.example.",
    ]);
  });
});
