import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { LOOKUP_LIMITS, newBudget } from "../../../server/src/resolve/budget.ts";
import { refusalOf } from "../../../server/src/resolve/refusal.ts";
import {
  answered,
  asker,
  askHost,
  brokerOf,
  byHand,
  failed,
  gitQuery,
  madeUpReach,
  pinned,
  told,
  turns,
} from "./lookup-harness.ts";

const URL = "https://host.example/refs";

test("at most four requests are at a host and twelve on their way", async () => {
  let now = 0;
  let most = 0;
  const reach = madeUpReach(async ({ url }) => {
    now += 1;
    most = Math.max(most, now);
    await turns();
    now -= 1;
    return answered(url);
  });
  const broker = brokerOf(
    [{ resolve: (world, query) => askHost(world, query.kind === "git" ? query.url : "") }],
    reach,
  );
  for (const [hosts, limit] of [
    [1, 4],
    [20, 12],
  ] as const) {
    most = 0;
    const asking = asker();
    const urls = Array.from({ length: 40 }, (_, index) => `https://host-${index % hosts}.example/${hosts}-${index}`);
    const answers = await Promise.all(urls.map((url) => broker.resolve({ kind: "git", url }, asking)));
    assert.ok(answers.every(({ ok }) => ok));
    assert.equal(most, limit);
  }
});

test("who leaves while waiting for a place takes none with him", async () => {
  const reply = byHand<undefined>();
  const reach = madeUpReach(async ({ url }) => {
    if (url.includes("slow")) await reply.promise;
    return answered(url);
  });
  const broker = brokerOf(
    [{ resolve: (world, query) => askHost(world, query.kind === "git" ? query.url : "") }],
    reach,
    undefined,
    { requestsAHost: 1, requestsInAll: 1 },
  );
  const slow = broker.resolve({ kind: "git", url: "https://slow.example/" }, asker());
  await turns();
  const leaving = new AbortController();
  const waiting = ["https://host.example/a", "https://host.example/b", "https://slow.example/c"].map((url) =>
    broker.resolve({ kind: "git", url }, asker({ signal: leaving.signal })),
  );
  await turns();
  leaving.abort();
  await Promise.all(waiting);
  const next = broker.resolve({ kind: "git", url: "https://host.example/d" }, asker());
  reply.settle(undefined);
  assert.deepEqual([told(await slow), told(await next)], ["body", "body"]);
});

test("a question that asks too much is ended, and says at which limit", async () => {
  const reach = madeUpReach();
  const resolve = async (world: Parameters<typeof askHost>[0]) => {
    for (let page = 0; ; page += 1) {
      const resolution = await askHost(world, `${URL}?page=${page}`);
      if (!resolution.ok) return resolution;
    }
  };
  const answer = await brokerOf([{ resolve }], reach).resolve(gitQuery(), asker());
  assert.equal(told(answer), "limit: host.example is not asked: 30 requests for one value are the limit.");
  assert.equal(reach.asked.length, 30);
});

test("a gesture shares its requests and its bytes among all of its questions", async () => {
  const reach = madeUpReach(({ url }) => answered(url, "x".repeat(100)));
  const resolve = (world: Parameters<typeof askHost>[0]) => askHost(world, URL, 0);
  const few = brokerOf([{ resolve }], reach, undefined, { requestsAGesture: 2 });
  const asking = asker();
  for (const name of ["a", "b"]) assert.ok((await few.resolve(gitQuery(name), asking)).ok);
  assert.match(told(await few.resolve(gitQuery("c"), asking)), /^limit: .* 2 requests at a time are the limit/);
  assert.ok((await few.resolve(gitQuery("c"), asker())).ok);
  const small = brokerOf([{ resolve }], reach, undefined, { bytesAGesture: 150 });
  for (const name of ["a", "b"]) assert.ok((await small.resolve(gitQuery(name), asking)).ok);
  assert.match(told(await small.resolve(gitQuery("c"), asking)), /^limit: .* MB at a time are the limit/);
  const strict = madeUpReach(({ url, maxBytes }) => (maxBytes < 1000 ? failed("limit") : answered(url)));
  const full = brokerOf([{ resolve }], strict, undefined, { bytesAGesture: 150 });
  assert.match(told(await full.resolve(gitQuery(), asker())), /^limit: .* is not read on: 0 MB at a time/);
});

test("a gesture has its time, and what comes after it is a limit", async () => {
  const reach = madeUpReach(
    ({ signal }) =>
      new Promise((resolve) => {
        // A connection would keep the process alive; here a timer does.
        const alive = setInterval(() => {}, 1000);
        signal.addEventListener("abort", () => {
          clearInterval(alive);
          resolve(failed("cancelled"));
        });
      }),
  );
  const broker = brokerOf([{ resolve: (world) => askHost(world, URL) }], reach, undefined, { msAGesture: 30 });
  const answer = await broker.resolve(gitQuery(), asker());
  assert.match(told(answer), /^limit: The look-ups were stopped after .* minutes/);
});

test("the time of a gesture stands still while anybody stops it, and goes on behind", async () => {
  const budget = newBudget({ ...LOOKUP_LIMITS, msAGesture: 20 }, 0);
  const [goOn, alsoGoOn] = [budget.pause(), budget.pause()];
  const deadline = budget.deadline();
  goOn();
  await sleep(60);
  assert.equal(deadline.aborted, false);
  alsoGoOn();
  for (let waits = 0; waits < 500 && !deadline.aborted; waits += 1) await sleep(10);
  assert.equal(deadline.aborted, true);
});

test("a file that is read for its sums takes neither bytes nor time from the other questions", async () => {
  const reach = madeUpReach(async ({ url }) => {
    if (!url.includes("file")) return answered(url, "x".repeat(60));
    await new Promise((resolve) => setTimeout(resolve, 400));
    return answered(url, "x".repeat(10_000));
  });
  const streamed = async (world: Parameters<typeof askHost>[0], isContent: boolean) => {
    const request = { url: "https://host.example/file", maxBytes: 20_000, what: "file", signal: world.signal };
    const outcome = await world.http.stream({ ...request, isContent }, () => undefined);
    return outcome.ok ? pinned("read", 0) : refusalOf(outcome, false);
  };
  const resolve = async (world: Parameters<typeof askHost>[0], { url }: { readonly url: string }) =>
    /^.*\/(?:file|data)/.test(url) ? await streamed(world, url.endsWith("file")) : await askHost(world, url, 0);
  const limits = { bytesAGesture: 100, msAGesture: 700 };
  const broker = brokerOf(
    [{ resolve: (world, query) => resolve(world, query.kind === "git" ? query : { url: "" }) }],
    reach,
    undefined,
    limits,
  );
  const asking = asker();
  const ask = async (name: string) =>
    told(await broker.resolve({ kind: "git", url: `https://host.example/${name}` }, asking));
  assert.deepEqual([await ask("file"), await ask("more/file"), await ask("refs")], ["read", "read", "x".repeat(60)]);
  assert.deepEqual(
    [await ask("again"), await ask("third")],
    ["x".repeat(60), "limit: host.example is not read on: 0 MB at a time are the limit; go on with fewer."],
  );
  const other = asker();
  const data = await broker.resolve({ kind: "git", url: "https://host.example/data" }, other);
  const refs = await broker.resolve({ kind: "git", url: "https://host.example/new" }, other);
  assert.deepEqual([told(data), refs.ok], ["read", false]);
});
