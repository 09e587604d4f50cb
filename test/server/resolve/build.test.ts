import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { success } from "../../../server/src/outcome/outcome.ts";
import type { Command, CommandResult } from "../../../server/src/outside/outside.ts";
import type { OsQuery } from "../../../server/src/pin/query.ts";
import type { LookupWorld } from "../../../server/src/resolve/resolver.ts";
import { osBuild } from "../../../server/src/resolve/resolvers/os-build.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../harness/lookup-world.ts";
import { newShared } from "../../harness/served-files.ts";

const ID = `sha256:${"b".repeat(64)}`;
const TEXT = "FROM debian:12\nRUN setup.sh\n";
const POLICY = gzipSync("tool:\n  Candidate: 1.2-3\n     1.2-3 500\n").toString("base64");

const QUERY: OsQuery = {
  kind: "os",
  manager: "apt",
  name: "tool",
  base: {
    reference: { registry: "docker.io", repository: "library/debian", tag: "12", digest: `sha256:${"a".repeat(64)}` },
    platform: { os: "linux", arch: "arm", variant: "v7" },
  },
  edits: [{ kind: "unknown", text: "setup.sh" }],
  soFar: { text: TEXT, context: "/r/app", buildArguments: { A: "1 2" } },
};

/** An engine whose `build` and `run` end so; its commands are kept. */
function engine(results: Readonly<Record<string, Partial<CommandResult>>>) {
  const commands: Command[] = [];
  const run: LookupWorld["run"] = {
    async run(command) {
      commands.push(command);
      return success({ status: 0, output: "", errors: "", ...results[command.args[0] ?? ""] });
    },
  };
  return { commands, world: lookupWorld({ run, shared: newShared() }) };
}

test("a Dockerfile is built up to the command, the result is asked without rights, and it goes again", async () => {
  const { commands, world } = engine({ build: { output: `${ID}\n` }, run: { output: POLICY } });
  const answer = await osBuild.resolve(QUERY, world);
  assert.ok(answer.ok, answer.ok ? "" : answer.message);
  assert.deepEqual(
    answer.pins.map(({ text }) => text),
    ["1.2-3", "1.2-*"],
  );
  assert.match(answer.caveats.join(), /^The Dockerfile was built up to this command/);
  const [build, run, removal] = commands;
  assert.deepEqual(build?.args, [
    "build",
    "--quiet",
    "--platform=linux/arm/v7",
    "--label=seaworthy.lookup=true",
    "--build-arg=A=1 2",
    "--file=-",
    "/r/app",
  ]);
  assert.equal(build?.input, TEXT);
  assert.ok(run?.args.includes("--cap-drop=ALL") && run.args.includes(ID));
  assert.deepEqual(removal?.args, ["image", "rm", ID]);
  assert.equal(commands.length, 3);
});

test("the user agrees to the very command that builds", async () => {
  const settings = { ...STANDARD_SETTINGS, engine: "podman", containerNetwork: "host" } as const;
  const plan = osBuild.plan(QUERY, settings);
  assert.ok(plan?.needs === "build");
  assert.deepEqual(plan.argv.slice(0, 5), ["podman", "build", "--quiet", "--platform=linux/arm/v7", "--network=host"]);
  for (const other of [{ manager: "apk" }, { name: "t*" }, { architecture: "i386" }] as const)
    assert.equal(osBuild.plan({ ...QUERY, ...other }, settings), undefined);
  const { soFar: _, ...unbuilt } = QUERY;
  assert.equal(osBuild.plan(unbuilt, settings), undefined);
});

test("one build answers for every package of the place", async () => {
  const { commands, world } = engine({ build: { output: ID }, run: { output: POLICY } });
  await osBuild.resolve(QUERY, world);
  const other = await osBuild.resolve({ ...QUERY, name: "other" }, world);
  assert.equal(
    other.ok ? "" : `${other.reason}: ${other.message}`,
    "not-found: apt in the stage as it is built up to here would install no package other.",
  );
  assert.equal(commands.filter(({ args }) => args[0] === "build").length, 1);
});

test("a build that fails says its last words; the image goes also when its container fails", async () => {
  const broken = engine({ build: { status: 1, errors: "#5 ERROR\nexecutor failed running setup.sh: exit code: 1\n" } });
  const answer = await osBuild.resolve(QUERY, broken.world);
  assert.equal(
    answer.ok ? "" : `${answer.reason}: ${answer.message}`,
    "unreachable: The Dockerfile could not be built up to this instruction by docker: executor failed running setup.sh: exit code: 1.",
  );
  assert.equal(broken.commands.length, 1);
  const none = await osBuild.resolve(QUERY, lookupWorld());
  assert.match(none.ok ? "" : none.message, /is not installed: no engine of this machine can be asked\.$/);
  const silent = engine({ build: { output: ID }, run: { status: 1, errors: "E: no network" } });
  assert.equal((await osBuild.resolve(QUERY, silent.world)).ok, false);
  assert.deepEqual(silent.commands.at(-1)?.args, ["image", "rm", ID]);
});
