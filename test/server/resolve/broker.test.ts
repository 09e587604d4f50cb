import assert from "node:assert/strict";
import { test } from "node:test";
import { refusal, refusalOf } from "../../../server/src/resolve/refusal.ts";
import {
  answered,
  asker,
  askHost,
  brokerOf,
  byHand,
  failed,
  gitQuery,
  hostsAsked,
  imageQuery,
  lookupSettings,
  madeUpReach,
  osQuery,
  pinned,
  told,
  turns,
} from "./lookup-harness.ts";

const URL = "https://host.example/refs";
const DIGEST = `sha256:${"a".repeat(64)}`;
const DAY_MS = 86_400_000;

test("an answer says who was asked, when, and what was checked; so does the log", async () => {
  const reach = madeUpReach(({ url }) => answered(url, "abc", [url, "https://files.example/refs"]));
  const heard: string[] = [];
  const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach);
  const answer = await broker.resolve(gitQuery(), asker({ progress: (message) => heard.push(message) }));
  assert.equal(told(answer), "abc");
  const asked = [
    { host: "host.example", what: "ref", via: "https" },
    { host: "files.example", what: "ref", via: "https" },
  ];
  const at = "2030-01-01T00:00:00.000Z";
  assert.deepEqual(answer.evidence, { asked, at, checks: ["tls-only"], caveats: [] });
  assert.deepEqual(
    broker.log(),
    asked.map((one) => ({ ...one, at })),
  );
  assert.deepEqual(heard, ["asking host.example: ref", "asking files.example: ref"]);
});

test("equal questions that are on their way are one, and everybody hears of it", async () => {
  const reply = byHand<undefined>();
  const reach = madeUpReach(async ({ url }) => {
    await reply.promise;
    return answered(url, "abc");
  });
  const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach);
  const one = broker.resolve(gitQuery(), asker());
  const two = broker.resolve({ ...gitQuery() }, asker());
  const other = broker.resolve(gitQuery("other"), asker());
  reply.settle(undefined);
  assert.deepEqual([await one, await two, await other].map(told), ["abc", "abc", "abc"]);
  assert.equal(reach.asked.length, 2);
});

test("one of two who leaves is told so at once, and the other gets the answer", async () => {
  const reply = byHand<undefined>();
  let isEnded = false;
  const reach = madeUpReach(async ({ url, signal }) => {
    await reply.promise;
    isEnded = signal.aborted;
    return answered(url, "abc");
  });
  const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach);
  const leaving = new AbortController();
  const one = broker.resolve(gitQuery(), asker({ signal: leaving.signal }));
  const two = broker.resolve(gitQuery(), asker());
  await turns();
  leaving.abort();
  assert.equal(told(await one), "cancelled: The look-up was stopped.");
  reply.settle(undefined);
  assert.equal(told(await two), "abc");
  assert.equal(isEnded, false);
});

test("the last one who leaves ends the work, and who comes then begins anew", async () => {
  const signals: AbortSignal[] = [];
  const reach = madeUpReach(({ url, signal }) => {
    signals.push(signal);
    if (signals.length > 1) return answered(url, "abc");
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve(failed("cancelled"))));
  });
  const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach);
  const leaving = new AbortController();
  const both = [1, 2].map(() => broker.resolve(gitQuery(), asker({ signal: leaving.signal })));
  await turns();
  leaving.abort();
  const next = broker.resolve(gitQuery(), asker());
  assert.deepEqual((await Promise.all(both)).map(told), Array(2).fill("cancelled: The look-up was stopped."));
  assert.equal(told(await next), "abc");
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [true, false],
  );
});

test("who has left before asks nobody", async () => {
  const reach = madeUpReach();
  const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach);
  const answer = await broker.resolve(gitQuery(), asker({ signal: AbortSignal.abort() }));
  assert.equal(told(answer), "cancelled: The look-up was stopped.");
  assert.deepEqual(reach.asked, []);
});

test("a resolver with a bug is a bug for those who asked, and the next question works", async () => {
  let calls = 0;
  const resolve = async () => {
    calls += 1;
    if (calls === 1) throw new Error("a bug");
    return pinned("abc");
  };
  const broker = brokerOf([{ resolve }], madeUpReach());
  await assert.rejects(broker.resolve(gitQuery(), asker()), /a bug/);
  assert.equal(told(await broker.resolve(gitQuery(), asker())), "abc");
});

test("an answer is kept as long as its resolver says, also by the next process", async () => {
  const clock = { ms: Date.parse("2030-01-01T00:00:00Z") };
  const reach = madeUpReach();
  const resolvers = [{ resolve: (world: Parameters<typeof askHost>[0]) => askHost(world, URL, 60_000) }];
  await brokerOf(resolvers, reach, clock).resolve(gitQuery(), asker());
  const next = madeUpReach(undefined, reach.kept);
  const broker = brokerOf(resolvers, next, clock);
  clock.ms += 59_000;
  const kept = await broker.resolve(gitQuery(), asker());
  assert.deepEqual(hostsAsked(kept), ["host.example ref cache"]);
  assert.equal(kept.evidence.at, "2030-01-01T00:00:00.000Z");
  assert.deepEqual(next.asked, []);
  assert.deepEqual(broker.log(), []);
  clock.ms += 2000;
  assert.deepEqual(hostsAsked(await broker.resolve(gitQuery(), asker())), ["host.example ref https"]);
});

test("a kept pin has everything that it had", async () => {
  const pin = {
    style: "exact",
    text: "1.3.4-1",
    name: "mawk",
    lasts: "until-next-update",
    recommended: true,
    note: "mawk is what provides awk",
    perPlatform: { "linux/arm64": "1.3.4-2" },
  } as const;
  const reach = madeUpReach();
  const resolve = async () => ({ ok: true, pins: [pin], checks: [], caveats: [], freshMs: 60_000 }) as const;
  await brokerOf([{ resolve }], reach).resolve(gitQuery(), asker());
  const silent = async () => assert.fail("it is kept");
  const next = brokerOf([{ resolve: silent }], madeUpReach(undefined, reach.kept));
  const kept = await next.resolve(gitQuery(), asker());
  assert.ok(kept.ok);
  assert.deepEqual(kept.pins, [pin]);
});

test("what is kept of a pin that was checked has everything that it had", async () => {
  const before = { created: "2026-01-01T00:00:00Z", version: "12.1" };
  const states = [
    {
      kind: "image",
      tagDigest: "sha256:1",
      digestExists: true,
      isPlatform: false,
      before,
      now: { created: "2026-02-01T00:00:00Z" },
    },
    {
      kind: "image",
      tagDigest: undefined,
      digestExists: true,
      isPlatform: true,
      isOtherPlatform: true,
      before: {},
      now: {},
    },
    { kind: "package", exists: true, candidate: "1.2", isOutdated: true, isSecurity: false },
    { kind: "download", matches: false },
  ] as const;
  for (const state of states) {
    const reach = madeUpReach();
    const resolve = async () => ({ ok: true, pins: [], state, checks: [], caveats: [], freshMs: 60_000 }) as const;
    await brokerOf([{ resolve }], reach).resolve(gitQuery(), asker());
    const known = () => brokerOf([], madeUpReach(undefined, reach.kept)).known(gitQuery(), lookupSettings());
    const kept = await known();
    assert.deepEqual(kept?.ok && kept.state, state);
    const [key = ""] = reach.kept.keys();
    const good = Buffer.from(reach.kept.get(key) ?? "").toString();
    for (const [part, damage] of [
      [/"(?:isPlatform|isOutdated|matches)":(?:true|false)/, '"odd":1'],
      [`"kind":"${state.kind}"`, '"kind":"odd"'],
    ] as const) {
      reach.kept.set(key, Buffer.from(good.replace(part, damage)));
      assert.equal(await known(), undefined);
    }
  }
});

test("so has what is kept of who was asked, and a refusal", async () => {
  const caveats = ["It is old."];
  const dataDate = "2029-12-01T00:00:00.000Z";
  const reach = madeUpReach();
  const resolve = async () => ({ ok: true, pins: [], checks: [], caveats, dataDate, freshMs: 60_000 }) as const;
  await brokerOf([{ resolve }], reach).resolve(gitQuery(), asker());
  const next = () => brokerOf([], madeUpReach(undefined, reach.kept)).known(gitQuery(), lookupSettings());
  const kept = await next();
  assert.deepEqual([kept?.evidence.caveats, kept?.evidence.dataDate], [caveats, dataDate]);
  reach.kept.clear();
  const refuses = async () => ({ ok: false, reason: "not-found", message: "There is none." }) as const;
  await brokerOf([{ resolve: refuses }], reach).resolve(gitQuery(), asker());
  const refused = await next();
  assert.equal(refused && told(refused), "not-found: There is none.");
  const [key = ""] = reach.kept.keys();
  const good = Buffer.from(reach.kept.get(key) ?? "").toString();
  for (const [part, damage] of [
    ['"not-found"', '"odd"'],
    ['"asked":[]', '"asked":[{"host":"a.example"}]'],
    ['"caveats":[]', '"caveats":7'],
    ['"evidence":{', '"evidence":{"at":1,"odd":{},"also":{'],
  ] as const) {
    reach.kept.set(key, Buffer.from(good.replace(part, damage)));
    assert.equal(await next(), undefined, damage);
  }
});

test("a limit says when it ends, and whoever has left hears no further resolver", async () => {
  const retryAt = "2030-01-01T01:00:00.000Z";
  const limited = async () =>
    refusalOf({ ok: false, reason: "limit", asked: "host.example", detail: "is asked too often", retryAt });
  const answer = await brokerOf([{ resolve: limited }], madeUpReach()).resolve(gitQuery(), asker());
  assert.deepEqual([told(answer), !answer.ok && answer.retryAt], ["limit: host.example is asked too often.", retryAt]);
  const leaving = new AbortController();
  const leaves = async () => {
    leaving.abort();
    return refusal("unsupported", "Nobody knows.", true);
  };
  const next = { resolve: async () => assert.fail("it is asked all the same") };
  const broker = brokerOf([{ resolve: leaves }, next], madeUpReach());
  const stopped = await broker.resolve(gitQuery(), asker({ signal: leaving.signal }));
  assert.equal(told(stopped), "cancelled: The look-up was stopped.");
  await turns();
});

test("what cannot change is kept for ever, what may change at once is not kept", async () => {
  const clock = { ms: Date.parse("2030-01-01T00:00:00Z") };
  for (const [freshMs, requests] of [
    [Number.POSITIVE_INFINITY, 1],
    [0, 2],
  ] as const) {
    const reach = madeUpReach();
    const resolve = (world: Parameters<typeof askHost>[0]) => askHost(world, URL, freshMs);
    await brokerOf([{ resolve }], reach, clock).resolve(gitQuery(), asker());
    clock.ms += 1000 * DAY_MS;
    await brokerOf([{ resolve }], reach, clock).resolve(gitQuery(), asker());
    assert.equal(reach.asked.length, requests);
  }
});

test("after the clock was set back a kept answer of the future is asked for again", async () => {
  const clock = { ms: Date.parse("2030-01-01T00:00:00Z") };
  const reach = madeUpReach();
  const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach, clock);
  await broker.resolve(gitQuery(), asker());
  clock.ms -= DAY_MS;
  await broker.resolve(gitQuery(), asker());
  assert.equal(reach.asked.length, 2);
});

test("who wants news gets an answer of their own gesture, and gets it once", async () => {
  const clock = { ms: Date.parse("2030-01-01T00:00:00Z") };
  const reach = madeUpReach();
  const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach, clock);
  await broker.resolve(gitQuery(), asker());
  clock.ms += 1000;
  const checking = asker({ revalidates: true });
  await broker.resolve(gitQuery(), checking);
  await broker.resolve(gitQuery(), checking);
  assert.equal(reach.asked.length, 2);
});

test("what is remembered can be had without asking anybody, however old", async () => {
  const clock = { ms: Date.parse("2030-01-01T00:00:00Z") };
  const reach = madeUpReach();
  const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach, clock);
  assert.equal(await broker.known(gitQuery(), lookupSettings()), undefined);
  await broker.resolve(gitQuery(), asker());
  clock.ms += 30 * DAY_MS;
  const known = await broker.known(gitQuery(), lookupSettings());
  assert.ok(known?.ok);
  assert.equal(told(known), "body");
  assert.equal(reach.asked.length, 1);
});

test("what was forgotten is asked for again", async () => {
  const reach = madeUpReach();
  const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach);
  await broker.resolve(gitQuery(), asker());
  await broker.clear();
  assert.equal(reach.kept.size, 0);
  assert.equal(await broker.known(gitQuery(), lookupSettings()), undefined);
  await broker.resolve(gitQuery(), asker());
  assert.equal(reach.asked.length, 2);
});

test("what a resolver says after everybody has left is not believed", async () => {
  const leaving = new AbortController();
  const reach = madeUpReach(() => {
    leaving.abort();
    return failed("not-found");
  });
  const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach);
  assert.equal(
    told(await broker.resolve(gitQuery(), asker({ signal: leaving.signal }))),
    "cancelled: The look-up was stopped.",
  );
  await turns();
  assert.equal(await broker.known(gitQuery(), lookupSettings()), undefined);
});

test("entries of a store that are none of ours are misses", async () => {
  const reach = madeUpReach();
  const resolvers = [{ resolve: (world: Parameters<typeof askHost>[0]) => askHost(world, URL) }];
  await brokerOf(resolvers, reach).resolve(gitQuery(), asker());
  const [key = ""] = reach.kept.keys();
  const good = Buffer.from(reach.kept.get(key) ?? "").toString();
  const damages = [
    "",
    "{}",
    "null",
    "[]",
    good.slice(1),
    good.replace('"v":1', '"v":2'),
    good.replace('"commit"', '"odd"'),
  ];
  for (const damaged of [...damages, good.replace('"ok":true', '"ok":1'), good.replace('"pins":[', '"pins":[7,')]) {
    reach.kept.set(key, Buffer.from(damaged));
    reach.asked.length = 0;
    assert.equal(told(await brokerOf(resolvers, reach).resolve(gitQuery(), asker())), "body");
    assert.equal(reach.asked.length, 1, damaged);
  }
});

const HOLDS: readonly (readonly [
  reason: "not-found" | "refused" | "limit" | "cancelled" | "malformed",
  kind: "image" | "os",
  holdsMs: number,
])[] = [
  ["not-found", "image", 600_000],
  ["not-found", "os", 3_600_000],
  ["refused", "image", 60_000],
  ["limit", "image", 0],
  ["cancelled", "image", 0],
  ["malformed", "os", 0],
];

for (const [reason, kind, holdsMs] of HOLDS) {
  test(`"${reason}" for an ${kind} question holds ${holdsMs / 1000} s`, async () => {
    const clock = { ms: Date.parse("2030-01-01T00:00:00Z") };
    const reach = madeUpReach(() => failed(reason));
    const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach, clock);
    const { reference, platform } = imageQuery({ digest: DIGEST });
    const query = kind === "image" ? imageQuery() : osQuery({ base: { reference, platform } });
    const ask = async () => {
      assert.equal(told(await broker.resolve(query, asker())), `${reason}: host.example is as told.`);
      return reach.asked.length;
    };
    assert.equal(await ask(), 1);
    clock.ms += Math.max(0, holdsMs - 1000);
    assert.equal(await ask(), holdsMs === 0 ? 2 : 1);
    clock.ms += 2000;
    assert.equal(await ask(), holdsMs === 0 ? 3 : 2);
    assert.equal(reach.kept.size > 0, reason === "not-found");
  });
}

test("a host that cannot be reached is not tried again for 30 s, by no question", async () => {
  const clock = { ms: Date.parse("2030-01-01T00:00:00Z") };
  const reach = madeUpReach(({ url }) =>
    url.includes("down") ? failed("unreachable", "down.example") : answered(url),
  );
  const down = "https://down.example/refs";
  const resolve = (world: Parameters<typeof askHost>[0], query: object) =>
    askHost(world, "ref" in query && query.ref === "up" ? URL : down);
  const broker = brokerOf([{ resolve }], reach, clock);
  for (const name of ["a", "b", "a"])
    assert.equal(told(await broker.resolve(gitQuery(name), asker())), "unreachable: down.example is as told.");
  assert.equal(told(await broker.resolve({ ...gitQuery("a"), ref: "up" }, asker())), "body");
  assert.deepEqual(reach.asked, [down, URL]);
  clock.ms += 30_000;
  await broker.resolve(gitQuery("a"), asker());
  assert.equal(reach.asked.length, 3);
  clock.ms += 10_000;
  await broker.resolve(gitQuery("a"), asker({ revalidates: true }));
  assert.equal(reach.asked.length, 4);
});

test("by a setting with a mistake nobody is asked: it may say who is not to be", async () => {
  const reach = madeUpReach(({ url }) => answered(url, "abc"));
  const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach);
  const answer = await broker.resolve(gitQuery(), asker({ settings: lookupSettings({ mistake: "mirrors" }) }));
  assert.equal(
    answer.ok || answer.message,
    "The setting seaworthy.mirrors is not as it is meant, so nobody is asked: correct it.",
  );
  assert.deepEqual(reach.asked, []);
});
