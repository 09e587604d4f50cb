import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeWorld, query, resolved, shown } from "../language/fake-world.ts";

const REGISTRY = "https://registry.example/";

/** A document in the form of npm's registry. */
const LEFT_PAD = {
  name: "left-pad",
  "dist-tags": { latest: "1.3.0", next: "2.0.0-rc.1" },
  versions: { "1.2.0": {}, "1.2.1": { deprecated: "broken" }, "1.3.0": {}, "1.4.0": {}, "2.0.0-rc.1": {} },
  time: {
    created: "2014-01-01T00:00:00Z",
    "1.2.0": "2025-10-01T00:00:00Z",
    "1.2.1": "2025-11-01T00:00:00Z",
    "1.3.0": "2026-01-30T00:00:00Z",
    "1.4.0": "2025-12-01T00:00:00Z",
    "2.0.0-rc.1": "2026-01-30T12:00:00Z",
  },
};

const world = (settings = {}) =>
  fakeWorld({ urls: { [`${REGISTRY}left-pad`]: LEFT_PAD }, registries: { "": REGISTRY }, settings });

test("a name without a version is what the tag latest names, though there are higher ones", async () => {
  assert.equal(shown(await resolved(query("npm", "left-pad"), world())), "1.3.0");
});

test("a tag is the version that it names", async () => {
  assert.equal(shown(await resolved(query("npm", "left-pad", { range: "next" }), world())), "2.0.0-rc.1");
});

test("a tag that is not there is no constraint that cannot be read", async () => {
  const asked = async (range: string) => shown(await resolved(query("npm", "left-pad", { range }), world()));
  assert.equal(await asked("canary"), "not-found: left-pad has no version that is called canary.");
  assert.equal(await asked(">>1"), "unsupported: left-pad has a constraint that cannot be read: >>1.");
});

test("a range takes what latest names where it fits, else the highest that does, but no deprecated one", async () => {
  const asked = (range: string) => resolved(query("npm", "left-pad", { range }), world());
  assert.equal(shown(await asked("^1.2.0")), "1.3.0");
  assert.equal(shown(await asked(">1.3.0")), "1.4.0");
  assert.equal(shown(await asked("~1.2.0")), "1.2.0");
  assert.equal(shown(await asked("^3.0.0")), "not-found: left-pad has no release that fits ^3.0.0.");
});

test("a range passes over what latest names where that is deprecated", async () => {
  const versions = { "1.2.0": {}, "1.3.0": { deprecated: "broken" }, "1.4.0": {} };
  const said = fakeWorld({
    urls: { [`${REGISTRY}left-pad`]: { ...LEFT_PAD, versions } },
    registries: { "": REGISTRY },
  });
  const asked = async (range?: string) =>
    shown(await resolved(query("npm", "left-pad", range === undefined ? {} : { range }), said));
  assert.equal(await asked("^1.2.0"), "1.4.0");
  assert.equal(await asked("<=1.3.0"), "1.2.0");
  assert.equal(await asked("~1.3.0"), "1.3.0 | marked as deprecated");
  assert.equal(await asked(), "1.3.0 | marked as deprecated");
});

/** From 1.3.0 on it wants a newer Node. */
const DEMANDING = {
  ...LEFT_PAD,
  versions: {
    "1.1.0": { engines: { node: ">=14" } },
    "1.2.0": { engines: { node: "^18.18.0 || >=20" } },
    "1.3.0": { engines: { node: ">=20" } },
    "1.4.0": { engines: { node: ">=20" } },
  },
};

const demanding = (settings = {}) =>
  fakeWorld({ urls: { [`${REGISTRY}left-pad`]: DEMANDING }, registries: { "": REGISTRY }, settings });

test("npm passes over what does not run on the Node of the image", async () => {
  const asked = async (base: string, range?: string) =>
    shown(await resolved(query("npm", "left-pad", { base, ...(range !== undefined && { range }) }), demanding()));
  assert.equal(await asked("node:20.11.0"), "1.3.0");
  assert.equal(await asked("node:18.20.8"), "1.2.0");
  assert.equal(await asked("node:18.20-slim"), "1.2.0");
  assert.equal(await asked("node:18.20.8", "^1.0.0"), "1.2.0");
  assert.equal(
    await asked("node:18.20.8", "~1.3.0"),
    "not-found: left-pad has no release for node 18.20.8 that fits ~1.3.0.",
  );
});

test("npm before 10.8.2 takes what latest names, whatever it demands of Node", async () => {
  const asked = async (base: string, range?: string) =>
    shown(await resolved(query("npm", "left-pad", { base, ...(range !== undefined && { range }) }), demanding()));
  const old = (node: string) => `1.3.0 | The base image has node ${node}; 1.3.0 wants >=20.`;
  assert.equal(await asked("node:18.20.4"), old("18.20.4"));
  assert.equal(await asked("node:18.20.5"), "1.2.0");
  assert.equal(await asked("node:16.20.2-alpine"), old("16.20.2"));
  assert.equal(await asked("node:18.20.4", "^1.1.0"), old("18.20.4"));
  assert.equal(await asked("node:18.20.4", "<1.3.0"), "1.2.0");
});

test("a tag that is written counts whatever it demands of Node", async () => {
  const asked = query("npm", "left-pad", { base: "node:18.20.8", range: "latest" });
  assert.equal(shown(await resolved(asked, demanding())), "1.3.0 | The base image has node 18.20.8; 1.3.0 wants >=20.");
});

test("pnpm, Yarn and Bun take what latest names, whatever it demands of Node", async () => {
  for (const manager of ["pnpm", "yarn", "bun"])
    assert.equal(shown(await resolved(query(manager, "left-pad", { base: "node:18.20.8" }), demanding())), "1.3.0");
});

test("without the version of its Node nothing is chosen for an image of Node", async () => {
  const answer = await resolved(query("npm", "left-pad", { base: "node:18" }), demanding({ order: ["index"] }));
  assert.match(shown(answer), /^unreachable: docker\.io\/library\/node:18 could not be asked for its version of node/);
});

test("the user's npm tells what the newest version alone demands of Node", async () => {
  const command = "npm view --json -- left-pad versions dist-tags time engines";
  const view = { ...LEFT_PAD, versions: Object.keys(LEFT_PAD.versions), engines: { node: ">=20" } };
  const asked = async (base: string, range?: string) => {
    const world = fakeWorld({ commands: { [command]: JSON.stringify(view) }, settings: { order: ["tool"] } });
    return shown(await resolved(query("npm", "left-pad", { base, ...(range !== undefined && { range }) }), world));
  };
  assert.equal(await asked("node:20.11.0"), "1.3.0");
  assert.equal(await asked("node:20.11.0", "~1.2.0"), "1.2.1 | What 1.2.1 demands of Node was not looked at.");
  assert.equal(
    await asked("node:18.20.8"),
    "unsupported: npm does not say which versions of left-pad run on node 18.20.8: 1.3.0 wants >=20.",
  );
  assert.equal(await asked("node:16.20.2"), "1.3.0");
});

test("the smaller document is asked for unless ages count", async () => {
  const quick = world();
  await resolved(query("npm", "left-pad"), quick);
  assert.match(quick.requests[0]?.headers?.accept ?? "", /install-v1/);
  const slow = world({ minimumReleaseAgeDays: 3 });
  await resolved(query("npm", "left-pad"), slow);
  assert.equal(slow.requests[0]?.headers?.accept, "application/json");
});

test("a registry may say of each version that it is not deprecated", async () => {
  const versions = { "1.2.0": { deprecated: "" }, "1.2.1": { deprecated: false }, "1.2.2": { deprecated: "broken" } };
  const said = fakeWorld({
    urls: { [`${REGISTRY}left-pad`]: { ...LEFT_PAD, versions } },
    registries: { "": REGISTRY },
  });
  assert.equal(shown(await resolved(query("npm", "left-pad", { range: "^1.2.0" }), said)), "1.2.1");
});

test("a version that is too new is passed over for one below it that is not deprecated, and said", async () => {
  const answer = await resolved(query("npm", "left-pad"), world({ minimumReleaseAgeDays: 3 }));
  assert.equal(shown(answer), "1.2.0 | 1.3.0 is passed over: it is too new");
});

test("when every version is too new there is no answer", async () => {
  const answer = await resolved(query("npm", "left-pad", { range: ">=1.3.0" }), world({ minimumReleaseAgeDays: 3 }));
  assert.equal(shown(answer), "not-found: left-pad has no release that is old enough: 1.3.0 is too new.");
});

test("a scope may have a registry of its own, and its slash is escaped", async () => {
  const scoped = fakeWorld({
    urls: { "https://private.example/npm/@shop%2fcart": { ...LEFT_PAD, name: "@shop/cart" } },
    registries: { "": REGISTRY, "@shop": "https://private.example/npm/" },
  });
  assert.equal(shown(await resolved(query("npm", "@shop/cart"), scoped)), "1.3.0");
});

test("the registry of the RUN is asked alone, with the login that stands in it", async () => {
  const asked = fakeWorld({ urls: { "https://own.example/left-pad": LEFT_PAD }, registries: { "": REGISTRY } });
  const sources = ["https://me:se%3Acret@own.example"];
  assert.equal(shown(await resolved(query("yarn", "left-pad", { sources }), asked)), "1.3.0");
  assert.deepEqual(
    asked.requests.map(({ url, authorization }) => [url, authorization]),
    [["https://own.example/left-pad", `Basic ${btoa("me:se:cret")}`]],
  );
});

test("when the registry does not answer, the user's npm is asked", async () => {
  const command = "npm view --json -- left-pad versions dist-tags time engines";
  const { name: _name, ...view } = { ...LEFT_PAD, versions: Object.keys(LEFT_PAD.versions) };
  const asked = fakeWorld({
    urls: { [`${REGISTRY}left-pad`]: 503 },
    registries: { "": REGISTRY },
    commands: { [command]: JSON.stringify(view) },
  });
  assert.equal(shown(await resolved(query("npm", "left-pad"), asked)), "1.3.0");
});

test("npm 7 and 8 make no list of one version", async () => {
  const command = "npm view --json -- left-pad versions dist-tags time engines";
  const output = JSON.stringify({ versions: "1.0.0", "dist-tags": { latest: "1.0.0" }, time: {} });
  const asked = fakeWorld({ commands: { [command]: output }, settings: { order: ["tool"] } });
  assert.equal(shown(await resolved(query("npm", "left-pad"), asked)), "1.0.0");
});

test("a name that npm does not know is said to be unknown, a registry that it does not reach is not", async () => {
  const command = "npm view --json -- left-pa versions dist-tags time engines";
  const asked = async (code: string, summary: string) => {
    const result = { status: 1, output: JSON.stringify({ error: { code, summary } }), errors: `npm error ${summary}` };
    const world = fakeWorld({ commands: { [command]: result }, settings: { order: ["tool"] } });
    return shown(await resolved(query("npm", "left-pa"), world));
  };
  assert.equal(await asked("E404", "Not Found"), "not-found: npm knows no package left-pa.");
  assert.equal(
    await asked("ECONNREFUSED", "connect refused"),
    "unreachable: npm gave no version of left-pa (status 1): npm error connect refused.",
  );
});

test("what is pinned is compared with what there is", async () => {
  const state = async (current: string) => {
    const answer = await resolved(query("npm", "left-pad", { current }), world());
    return answer.ok ? answer.state : undefined;
  };
  const known = { kind: "package", candidate: "1.3.0", isSecurity: false };
  assert.deepEqual(await state("1.2.0"), { ...known, exists: true, isOutdated: true });
  assert.deepEqual(await state("1.2.7"), { ...known, exists: false, isOutdated: true });
  assert.deepEqual(await state("1.3.0"), { ...known, exists: true, isOutdated: false });
});
