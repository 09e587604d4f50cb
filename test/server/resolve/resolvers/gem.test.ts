import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeWorld, query, resolved, shown } from "../language/fake-world.ts";

const INFO = `created_at: 2024-01-01T00:00:00Z
---
1.0.0 |checksum:00
1.1.0 ropes:>= 1.0|checksum:00,ruby:>= 2.5
1.2.0-java |checksum:00
2.0.0 ropes:>= 1.0&< 3|checksum:00,ruby:>= 3.1&< 4.dev,rubygems:>= 3
2.1.0-x86_64-linux-gnu |checksum:00,ruby:>= 3.3
3.0.0.rc1 |checksum:00
`;

const world = () =>
  fakeWorld({
    urls: { "https://gems.example/info/caulk": INFO },
    settings: { indexes: new Map([["gem", "https://gems.example"]]) },
  });

test("the highest final release that the Ruby of the base image may use, of any platform or Linux", async () => {
  const asked = async (base: string) => shown(await resolved(query("gem", "caulk", { base }), world()));
  assert.equal(await asked("ruby:3.3-slim"), "2.1.0");
  assert.equal(await asked("ruby:3.2"), "2.0.0");
  assert.equal(await asked("ruby:2.7.8"), "1.1.0");
  assert.equal(await asked("ruby:2.3"), "1.0.0");
});

test("a requirement of RubyGems is kept", async () => {
  const answer = await resolved(query("bundle", "caulk", { range: "~> 1.0", base: "ruby:3.3" }), world());
  assert.equal(shown(answer), "1.1.0");
});

test("gem lists what is elsewhere, with platforms behind the versions", async () => {
  const command = "gem list --remote --exact --all --norc --clear-sources --source=https://g.example -- caulk";
  const output = "\n*** REMOTE GEMS ***\n\ncaulk (2.1.0 x86_64-darwin, 2.0.0 ruby java, 1.0.0)\n";
  const asked = fakeWorld({ commands: { [command]: output }, settings: { order: ["tool"] } });
  assert.equal(shown(await resolved(query("gem", "caulk", { sources: ["https://g.example"] }), asked)), "2.0.0");
});

test("gem says nothing of the Ruby of the image", async () => {
  const asked = fakeWorld({
    commands: { "gem list --remote --exact --all --norc -- caulk": "caulk (2.0.0)\n" },
    settings: { order: ["tool"] },
  });
  assert.equal(
    shown(await resolved(query("gem", "caulk", { base: "ruby:3.3" }), asked)),
    "2.0.0 | gem does not say whether it fits Ruby 3.3.",
  );
});

test("a source besides the standard one does not take its place", async () => {
  const command = "gem list --remote --exact --all --norc --source=https://g.example -- caulk";
  const asked = fakeWorld({ commands: { [command]: "caulk (2.0.0, 1.0.0)\n" } });
  const beside = { sources: ["https://g.example"], isBeside: true } as const;
  assert.equal(shown(await resolved(query("gem", "caulk", beside), asked)), "2.0.0");
});

test("a gem that is not listed may be one whose source does not answer: gem says nothing of that", async () => {
  const command = "gem list --remote --exact --all --norc -- caul";
  const asked = fakeWorld({ commands: { [command]: "\n*** REMOTE GEMS ***\n\n" }, settings: { order: ["tool"] } });
  assert.equal(
    shown(await resolved(query("gem", "caul"), asked)),
    "unreachable: gem finds no caul: there is none, or its index does not answer.",
  );
});
