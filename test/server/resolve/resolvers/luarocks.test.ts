import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeWorld, query, resolved, shown } from "../language/fake-world.ts";

const MANIFEST = `commands = {
   caulk = { "caulk/1.0-1" }
}
modules = {}
dependencies = { tar = { ["9-1"] = { { name = "lua" } } } }
repository = {
   ["lua-caulk"] = {
      ["1.10-1"] = { { arch = "rockspec" }, { arch = "src" } },
      ["1.9-3"] = { { arch = "rockspec" } },
      ["1.10-2"] = { { arch = "rockspec" } },
      ["scm-1"] = { { arch = "rockspec" } }
   },
   tar = { ["0.1-1"] = { { arch = "src" } } }
}
`;

const world = () =>
  fakeWorld({
    urls: { "https://rocks.example/manifest": MANIFEST },
    settings: { indexes: new Map([["luarocks", "https://rocks.example/"]]), order: ["index"] },
  });

test("the highest version with its revision; development ones do not count", async () => {
  const asked = world();
  assert.equal(shown(await resolved(query("luarocks", "lua-caulk"), asked)), "1.10-2");
  assert.equal(shown(await resolved(query("luarocks", "tar"), asked)), "0.1-1");
  assert.equal(
    shown(await resolved(query("luarocks", "caulk"), asked)),
    "not-found: https://rocks.example/ has no caulk.",
  );
  assert.equal(asked.requests.length, 1, "the manifest is read once");
});

test("a manifest is read in one pass, also one with a string that never ends", async () => {
  const urls = {
    "https://rocks.example/manifest": `${MANIFEST.slice(0, -2)}, x = { ["1-1"] = {} } } "${'\\\\"'.repeat(200_000)}`,
  };
  const settings = { indexes: new Map([["luarocks", "https://rocks.example/"]]), order: ["index"] } as const;
  assert.equal(shown(await resolved(query("luarocks", "tar"), fakeWorld({ urls, settings }))), "0.1-1");
});

test("a pin without a revision takes any", async () => {
  const state = async (current: string) => {
    const answer = await resolved(query("luarocks", "lua-caulk", { current }), world());
    return answer.ok && answer.state?.kind === "package" ? [answer.state.exists, answer.state.isOutdated] : "none";
  };
  assert.deepEqual(await state("1.10"), [true, false]);
  assert.deepEqual(await state("1.9"), [true, true]);
  assert.deepEqual(await state("1.8"), [false, true]);
  assert.deepEqual(await state("1.10-1"), [true, true]);
});

test("a server that luarocks does not reach is no rock that it does not know", async () => {
  const asked = async (errors: string) =>
    shown(
      await resolved(
        query("luarocks", "caulk"),
        fakeWorld({
          commands: { "luarocks search --porcelain caulk": { output: "\n", errors } },
          settings: { order: ["tool"] },
        }),
      ),
    );
  assert.equal(await asked(""), "not-found: luarocks knows no rock caulk.");
  assert.match(await asked("Warning: Failed searching manifest: Failed downloading"), /^unreachable: luarocks gave/);
});

test("luarocks itself searches, and finds other names too", async () => {
  const output =
    "lua-caulk\t1.9-3\trockspec\thttps://r\nlua-caulk\t1.10-2\tsrc\thttps://r\nlua-caulker\t7-1\tsrc\thttps://r\n";
  const asked = fakeWorld({
    commands: { "luarocks search --porcelain lua-caulk": output },
    settings: { order: ["tool"] },
  });
  assert.equal(shown(await resolved(query("luarocks", "lua-caulk"), asked)), "1.10-2");
});
