import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import type { FileReport } from "../../../server/src/cli/file-report.ts";
import { inThreads } from "../../../server/src/cli/in-threads.ts";
import type { Input } from "../../../server/src/cli/session.ts";
import { startThread, type Thread } from "../../../server/src/cli/thread.ts";
import { runIn } from "./made-up-world.ts";

/** About 3000 characters each: enough to make threads worth their start. */
const FILES = Object.fromEntries(
  Array.from({ length: 80 }, (_, index) => [`/r/app-${String(index).padStart(3, "0")}/Dockerfile`, dockerfile(index)]),
);
const SETTINGS = {
  "/r/app-007/.seaworthy.yaml": "rules:\n  apt-unpinned: off\n  no-such-rule: off\n",
  "/r/app-070/.seaworthy.yaml": "no-such-key: 1\n",
};

function dockerfile(index: number): string {
  const isUnread = index % 10 === 3;
  const lines = [`FROM base.example/app:${index % 2 === 0 ? "latest" : "1.2.3"}`, "RUN apt-get install -y curl git"];
  if (isUnread) lines.push("RUN if true; then curl -O https://get.example/x");
  return `${lines.join("\n")}\n${"# a long story\n".repeat(200)}`;
}

describe("a run in threads says what a run in one does", () => {
  const broken = { "/r/app-010/Dockerfile": "FROM a.example/b:1.2.3\nRUN echo \\\n" };
  for (const words of [
    ["--format", "text"],
    ["--format", "text", "--color", "always", "--quiet"],
    ["--format", "json"],
    ["--format", "sarif"],
    ["--format", "github"],
    ["--format", "gitlab"],
    ["--format", "json", "--no-suppressions", "--profile", "strict", "--exclude", "app-02*"],
    ["--fail-on", "never", "app-003", "gone", ".", "gone-too"],
  ]) {
    it(words.join(" "), async () => {
      const files = { ...FILES, ...SETTINGS, ...broken };
      const alone = await runIn({ files }, "lint", ...words);
      const shared = await runIn({ files, processors: 3 }, "lint", ...words);
      assert.ok(shared.threads.texts > 20, `other threads had ${shared.threads.texts} texts`);
      assert.ok(alone.output.length > 1000);
      assert.equal(shared.output, alone.output);
      assert.equal(shared.errors, alone.errors);
      assert.equal(shared.status, alone.status);
    });
  }
});

test("a baseline that threads have made holds in a run without", async () => {
  const words = ["lint", "--baseline", "known.json"];
  const made = await runIn({ files: FILES, processors: 2 }, ...words, "--update-baseline");
  const files = { ...FILES, "/r/known.json": made.files.get("/r/known.json") ?? "" };
  const alone = await runIn({ files }, ...words);
  const shared = await runIn({ files, processors: 2 }, ...words);
  assert.match(alone.output, /^80 files checked, nothing found \(328 more in the baseline\)\. 8 problems above\.\n$/);
  assert.equal(shared.output, alone.output);
});

describe("threads are started", () => {
  const few = Object.fromEntries(Object.entries(FILES).slice(0, 40));
  for (const [what, given, words, started] of [
    ["one for each further processor", { files: FILES, processors: 2 }, [], 1],
    ["two at most", { files: FILES, processors: 64 }, [], 2],
    ["as many as --jobs says", { files: FILES, processors: 2 }, ["--jobs", "6"], 5],
    ["no more than any machine has use for", { files: FILES, processors: 2 }, ["--jobs", "99999"], 31],
    ["none with --jobs 1", { files: FILES, processors: 8 }, ["-j", "1"], 0],
    ["none for few texts", { files: few, processors: 8 }, ["--jobs", "8"], 0],
  ] as const) {
    it(what, async () => {
      const ran = await runIn(given, "lint", ...words);
      assert.equal(ran.threads.started, started);
    });
  }
});

describe("inThreads", () => {
  const report = (index: number): FileReport => ({
    entries: [{ text: String(index) }],
    errors: [],
    knownCount: 0,
    hasFindings: false,
    accepted: undefined,
  });
  async function* inputs(): AsyncGenerator<Input> {
    for (let index = 0; index < 40; index += 1) yield { text: `${index} `.padEnd(20_000) } as Input;
  }
  const check = async ({ text }: Pick<Input, "text">) => report(Number.parseInt(text, 10));
  async function textsWith(thread: Thread | undefined): Promise<readonly string[]> {
    const texts: string[] = [];
    const workers = { check, startThread: async () => thread, jobs: 2 };
    for await (const { entries } of inThreads(inputs(), workers)) texts.push(...entries.map(({ text }) => text));
    return texts;
  }

  it("keeps the order, however slow a thread is, and ends it", async () => {
    const state = { ended: 0, most: 0, running: 0 };
    const texts = await textsWith({
      async check(sources) {
        state.running += 1;
        state.most = Math.max(state.most, state.running);
        for (let turn = 0; turn < 100; turn += 1) await setImmediate();
        state.running -= 1;
        return await Promise.all(sources.map(check));
      },
      end: async () => {
        state.ended += 1;
      },
    });
    assert.deepEqual(
      texts,
      Array.from({ length: 40 }, (_, index) => String(index)),
    );
    assert.equal(state.ended, 1);
    assert.equal(state.most, 2);
  });

  it("gives a thread more as soon as it has done what it had", async () => {
    let given = 0;
    await textsWith({
      async check(sources) {
        given += 1;
        await setImmediate();
        return await Promise.all(sources.map(check));
      },
      end: async () => undefined,
    });
    assert.ok(given > 15, `of 40 groups the thread had ${given}`);
  });

  it("does all of it here where no thread can be started", async () => {
    assert.equal((await textsWith(undefined)).length, 40);
  });

  it("throws what a thread throws, and ends all of them", async () => {
    const state = { ended: 0 };
    const failing: Thread = {
      check: () => Promise.reject(new Error("out of memory")),
      end: async () => {
        state.ended += 1;
      },
    };
    await assert.rejects(textsWith(failing), /out of memory/);
    assert.equal(state.ended, 1);
  });
});

test("a thread that has ended is no thread to wait for", async () => {
  // No program is packed beside the tests.
  const thread = startThread([], { isTerminal: false, columns: undefined });
  for (let order = 0; order < 3; order += 1) await assert.rejects(async () => thread?.check([]), /Cannot find module/);
});
