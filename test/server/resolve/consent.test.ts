import assert from "node:assert/strict";
import { test } from "node:test";
import { failure, type Outcome, success } from "../../../server/src/outcome/outcome.ts";
import type { CommandResult } from "../../../server/src/outside/outside.ts";
import type { PinQuery } from "../../../server/src/pin/query.ts";
import type { LookupWorld, Permission, Plan } from "../../../server/src/resolve/resolver.ts";
import { imageEngine } from "../../../server/src/resolve/resolvers/image-engine.ts";
import {
  asker,
  type askHost,
  brokerOf,
  gitQuery,
  hostsAsked,
  imageQuery,
  lookupSettings,
  madeUpReach,
  pinned,
  told,
} from "./lookup-harness.ts";

const TOOL: Plan = { needs: "tool", argv: ["npm", "view"] };
const CONTAINER: Plan = { needs: "container", image: "debian:12", argv: ["docker", "run"] };
const BUILD: Plan = { needs: "build", argv: ["docker", "build"] };
const THIRD: Plan = { needs: "network", hosts: ["third.example"], thirdParty: true };

test("a tool is asked only after the user has agreed to it", async () => {
  const reach = madeUpReach();
  const resolve = async (world: Parameters<typeof askHost>[0]) => {
    await world.run.run({
      program: "/bin/npm",
      args: ["view", "https://me:hidden@index.example/"],
      timeoutMs: 1,
      maxBytes: 1,
      signal: world.signal,
    });
    return pinned("1.2.3");
  };
  const broker = brokerOf([{ plan: () => TOOL, resolve }], reach);
  const refused = await broker.resolve(gitQuery(), asker());
  assert.equal(told(refused), "refused: Nobody who may know was asked. npm may know: agree when you are asked for it.");
  assert.deepEqual(reach.asked, []);
  const shown: Plan[] = [];
  const may = async (plan: Plan) => shown.push(plan) > 0;
  const answer = await broker.resolve(gitQuery(), asker({ may }));
  assert.equal(told(answer), "1.2.3");
  assert.deepEqual(shown, [TOOL]);
  assert.deepEqual(hostsAsked(answer), ["npm view https://…@index.example/ tool"]);
});

test("what turns out on the way is asked of the user, too, and once", async () => {
  const large = { needs: "download", argv: ["https://dl.example/large"] } as const;
  const shown: Permission[] = [];
  const may = async (permission: Permission) => shown.push(permission) > 0;
  const resolve = async (world: LookupWorld) => pinned(`${await world.agrees(large)} on ${world.now().toISOString()}`);
  const broker = brokerOf([{ resolve }], madeUpReach());
  const asking = asker({ may });
  const answers = await Promise.all(["a", "b"].map((name) => broker.resolve(gitQuery(name), asking)));
  assert.deepEqual(answers.map(told), Array(2).fill("true on 2030-01-01T00:00:00.000Z"));
  assert.deepEqual(shown, [large]);
});

test("a container has its turn, its own time, and long words that are cut", async () => {
  let running = 0;
  const reach = {
    ...madeUpReach(),
    run: {
      async run() {
        running += 1;
        assert.equal(running, 1, "one at a time");
        await new Promise((resolve) => setTimeout(resolve, 40));
        running -= 1;
        return success({ status: 0, output: "", errors: "" });
      },
    },
  };
  const resolve = async ({ run, signal }: LookupWorld) => {
    const args = ["run", "x".repeat(300)];
    const ended = await run.run({ program: "docker", args, timeoutMs: 1, maxBytes: 1, signal });
    return ended.ok ? pinned("1.2.3") : assert.fail(ended.detail);
  };
  const broker = brokerOf([{ plan: () => CONTAINER, resolve }], reach, undefined, { msAGesture: 30 });
  const asking = asker({ may: async () => true });
  const answers = await Promise.all(["a", "b"].map((name) => broker.resolve(gitQuery(name), asking)));
  assert.deepEqual(answers.map(told), ["1.2.3", "1.2.3"]);
  assert.deepEqual(hostsAsked(answers[0] ?? assert.fail()), [`docker run ${"x".repeat(196)}… container`]);
});

test("the user is asked once in a gesture for a tool, for an image and for a build", async () => {
  const image = (name: string): Plan => ({ needs: "container", image: name, argv: ["docker", name] });
  const tool = (...argv: readonly string[]): Plan => ({ needs: "tool", argv });
  const plans = [
    tool("npm", "a"),
    tool("npm", "b"),
    tool("pip"),
    image("debian:12"),
    image("debian:12"),
    image("debian:13"),
  ];
  const shown: Plan[] = [];
  const may = async (plan: Plan) => shown.push(plan) > 0;
  const resolvers = plans.map((plan, index) => ({
    plan: (query: PinQuery) => (query.kind === "git" && query.ref === String(index) ? plan : undefined),
    resolve: async () => pinned(String(index)),
  }));
  const broker = brokerOf(resolvers, madeUpReach());
  const asking = asker({ may });
  const ask = (by: typeof asking) =>
    Promise.all(plans.map((_plan, index) => broker.resolve({ ...gitQuery(), ref: String(index) }, by)));
  assert.deepEqual((await ask(asking)).map(told), ["0", "1", "2", "3", "4", "5"]);
  assert.deepEqual(shown, [plans[0], plans[2], plans[3], plans[5]]);
  await broker.clear();
  await ask(asker({ may }));
  assert.equal(shown.length, 8);
});

test("on the command line the flag that allows it is named", async () => {
  const resolvers = [TOOL, CONTAINER, BUILD, THIRD].map((plan) => ({
    plan: () => plan,
    resolve: async () => pinned("x"),
  }));
  const settings = lookupSettings({ thirdParty: false });
  const answer = await brokerOf(resolvers, madeUpReach()).resolve(gitQuery(), asker({ gesture: "cli-flag", settings }));
  assert.equal(
    told(answer),
    "refused: Nobody who may know was asked. npm may know: allow it with --tools. A container of debian:12 may know: allow it with --containers. " +
      "Building the Dockerfile up to this instruction may tell: allow it with --allow-build. third.example may know: switch on seaworthy.lookup.thirdParty.",
  );
});

test("tools that do the same are named together, behind a whole sentence", async () => {
  const tool = (program: string) => ({ needs: "tool", argv: [program] }) as const;
  const failed = { ok: false, reason: "unreachable", message: "index.example has no address", isOpen: true } as const;
  const resolvers = [
    { plan: () => ({ needs: "network", hosts: ["index.example"] }) as const, resolve: async () => failed },
    ...["pip", "python3"].map((program) => ({ plan: () => tool(program), resolve: async () => pinned("x") })),
  ];
  const answer = await brokerOf(resolvers, madeUpReach()).resolve(gitQuery(), asker({ gesture: "cli-flag" }));
  assert.equal(
    told(answer),
    "unreachable: index.example has no address. pip or python3 may know: allow it with --tools.",
  );
});

const withoutImage: Readonly<Record<string, Outcome<CommandResult>>> = {
  "has not pulled an image": success({ status: 1, output: "", errors: "" }),
  "is not installed": failure("not-found", "docker", "is not installed"),
};

for (const [state, ran] of Object.entries(withoutImage)) {
  test(`an engine that ${state} does not hide that its registry cannot be reached`, async () => {
    const unreachable = { ok: false, reason: "unreachable", message: "registry.example has no address." } as const;
    const resolvers = [
      {
        plan: () => ({ needs: "network", hosts: [] }) as const,
        resolve: async () => ({ ...unreachable, isOpen: true }),
      },
      { plan: imageEngine.plan, resolve: (world: LookupWorld, query: PinQuery) => imageEngine.resolve(query, world) },
    ];
    const run = { run: async () => ran };
    const answer = await brokerOf(resolvers, { ...madeUpReach(), run }).resolve(
      imageQuery(),
      asker({ may: async () => true }),
    );
    assert.equal(told(answer), "unreachable: registry.example has no address.");
  });
}

test("a plan for the network starts no program", async () => {
  const reach = madeUpReach();
  const resolve = async (world: Parameters<typeof askHost>[0]) => {
    const ran = await world.run.run({ program: "git", args: [], timeoutMs: 1, maxBytes: 1, signal: world.signal });
    return ran.ok ? pinned("x") : { ok: false as const, reason: ran.reason, message: `${ran.asked} ${ran.detail}.` };
  };
  const answer = await brokerOf([{ resolve }], reach).resolve(gitQuery(), asker({ may: async () => true }));
  assert.equal(told(answer), "refused: git is not started: the look-up was to ask the network alone.");
  assert.deepEqual(reach.asked, []);
});

test("the next resolver is asked when one leaves it open, and only then", async () => {
  const open = { ok: false, reason: "unreachable", message: "The index is gone.", isOpen: true } as const;
  const tries = (first: object) =>
    brokerOf(
      [
        { plan: () => undefined, resolve: async () => pinned("not mine") },
        { resolve: async () => ({ ...open, ...first }) },
        { resolve: async () => pinned("second") },
      ],
      madeUpReach(),
    ).resolve(gitQuery(), asker());
  assert.equal(told(await tries({})), "second");
  assert.equal(told(await tries({ isOpen: false })), "unreachable: The index is gone.");
});

test("who cannot answer does not hide what another said", async () => {
  const failing = (reason: "not-found" | "unsupported", message: string) => ({
    resolve: async () => ({ ok: false, reason, message, isOpen: true }) as const,
  });
  const none = failing("not-found", "The index has none.");
  const missing = failing("unsupported", "npm is not here.");
  const tries = (...resolvers: readonly (typeof none)[]) =>
    brokerOf(resolvers, madeUpReach()).resolve(gitQuery(), asker());
  assert.equal(told(await tries(none, missing)), "not-found: The index has none.");
  assert.equal(told(await tries(missing, none)), "not-found: The index has none.");
  assert.equal(told(await tries(missing)), "unsupported: npm is not here.");
});

test("when the others may not be asked the first failure stays, with what would help, and is not kept", async () => {
  const failing = async () =>
    ({ ok: false, reason: "not-found", message: "The index has none.", isOpen: true }) as const;
  const broker = brokerOf(
    [{ resolve: failing }, { plan: () => TOOL, resolve: async () => pinned("1") }],
    madeUpReach(),
  );
  const answer = await broker.resolve(gitQuery(), asker());
  assert.equal(told(answer), "not-found: The index has none. npm may know: agree when you are asked for it.");
  assert.equal(told(await broker.resolve(gitQuery(), asker({ may: async () => true }))), "1");
});

test("nobody who knows is said as it is", async () => {
  const answer = await brokerOf([], madeUpReach()).resolve(gitQuery(), asker());
  assert.equal(told(answer), "unsupported: Nobody here knows how to look this up.");
});
