import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { success } from "../../../../server/src/outcome/outcome.ts";
import type { Command } from "../../../../server/src/outside/outside.ts";
import {
  BUILD_CHOICES,
  BUILD_PLAN,
  type BuildChoicesResult,
  type BuildPlanResult,
} from "../../../../server/src/protocol/images.ts";
import { NO_REACH } from "../../../harness/no-reach.ts";
import { scanClient } from "../../../harness/scan-client.ts";

const DOCKERFILE = "FROM debian:12 AS Test\nRUN make test\nFROM debian:12 AS app\nCOPY app.js /app/\n";
const COMPOSE = `services:
  web:
    build: {context: ., dockerfile: web/Dockerfile, target: app, args: {A: b}}
    image: team/web:latest
  db:
    build: ./db
`;
const BAKE = 'target "check" {\n  context = "web"\n  target = "test"\n  contexts = { more = "." }\n}\n';
const WEB = "file:///shop/web/Dockerfile";

/** A repository with its Dockerfile in a folder, and an engine that is there; git is not. */
async function builder() {
  const run = async ({ program, args }: Command) => {
    const isEngine = program === "docker" && args[0] === "version";
    return success({ status: isEngine ? 0 : 1, output: "", errors: "" });
  };
  const client = await scanClient(undefined, {
    reach: () => Promise.resolve({ ...NO_REACH, run: { run } }),
    options: { consent: true },
    disk: {
      "/shop/web/Dockerfile": DOCKERFILE,
      "/shop/package.json": '{"name": "shop", "version": "1.4.0"}',
      "/shop/app.js": "",
      "/shop/compose.yaml": COMPOSE,
      "/shop/docker-bake.hcl": BAKE,
    },
  });
  client.wire.onRequest("seaworthy/consent", () => true);
  await client.open(WEB, DOCKERFILE);
  const plan = (wish: object, isTwice = false): Promise<BuildPlanResult> =>
    client.wire.sendRequest(BUILD_PLAN, { uri: WEB, wish, isTwice });
  return { client, plan };
}

describe("a build in the editor", () => {
  it("offers stages, the folder that has what is copied, services and targets of this file", async () => {
    const { client } = await builder();
    const result: BuildChoicesResult = await client.wire.sendRequest(BUILD_CHOICES, { uri: WEB });
    assert.deepEqual(result, {
      kind: "done",
      choices: {
        lastStage: "app",
        otherStages: ["test"],
        contexts: [{ path: "/shop", missing: [] }],
        services: [
          { file: "/shop/compose.yaml", service: "web", context: "/shop", target: "app" },
          { file: "/shop/docker-bake.hcl", service: "check", context: "/shop/web", target: "test" },
        ],
      },
    });
    assert.equal(client.opened(), 0);
    client.stop();
  });

  it("is planned as a service says, and a service that pushes latest alone is told so", async () => {
    const { client, plan } = await builder();
    const result = await plan({ kind: "service", file: "/shop/compose.yaml", service: "web" });
    assert.ok(result.kind === "done", JSON.stringify(result));
    assert.equal(
      result.plans[0]?.args.join(" "),
      "build --file /shop/web/Dockerfile --tag team/web:1.4.0 --tag team/web:latest --build-arg A=b --target app -- /shop",
    );
    assert.match(result.plans[0]?.notes[0] ?? "", /compose\.yaml pushes web as team\/web:latest alone/);
    client.stop();
  });

  it("gives a stage that is not the last one a name of its own", async () => {
    const { client, plan } = await builder();
    for (const [target, name] of [
      ["test", "shop-test"],
      ["app", "shop"],
    ]) {
      const result = await plan({ kind: "stage", context: "/shop", target });
      assert.ok(result.kind === "done", JSON.stringify(result));
      assert.equal(
        result.plans[0]?.args.join(" "),
        `build --file /shop/web/Dockerfile --tag ${name}:1.4.0 --target ${target} -- /shop`,
      );
    }
    client.stop();
  });

  it("is planned twice under names of its own, to be compared", async () => {
    const { client, plan } = await builder();
    const result = await plan({ kind: "stage", context: "/shop" }, true);
    assert.ok(result.kind === "done", JSON.stringify(result));
    assert.deepEqual(
      result.plans.map(({ args }) => args.join(" ")),
      [1, 2].map(
        (count) => `build --file /shop/web/Dockerfile --tag shop:seaworthy-rebuild-${count} --no-cache -- /shop`,
      ),
    );
    client.stop();
  });

  it("is refused where what was chosen is not there", async () => {
    const { client, plan } = await builder();
    const refusals: readonly (readonly [wish: object, said: RegExp])[] = [
      [{ kind: "stage", context: "/shop/nothing" }, /\/shop\/nothing is no folder to build from: choose another\./],
      [{ kind: "stage", context: "/shop", target: "none" }, /Dockerfile has no stage none: choose again\./],
      [{ kind: "service", file: "/shop/compose.yaml", service: "x" }, /compose\.yaml builds no x/],
      [{ kind: "service", file: "/shop/compose.yaml", service: "db" }, /does not build Dockerfile as db: choose again/],
      [{ kind: "service", file: "/shop/docker-bake.hcl", service: "check" }, /docker buildx bake/],
      [{ kind: "other" }, /It was not said what is to be built/],
    ];
    for (const [wish, said] of refusals) {
      const result = await plan(wish);
      assert.match(result.kind === "refused" ? result.message : result.kind, said);
    }
    client.stop();
  });
});
