import assert from "node:assert/strict";
import { test } from "node:test";
import { newHttp } from "../../../../server/src/outside/http/http.ts";
import type { LookupSettings } from "../../../../server/src/pin/lookup-settings.ts";
import { newBroker } from "../../../../server/src/resolve/broker.ts";
import { RESOLVERS } from "../../../../server/src/resolve/resolvers.ts";
import { loopback } from "../../../harness/loopback.ts";
import { asker, lookupSettings, madeUpReach, told } from "../lookup-harness.ts";
import { query } from "./fake-world.ts";

// All resolvers behind the real broker and the real network code; the index is a server of this machine.

function brokerWith(index: string, order: LookupSettings["order"] = lookupSettings().order) {
  const reach = { ...madeUpReach(() => assert.fail("somebody else was asked")), http: newHttp({ environment: {} }) };
  const broker = newBroker({
    reach,
    now: () => new Date("2026-01-31T00:00:00Z"),
    resolvers: RESOLVERS,
  });
  const indexes = new Map([["npm", index] as const]);
  const settings = lookupSettings({ indexes, order, minimumReleaseAgeDays: 0, thirdParty: false });
  return (name: string) => broker.resolve(query("yarn", name), asker({ settings }));
}

test("the index is asked once for what is asked again, and the evidence names it", async () => {
  const document = { "dist-tags": { latest: "1.1.0" }, versions: { "1.1.0": {} } };
  const server = await loopback((_, response) => response.end(JSON.stringify(document)));
  try {
    const ask = brokerWith(server.url);
    assert.equal(told(await ask("caulk")), "1.1.0");
    const again = await ask("caulk");
    assert.equal(told(again), "1.1.0");
    assert.deepEqual(server.requests, ["GET /caulk"]);
    const what = again.evidence.asked.map((asked) => asked.what);
    assert.deepEqual(what, ["versions of caulk"]);
  } finally {
    await server.close();
  }
});

test("nobody is asked who is not in the order of the settings, and what no one can be asked is said in any", async () => {
  const server = await loopback((_, response) => response.end());
  try {
    const ask = brokerWith(server.url, ["tool"]);
    assert.equal(
      told(await ask("caulk")),
      "refused: Nobody who may know was asked. npm may know: agree when you are asked for it.",
    );
    assert.equal(
      told(await ask("--help")),
      "unsupported: --help is not a name that yarn can look up, so nobody is asked for it.",
    );
    assert.deepEqual(server.requests, []);
  } finally {
    await server.close();
  }
});

test("when the index breaks, the answer says so and which tool may know", async () => {
  const server = await loopback((_, response) => response.writeHead(500).end());
  try {
    assert.equal(
      told(await brokerWith(server.url)("caulk")),
      `unreachable: 127.0.0.1:${server.port} answered with status 500 for versions of caulk. npm may know: agree when you are asked for it.`,
    );
  } finally {
    await server.close();
  }
});
