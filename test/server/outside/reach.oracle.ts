import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { newReach } from "../../../server/src/outside/reach.ts";
import { loopback } from "../../harness/loopback.ts";

// The far side of the world as the entry points make it, with a home of its own.

let home = "";
before(() => {
  home = mkdtempSync(join(tmpdir(), "seaworthy-home-"));
});
after(() => rmSync(home, { recursive: true, force: true }));

const signal = new AbortController().signal;
const reach = () =>
  newReach({
    environment: {
      HOME: home,
      USERPROFILE: home,
      PATH: [home, process.env.PATH].join(delimiter),
      XDG_CACHE_HOME: join(home, "cache"),
    },
  });

test("a login is read from the home and its real helper, with the host on its standard input", async () => {
  mkdirSync(join(home, ".docker"));
  writeFileSync(
    join(home, ".docker", "config.json"),
    JSON.stringify({ credHelpers: { "registry.example": "test", "other.example": "gone" } }),
  );
  const script = `#!/bin/sh
[ "$1" = get ] && printf '{"Username":"%s","Secret":"s"}' "$(cat)"
`;
  writeFileSync(join(home, "docker-credential-test"), script, { mode: 0o755 });
  const { credentials } = reach();
  const found = await credentials.of("registry.example", "app", signal);
  assert.deepEqual(found, { ok: true, value: { kind: "password", user: "registry.example", password: "s" } });
  const gone = await credentials.of("other.example", "app", signal);
  assert.ok(!gone.ok);
  assert.equal(gone.reason, "refused");
  assert.match(gone.detail, /docker-credential-gone, which is not installed.*docker login other\.example/);
});

test("bytes are kept in the user's cache folder, where tools run too, and hosts are asked", async () => {
  const { store, http, run } = reach();
  await store.write("one", Buffer.from("1"));
  assert.ok(existsSync(join(home, "cache", "seaworthy", "v1", "one.kept")));
  const ran = await run.run({ program: "pwd", args: [], timeoutMs: 10_000, maxBytes: 1000, signal });
  assert.ok(ran.ok && ran.value.output.startsWith(join(home, "cache", "seaworthy", "empty", "seaworthy-passing-")));
  const peer = await loopback((_request, response) => response.end("hello"));
  const answer = await http.fetch({ url: peer.url, maxBytes: 10, what: "word", signal });
  await peer.close();
  assert.ok(answer.ok);
  assert.equal(Buffer.from(answer.value.body).toString(), "hello");
});
