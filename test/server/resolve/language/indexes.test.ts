import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { newHttp } from "../../../../server/src/outside/http/http.ts";
import { loopback } from "../../../harness/loopback.ts";
import { fakeWorld, query, resolved, shown } from "./fake-world.ts";

// Each kind of index as a server of this machine, asked over our real network code: what is asked, and nobody else.

interface Index {
  readonly name: string;
  /** Path → body; `URL` in it becomes the server's address. */
  readonly files: Readonly<Record<string, string>>;
  readonly isZipped?: boolean;
  readonly sources?: readonly string[];
  readonly version: string;
  /** The version with a minimum age of three days, where the index tells times. */
  readonly aged?: string;
}

const NEW = "2026-01-30T00:00:00Z";
const OLD = "2025-01-01T00:00:00Z";

const TABLE: Readonly<Record<string, Index>> = {
  npm: {
    name: "@ship/caulk",
    files: {
      "/@ship%2fcaulk": JSON.stringify({
        "dist-tags": { latest: "1.1.0" },
        versions: { "1.0.0": {}, "1.1.0": {} },
        time: { "1.0.0": OLD, "1.1.0": NEW },
      }),
    },
    version: "1.1.0",
    aged: "1.0.0",
  },
  pip: {
    name: "Ship.Caulk",
    files: {
      "/ship-caulk/": JSON.stringify({
        files: [
          { filename: "ship_caulk-1.0-py3-none-any.whl", "upload-time": OLD },
          { filename: "ship_caulk-1.1.tar.gz", "upload-time": NEW },
        ],
      }),
    },
    version: "1.1",
    aged: "1.0",
  },
  go: {
    name: "ship.example/caulk/cmd",
    files: {
      "/ship.example/caulk/@v/list": "v1.0.0\nv1.1.0\n",
      "/ship.example/caulk/@v/v1.1.0.mod": "module ship.example/caulk\n",
      "/ship.example/caulk/@v/v1.1.0.info": JSON.stringify({ Version: "v1.1.0", Time: NEW }),
      "/ship.example/caulk/@v/v1.0.0.info": JSON.stringify({ Version: "v1.0.0", Time: OLD }),
    },
    version: "v1.1.0",
    aged: "v1.0.0",
  },
  cargo: {
    name: "caulk",
    files: {
      "/ca/ul/caulk": [
        { vers: "1.0.0", yanked: false, pubtime: OLD },
        { vers: "1.1.0", yanked: false, pubtime: NEW },
      ]
        .map((line) => JSON.stringify(line))
        .join("\n"),
    },
    version: "1.1.0",
    aged: "1.0.0",
  },
  gem: { name: "caulk", files: { "/info/caulk": "---\n1.0.0 |checksum:00\n1.1.0 |checksum:00\n" }, version: "1.1.0" },
  composer: {
    name: "ship/caulk",
    files: {
      "/packages.json": JSON.stringify({ "metadata-url": "/p2/%package%.json" }),
      "/p2/ship/caulk.json": JSON.stringify({
        minified: "composer/2.0",
        packages: {
          "ship/caulk": [
            { version: "1.1.0", time: NEW },
            { version: "1.0.0", time: OLD },
          ],
        },
      }),
    },
    version: "1.1.0",
    aged: "1.0.0",
  },
  dotnet: {
    name: "Ship.Caulk",
    files: {
      "/index.json": JSON.stringify({ resources: [{ "@id": "URL/r/", "@type": "RegistrationsBaseUrl/3.6.0" }] }),
      "/r/ship.caulk/index.json": JSON.stringify({
        items: [
          {
            items: [
              { catalogEntry: { version: "1.0.0", listed: true, published: OLD } },
              { catalogEntry: { version: "1.1.0", listed: true, published: NEW } },
            ],
          },
        ],
      }),
    },
    isZipped: true,
    version: "1.1.0",
    aged: "1.0.0",
  },
  powershell: {
    name: "Caulk",
    files: {
      "/FindPackagesById()?id=%27Caulk%27": `<feed><entry><m:properties><d:Version>1.0.0</d:Version><d:Published>${OLD}</d:Published>
        </m:properties></entry><entry><m:properties><d:Version>1.1.0</d:Version><d:Published>${NEW}</d:Published></m:properties></entry></feed>`,
    },
    version: "1.1.0",
    aged: "1.0.0",
  },
  pecl: {
    name: "caulk",
    files: {
      "/rest/r/caulk/allreleases.xml":
        "<a><p>caulk</p><r><v>1.1.0</v><s>stable</s></r><r><v>1.0.0</v><s>stable</s></r></a>",
    },
    version: "1.1.0",
  },
  luarocks: {
    name: "caulk",
    files: { "/manifest": 'repository = { caulk = { ["1.0-1"] = { {} }, ["1.1-1"] = { {} } } }' },
    version: "1.1-1",
  },
  conda: {
    name: "caulk",
    files: {
      "/forge/noarch/current_repodata.json": JSON.stringify({ packages: {} }),
      "/forge/linux-64/current_repodata.json": JSON.stringify({
        packages: {
          a: { name: "caulk", version: "1.0", timestamp: Date.parse(OLD) },
          b: { name: "caulk", version: "1.1", timestamp: Date.parse(NEW) },
        },
      }),
    },
    sources: ["forge"],
    version: "1.1",
    aged: "1.0",
  },
};

const http = newHttp({ environment: {}, limits: { pauseMs: 1 } });

async function asked(manager: string, index: Index, minimumReleaseAgeDays: number) {
  const { name, files, isZipped, sources = [] } = index;
  const server = await loopback(({ url = "" }, response) => {
    const body = files[url]?.replaceAll("URL", server.url);
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": "application/json",
      ...(isZipped === true ? { "content-encoding": "gzip" } : {}),
    });
    response.end(isZipped === true && body !== undefined ? gzipSync(body) : body);
  });
  try {
    const world = fakeWorld({
      reach: { http },
      settings: { indexes: new Map([[manager, server.url]]), order: ["index"], minimumReleaseAgeDays },
    });
    const answer = await resolved(query(manager, name, { sources }), world);
    const isOnlyThere = world.requests.every(({ url }) => url.startsWith(`${server.url}/`));
    return { answer: shown(answer).split(" | ")[0], isOnlyThere };
  } finally {
    await server.close();
  }
}

for (const [manager, index] of Object.entries(TABLE)) {
  describe(`an index of ${manager}`, () => {
    it("says what is installed, and nobody else is asked", async () => {
      assert.deepEqual(await asked(manager, index, 0), { answer: index.version, isOnlyThere: true });
    });
    it("passes over what is too new where it tells times", async () => {
      assert.deepEqual(await asked(manager, index, 3), { answer: index.aged ?? index.version, isOnlyThere: true });
    });
  });
}

describe("an index that is not there", () => {
  it("is a failure that names its host", async () => {
    const server = await loopback(() => {});
    await server.close();
    const world = fakeWorld({
      reach: { http },
      settings: { indexes: new Map([["npm", server.url]]), order: ["index"] },
    });
    assert.match(
      shown(await resolved(query("npm", "caulk"), world)),
      new RegExp(`^unreachable: 127.0.0.1:${server.port} `),
    );
  });
});
