import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeWorld, query, resolved, shown } from "../language/fake-world.ts";

const ALIAS = "https://channels.example";

const URLS = {
  [`${ALIAS}/forge/noarch/current_repodata.json`]: {
    packages: {},
    "packages.conda": { "rope-2.0-py_0.conda": { name: "rope", version: "2.0", timestamp: 1767225600000 } },
  },
  [`${ALIAS}/forge/linux-64/current_repodata.json`]: {
    packages: { "caulk-1.9-0.tar.bz2": { name: "caulk", version: "1.9", timestamp: 1735689600 } },
    "packages.conda": {
      "caulk-1.10-h0_0.conda": { name: "caulk", version: "1.10", timestamp: 1769731200000 },
      "caulk-1.10-h1_1.conda": { name: "caulk", version: "1.10", timestamp: 1769731200000 },
    },
  },
  [`${ALIAS}/other/noarch/current_repodata.json`]: { packages: {}, "packages.conda": {} },
  [`${ALIAS}/other/linux-64/current_repodata.json`]: {
    packages: { "caulk-3.0-0.tar.bz2": { name: "caulk", version: "3.0" } },
  },
};

const world = (settings = {}) =>
  fakeWorld({ urls: URLS, settings: { indexes: new Map([["conda", ALIAS]]), order: ["index"], ...settings } });

test("the highest version of the first channel that has the package", async () => {
  const asked = (sources: readonly string[]) => resolved(query("conda", "caulk", { sources }), world());
  assert.equal(shown(await asked(["forge", "other"])), "1.10");
  assert.equal(shown(await asked(["other", "forge"])), "3.0");
  assert.equal(shown(await asked([`${ALIAS}/forge`])), "1.10");
});

test("a package for any platform is found too, and each list is read once", async () => {
  const asked = world();
  assert.equal(shown(await resolved(query("mamba", "rope", { sources: ["forge"] }), asked)), "2.0");
  assert.equal(shown(await resolved(query("mamba", "caulk", { sources: ["forge"] }), asked)), "1.10");
  assert.equal(asked.requests.length, 2);
});

test("a channel may have the whole list alone, and nothing for the platform", async () => {
  const urls = {
    [`${ALIAS}/small/noarch/repodata.json`]: { packages: { "rope-1.0-0.tar.bz2": { name: "rope", version: "1.0" } } },
  };
  const asked = (source: string, arch = "amd64") =>
    resolved(
      { ...query("conda", "rope", { sources: [source] }), base: { ...base, platform: { os: "linux", arch } } },
      fakeWorld({ urls: { ...URLS, ...urls }, settings: { indexes: new Map([["conda", ALIAS]]), order: ["index"] } }),
    );
  const { base = assert.fail() } = query("conda", "rope", { base: "debian:12" });
  assert.equal(shown(await asked("small")), "1.0");
  assert.equal(shown(await asked("forge", "riscv64")), "2.0");
  assert.equal(shown(await asked("none")), `unsupported: ${ALIAS}/none/ is no channel.`);
});

test("a processor that has no builds is not answered with those of another", async () => {
  const { base = assert.fail() } = query("conda", "caulk", { base: "debian:12" });
  for (const arch of ["riscv64", "arm"]) {
    const asked = {
      ...query("conda", "caulk", { sources: ["forge"] }),
      base: { ...base, platform: { os: "linux", arch } },
    };
    assert.match(shown(await resolved(asked, world())), /^not-found: .* has no caulk for linux-/);
  }
});

test("a package of more builds than any has is refused, and read without a throw", async () => {
  const builds = Array.from({ length: 200_000 }, (_, index) => [`${index}`, { name: "sand", version: `1.${index}` }]);
  const urls = {
    ...URLS,
    [`${ALIAS}/forge/linux-64/current_repodata.json`]: { packages: Object.fromEntries(builds) },
  };
  const settings = { indexes: new Map([["conda", ALIAS]]), order: ["index"] } as const;
  const asked = fakeWorld({ urls, settings });
  assert.equal(
    shown(await resolved(query("conda", "sand", { sources: ["forge"] }), asked)),
    "limit: sand has more than 50000 releases, which no package has.",
  );
});

test("a pin takes every version that begins so", async () => {
  const state = async (current: string) => {
    const answer = await resolved(query("conda", "caulk", { current, sources: ["forge"] }), world());
    return answer.ok && answer.state?.kind === "package" ? [answer.state.exists, answer.state.isOutdated] : "none";
  };
  assert.deepEqual(await state("1.10"), [true, false]);
  assert.deepEqual(await state("1"), [true, false]);
  assert.deepEqual(await state("1.9"), [true, true]);
  // The list has the newest builds alone.
  assert.deepEqual(await state("1.8"), [undefined, true]);
});

test("a version that is too new is passed over", async () => {
  const answer = await resolved(query("conda", "caulk", { sources: ["forge"] }), world({ minimumReleaseAgeDays: 3 }));
  assert.equal(shown(answer), "1.9 | 1.10 is passed over: it is too new");
});

test("conda and micromamba are asked for the platform of the image", async () => {
  const commands = {
    "conda search --json -c forge --subdir linux-64 caulk": JSON.stringify({
      caulk: [{ version: "1.9" }, { version: "1.10" }],
    }),
    "micromamba search --json -c forge --platform linux-64 caulk": JSON.stringify({
      result: { pkgs: [{ name: "caulk", version: "1.10" }], status: "OK" },
    }),
    "conda search --json --subdir linux-64 caul": {
      status: 1,
      output: JSON.stringify({ exception_name: "PackagesNotFoundError" }),
    },
  };
  const asked = async (manager: string, name: string, sources: readonly string[]) =>
    shown(await resolved(query(manager, name, { sources }), fakeWorld({ commands, settings: { order: ["tool"] } })));
  assert.equal(await asked("conda", "caulk", ["forge"]), "1.10");
  assert.equal(await asked("micromamba", "caulk", ["forge"]), "1.10");
  assert.equal(await asked("conda", "caul", []), "not-found: conda knows no package caul.");
});

test("a build of a time that is none has no age", async () => {
  const urls = {
    ...URLS,
    [`${ALIAS}/forge/linux-64/current_repodata.json`]: {
      packages: { "caulk-1.9-0.tar.bz2": { name: "caulk", version: "1.9", timestamp: 1e300 } },
    },
  };
  const settings = { indexes: new Map([["conda", ALIAS]]), order: ["index"], minimumReleaseAgeDays: 3 } as const;
  assert.equal(
    shown(await resolved(query("conda", "caulk", { sources: ["forge"] }), fakeWorld({ urls, settings }))),
    "1.9 | When 1.9 was published is not known, so its age was not looked at.",
  );
});

test("a search that finds nothing or breaks says so, each in its own way", async () => {
  const asked = async (result: object) => {
    const commands = { "micromamba search --json --platform linux-64 caulk": result };
    return shown(await resolved(query("micromamba", "caulk"), fakeWorld({ commands, settings: { order: ["tool"] } })));
  };
  const found = { result: { pkgs: [], status: "OK" } };
  assert.equal(await asked({ output: JSON.stringify(found) }), "not-found: micromamba knows no package caulk.");
  assert.equal(
    await asked({ status: 1, errors: "error    libmamba Download error (28)\n" }),
    "unreachable: micromamba gave no version of caulk (status 1): error    libmamba Download error (28).",
  );
});
