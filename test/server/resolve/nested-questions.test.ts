import assert from "node:assert/strict";
import { test } from "node:test";
import { success } from "../../../server/src/outcome/outcome.ts";
import type { PinAnswer } from "../../../server/src/pin/pin.ts";
import type { PinQuery } from "../../../server/src/pin/query.ts";
import type { Plan, Resolution } from "../../../server/src/resolve/resolver.ts";
import {
  answered,
  asker,
  askHost,
  brokerOf,
  failed,
  gitQuery,
  hostsAsked,
  imageQuery,
  madeUpReach,
  NETWORK,
  osQuery,
  pinned,
  told,
  turns,
} from "./lookup-harness.ts";

const URL = "https://host.example/refs";
const DIGEST = `sha256:${"a".repeat(64)}`;

/** Knows the digest of every image, and of a package where it was asked for. */
function registry(digest: string) {
  return {
    resolve: async (
      world: Parameters<typeof askHost>[0],
      query: Parameters<ReturnType<typeof brokerOf>["resolve"]>[0],
    ) => {
      await askHost(world, `https://registry.example/${query.kind}`);
      if (query.kind === "image") return pinned(`12@${digest}`);
      return pinned(`1.0 on ${query.kind === "os" ? query.base.reference.digest : "none"}`);
    },
  };
}

test("a package question knows the digest of its base before it is asked, and asks for it once", async () => {
  const reach = madeUpReach();
  const broker = brokerOf([registry(DIGEST)], reach);
  const asking = asker();
  const names = ["curl", "wget", "git"];
  const answers = await Promise.all(names.map((name) => broker.resolve(osQuery({ name }), asking)));
  assert.deepEqual(answers.map(told), Array(3).fill(`1.0 on ${DIGEST}`));
  assert.equal(reach.asked.filter((url) => url.endsWith("image")).length, 1);
  assert.equal(
    told((await broker.known(osQuery(), asking.settings)) ?? answers[0] ?? failedAnswer()),
    `1.0 on ${DIGEST}`,
  );
});

function failedAnswer(): PinAnswer {
  return { ok: false, reason: "malformed", message: "", evidence: { asked: [], at: "", checks: [], caveats: [] } };
}

test("what is remembered of a language's package on a base that no registry gave is found again", async () => {
  const resolve = async (_world: unknown, query: PinQuery): Promise<Resolution> =>
    query.kind === "image" ? { ok: false, reason: "refused", message: "The registry wants a login." } : pinned("1.0");
  const broker = brokerOf([{ resolve }], madeUpReach());
  const { reference, platform } = imageQuery();
  const query = { kind: "language", manager: "pip", name: "six", sources: [], base: { reference, platform } } as const;
  assert.equal(told(await broker.resolve(query, asker())), "1.0");
  const known = await broker.known(query, asker().settings);
  assert.equal(known && told(known), "1.0");
});

test("who leaves while the base of a package is asked for asks for no package", async () => {
  const leaving = new AbortController();
  const resolve = async (_world: unknown, query: PinQuery): Promise<Resolution> => {
    assert.equal(query.kind, "image");
    leaving.abort();
    return { ok: false, reason: "cancelled", message: "It was stopped." };
  };
  const broker = brokerOf([{ resolve }], madeUpReach());
  const { reference, platform } = imageQuery();
  const query = { kind: "language", manager: "pip", name: "six", sources: [], base: { reference, platform } } as const;
  assert.equal(
    told(await broker.resolve(query, asker({ signal: leaving.signal }))),
    "cancelled: The look-up was stopped.",
  );
});

test("without the digest of its base an archive gives no answer, a language's index does", async () => {
  const failing = { ok: false, reason: "refused", message: "The registry wants a login." } as const;
  const broker = brokerOf(
    [
      {
        plan: (query) => (query.kind === "os" && query.base.onlyHere === true ? undefined : NETWORK),
        resolve: async (_world, query) => (query.kind === "image" ? failing : pinned("1.0")),
      },
    ],
    madeUpReach(),
  );
  assert.equal(told(await broker.resolve(osQuery(), asker())), "refused: The registry wants a login.");
  const { base } = osQuery();
  const language = { kind: "language", manager: "pip", name: "flask", sources: [], base } as const;
  assert.equal(told(await broker.resolve(language, asker())), "1.0");
  const odd = brokerOf([registry("sha256:short")], madeUpReach());
  assert.equal(
    told(await odd.resolve(osQuery(), asker())),
    "malformed: The registry gave no digest for the base image.",
  );
});

test("an image that no registry gives may be on this machine, where containers of it answer", async () => {
  const parts = [
    {
      plan: (query: PinQuery) => (query.kind === "image" ? NETWORK : undefined),
      resolve: async (): Promise<Resolution> => ({ ok: false, reason: "not-found", message: "No such image." }),
    },
    {
      plan: (query: PinQuery): Plan | undefined =>
        query.kind === "os" && query.base.onlyHere === true
          ? { needs: "container", image: "team/base:1", argv: ["docker"] }
          : undefined,
      resolve: async () => pinned("1.0 of here", 0),
    },
  ];
  const broker = brokerOf(parts, madeUpReach());
  assert.equal(told(await broker.resolve(osQuery(), asker({ may: async () => true }))), "1.0 of here");
  assert.equal(
    told(await broker.resolve(osQuery(), asker())),
    "not-found: No such image. A container of team/base:1 may know: agree when you are asked for it.",
  );
});

test("a question on the way shares the budget and shows in the evidence; one that asks itself is a bug", async () => {
  const reach = madeUpReach();
  const resolve = async (world: Parameters<typeof askHost>[0], query: object) => {
    if ("want" in query) return askHost(world, "https://registry.example/");
    const answer = await world.ask(imageQuery());
    return answer.ok ? askHost(world, URL) : { ok: false as const, reason: answer.reason, message: answer.message };
  };
  const broker = brokerOf([{ resolve }], reach, undefined, { requestsAQuestion: 1 });
  assert.match(told(await broker.resolve(gitQuery(), asker())), /^limit: .* 1 requests for one value/);
  const enough = brokerOf([{ resolve }], madeUpReach());
  assert.deepEqual(hostsAsked(await enough.resolve(gitQuery(), asker())), [
    "registry.example ref https",
    "host.example ref https",
  ]);
  const circular = brokerOf(
    [{ resolve: async (world) => (await world.ask(gitQuery())) && pinned("x") }],
    madeUpReach(),
  );
  await assert.rejects(circular.resolve(gitQuery(), asker()), /asks itself/);
});

/** Reads an index that all of its questions share. */
function indexed(freshMs: number) {
  return {
    async resolve(world: Parameters<typeof askHost>[0]) {
      const index = await world.shared("index", freshMs, async () => {
        const read = await askHost(world, "https://index.example/all");
        return read.ok ? success("an index") : failed(read.reason, "index.example");
      });
      return index.ok ? pinned(index.value, 0) : { ok: false as const, reason: index.reason, message: "No index." };
    },
  };
}

test("an index is read once for all who need it, and each of them says where it is from", async () => {
  const clock = { ms: Date.parse("2030-01-01T00:00:00Z") };
  const reach = madeUpReach();
  const broker = brokerOf([indexed(60_000)], reach, clock);
  const names = ["a", "b", "c"];
  const answers = await Promise.all(names.map((name) => broker.resolve(gitQuery(name), asker())));
  for (const answer of answers) assert.deepEqual(hostsAsked(answer), ["index.example ref https"]);
  assert.equal(reach.asked.length, 1);
  clock.ms += 59_000;
  assert.deepEqual(hostsAsked(await broker.resolve(gitQuery("d"), asker())), ["index.example ref cache"]);
  clock.ms += 2000;
  await broker.resolve(gitQuery("e"), asker());
  assert.equal(reach.asked.length, 2);
  clock.ms += 1000;
  const checking = asker({ revalidates: true });
  for (const name of names) await broker.resolve(gitQuery(name), checking);
  assert.equal(reach.asked.length, 3);
});

test("an index that could not be read is not kept, and one whose reader left is read by the next", async () => {
  let calls = 0;
  const reach = madeUpReach(({ url, signal }) => {
    calls += 1;
    if (calls === 1) return failed("malformed");
    if (calls > 2) return answered(url);
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve(failed("cancelled"))));
  });
  const broker = brokerOf([indexed(60_000)], reach);
  assert.equal(told(await broker.resolve(gitQuery("a"), asker())), "malformed: No index.");
  const leaving = new AbortController();
  const first = broker.resolve(gitQuery("b"), asker({ signal: leaving.signal }));
  await turns();
  const second = broker.resolve(gitQuery("c"), asker());
  await turns();
  leaving.abort();
  assert.equal(told(await first), "cancelled: The look-up was stopped.");
  assert.equal(told(await second), "an index");
});
