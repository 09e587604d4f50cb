import assert from "node:assert/strict";
import { test } from "node:test";
import { ErrorCodes, type ShowMessageRequestParams } from "vscode-languageserver/node";
import type { ReachWishes } from "../../../../server/src/outside/outside.ts";
import type { ConsentParams } from "../../../../server/src/protocol/lookups.ts";
import { CLIENT_COMMANDS } from "../../../../server/src/protocol/requests.ts";
import type { Plan } from "../../../../server/src/resolve/resolver.ts";
import { type ClientSetup, richCapabilities } from "../../../harness/in-process-server.ts";
import { lookUpClient } from "../../../harness/look-up-client.ts";
import { found, notFound } from "../../../harness/made-up-broker.ts";
import { NO_REACH } from "../../../harness/no-reach.ts";

const PIN = "Pin to the version that latest is today, with its digest";
const NODE = found([{ style: "tag-digest", text: "24.11.0" }]);
const PLANS: readonly Plan[] = [
  { needs: "network", hosts: ["registry.example"] },
  { needs: "tool", argv: ["npm", "view"] },
  { needs: "container", image: "debian:12", argv: ["docker", "run"] },
  { needs: "build", argv: ["docker", "build"] },
];

/** A client that shows messages with buttons. */
const WITH_BUTTONS = { ...richCapabilities(), window: { showMessage: { messageActionItem: {} } } };

/** What the user agrees to when a look-up asks for all of it. */
async function agreed(
  { answer = true, ...setup }: ClientSetup & { readonly answer?: boolean },
  method: "choose" | "schedule" = "choose",
) {
  const asked: ConsentParams[] = [];
  const said: boolean[] = [];
  const client = await lookUpClient(
    "FROM node:latest\n",
    async (_, { may }) => {
      for (const plan of PLANS) said.push(await may(plan));
      return NODE;
    },
    setup,
  );
  client.wire.onRequest("seaworthy/consent", (params: ConsentParams) => {
    asked.push(params);
    return answer;
  });
  if (method === "choose") await client.choose("latest", PIN);
  else await client.wire.sendRequest("seaworthy/checkPins", { uri: client.uri, gesture: "schedule" });
  client.stop();
  return { asked, said, shown: client.shown };
}

test("choosing a fix agrees to asking over the network; what is started on the machine the user is asked about", async () => {
  const { asked, said } = await agreed({ options: { consent: true } });
  assert.deepEqual(said, [true, true, true, true]);
  assert.deepEqual(
    asked.map(({ needs, subject, isAttended }) => `${needs} ${subject} ${isAttended}`),
    ["tool npm true", "container debian:12 true", "build docker true"],
  );
  assert.deepEqual(asked[0]?.argv, ["npm", "view"]);
});

test("a user who says no is not taken for one who said yes", async () => {
  const { said } = await agreed({ options: { consent: true }, answer: false });
  assert.deepEqual(said, [true, false, false, false]);
});

test("an editor that cannot ask the user starts nothing and says so", async () => {
  const { asked, said, shown } = await agreed({});
  assert.deepEqual(said, [true, false, false, false]);
  assert.deepEqual(asked, []);
  assert.deepEqual(shown, [
    "This editor cannot ask whether npm may be run. In a terminal: seaworthy fix --tools.",
    "This editor cannot ask whether a container of debian:12 may be started. In a terminal: seaworthy fix --containers.",
    "This editor cannot ask whether the Dockerfile may be built. In a terminal: seaworthy fix --allow-build.",
  ]);
});

test("an editor that cannot ask is told of each program once", async () => {
  const client = await lookUpClient("FROM node:latest\n", async (_, { may }) => {
    for (const plan of PLANS) await may(plan);
    return NODE;
  });
  for (let time = 0; time < 2; time += 1) await client.choose("latest", PIN);
  assert.equal(client.shown.length, 3);
  client.stop();
});

test("an editor with buttons asks in a message, and what was agreed to holds until the server ends", async () => {
  const messages: string[] = [];
  const said = new Set<string>();
  const client = await lookUpClient(
    "FROM node:latest\n",
    async (_, { may }) => {
      for (const plan of PLANS) said.add(`${plan.needs} ${await may(plan)}`);
      return notFound("no");
    },
    { capabilities: WITH_BUTTONS },
  );
  const buttons = ["Allow", "Do not allow", undefined, "Allow"];
  client.wire.onRequest("window/showMessageRequest", ({ message, actions }: ShowMessageRequestParams) => {
    messages.push(message);
    return actions?.find(({ title }) => title === buttons[messages.length - 1]) ?? null;
  });
  await client.choose("latest", PIN);
  const command = "Seaworthy wants to run npm on this machine to look a value up.\nnpm view";
  const container = "Seaworthy wants to start a container of debian:12 to look a value up.\ndocker run";
  const build = "Seaworthy wants to build this Dockerfile to look a value up.\ndocker build";
  assert.deepEqual(messages.splice(0), [command, container, build]);
  const first = ["network true", "tool true", "container false", "build false"];
  assert.deepEqual([...said], first);
  await client.wire.sendRequest("seaworthy/checkPins", { uri: client.uri, gesture: "schedule" });
  assert.deepEqual([...said], first, "nobody is there to be asked");
  buttons.splice(0, buttons.length, "Allow", "Allow");
  await client.choose("latest", PIN);
  assert.deepEqual(messages, [container, build]);
  assert.deepEqual([...said].slice(first.length), ["container true", "build true"]);
  client.stop();
});

test("an editor that fails to show a message has agreed to nothing", async () => {
  const { said } = await agreed({ capabilities: WITH_BUTTONS });
  assert.deepEqual(said, [true, false, false, false]);
});

test("a look-up by the clock says that nobody is there to be asked", async () => {
  const { asked } = await agreed({ options: { consent: true } }, "schedule");
  assert.ok(asked.length > 0 && asked.every(({ isAttended }) => !isAttended));
});

test("what the editor knows of the way out is handed to the far side", async () => {
  const wishes: (ReachWishes | undefined)[] = [];
  const client = await lookUpClient("FROM node:latest\n", () => NODE, {
    options: { network: { proxy: "http://proxy.example:3128", cacheFolder: "/cache" } },
    reach: (wish) => {
      wishes.push(wish);
      return Promise.reject(new Error("no network card"));
    },
  });
  assert.equal((await client.choose("latest", PIN)).edit, undefined);
  assert.equal(wishes[0]?.cacheFolder, "/cache");
  assert.equal(wishes[0]?.environment?.https_proxy, "http://proxy.example:3128");
  assert.match(client.log.join("\n"), /no network card/);
  await client.choose("latest", PIN);
  assert.equal(wishes.length, 2, "a world that could not be made is tried again");
  client.stop();
});

test("another way out holds from the next look-up on, and who is asked on the way before is said", async () => {
  const wishes: (ReachWishes | undefined)[] = [];
  const client = await lookUpClient(
    "FROM debian:latest\nRUN apt-get install -y curl\n",
    async ({ kind }) => {
      if (kind !== "image") return found([{ style: "exact", text: "8.1-2" }]);
      await client.wire.sendNotification("seaworthy/network", { cacheFolder: "/other" });
      await client.wire.sendRequest("seaworthy/rules");
      return found([{ style: "tag-digest", text: `12.11@sha256:${"0".repeat(64)}` }]);
    },
    {
      reach: (wish) => {
        wishes.push(wish);
        return Promise.resolve(NO_REACH);
      },
    },
  );
  await client.wire.sendRequest("seaworthy/pinEverything", { uri: client.uri });
  const asked: readonly { what: string }[] = await client.wire.sendRequest("seaworthy/asked");
  assert.deepEqual(
    asked.map(({ what }) => what),
    ["image", "os"],
  );
  await client.wire.sendRequest("seaworthy/checkPins", { uri: client.uri });
  assert.deepEqual(
    wishes.map((wish) => wish?.cacheFolder),
    [undefined, "/other"],
  );
  client.stop();
});

test("a look-up that fails by a mistake of ours is answered with an error, which the client says", async () => {
  const options = { commands: Object.values(CLIENT_COMMANDS) };
  const reach = () => Promise.reject(new Error("no network card"));
  const client = await lookUpClient("FROM node:latest\n", () => NODE, { options, reach });
  const action = (await client.actions(client.uri, "latest")).find(({ title }) => title === PIN);
  const [data] = action?.command?.arguments ?? [];
  await assert.rejects(client.wire.sendRequest("seaworthy/lookUp", data), { code: ErrorCodes.InternalError });
  assert.match(client.log.join("\n"), /no network card/);
  client.stop();
});

test("the gesture is named to whoever answers", async () => {
  const gestures: string[] = [];
  const client = await lookUpClient("FROM node:latest\n", (_, { gesture }) => {
    gestures.push(gesture);
    return notFound("no");
  });
  await client.choose("latest", PIN);
  await client.wire.sendRequest("seaworthy/checkPins", { uri: client.uri });
  await client.wire.sendRequest("seaworthy/checkPins", { uri: client.uri, gesture: "schedule" });
  assert.deepEqual([...new Set(gestures)], ["code-action", "command", "schedule"]);
  client.stop();
});
