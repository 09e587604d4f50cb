import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeWorld, query, resolved, shown } from "../language/fake-world.ts";

const REPOSITORY = "https://packages.example/";

/** Each entry is what differs from the one before it. */
const CAULK = [
  { name: "ship/caulk", version: "v3.0.0-RC1", time: "2026-01-29T00:00:00+00:00", require: { php: ">=8.2" } },
  { version: "v2.1.0", abandoned: "ship/other", time: "2026-01-30T00:00:00+00:00" },
  { version: "v2.0.0", time: "2025-10-01T00:00:00+00:00", require: { php: "^7.4 || ^8.0" } },
  { version: "1.5.0", require: "__unset", abandoned: "__unset", time: "2024-10-01T00:00:00+00:00" },
];

const world = (settings = {}) =>
  fakeWorld({
    urls: {
      [`${REPOSITORY}packages.json`]: { "metadata-url": "/p2/%package%.json" },
      [`${REPOSITORY}p2/ship/caulk.json`]: { minified: "composer/2.0", packages: { "ship/caulk": CAULK } },
    },
    settings: { indexes: new Map([["composer", REPOSITORY]]), ...settings },
  });

test("the highest stable release that the PHP of the base image may use", async () => {
  const asked = async (base: string) => shown(await resolved(query("composer", "ship/caulk", { base }), world()));
  assert.equal(await asked("php:8.3-fpm"), "2.1.0 | marked as deprecated");
  assert.equal(await asked("php:8.1"), "2.0.0 | marked as deprecated");
  assert.equal(await asked("php:7.2.34-cli"), "1.5.0");
});

test("of a list that is not minified no entry takes anything from the one before it", async () => {
  const urls = {
    [`${REPOSITORY}packages.json`]: { "metadata-url": "/p2/%package%.json" },
    [`${REPOSITORY}p2/ship/caulk.json`]: { packages: { "ship/caulk": CAULK } },
  };
  const asked = fakeWorld({ urls, settings: { indexes: new Map([["composer", REPOSITORY]]) } });
  assert.equal(
    shown(await resolved(query("composer", "ship/caulk", { base: "php:7.2" }), asked)),
    "2.1.0 | marked as deprecated",
  );
});

test("a constraint is kept", async () => {
  const asked = async (range: string) =>
    shown(await resolved(query("composer", "ship/caulk", { range, base: "php:8.3" }), world()));
  assert.equal(await asked("^1.0"), "1.5.0");
  assert.equal(await asked("~2.0.0"), "2.0.0 | marked as deprecated");
  assert.equal(await asked("dev-main"), "unsupported: ship/caulk has a constraint that cannot be read: dev-main.");
});

test("a release that is too new is passed over", async () => {
  const answer = await resolved(
    query("composer", "ship/caulk", { base: "php:8.3" }),
    world({ minimumReleaseAgeDays: 3 }),
  );
  assert.equal(shown(answer), "2.0.0 | 2.1.0 is passed over: it is too new");
});

test("a repository that composer does not reach is no package that it does not know", async () => {
  const command = "composer show --all --format=json --no-interaction --no-plugins --no-scripts -- ship/caulk";
  const asked = async (errors: string) =>
    shown(
      await resolved(
        query("composer", "ship/caulk"),
        fakeWorld({ commands: { [command]: { status: 1, errors } }, settings: { order: ["tool"] } }),
      ),
    );
  assert.equal(
    await asked('  Package "ship/caulk" not found, try using --available (-a)'),
    "not-found: composer knows no package ship/caulk.",
  );
  assert.match(
    await asked('The "https://own.example/packages.json" file could not be downloaded (HTTP/1.1 404 Not Found)'),
    /^unreachable: composer gave no version of ship\/caulk/,
  );
});

test("composer itself lists versions, with branches that are none", async () => {
  const command = "composer show --all --format=json --no-interaction --no-plugins --no-scripts -- ship/caulk";
  const output = JSON.stringify({ name: "ship/caulk", versions: ["dev-main", "v2.1.0", "v2.0.0"] });
  const asked = fakeWorld({ commands: { [command]: output }, settings: { order: ["tool"] } });
  assert.equal(
    shown(await resolved(query("composer", "ship/caulk"), asked)),
    "2.1.0 | What it demands of PHP was not looked at.",
  );
});
