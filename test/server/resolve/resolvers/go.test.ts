import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeWorld, query, resolved, shown } from "../language/fake-world.ts";

const PROXY = "https://proxy.example/";
const MODULE = `${PROXY}ship.example/!hull`;

const URLS = {
  [`${MODULE}/@v/list`]: "v1.0.0\nv1.2.0\nv1.1.0\nv1.3.0\nv2.0.0-rc.1\nv1.2.1\nnot a version\n",
  [`${MODULE}/@v/v1.3.0.mod`]: "module ship.example/Hull\n\nretract (\n\tv1.3.0 // leaks\n\t[v1.2.1, v1.2.9]\n)\n",
  [`${MODULE}/@v/v1.2.0.info`]: { Version: "v1.2.0", Time: "2026-01-30T00:00:00Z" },
  [`${MODULE}/@v/v1.1.0.info`]: { Version: "v1.1.0", Time: "2025-01-01T00:00:00Z" },
  [`${MODULE}/@v/main.info`]: { Version: "v1.3.1-0.20260101000000-0123456789ab", Time: "2026-01-01T00:00:00Z" },
  [`${PROXY}ship.example/late/@v/list`]: "v1.5.5\nv1.6.0-rc.1\nv4.1.2+incompatible\n",
  [`${PROXY}ship.example/late/@v/v1.5.5.mod`]: "module ship.example/late\n\ngo 1.16\n",
  [`${PROXY}ship.example/never/@v/list`]: "v1.0.0\nv2.0.0+incompatible\n",
  [`${PROXY}ship.example/never/@v/v1.0.0.mod`]: "module ship.example/never\n",
  [`${PROXY}ship.example/untagged/@v/list`]: "\n",
  [`${PROXY}ship.example/untagged/@latest`]: { Version: "v0.0.0-20250101000000-0123456789ab" },
};

const world = (settings = {}) =>
  fakeWorld({ urls: URLS, settings: { indexes: new Map([["go", PROXY]]), order: ["index"], ...settings } });

const asked = async (name: string, range?: string, settings = {}) =>
  shown(await resolved(query("go", name, range === undefined ? {} : { range }), world(settings)));

test("the highest release that the newest one does not retract", async () => {
  assert.equal(await asked("ship.example/Hull"), "v1.2.0");
  assert.equal(await asked("ship.example/Hull", "latest"), "v1.2.0");
});

test("the path of a command is cut from the right until it is a module", async () => {
  assert.equal(await asked("ship.example/Hull/cmd/caulk"), "v1.2.0");
  assert.equal(
    await asked("ship.example/none/cmd/caulk"),
    "not-found: proxy.example has no versions of ship.example/none.",
  );
});

test("v1.1 is the newest that begins so, a branch its newest commit", async () => {
  assert.equal(await asked("ship.example/Hull", "v1.1"), "v1.1.0");
  assert.equal(await asked("ship.example/Hull", "main"), "v1.3.1-0.20260101000000-0123456789ab");
});

test("versions from before a project had modules count where its others have no go.mod, or where they are asked for", async () => {
  assert.equal(await asked("ship.example/late"), "v1.5.5");
  assert.equal(await asked("ship.example/late", "v4"), "v4.1.2+incompatible");
  assert.equal(await asked("ship.example/never"), "v2.0.0+incompatible");
});

test("a module without tags has the version of a commit", async () => {
  assert.equal(await asked("ship.example/untagged"), "v0.0.0-20250101000000-0123456789ab");
});

test("a release that is too new is passed over", async () => {
  assert.equal(
    await asked("ship.example/Hull", undefined, { minimumReleaseAgeDays: 3 }),
    "v1.1.0 | v1.2.0 is passed over: it is too new",
  );
});

test("a query that only the go command knows is left to it", async () => {
  assert.equal(
    await asked("ship.example/Hull", ">=v1.1.0"),
    "unsupported: ship.example/Hull has a query that only the go command knows: >=v1.1.0.",
  );
});

test("versions are taken back one by one and in ranges, and the newest of prereleases alone is taken", async () => {
  const proxy = "https://proxy.example/ship.example/";
  const urls = {
    [`${proxy}oar/@v/list`]: "v1.0.0\nv1.1.0\nv1.2.0\nv1.3.0\n",
    [`${proxy}oar/@v/v1.3.0.mod`]: "module x\nretract v1.3.0 // lost\nretract [v1.1.0, v1.2.0]\nretract [\n",
    [`${proxy}mast/@v/list`]: "v0.1.0-beta.1\nv0.1.0-beta.2\n",
    [`${proxy}keel/@v/list`]: "not a version\n",
    [`${proxy}keel/@latest`]: { Version: "v0.0.0-20250101000000-0123456789ab" },
    [`${proxy}rope/@v/list`]: "",
    [`${proxy}rope/@latest`]: { Version: "v1.0.0;ls", Time: "2025-01-01T00:00:00Z" },
    [`${proxy}tiller/@v/list`]: "",
    [`${proxy}tiller/@latest`]: 403,
    [`${proxy}anchor/@v/list`]: "v1.0.0\nv1.1.0\n",
    [`${proxy}anchor/@v/v1.1.0.mod`]: 502,
    [`${proxy}sail/@v/list`]: "",
    [`${proxy}sail/@latest`]: {},
  };
  const settings = { indexes: new Map([["go", "https://proxy.example"]]), order: ["index" as const] };
  const asked = async (name: string) =>
    shown(await resolved(query("go", `ship.example/${name}`), fakeWorld({ urls, settings })));
  assert.equal(await asked("oar"), "v1.0.0");
  assert.equal(await asked("mast"), "v0.1.0-beta.2");
  assert.equal(
    await asked("anchor"),
    "unreachable: proxy.example answered with status 502 for retractions of ship.example/anchor.",
  );
  assert.equal(await asked("keel"), "v0.0.0-20250101000000-0123456789ab");
  assert.equal(await asked("sail"), "malformed: ship.example/sail has no version in what the index answers.");
  assert.equal(await asked("rope"), "malformed: ship.example/rope has a version that is none.");
  assert.equal(
    await asked("tiller"),
    "refused: proxy.example wants a login for newest version of ship.example/tiller (status 403).",
  );
});

test("go itself is asked without version control, and for the times of what is older", async () => {
  const list = {
    Path: "ship.example/hull",
    Version: "v1.2.0",
    Time: "2026-01-30T00:00:00Z",
    Versions: ["v1.1.0", "v1.2.0"],
  };
  const times = [
    { Path: "ship.example/hull", Version: "v1.1.0", Time: "2025-01-01T00:00:00Z" },
    { Path: "ship.example/hull", Version: "v1.0.0", Error: { Err: "unknown" } },
  ];
  const errors = "go: ship.example/hull/cmd@latest: unrecognized import path";
  const commands = {
    "go list -m -json -versions -- ship.example/hull/cmd@latest": { status: 1, errors },
    "go list -m -json -versions -- ship.example/hull@latest": JSON.stringify(list),
    "go list -m -e -json -- ship.example/hull@v1.1.0": times
      .map((each) => `${JSON.stringify(each, null, "\t")}\n`)
      .join(""),
  };
  const tools = fakeWorld({ commands, settings: { order: ["tool"], minimumReleaseAgeDays: 3 } });
  const answer = await resolved(query("go", "ship.example/hull/cmd"), tools);
  assert.equal(shown(answer), "v1.1.0 | v1.2.0 is passed over: it is too new");
  assert.equal(tools.started[0]?.environment?.GOVCS, "*:off");
});

test("the proxies that the stage names are those of go, in their order", async () => {
  const tools = fakeWorld({ settings: { order: ["tool"] } });
  await resolved(query("go", "ship.example/hull", { sources: ["https://proxy.example", "direct"] }), tools);
  assert.equal(tools.started[0]?.environment?.GOPROXY, "https://proxy.example,direct");
});

test("whether the version of a commit is still there is not known, whether another one is, is", async () => {
  const exists = async (current: string) => {
    const answer = await resolved(query("go", "ship.example/Hull", { current }), world());
    return answer.ok && answer.state?.kind === "package" ? answer.state.exists : "none";
  };
  assert.equal(await exists("v1.3.1-0.20260101000000-0123456789ab"), undefined);
  assert.equal(await exists("main"), undefined);
  assert.equal(await exists("v1.3.0"), true);
  assert.equal(await exists("v1.0.9"), false);
});

test("where there is no go, it is not asked for path after path", async () => {
  const tools = fakeWorld({ settings: { order: ["tool"] } });
  const answer = await resolved(query("go", "ship.example/hull/cmd/caulk"), tools);
  assert.equal(shown(answer), "unsupported: go is not on this machine.");
  assert.equal(tools.started.length, 1);
});
