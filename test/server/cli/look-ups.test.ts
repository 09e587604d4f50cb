import assert from "node:assert/strict";
import { test } from "node:test";
import type { Lookups } from "../../../server/src/engine/lookups.ts";
import type { PinAnswer } from "../../../server/src/pin/pin.ts";
import type { PinQuery } from "../../../server/src/pin/query.ts";
import { assertDocumented } from "../../harness/json-page.ts";
import { found, madeUpBroker, notFound } from "../../harness/made-up-broker.ts";
import { runIn } from "./made-up-world.ts";

const OLD = `sha256:${"a1".repeat(32)}`;
const DIGEST = `sha256:${"ab".repeat(32)}`;
const BEFORE = "FROM debian:latest\nRUN apt-get install -y curl git\n";
const AFTER = `FROM debian:12.11@${DIGEST}\nRUN apt-get install -y curl=7.88.1-10 git\n`;
const FILES = { "/r/Dockerfile": BEFORE };

function answer(query: PinQuery): PinAnswer {
  if (query.kind === "image") return found([{ style: "tag-digest", text: `12.11@${DIGEST}` }]);
  if (query.kind === "os" && query.name === "curl") return found([{ style: "exact", text: "7.88.1-10" }]);
  return notFound("git is in no archive of debian:12.11.");
}

/** A broker that notes what the run says of itself, and has a log. */
function brokerOf(answers: (query: PinQuery) => PinAnswer | Promise<PinAnswer>, shown = "tags of library/debian") {
  const { broker, queries } = madeUpBroker(answers);
  const askings: Parameters<Lookups["broker"]["resolve"]>[1][] = [];
  const whole: Lookups["broker"] = {
    ...broker,
    async resolve(query, asking) {
      askings.push(asking);
      asking.progress?.(shown);
      return await broker.resolve(query, asking);
    },
    log: () => [
      { host: "registry.example", what: "tags", via: "https", at: "" },
      { host: "archive.example", what: "a list", via: "http", at: "" },
      { host: "archive.example", what: "a list", via: "http", at: "" },
      { host: "kept.example", what: "a list", via: "cache", at: "" },
    ],
  };
  return { broker: whole, queries, askings };
}

test("fix writes what it found, says what it could not have and whom it asked, and ends with 2", async () => {
  const ran = await runIn(
    { files: FILES, broker: brokerOf(answer).broker },
    "fix",
    "--write",
    "--ignore",
    "label-missing",
  );
  assert.equal(ran.files.get("/r/Dockerfile"), AFTER);
  assert.equal(ran.status, 2);
  assert.equal(
    ran.errors,
    "seaworthy: Dockerfile:2:29: git is in no archive of debian:12.11.\n" +
      "seaworthy: asked registry.example, archive.example (2 times)\n" +
      "seaworthy: 2 fixes in 1 of 1 file written; 1 more fix could not be made\n",
  );
});

test("a reason that holds for many places is said once", async () => {
  const { broker } = brokerOf(() => notFound("registry.example cannot be reached."));
  const ran = await runIn({ files: FILES, broker }, "fix", "--rule", "apt-unpinned");
  assert.match(ran.errors, /^seaworthy: Dockerfile:2:24: registry\.example cannot be reached\. \(and 1 more place\)\n/);
});

test("one that comes again in other files is counted at the end", async () => {
  const { broker } = brokerOf(() => notFound("registry.example cannot be reached."));
  const files = Object.fromEntries(["a", "b", "c"].map((name) => [`/r/${name}/Dockerfile`, BEFORE]));
  const ran = await runIn({ files, broker }, "fix", "--rule", "apt-unpinned");
  assert.equal(
    ran.errors,
    "seaworthy: a/Dockerfile:2:24: registry.example cannot be reached. (and 1 more place)\n" +
      "seaworthy: in 4 places of other files, too: registry.example cannot be reached.\n" +
      "seaworthy: asked registry.example, archive.example (2 times)\n" +
      "seaworthy: nothing fixed in 3 files; 6 fixes could not be made\n",
  );
});

test("one that comes again once is in another file", async () => {
  const { broker } = brokerOf(() => notFound("registry.example cannot be reached."));
  const text = "FROM debian:12.11\nRUN apt-get install -y curl\n";
  const files = { "/r/a/Dockerfile": text, "/r/b/Dockerfile": text };
  const ran = await runIn({ files, broker }, "fix", "--rule", "apt-unpinned");
  assert.match(ran.errors, /^seaworthy: in 1 place of another file, too: registry\.example cannot be reached\.$/m);
});

test("--quiet keeps the reasons and drops the rest", async () => {
  const ran = await runIn({ files: FILES, broker: brokerOf(answer).broker }, "fix", "--write", "--quiet");
  assert.equal(ran.errors, "seaworthy: Dockerfile:2:29: git is in no archive of debian:12.11.\n");
});

test("JSON lists edits in the text before and what failed", async () => {
  const { broker } = brokerOf(answer);
  const ran = await runIn({ files: FILES, broker }, "fix", "--format", "json", "--ignore", "label-missing");
  const json = JSON.parse(ran.output);
  assertDocumented("fix", { ...json, errors: [{ path: "", message: "", fails: true }] });
  assert.deepEqual(
    json.files[0].edits.map(({ rule, line, newText }: { rule: string; line: number; newText: string }) => [
      rule,
      line,
      newText,
    ]),
    [
      ["image-latest", 1, `:12.11@${DIGEST}`],
      ["apt-unpinned", 2, "curl=7.88.1-10"],
    ],
  );
  assert.deepEqual(json.files[0].failed, [
    {
      rule: "apt-unpinned",
      line: 2,
      column: 29,
      reason: "not-found",
      message: "git is in no archive of debian:12.11.",
    },
  ]);
});

test("what has no place for a value is listed with its reason and is no failure", async () => {
  const files = { "/r/Dockerfile": "FROM debian:12.11\nARG BASE\nRUN apt-get install -y php$V-fpm\n" };
  const { broker } = brokerOf(() => found([{ style: "tag-digest", text: `12.11@${DIGEST}` }]));
  const message = "What is installed is not known before the build: a variable or a pattern names it.";
  const ran = await runIn({ files, broker }, "fix", "--ignore", "label-missing", "--format", "json");
  assert.deepEqual(JSON.parse(ran.output).files[0].failed, [
    { rule: "apt-unpinned", line: 3, column: 24, reason: "unsupported", message },
  ]);
  assert.deepEqual([ran.status, ran.errors.split("\n")[0]], [0, `seaworthy: Dockerfile:3:24: ${message}`]);
});

test("what nobody can be asked for is said and is no failure", async () => {
  const files = { "/r/Dockerfile": 'FROM scratch\nSHELL ["powershell"]\nRUN choco install -y git\n' };
  const ran = await runIn({ files, broker: brokerOf(answer).broker }, "fix", "--ignore", "label-missing");
  const told = "Chocolatey runs on Windows alone: `choco search --exact NAME` there tells the version.";
  assert.deepEqual(
    [ran.status, ran.errors],
    [0, `seaworthy: Dockerfile:3:22: ${told}\nseaworthy: nothing to fix in 1 file\n`],
  );
});

test("--offline and lint ask nobody", async () => {
  assert.equal((await runIn({ files: FILES }, "fix", "--offline")).status, 0);
  assert.equal((await runIn({ files: FILES }, "lint")).status, 1);
  const refused = await runIn({ files: FILES }, "lint", "--rule", "image-gone");
  assert.deepEqual(
    [refused.status, refused.errors],
    [2, "seaworthy: image-gone asks the network: see seaworthy check-pins\n"],
  );
});

test("check-pins takes no rule that it does not ask for nothing found", async () => {
  const ran = await runIn({ files: FILES }, "check-pins", "--rule", "image-gone", "--rule", "apt-unpinned");
  assert.deepEqual(
    [ran.status, ran.output, ran.errors],
    [2, "", "seaworthy: apt-unpinned is no rule about pins: see seaworthy lint\n"],
  );
});

test("tools, containers and builds need their option; the network is agreed to by the command", async () => {
  const agreed = async (...options: readonly string[]) => {
    const { broker, askings } = brokerOf(answer);
    await runIn({ files: FILES, broker }, "fix", ...options);
    const may = async (plan: Parameters<NonNullable<(typeof askings)[0]>["may"]>[0]) =>
      (await askings[0]?.may(plan)) === true ? plan.needs : "";
    const words = await Promise.all([
      may({ needs: "network", hosts: [] }),
      may({ needs: "tool", argv: [] }),
      may({ needs: "container", image: "", argv: [] }),
      may({ needs: "build", argv: [] }),
    ]);
    return words.join(" ").trim();
  };
  assert.equal(await agreed(), "network");
  assert.equal(await agreed("--tools"), "network tool");
  assert.equal(await agreed("--containers", "--allow-build"), "network  container build");
});

test("an interrupt ends the run, and the files from there on stay", async () => {
  const controller = new AbortController();
  const files = { "/r/a.Dockerfile": BEFORE, "/r/b.Dockerfile": BEFORE };
  const { broker } = brokerOf((query) => {
    if (query.kind === "os" && query.name === "git") controller.abort();
    return answer(query);
  });
  const ran = await runIn({ files, broker, signal: controller.signal }, "fix", "--write", "--jobs", "1");
  assert.equal(ran.status, 2);
  assert.match(ran.errors, /seaworthy: cancelled: the files from here on are as they were\n$/);
  const json = await runIn({ files, broker, signal: controller.signal }, "fix", "--format", "json");
  assert.deepEqual(JSON.parse(json.output).errors, [
    { path: ".", message: "cancelled: the files from here on are as they were", fails: true },
  ]);
  assert.deepEqual([ran.files.get("/r/a.Dockerfile"), ran.files.get("/r/b.Dockerfile")], [BEFORE, BEFORE]);
});

test("files are worked on side by side and shown in their order", async () => {
  const files = { "/r/a.Dockerfile": "FROM a:latest\n", "/r/b.Dockerfile": "FROM b:latest\n" };
  let first: () => void = () => undefined;
  const { broker } = brokerOf(async (query) => {
    if (query.kind !== "image") return notFound("no.");
    if (query.reference.repository === "library/b") first();
    else
      await new Promise<void>((resolve) => {
        first = resolve;
      });
    return found([{ style: "tag-digest", text: `1.0@${DIGEST}` }]);
  });
  const ran = await runIn({ files, broker }, "fix", "--rule", "image-latest", "--jobs", "2");
  assert.deepEqual(ran.output.match(/^\+FROM .*:1\.0/gm), ["+FROM a:1.0", "+FROM b:1.0"]);
});

test("a terminal shows what is asked in a line that goes away", async () => {
  const { broker } = brokerOf(answer);
  const ran = await runIn({ files: FILES, broker, showsProgress: true }, "fix", "--rule", "image-latest");
  const clear = "\r\u001b[K";
  assert.ok(ran.errors.startsWith(`${clear}tags of library/debian${clear}seaworthy: asked `), ran.errors);
  const long = brokerOf(answer, `\u001b[2J${"x".repeat(200)}`);
  const cut = await runIn({ files: FILES, broker: long.broker, showsProgress: true }, "fix", "--rule", "image-latest");
  assert.ok(cut.errors.startsWith(`${clear}␛[2J${"x".repeat(75)}${clear}seaworthy: asked `), cut.errors);
  const quiet = await runIn({ files: FILES, broker, showsProgress: true }, "fix", "--rule", "image-latest", "--quiet");
  assert.equal(quiet.errors, "");
});

const PINNED = { "/r/Dockerfile": `FROM debian:12.11@${OLD}\n` };
const MOVED = found([{ style: "tag-digest", text: `12.11@${DIGEST}` }], {
  kind: "image",
  tagDigest: DIGEST,
  digestExists: true,
  isPlatform: false,
  before: {},
  now: {},
});

test("check-pins finds, and fails where the findings reach the limit", async () => {
  const { broker, askings } = brokerOf(() => MOVED);
  const ran = await runIn({ files: PINNED, broker }, "check-pins");
  assert.match(ran.output, /^Dockerfile:1:6: info: debian:12\.11 was pushed again: .* \[image-digest-stale\]\n/);
  assert.match(ran.output, /= fix: Write 12\.11@sha256:abababababab…\n/);
  assert.deepEqual([ran.status, ran.errors], [0, "seaworthy: asked registry.example, archive.example (2 times)\n"]);
  assert.ok(askings.every(({ revalidates }) => revalidates === true));
  const failing = await runIn({ files: PINNED, broker }, "check-pins", "--fail-on", "info");
  assert.equal(failing.status, 1);
});

test("check-pins says what it did not read, and ends with 2", async () => {
  const files = { "/r/Dockerfile": `FROM scratch\nRUN ${"a".repeat(70_000)}\n` };
  const ran = await runIn({ files, broker: brokerOf(() => MOVED).broker }, "check-pins");
  assert.equal(ran.status, 2);
  assert.match(ran.errors, /^seaworthy: Dockerfile:2:5: longer than 65536 characters$/m);
});

test("the JSON of check-pins says what is written, what it is today, who was asked and when", async () => {
  const ran = await runIn({ files: PINNED, broker: brokerOf(() => MOVED).broker }, "check-pins", "--format", "json");
  assertDocumented("check-pins", { ...JSON.parse(ran.output), errors: [{ path: "", message: "", fails: true }] });
  const [finding] = JSON.parse(ran.output).files[0].findings;
  assert.deepEqual(
    [finding.rule, finding.pin],
    [
      "image-digest-stale",
      {
        written: `12.11@${OLD}`,
        current: `12.11@${DIGEST}`,
        asked: ["registry.example"],
        at: "2026-01-01T00:00:00.000Z",
      },
    ],
  );
});

test("its SARIF knows the rules", async () => {
  const ran = await runIn({ files: PINNED, broker: brokerOf(() => MOVED).broker }, "check-pins", "--format", "sarif");
  const [{ results, tool }] = JSON.parse(ran.output).runs;
  assert.equal(tool.driver.rules[results[0].ruleIndex].id, "image-digest-stale");
});

test("an interrupt ends check-pins with what was found, and no report calls that all", async () => {
  const controller = new AbortController();
  const files = { "/r/a.Dockerfile": PINNED["/r/Dockerfile"], "/r/b.Dockerfile": `FROM alpine:3.20@${OLD}\n` };
  const { broker } = brokerOf((query) => {
    if (query.kind === "image" && query.reference.repository === "library/alpine") controller.abort();
    return MOVED;
  });
  const words = ["check-pins", "--jobs", "1", "--fail-on", "info"];
  const ran = await runIn({ files, broker, signal: controller.signal }, ...words, "--format", "sarif");
  const [{ results, invocations }] = JSON.parse(ran.output).runs;
  assert.deepEqual([ran.status, results.length, invocations[0].executionSuccessful], [2, 1, false]);
  assert.match(ran.errors, /^seaworthy: cancelled: not all pins were looked up\n/);
  const text = await runIn({ files, broker, signal: controller.signal }, ...words);
  assert.equal(text.output, "Nothing was checked. 1 problem above.\n");
});

test("a pin that nobody could be asked about makes 2, and no finding", async () => {
  const { broker } = brokerOf(() => notFound("registry.example cannot be reached."));
  const ran = await runIn({ files: PINNED, broker }, "check-pins");
  assert.equal(ran.status, 2);
  assert.match(ran.output, /nothing found\. 1 problem above\./);
  assert.match(ran.errors, /^seaworthy: Dockerfile:1:6: registry\.example cannot be reached\.\n/);
  const json = JSON.parse((await runIn({ files: PINNED, broker }, "check-pins", "--format", "json")).output);
  const message = "1:6: registry.example cannot be reached.";
  assert.deepEqual(json.errors, [{ path: "Dockerfile", message, fails: true }]);
});

test("what nobody can know is said, and is no failure of the run", async () => {
  const unknown: PinAnswer = {
    ...notFound(""),
    ok: false,
    reason: "ambiguous",
    message: "a script adds a repository.",
  };
  const ran = await runIn({ files: PINNED, broker: brokerOf(() => unknown).broker }, "check-pins");
  assert.deepEqual([ran.status, /a script adds a repository/.test(ran.errors)], [0, true]);
  const setup = { files: PINNED, broker: brokerOf(() => unknown).broker };
  const sarif = await runIn(setup, "check-pins", "--format", "sarif");
  const [run] = JSON.parse(sarif.output).runs;
  const [{ executionSuccessful, toolExecutionNotifications }] = run.invocations;
  assert.equal(executionSuccessful, true);
  assert.ok(toolExecutionNotifications.every(({ level }: { readonly level: string }) => level === "note"));
});

test("fix raises pins that are there when their rule is asked for, images before packages", async () => {
  const text = `FROM debian:12.11@${OLD}\nRUN apt-get install -y curl=7.88.1-9\n`;
  const { broker, queries } = brokerOf((query) =>
    query.kind === "image"
      ? query.reference.digest === OLD
        ? MOVED
        : found([], { kind: "image", tagDigest: DIGEST, digestExists: true, isPlatform: false, before: {}, now: {} })
      : found([{ style: "exact", text: "7.88.1-10" }], {
          kind: "package",
          exists: true,
          candidate: "7.88.1-10",
          isOutdated: true,
          isSecurity: false,
        }),
  );
  const rules = ["--rule", "image-digest-stale", "--rule", "package-outdated"];
  const ran = await runIn({ files: { "/r/Dockerfile": text }, broker }, "fix", "--write", ...rules);
  assert.equal(ran.files.get("/r/Dockerfile"), `FROM debian:12.11@${DIGEST}\nRUN apt-get install -y curl=7.88.1-10\n`);
  assert.equal(ran.status, 0);
  assert.doesNotMatch(ran.errors, /wants? a look/);
  const unasked = await runIn({ files: { "/r/Dockerfile": text }, broker }, "fix", "--write");
  assert.equal(unasked.files.get("/r/Dockerfile"), text);
  const last = queries.at(-1);
  assert.equal(last?.kind === "os" ? last.base.reference.digest : "", DIGEST);
});

test("fix says which pins it raises only with --review", async () => {
  const sum = (digit: string) => digit.repeat(64);
  const { broker, queries } = brokerOf(() =>
    found([{ style: "checksum", text: sum("b") }], { kind: "download", matches: false }),
  );
  const text = (digit: string) => `FROM scratch\nADD --checksum=sha256:${sum(digit)} https://dl.example/t-1.5.tgz /t\n`;
  const words = ["fix", "--write", "--rule", "download-checksum-mismatch"];
  const ran = await runIn({ files: { "/r/Dockerfile": text("a") }, broker }, ...words);
  assert.match(ran.errors, /\nseaworthy: nothing fixed in 1 file; 1 fix wants a look \(--review\)\n$/);
  // What is asked may be a download of 2 GB.
  assert.equal(queries.length, 1);
  const reviewed = await runIn({ files: { "/r/Dockerfile": text("a") }, broker }, ...words, "--review");
  assert.equal(reviewed.files.get("/r/Dockerfile"), text("b"));
  assert.match(reviewed.errors, /\nseaworthy: 1 fix in 1 of 1 file written\n$/);
});

test("fix says which pins it cannot raise", async () => {
  const state = { kind: "image", digestExists: undefined, isPlatform: false, before: {}, now: {} } as const;
  const { broker } = brokerOf(() => found([], { ...state, tagDigest: undefined }));
  const files = { "/r/Dockerfile": "FROM debian:12.11\n" };
  const ran = await runIn({ files, broker }, "fix", "--write", "--rule", "image-gone");
  assert.equal(
    ran.errors,
    "seaworthy: Dockerfile:1:6: debian:12.11 is gone from its registry: choose another tag.\n" +
      "seaworthy: asked registry.example, archive.example (2 times)\n" +
      "seaworthy: nothing to fix in 1 file\n",
  );
  assert.equal(ran.status, 0);
  const checked = await runIn({ files, broker }, "check-pins");
  assert.match(checked.output, /^1 warning in 1 of 1 file\.$/m);
  assert.equal(checked.status, 1);
});

test("hosts, programs and consent come from the user's own file; in a repository they are reported and ignored", async () => {
  const { broker, askings } = brokerOf(answer);
  const files = {
    ...FILES,
    "/home/me/.config/seaworthy/settings.yaml": "engine: podman\nindex: {npm: https://npm.example}\n",
    "/r/.seaworthy.yaml": "engine: evil\n",
  };
  const ran = await runIn({ files, broker, environment: { HOME: "/home/me" } }, "fix", "--rule", "image-latest");
  assert.deepEqual(
    [askings[0]?.settings.engine, askings[0]?.settings.indexes.get("npm")],
    ["podman", "https://npm.example"],
  );
  assert.match(ran.errors, /\.seaworthy\.yaml:1:1: "engine" can only be set by the user, not by a repository\n/);
  const elsewhere = { ...files, "/x/seaworthy/settings.yaml": "engine: nerdctl\n" };
  const environment = { HOME: "/home/me", XDG_CONFIG_HOME: "/x" };
  await runIn({ files: elsewhere, broker, environment }, "fix", "--rule", "image-latest");
  assert.equal(askings.at(-1)?.settings.engine, "nerdctl");
  const ours = { ...files, "/r/ci/seaworthy/settings.yaml": "engine: evil\n" };
  await runIn(
    { files: ours, broker, environment: { HOME: "/home/me", XDG_CONFIG_HOME: "ci" } },
    "fix",
    "--rule",
    "image-latest",
  );
  assert.equal(askings.at(-1)?.settings.engine, "podman");
});

test("nobody is asked while the user's own file has a mistake: it may name who is not to be asked", async () => {
  for (const words of [["fix"], ["check-pins"], ["fix", "--format", "json"]]) {
    const { broker, queries } = brokerOf(answer);
    const files = { ...FILES, "/home/me/.config/seaworthy/settings.yaml": "mirros: {docker.io: mirror.example}\n" };
    const ran = await runIn({ files, broker, environment: { HOME: "/home/me" } }, ...words);
    assert.deepEqual([ran.status, queries.length, ran.output], [2, 0, ""]);
    assert.match(ran.errors, /settings\.yaml:1:1: unknown key "mirros"; did you mean "mirrors"\?\n/);
    assert.match(ran.errors, /nothing was done and nobody was asked: correct them first\n$/);
  }
  const files = { "/r/Dockerfile": "FROM a\nMAINTAINER b\n", "/x/seaworthy/settings.yaml": "mirros: {}\n" };
  const offline = await runIn({ files, environment: { XDG_CONFIG_HOME: "/x" } }, "fix", "--offline");
  assert.match(offline.output, /^\+LABEL/m);
});
