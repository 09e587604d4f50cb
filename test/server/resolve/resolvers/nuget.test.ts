import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { fakeWorld, query, resolved, shown } from "../language/fake-world.ts";

const FEED = "https://feed.example/v3/";

function leaf(version: string, published: string, listed = true): object {
  return { catalogEntry: { id: "Ship.Caulk", version, published, listed } };
}

const URLS = {
  [`${FEED}index.json`]: {
    version: "3.0.0",
    resources: [
      { "@id": `${FEED}registration/`, "@type": "RegistrationsBaseUrl" },
      { "@id": `${FEED}registration-gz/`, "@type": "RegistrationsBaseUrl/3.6.0" },
    ],
  },
  [`${FEED}registration-gz/ship.caulk/index.json`]: zipped({
    items: [
      { "@id": `${FEED}page/0`, count: 2, lower: "1.0.0", upper: "1.2.0.1" },
      {
        "@id": `${FEED}page/1`,
        items: [leaf("2.0.0", "1900-01-01T00:00:00+00:00"), leaf("2.1.0-rc.1", "2026-01-01T00:00:00Z")],
      },
    ],
  }),
  [`${FEED}page/0`]: zipped({
    items: [
      leaf("1.0.0", "2025-01-01T00:00:00Z"),
      leaf("1.2.0.1", "2026-01-30T00:00:00Z"),
      leaf("1.3.0", "2025-06-01T00:00:00Z", false),
      leaf("1.2.0+build.7", "2025-06-01T00:00:00Z"),
    ],
  }),
};

function zipped(value: object): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

const world = (settings = {}) =>
  fakeWorld({ urls: URLS, settings: { indexes: new Map([["dotnet", FEED]]), ...settings } });

test("the highest stable release that is listed, of pages and registrations that are gzip", async () => {
  assert.equal(shown(await resolved(query("dotnet", "Ship.Caulk"), world())), "1.2.0.1");
});

test("the address of the settings may be that of the service index", async () => {
  const asked = world({ indexes: new Map([["dotnet", `${FEED}index.json`]]) });
  assert.equal(shown(await resolved(query("dotnet", "ship.caulk"), asked)), "1.2.0.1");
});

test("a range is kept, and what is pinned is there though it is not listed", async () => {
  const answer = await resolved(query("dotnet", "Ship.Caulk", { range: "[1.0,1.2.0]", current: "1.3.0" }), world());
  assert.equal(shown(answer), "1.2.0");
  assert.equal(answer.ok && answer.state?.kind === "package" && answer.state.exists, true);
});

test("a release that is too new is passed over", async () => {
  const answer = await resolved(query("dotnet", "Ship.Caulk"), world({ minimumReleaseAgeDays: 3 }));
  assert.equal(shown(answer), "1.2.0 | 1.2.0.1 is passed over: it is too new");
});

test("the login of a feed goes to no other host that it names", async () => {
  const service = { resources: [{ "@id": "https://cdn.example/r", "@type": "RegistrationsBaseUrl/3.6.0" }] };
  const asked = fakeWorld({
    urls: {
      "https://own.example/index.json": service,
      "https://cdn.example/r/ship.caulk/index.json": { items: [{ items: [leaf("1.0.0", "2025-01-01T00:00:00Z")] }] },
    },
  });
  const sources = ["https://me:secret@own.example"];
  assert.equal(shown(await resolved(query("dotnet", "Ship.Caulk", { sources }), asked)), "1.0.0");
  assert.deepEqual(
    asked.requests.map(({ authorization, ledBy }) => [authorization !== undefined, ledBy]),
    [
      [true, "https://own.example/"],
      [false, "https://own.example/"],
    ],
  );
});

test("a bomb is no answer", async () => {
  const url = `${FEED}registration-gz/ship.caulk/index.json`;
  const asked = fakeWorld({
    urls: { ...URLS, [url]: gzipSync(new Uint8Array(129 * 1024 * 1024)) },
    settings: { indexes: new Map([["dotnet", FEED]]), order: ["index"] },
  });
  assert.equal(
    shown(await resolved(query("dotnet", "Ship.Caulk"), asked)),
    "malformed: feed.example sent versions of Ship.Caulk in a form that cannot be unpacked.",
  );
});

test("a source that dotnet does not reach is no package that it does not know", async () => {
  const command = "dotnet package search Ship.Caulk --exact-match --format=json";
  const asked = async (problems: readonly object[]) => {
    const output = JSON.stringify({ version: 2, problems, searchResult: [{ sourceName: "feed", packages: [] }] });
    return shown(
      await resolved(
        query("dotnet", "Ship.Caulk"),
        fakeWorld({ commands: { [command]: output }, settings: { order: ["tool"] } }),
      ),
    );
  };
  assert.equal(await asked([]), "not-found: dotnet knows no package Ship.Caulk.");
  assert.match(
    await asked([{ text: "Unable to load the service index", problemType: "Error" }]),
    /^unreachable: dotnet gave no version of Ship\.Caulk .*service index\.$/,
  );
});

test("dotnet searches its own sources for that very name", async () => {
  const command = "dotnet package search Ship.Caulk --exact-match --format=json";
  const packages = [
    { id: "Ship.Caulk", version: "1.0.0" },
    { id: "ship.caulk", version: "1.2.0" },
    { id: "Ship.Caulker", version: "9.0.0" },
  ];
  const output = JSON.stringify({ version: 2, problems: [], searchResult: [{ sourceName: "feed", packages }] });
  const asked = fakeWorld({ commands: { [command]: output }, settings: { order: ["tool"] } });
  assert.equal(shown(await resolved(query("dotnet", "Ship.Caulk"), asked)), "1.2.0");
});

test("an older dotnet names the latest version alone", async () => {
  const command = "dotnet package search Ship.Caulk --exact-match --format=json";
  const output = JSON.stringify({ searchResult: [{ packages: [{ id: "Ship.Caulk", latestVersion: "1.2.0" }] }] });
  const asked = fakeWorld({ commands: { [command]: output }, settings: { order: ["tool"] } });
  assert.equal(shown(await resolved(query("dotnet", "Ship.Caulk"), asked)), "1.2.0");
});

test("a package of more pages than any has is refused", async () => {
  const url = `${FEED}registration-gz/ship.caulk/index.json`;
  const items = Array.from({ length: 65 }, () => ({ items: [{ catalogEntry: {} }] }));
  const asked = fakeWorld({
    urls: { ...URLS, [url]: zipped({ items }) },
    settings: { indexes: new Map([["dotnet", FEED]]), order: ["index"] },
  });
  assert.equal(
    shown(await resolved(query("dotnet", "Ship.Caulk"), asked)),
    "limit: https://feed.example/v3/ has more than 64 pages of Ship.Caulk.",
  );
});
