import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeWorld, query, resolved, shown } from "../language/fake-world.ts";

const INDEX = "https://index.example/";

const LINES = [
  { name: "caulk", vers: "0.9.0", yanked: false },
  { name: "caulk", vers: "1.0.0", yanked: false, pubtime: "2025-01-01T00:00:00Z" },
  { name: "caulk", vers: "1.2.0", yanked: false, pubtime: "2026-01-30T00:00:00Z" },
  { name: "caulk", vers: "1.3.0", yanked: true },
  { name: "caulk", vers: "2.0.0-beta.1", yanked: false },
];

const world = (settings = {}) =>
  fakeWorld({
    urls: { [`${INDEX}ca/ul/caulk`]: LINES.map((line) => JSON.stringify(line)).join("\n") },
    settings: { indexes: new Map([["cargo", `sparse+${INDEX}`]]), ...settings },
  });

test("the highest release that is neither yanked nor a prerelease", async () => {
  assert.equal(shown(await resolved(query("cargo", "caulk"), world())), "1.2.0");
});

test("a crate that has prereleases alone has nothing that is installed without a version", async () => {
  const asked = fakeWorld({
    urls: { [`${INDEX}3/r/rig`]: JSON.stringify({ vers: "1.0.0-rc.1" }) },
    settings: { indexes: new Map([["cargo", INDEX]]) },
  });
  assert.equal(shown(await resolved(query("cargo", "rig"), asked)), "not-found: rig has no release.");
});

test("short names stand in folders of their length, and an index of the RUN may be written as cargo writes it", async () => {
  const line = (vers: string) => JSON.stringify({ vers });
  const urls = { [`${INDEX}1/a`]: `${line("1.0.0")}\n\n{"vers`, [`${INDEX}2/io`]: line("2.0.0") };
  const sources = [`sparse+${INDEX}`];
  assert.equal(shown(await resolved(query("cargo", "a", { sources }), fakeWorld({ urls }))), "1.0.0");
  assert.equal(shown(await resolved(query("cargo", "io", { sources }), fakeWorld({ urls }))), "2.0.0");
});

test("a requirement without an operator is a caret one", async () => {
  assert.equal(shown(await resolved(query("cargo", "caulk", { range: "0.9" }), world())), "0.9.0");
  assert.equal(shown(await resolved(query("cargo", "caulk", { range: ">=0.9, <1.1" }), world())), "1.0.0");
});

test("a release that is too new is passed over", async () => {
  const answer = await resolved(query("cargo", "caulk"), world({ minimumReleaseAgeDays: 3 }));
  assert.equal(shown(answer), "1.0.0 | 1.2.0 is passed over: it is too new");
});

const INFO = "cargo info -q --color=never -- caulk";

test("cargo says one version; what it passes over is said", async () => {
  const asked = async (output: string) =>
    shown(
      await resolved(
        query("cargo", "caulk"),
        fakeWorld({ commands: { [INFO]: output }, settings: { order: ["tool"] } }),
      ),
    );
  assert.equal(await asked("caulk #ship\nversion: 1.2.0\nlicense: MIT\n"), "1.2.0");
  assert.equal(
    await asked("caulk #ship\nversion: 1.1.0 (latest 1.2.0)\nlicense: MIT\n"),
    "1.1.0 | 1.2.0 is there too: cargo of this machine passes it over.",
  );
});

test("older versions and times are deps.dev's word, which knows no yanks", async () => {
  const versions = [
    { versionKey: { version: "1.2.0" }, publishedAt: "2026-01-30T00:00:00Z" },
    { versionKey: { version: "1.0.0" }, publishedAt: "2025-01-01T00:00:00Z" },
  ];
  const asked = fakeWorld({
    commands: { [INFO]: "version: 1.2.0\n" },
    urls: { "https://api.deps.dev/v3/systems/CARGO/packages/caulk": { versions } },
    settings: { order: ["tool"], thirdParty: true, minimumReleaseAgeDays: 3 },
  });
  assert.equal(
    shown(await resolved(query("cargo", "caulk"), asked)),
    "1.0.0 | 1.2.0 is passed over: it is too new | That it was not withdrawn since is not known.",
  );
});

test("whether an older version is still there, cargo was not asked", async () => {
  const asked = fakeWorld({ commands: { [INFO]: "version: 1.2.0\n" }, settings: { order: ["tool"] } });
  const answer = await resolved(query("cargo", "caulk", { current: "1.0.0" }), asked);
  assert.deepEqual(answer.ok && answer.state, {
    kind: "package",
    exists: undefined,
    candidate: "1.2.0",
    isOutdated: true,
    isSecurity: false,
  });
});
