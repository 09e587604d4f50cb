import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { success } from "../../../server/src/outcome/outcome.ts";
import type { Command, CommandResult } from "../../../server/src/outside/outside.ts";
import type { OsQuery } from "../../../server/src/pin/query.ts";
import { runInContainer } from "../../../server/src/resolve/container.ts";
import type { LookupWorld, Resolution } from "../../../server/src/resolve/resolver.ts";
import { apk } from "../../../server/src/resolve/resolvers/apk.ts";
import { apt } from "../../../server/src/resolve/resolvers/apt.ts";
import { aptContainer } from "../../../server/src/resolve/resolvers/apt-container.ts";
import { rpmContainer } from "../../../server/src/resolve/resolvers/rpm-container.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../harness/lookup-world.ts";
import { newShared } from "../../harness/served-files.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

function query(manager: OsQuery["manager"], name: string): OsQuery {
  const reference = { registry: "docker.io", repository: "library/debian", tag: "12", digest: DIGEST };
  return { kind: "os", manager, name, base: { reference, platform: { os: "linux", arch: "amd64" } }, edits: [] };
}

/** A world whose engine answers so; the commands are kept. */
function engine(result: Partial<CommandResult>, parts: Partial<LookupWorld> = {}) {
  const commands: Command[] = [];
  const run: LookupWorld["run"] = {
    async run(command) {
      commands.push(command);
      return success({ status: 0, output: "", errors: "", ...result });
    },
  };
  return { commands, world: lookupWorld({ run, shared: newShared(), ...parts }) };
}

function packed(text: string): string {
  return gzipSync(text).toString("base64");
}

const POLICY = packed(`curl:
  Candidate: 7.88.1-10+deb12u15
     7.88.1-10+deb12u15 500
     7.88.1-10+deb12u5 500
        500 http://security.example/debian-security bookworm-security/main amd64 Packages
openssl:
  Candidate: 3.0.17-1~deb12u3
     3.0.17-1~deb12u3 500
        500 http://security.example/debian-security bookworm-security/main amd64 Packages
 *** 3.0.17-1~deb12u2 100
awk:
  Candidate: (none)
`);

function pinsOf(answer: Resolution): readonly string[] {
  assert.ok(answer.ok, answer.ok ? "" : answer.message);
  return answer.pins.map(({ text }) => text);
}

test("a container gets no rights, no files, no pull, and the digest of the image", async () => {
  const { commands, world } = engine({ output: POLICY });
  await aptContainer.resolve(query("apt", "curl"), world);
  const [{ program = "", args = [] } = {}] = commands;
  assert.equal(program, "docker");
  const script = args.indexOf("-c");
  assert.deepEqual(args.slice(0, script), [
    "run",
    "--rm",
    "--pull=never",
    "--platform=linux/amd64",
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
    "--user=0",
    "--read-only",
    "--tmpfs=/tmp",
    "--tmpfs=/var/lib/apt/lists",
    "--tmpfs=/var/cache/apt",
    "--memory=2g",
    "--pids-limit=256",
    "--entrypoint=sh",
    `docker.io/library/debian@${DIGEST}`,
  ]);
  assert.deepEqual(args.slice(script + 2), ["sh", ""]);
});

test("a script in a container ends when its engine is told to end, and with its own status else", async () => {
  const script = async (text: string) => {
    const { commands, world } = engine({ output: POLICY });
    const task = {
      image: "x",
      platform: { os: "linux", arch: "amd64" },
      script: text,
      args: [],
      writable: [],
    } as const;
    await runInContainer(task, world);
    const args = commands[0]?.args ?? [];
    return args[args.indexOf("-c") + 1] ?? "";
  };
  // The first process of a container hears TERM only where it has a trap, and waits for no command in front of it.
  assert.equal(await script("a\nb"), `trap 'exit 143' TERM\n{ a\nb\n} &\nwait "$!"`);
});

test("the user agrees to the very command that runs", async () => {
  const settings = { ...STANDARD_SETTINGS, engine: "podman", containerNetwork: "host" } as const;
  const { commands, world } = engine({ output: POLICY }, { settings });
  await aptContainer.resolve(query("apt", "curl"), world);
  const plan = aptContainer.plan(query("apt", "curl"), settings);
  assert.ok(plan?.needs === "container");
  assert.deepEqual(plan.argv, [commands[0]?.program, ...(commands[0]?.args ?? [])]);
  assert.ok(plan.argv.includes("--network=host"));
});

test("one container answers every question of a base image", async () => {
  const { commands, world } = engine({ output: POLICY });
  assert.deepEqual(pinsOf(await aptContainer.resolve(query("apt", "curl"), world)), ["7.88.1-10+deb12u15", "7.88.1-*"]);
  assert.deepEqual(pinsOf(await aptContainer.resolve(query("apt", "openssl"), world)), [
    "3.0.17-1~deb12u3",
    "3.0.17-*",
  ]);
  const asked = await aptContainer.resolve(query("apt", "curl+"), world);
  assert.deepEqual(asked.ok && asked.pins.map(({ name }) => name), ["curl", "curl"]);
  const none = await aptContainer.resolve(query("apt", "awk"), world);
  assert.ok(!none.ok && none.reason === "not-found");
  assert.equal(commands.length, 1);
});

test("a container tells what became of a written version", async () => {
  const { world } = engine({ output: POLICY });
  const state = async (name: string, current: string) => {
    const answer = await aptContainer.resolve({ ...query("apt", name), current }, world);
    return answer.ok ? answer.state : undefined;
  };
  const candidate = "3.0.17-1~deb12u3";
  assert.deepEqual(await state("openssl", "3.0.17-1~deb12u2"), {
    kind: "package",
    exists: true,
    candidate,
    isOutdated: true,
    isSecurity: true,
  });
  assert.deepEqual(await state("curl", "7.88.1-1"), {
    kind: "package",
    exists: false,
    candidate: "7.88.1-10+deb12u15",
    isOutdated: true,
    isSecurity: false,
  });
});

test("a package that its manager does not have is gone, and cannot be pinned", async () => {
  const { world } = engine({ output: packed("vim\t2\t9.1\t1.fc41\taarch64\n") });
  const apts = engine({ output: POLICY }).world;
  for (const [resolver, asked, here] of [
    [rpmContainer, query("rpm", "curl"), world],
    [aptContainer, query("apt", "python2"), apts],
  ] as const) {
    const answer = await resolver.resolve(asked, here);
    assert.equal(answer.ok ? "" : answer.reason, "not-found");
    const written = await resolver.resolve({ ...asked, current: "1-1" }, here);
    assert.deepEqual(written.ok && [written.pins, written.state?.kind === "package" && written.state.exists], [
      [],
      false,
    ]);
  }
  const { base } = query("rpm", "vim");
  for (const arch of ["arm64", "aarch64"]) {
    const here: OsQuery = { ...query("rpm", "vim"), base: { ...base, platform: { os: "linux", arch } } };
    assert.deepEqual(pinsOf(await rpmContainer.resolve(here, world)), ["2:9.1-1.fc41", "2:9.1-*"]);
  }
});

test("why a container has no answer", async () => {
  const cases: readonly (readonly [Partial<CommandResult>, string])[] = [
    [
      { status: 125, errors: "docker: Error response from daemon: No such image: x" },
      `not-found: docker.io/library/debian@${DIGEST} is not on this machine; docker pull docker.io/library/debian@${DIGEST} fetches it.`,
    ],
    [
      { status: 127, errors: "sh: not found" },
      `unsupported: docker.io/library/debian@${DIGEST} has no shell, or not the programs that are needed.`,
    ],
    [
      { status: 1, errors: "E: first\nE: no network" },
      `unreachable: docker.io/library/debian@${DIGEST} could not be asked by docker: E: no network.`,
    ],
    [
      { status: 125, errors: "docker: Cannot connect to it\n\nRun 'docker run --help' for more information\n" },
      `unreachable: docker.io/library/debian@${DIGEST} could not be asked by docker: docker: Cannot connect to it.`,
    ],
    [
      { status: 137 },
      `unreachable: docker.io/library/debian@${DIGEST} could not be asked by docker: it ended with status 137.`,
    ],
    [{ output: "no base64 of gzip" }, `malformed: docker.io/library/debian@${DIGEST} did not print what was expected.`],
  ];
  for (const [result, expected] of cases) {
    const answer = await aptContainer.resolve(query("apt", "curl"), engine(result).world);
    assert.equal(answer.ok ? "" : `${answer.reason}: ${answer.message}`, expected);
  }
  const none = await aptContainer.resolve(query("apt", "curl"), lookupWorld());
  assert.equal(
    none.ok ? "" : none.message,
    "docker or podman or nerdctl is not installed: no engine of this machine can be asked.",
  );
});

test("the base image is not asked about sources that the Dockerfile changes, or about other architectures", () => {
  const edits = [{ kind: "add", path: "/etc/apt/sources.list", text: "deb http://more.example x main" }] as const;
  assert.equal(aptContainer.plan({ ...query("apt", "curl"), edits }, STANDARD_SETTINGS), undefined);
  assert.equal(aptContainer.plan({ ...query("apt", "curl"), architecture: "i386" }, STANDARD_SETTINGS), undefined);
  assert.equal(aptContainer.plan(query("apk", "curl"), STANDARD_SETTINGS), undefined);
  assert.equal(rpmContainer.plan({ ...query("rpm", "curl"), edits }, STANDARD_SETTINGS), undefined);
});

test("rpm packages are asked for in a container", async () => {
  const { world } = engine({ output: packed("curl\t0\t8.9.1\t2.fc41\tx86_64\ncurl\t0\t8.9.0\t1.fc41\tx86_64\n") });
  assert.deepEqual(pinsOf(await rpmContainer.resolve(query("rpm", "curl"), world)), ["8.9.1-2.fc41", "8.9.1-*"]);
  assert.deepEqual(pinsOf(await rpmContainer.resolve(query("zypper", "curl"), world)), ["8.9.1-2.fc41", "8.9.1"]);
  const answer = await rpmContainer.resolve({ ...query("rpm", "curl"), current: "8.9.0-1.fc41" }, world);
  assert.ok(answer.ok);
  assert.deepEqual(answer.state, {
    kind: "package",
    exists: true,
    candidate: "8.9.1-2.fc41",
    isOutdated: true,
    isSecurity: false,
  });
});

test("an image that only this machine has is asked by its id, and the answer says so and is not kept", async () => {
  const id = `sha256:${"b".repeat(64)}`;
  const reference = { registry: "docker.io", repository: "team/base", tag: "1", digest: undefined };
  const asked = query("apt", "curl");
  const here: OsQuery = { ...asked, base: { ...asked.base, reference, onlyHere: true } };
  const ran: string[] = [];
  const run: LookupWorld["run"] = {
    async run({ args }) {
      ran.push(args.includes(id) ? `${args[0]} of the id` : args.join(" "));
      return success({ status: 0, output: args[0] === "image" ? `${id}\n` : POLICY, errors: "" });
    },
  };
  const answer = await aptContainer.resolve(here, lookupWorld({ run, shared: newShared() }));
  assert.deepEqual(pinsOf(answer), ["7.88.1-10+deb12u15", "7.88.1-*"]);
  assert.ok(answer.ok);
  assert.deepEqual(
    [answer.freshMs, answer.caveats],
    [0, [`No registry gave docker.io/team/base:1: the answer is that of the image on this machine, ${id}.`]],
  );
  assert.deepEqual(ran, ["image inspect --format {{.Id}} -- docker.io/team/base:1", "run of the id"]);
  const plan = aptContainer.plan(here, STANDARD_SETTINGS);
  assert.ok(plan?.needs === "container" && plan.image === "docker.io/team/base:1");
  for (const resolver of [apt, apk]) assert.equal(resolver.plan(here, STANDARD_SETTINGS), undefined);
  const none = await aptContainer.resolve(here, engine({ status: 1, output: "[]" }).world);
  assert.equal(none.ok ? "" : none.message, "docker.io/team/base:1 is not on this machine.");
  const untagged = { ...here, base: { ...here.base, reference: { ...reference, tag: undefined } } };
  const silent = await aptContainer.resolve(untagged, engine({ output: "" }).world);
  assert.equal(silent.ok ? "" : silent.message, "docker.io/team/base:latest is not on this machine.");
  const unasked = await aptContainer.resolve(here, lookupWorld());
  assert.match(unasked.ok ? "" : unasked.message, /is not installed: no engine of this machine can be asked\.$/);
});
